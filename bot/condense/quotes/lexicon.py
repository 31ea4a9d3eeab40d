"""The words of `speech.toml`, compiled: one integer of flags a word, so that a sentence is read with one look-up a token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.languages import Language
from bot.languages.schema.speech import Paradigm, Pronoun, Roles, Speech, Verbs
from bot.model.desk import Gender

UTTERANCE = 1 << 0
NAMING = 1 << 1
STANCE = 1 << 2
FINITE = 1 << 3
BASE = 1 << 4
GERUND = 1 << 5
INFINITIVE = 1 << 6
PARTICIPLE = 1 << 7
NOUN_FORM = 1 << 8
DETERMINER = 1 << 9
PREPOSITION = 1 << 10
ATTACHING = 1 << 11
CONJUNCTION = 1 << 12
SUBORDINATOR = 1 << 13
RELATIVE = 1 << 14
AUXILIARY = 1 << 15
ADVERB = 1 << 16
PRONOUN = 1 << 17
POSSESSIVE = 1 << 18
FIRST_PERSON = 1 << 19
CLITIC = 1 << 20
HEARER = 1 << 21
ROLE = 1 << 22
TITLE = 1 << 23
DOCUMENT = 1 << 24
SAYING_NOUN = 1 << 25
WORK = 1 << 26
NAMED_THING = 1 << 27
OTHER_VERB = 1 << 28
JOINER = 1 << 29
PASSIVE = 1 << 30
AGENT = 1 << 31
MANNER = 1 << 32
PLURAL_ROLE = 1 << 33
INFINITIVE_MARK = 1 << 34
GENITIVE = 1 << 37
DEFINITE = 1 << 38
ADJECTIVAL = 1 << 36
"""A role that is an adjective after another noun: *el acceso general*."""
CALENDAR = 1 << 35
"""Days and months: capitals that name nobody."""

# what only a sentence tells of a token (see passages.py)
CAPITAL = 1 << 40
OWNER = 1 << 41
"""Carries a possessor's mark: *Trump’s*."""
QUOTE = 1 << 42
COMMA = 1 << 43
STOP = 1 << 44
COLON = 1 << 45
SEMICOLON = 1 << 46
DASH = 1 << 47
BRACKET = 1 << 48
NUMBER = 1 << 49
TIED = 1 << 50
"""Written onto the word before, by a hyphen or an apostrophe."""
PLURAL = 1 << 51
"""Ends like a plural."""
NICKNAME = 1 << 52
"""A quotation that is part of a name."""
ASKING = 1 << 57
ANSWERING = 1 << 58
FIRST = 1 << 59
"""A form of the first person."""
PHRASAL = 1 << 56
"""The first word of a verb of more than one."""
PERSON = 1 << 53
BODY = 1 << 54
PLACE = 1 << 55
"""Part of a name of that kind, as `find_names` found it."""
INSCRIBED = 1 << 62
"""A thing that bears words: *sign, hat, banner*."""
TIME = 1 << 39
PAST = 1 << 61
"""An unknown word with the ending of a past tense: *angered*."""
UNKNOWN = 1 << 60
"""A word that `speech.toml` does not list: a noun, an adjective, or some other verb."""

