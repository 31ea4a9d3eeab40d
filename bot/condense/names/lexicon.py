"""A language's words for names, compiled: one look-up tells all that is known of a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.languages import Language, available, load
from bot.languages.schema.names import ByGender
from bot.model.desk import Gender
from bot.model.folding import fold as _fold

GIVEN = 1
SURNAME = 1 << 1
TITLE = 1 << 2
MODIFIER = 1 << 3
ORG_HEAD = 1 << 4
ORG_TAIL = 1 << 5
PLACE_HEAD = 1 << 6
PLACE_TAIL = 1 << 7
FUNCTION = 1 << 8
NOT_NAME = 1 << 9
PARTICLE = 1 << 10
JOINER = 1 << 11
COORDINATOR = 1 << 12
SUFFIX = 1 << 13
LOCATIVE = 1 << 14
ARTICLE = 1 << 15
RELATIVE = 1 << 16
ACT = 1 << 17
AGE = 1 << 18
ABBREVIATION = 1 << 19
HONORIFIC = 1 << 20
DATE = 1 << 21
STOP = 1 << 22
VERB = 1 << 23
PREPOSITION = 1 << 24
POSSESSIVE = 1 << 25
DEFINITE = 1 << 26
ROLE = 1 << 27
"""A noun for a person which, unlike a title, does not show by itself that a name follows."""
RELATIONAL = 1 << 28
NAMER = 1 << 29
NAMED = 1 << 30
FIRM = 1 << 31
THING = 1 << 32
"""A noun whose title may follow in quotation marks."""
EVENT = 1 << 33
"""A word in the name of what is no person, body or place: War, Treaty, USS, Acuerdo."""
CREDIT = 1 << 34
"""Before the colon of whoever took a picture."""
LEADER = 1 << 35
"""A noun for who leads or serves a body, whose name follows: director, analyst."""
INNER = PARTICLE | JOINER | COORDINATOR
BODY = ORG_HEAD | ORG_TAIL
LANDMARK = PLACE_HEAD | PLACE_TAIL


fold = lru_cache(maxsize=1 << 16)(_fold)
"""Without case and accents; the `ñ` too, since foreign press drops its tilde."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """`flags`: word, lower case, with or without accents → what it can be. `genders`: given name or title → its gender."""

    flags: dict[str, int]
    genders: dict[str, Gender]
    nickname_cues: tuple[tuple[str, ...], ...]
    finite_endings: tuple[str, ...]
    person_endings: tuple[str, ...]
    role_prefixes: tuple[str, ...]
    possessives: frozenset[str]
    """What follows the apostrophe of a possessor."""

    gendered: bool
    """Titles agree with the one who bears them."""


@cache
def lexicon(language: Language) -> Lexicon:
    flags: dict[str, int] = {}
    genders: dict[str, Gender] = {}

    def mark(words: Iterable[str], flag: int) -> None:
        for word in words:
            for form in {word.casefold(), fold(word)}:
                flags[form] = flags.get(form, 0) | flag

    def mark_gendered(words: ByGender, flag: int) -> None:
        either = {fold(word) for word in words.either}
        both = {fold(word) for word in words.female} & {fold(word) for word in words.male}
        gendered: tuple[tuple[tuple[str, ...], Gender], ...] = ((words.female, "f"), (words.male, "m"))
        for group, gender in gendered:
            mark(group, flag)
            for word in group:
                if fold(word) not in either and fold(word) not in both:
                    genders.setdefault(word.casefold(), gender)
                    genders.setdefault(fold(word), gender)
        mark(words.either, flag)

    own = language.names
    speech = language.speech
    mark_gendered(own.titles, TITLE)
    mark_gendered(own.gendered_articles, ARTICLE)
    mark_gendered(own.given, GIVEN)
    for code in dict.fromkeys((*available(), language.code)):
        other = load(code).names
        mark_gendered(other.given, GIVEN)
        mark(other.surnames, SURNAME)
        mark(other.particles, PARTICLE)
        mark(other.organisation_heads, ORG_HEAD)
        mark(other.place_heads, PLACE_HEAD)
    basics = language.basics
    for words, flag in (
        (own.organisation_tails, ORG_TAIL),
        (own.place_tails, PLACE_TAIL),
        (own.title_modifiers, MODIFIER),
        (own.honorifics, TITLE | HONORIFIC),
        (own.joiners, JOINER),
        (own.coordinators, COORDINATOR),
        (own.suffixes, SUFFIX),
        (own.locatives, LOCATIVE),
        (own.namers, NAMER),
        ((*speech.works, *speech.named_things), THING),
        (own.company_suffixes, FIRM),
        (own.named, NAMED),
        (own.articles, ARTICLE),
        (own.relatives, RELATIVE | STOP),
        (own.role_stops, STOP),
        (own.acts, ACT),
        (own.age_words, AGE),
        (own.events, EVENT),
        (own.credits, CREDIT),
        (own.leaders, LEADER),
        (own.not_names, NOT_NAME),
        (basics.abbreviations, ABBREVIATION),
        ((*basics.months, *basics.weekdays), NOT_NAME | DATE),
        ((*basics.function_words, *basics.pronouns, *own.articles, *own.locatives, *own.relatives), FUNCTION),
        ((words[0] for words in (phrase.split() for phrase in basics.connectives)), FUNCTION),
        ((*own.acts, *speech.common_verbs, *speech.auxiliaries), VERB),
        (speech.prepositions, PREPOSITION),
        (speech.possessive_pronouns, POSSESSIVE),
        (speech.definite, DEFINITE),
        ((*speech.roles.m, *speech.roles.f, *speech.roles.any), ROLE),
        (own.relational, RELATIONAL | ROLE),
    ):
        mark(words, flag)
    return Lexicon(
        flags=flags,
        genders=genders,
        nickname_cues=tuple(tuple(cue.casefold().split()) for cue in own.nickname_cues),
        finite_endings=speech.finite_endings,
        person_endings=own.person_endings,
        role_prefixes=speech.role_prefixes,
        possessives=frozenset(speech.possessive_endings),
        gendered=bool(own.gendered_articles.female),
    )
