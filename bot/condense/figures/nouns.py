"""The noun that a number counts: where it stands and what it is."""

from __future__ import annotations

from bot.condense.figures.lexicon import UnitName
from bot.condense.figures.sentence import HYPHENS, Sentence

_REACH = 6
"""How many words behind the number its noun may stand."""


def find_noun(sentence: Sentence, at: int, *, single: bool) -> int:
    """The token of the noun that the words from `at` on name, -1 where they name none. `single`: one thing is counted."""
    end = min(at + _REACH, sentence.stop)
    return _first_noun(sentence, at, end) if sentence.lex.noun_first else _last_noun(sentence, at, end, single=single)


def name_noun(sentence: Sentence, noun: int) -> tuple[UnitName, int]:
    """What the noun is called on the card, and the token behind it."""
    lex, word = sentence.lex, sentence.lowers[noun]
    met = lex.units.ahead(sentence.lowers, noun, sentence.stop)
    if met and met.value.kind != "money":
        return met.value, met.last
    if names_a_people(sentence, noun) or word in lex.people_adjectives:
        return UnitName("people", "people"), noun + 1
    return UnitName("noun", sentence.words[noun]), noun + 1


def _first_noun(sentence: Sentence, at: int, end: int) -> int:
    """Where the noun leads its phrase (`nuevos casos graves`): the first word that is no modifier."""
    lex = sentence.lex
    while at + 1 < end and sentence.lowers[at] in lex.modifiers and is_word(sentence, at + 1):
        at += 1
    if at >= end or not is_word(sentence, at) or is_marker(sentence, at):
        return -1
    word = sentence.lowers[at]
    known = lex.units.starts(word) or word in lex.people_adjectives
    return at if known or is_plural(sentence, at) or (sentence.words[at].isupper() and len(word) > 1) else -1


def _last_noun(sentence: Sentence, start: int, end: int, *, single: bool) -> int:
    """Where the noun ends its phrase (`seven less politicised congressional panels`): the last of the first run of plurals."""
    lex, lowers = sentence.lex, sentence.lowers
    noun, at = -1, start
    while at < end and (step := _step(sentence, start, at, end)):
        word = lowers[at]
        adjective = word in lex.people_adjectives
        plural = (
            step == 1
            and not adjective
            and (is_plural(sentence, at) or (single and lex.units.ahead(lowers, at, end) is not None))
        )
        if single and plural and _is_third_person(sentence, at):
            break
        if noun >= 0 and step == 1 and not plural:
            if lowers[noun - 1] not in HYPHENS or at != noun + 1:
                break
            noun = -1  # `plain-clothes officers`: the plural was part of a compound
        if plural or (adjective and at == start):
            noun = at
        at += step
    last = at - 1
    if noun < 0 and single and at > start and sentence.words[last].islower() and is_word(sentence, last):
        verb = lowers[last] in lex.singular_s or lowers[last].endswith(lex.labels.participles)
        return -1 if verb and not lex.units.starts(lowers[last]) else last
    return noun


def _is_third_person(sentence: Sentence, at: int) -> bool:
    """Behind the number one, what looks like a plural and names no known thing is a verb: `how one crosses`."""
    word, lex = sentence.lowers[at], sentence.lex
    return word.endswith(lex.plural_endings) and not lex.units.starts(word) and word not in lex.people


def _step(sentence: Sentence, start: int, at: int, end: int) -> int:
    """How many tokens of a noun phrase stand at `at`: one word, one tied hyphen, an initial with its point; none at its end."""
    lex, word = sentence.lex, sentence.words[at]
    if word in HYPHENS:
        return int(at > start and at + 1 < end and sentence.tied(at - 1) and sentence.tied(at))
    if len(word) == 1 and word.isupper() and at + 1 < end and sentence.words[at + 1] == "." and sentence.tied(at):
        return 2
    participle = word.lower().endswith(lex.labels.participles) and at + 1 < end and is_word(sentence, at + 1)
    return int(is_word(sentence, at) or participle or word.lower() in lex.modifiers)


def is_word(sentence: Sentence, at: int) -> bool:
    """A word that may belong to a noun phrase."""
    word, lex = sentence.lowers[at], sentence.lex
    named = word in lex.directions and sentence.opens_with_capital(at) and at + 1 < sentence.stop
    if named and sentence.opens_with_capital(at + 1):
        return True  # `North Atlantic whales`
    return word[0].isalpha() and word not in lex.boundaries and word not in lex.verbs


def is_marker(sentence: Sentence, at: int) -> bool:
    """`los tres anteriores`: a word that orders in time and names no thing, with nothing behind it that does."""
    lex, follows = sentence.lex, at + 1 < sentence.stop and is_word(sentence, at + 1)
    return lex.noun_first and sentence.lowers[at] in lex.time_markers and not follows


def is_plural(sentence: Sentence, at: int) -> bool:
    """Whether the word there looks like a noun in the plural."""
    lex, word = sentence.lex, sentence.lowers[at]
    if word in lex.irregular_plurals or word in lex.people:
        return True
    if len(word) > 2 and word.endswith(lex.plural_endings) and sentence.words[at][:-1].isupper():
        return True  # `SUVs`
    ending = word.endswith(lex.plural_endings) and not word.endswith(lex.singular_endings)
    if len(word) < 4 or not ending or word in lex.singular_s:
        return False
    return sentence.words[at].islower() or at == sentence.floor or names_a_people(sentence, at)


def names_a_people(sentence: Sentence, at: int) -> bool:
    """`Syrians`, `Hondurans`."""
    endings = sentence.lex.people_endings
    return bool(endings) and sentence.opens_with_capital(at) and sentence.words[at].endswith(endings)