CUE = UTTERANCE | NAMING | STANCE
SPEAKERS = ROLE | TITLE | DOCUMENT | SAYING_NOUN
PUNCTUATION = COMMA | STOP | COLON | SEMICOLON | DASH | BRACKET
"""Between these no phrase runs on."""
FUNCTION = PRONOUN | SUBORDINATOR | AUXILIARY | CONJUNCTION | PREPOSITION | OTHER_VERB | RELATIVE | ADVERB | CLITIC | HEARER

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """`flags`: word → what it may be. `sources`: first word → the rest of each phrase that names a source, longest first, and
    whether it has to stand at the clause's start with a comma after the speaker.
    `phrasal`: first word of a verb → the words that follow it. `naming_cues`: last word → the words before it, in reverse."""

    speech: Speech
    flags: Mapping[str, int]
    endings: tuple[str, ...]
    finite_endings: tuple[str, ...]
    prefixes: tuple[str, ...]
    sources: Mapping[str, tuple[tuple[Words, bool], ...]]
    phrasal: Mapping[str, tuple[Words, ...]]
    naming_cues: Mapping[str, tuple[Words, ...]]
    pronouns: Mapping[str, Pronoun]
    genders: Mapping[str, Gender]
    bodies: frozenset[str]
    generic: frozenset[str]
    callings: frozenset[str]
    quantities: frozenset[str]
    same_office: Mapping[str, tuple[tuple[Words, frozenset[str]], ...]]
    """First word of a phrase for an office → the rest of it, longest first, and the single words for the same office."""
    modifiers: frozenset[str]

    def is_generic(self, lower: str) -> bool:
        """Whether writers use the role for whoever spoke last."""
        return lower in self.generic or any(lower.startswith(p) and lower[len(p) :] in self.generic for p in self.prefixes)

    def names_speakers(self, lower: str) -> bool:
        """Whether the word is a noun for people, a body or a text, in the singular or the plural."""
        if self.of(lower) & SPEAKERS:
            return True
        endings = (ending for ending in self.speech.plural_endings if lower.endswith(ending))
        return any(self.of(lower.removesuffix(ending)) & SPEAKERS for ending in endings)

    def of(self, lower: str) -> int:
        found = self.flags.get(lower, 0)
        if found:
            return found
        if lower.startswith(self.prefixes):
            for prefix in self.prefixes:
                if lower.startswith(prefix):
                    role = self.flags.get(lower[len(prefix) :], 0) & (ROLE | PLURAL_ROLE | TITLE)
                    if role:
                        return role
        if lower.endswith(self.endings):
            return ADVERB
        return OTHER_VERB if lower.endswith(self.finite_endings) else 0


@cache
def lexicon_of(language: Language) -> Lexicon:
    speech = language.speech
    flags: dict[str, int] = {}

    def mark(words: Iterable[str], flag: int) -> None:
        for word in words:
            flags[word] = flags.get(word, 0) | flag

    for verbs, flag in (
        (speech.verbs.utterance, UTTERANCE),
        (speech.verbs.naming, NAMING),
        (speech.verbs.stance, STANCE),
    ):
        for lemma, form, kind in _forms(verbs, speech.paradigms):
            told = ASKING if lemma in speech.asking else ANSWERING if lemma in speech.answering else 0
            first = FIRST if kind & FINITE and form.endswith(speech.first_person_endings or ("\0",)) else 0
            mark((form,), flag | kind | told | first)
    roles = speech.roles
    for words, flag in (
        (speech.noun_forms, NOUN_FORM),
        (speech.determiners, DETERMINER),
        (speech.prepositions, PREPOSITION),
        (speech.attaching, ATTACHING),
        (speech.conjunctions, CONJUNCTION),
        (speech.subordinators, SUBORDINATOR),
        (speech.relatives, RELATIVE),
        (speech.auxiliaries, AUXILIARY),
        (speech.adverbs, ADVERB),
        (speech.subject_pronouns, PRONOUN),
        (speech.possessive_pronouns, POSSESSIVE),
        (speech.first_persons, PRONOUN | FIRST_PERSON),
        (speech.clitics, CLITIC),
        (speech.hearers, HEARER),
        (roles.m + roles.f + roles.any + roles.bodies, ROLE),
        (roles.plural, ROLE | PLURAL_ROLE),
        (speech.titles, TITLE),
        (roles.adjectival, ADJECTIVAL),
        (speech.documents, DOCUMENT),
        (speech.inscribed, DOCUMENT | INSCRIBED),
        (speech.saying_nouns, SAYING_NOUN),
        (speech.works, WORK),
        (speech.named_things, NAMED_THING),
        (speech.common_verbs, OTHER_VERB),
        (speech.name_joiners, JOINER),
        (speech.passive_auxiliaries, PASSIVE | AUXILIARY),
        (speech.agent_markers, AGENT),
        (speech.manner, MANNER),
        (speech.genitives, GENITIVE),
        (speech.definite, DEFINITE),
        (speech.infinitive_marks, INFINITIVE_MARK),
        (language.basics.weekdays, ADVERB | CALENDAR),
        (language.basics.months, CALENDAR | ADVERB),
        (speech.times, TIME),
        (speech.participles, PAST),
    ):
        mark(words, flag)
    for word, flag in flags.items():
        if flag & CUE and flag & (ROLE | DOCUMENT | SAYING_NOUN | TITLE):
            flags[word] = flag | NOUN_FORM
        elif flag in {TIME, PAST}:
            flags[word] = flag | UNKNOWN
    genders: dict[str, Gender] = {}
    for gendered, gender in _by_gender(roles):
        genders.update((word, gender) for word in gendered)
    return Lexicon(
        speech=speech,
        flags=flags,
        finite_endings=speech.finite_endings or ("\0",),
        prefixes=speech.role_prefixes or ("\0",),
        endings=speech.adverb_endings or ("\0",),
        sources=_sources(speech.sources),
        phrasal=_by_first(_words(phrase) for phrase in speech.phrasal),
        naming_cues=_by_first(tuple(reversed(_words(cue))) for cue in speech.naming_cues),
        pronouns=speech.subject_pronouns | speech.possessive_pronouns,
        genders=genders,
        bodies=frozenset(roles.bodies),
        generic=frozenset(roles.generic),
        callings=frozenset(roles.callings),
        quantities=frozenset(roles.quantities),
        same_office=_same_office(roles.same_office),
        modifiers=frozenset(roles.modifiers),
    )


def _same_office(classes: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[Words, frozenset[str]], ...]]:
    grouped: dict[str, list[tuple[Words, frozenset[str]]]] = {}
    for phrases in classes:
        single = frozenset(phrase for phrase in phrases if " " not in phrase)
        for phrase in phrases:
            first, *rest = _words(phrase)
            grouped.setdefault(first, []).append((tuple(rest), single))
    return {first: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for first, found in grouped.items()}


def _by_gender(roles: Roles) -> tuple[tuple[tuple[str, ...], Gender], ...]:
    return (roles.m, "m"), (roles.f, "f")


def _forms(verbs: Verbs, paradigms: Mapping[str, Paradigm]) -> Iterable[tuple[str, str, int]]:
    """Lemma, form and kind of each."""
    by_ending = sorted(
        ((ending, paradigm) for paradigm in paradigms.values() for ending in paradigm.lemmas),
        key=lambda pair: -len(pair[0]),
    )
    for lemma in verbs.regular:
        paradigm = next(p for ending, p in by_ending if lemma.endswith(ending))
        stem = lemma.removesuffix(paradigm.strip)
        for kind, endings in _kinds(paradigm):
            yield from ((lemma, stem + ending, kind) for ending in endings)
    for lemma, irregular in verbs.irregular.items():
        for kind, forms in _kinds(irregular):
            yield from ((lemma, form, kind) for form in forms)


def _kinds(table: object) -> Iterable[tuple[int, tuple[str, ...]]]:
    for name, kind in (
        ("finite", FINITE),
        ("base", BASE),
        ("gerund", GERUND),
        ("infinitive", INFINITIVE),
        ("participle", PARTICIPLE),
    ):
        yield kind, getattr(table, name)


def _sources(frames: Iterable[str]) -> dict[str, tuple[tuple[Words, bool], ...]]:
    grouped: dict[str, list[tuple[Words, bool]]] = {}
    for frame in frames:
        first, *rest = _words(frame.removesuffix(",").removesuffix("{speaker}"))
        grouped.setdefault(first, []).append((tuple(rest), frame.endswith(",")))
    return {first: tuple(sorted(rest, key=lambda pair: -len(pair[0]))) for first, rest in grouped.items()}


def _words(phrase: str) -> Words:
    return tuple(phrase.split())


def _by_first(phrases: Iterable[Words]) -> dict[str, tuple[Words, ...]]:
    grouped: dict[str, list[Words]] = {}
    for phrase in phrases:
        grouped.setdefault(phrase[0], []).append(phrase[1:])
    return {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in grouped.items()}
