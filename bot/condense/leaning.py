"""Sentences that lean on the one before: somebody who reads only them does not know who is meant, or what they oppose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from bot.condense.document import Document
from bot.condense.quotes.lexicon import (
    AUXILIARY,
    CALENDAR,
    DETERMINER,
    FINITE,
    NOUN_FORM,
    PREPOSITION,
    SUBORDINATOR,
    UTTERANCE,
    Lexicon,
    lexicon_of,
)
from bot.languages import Language
from bot.model.folding import fold

_REACH = 8
"""So many tokens from the start, a personal pronoun still stands for somebody outside the sentence."""

_OPENING = 6
_SUBJECT_BEHIND = 3
_VERBAL = 4
"""Endings of so many letters, or with an accent on the last, are a verb's alone; others are nouns' too (*ía*)."""


def leans(doc: Document, first: int, last: int, named: Sequence[int]) -> bool:
    """The sentence of tokens `[first, last)`. `named`: where people, bodies and places are named in the text, sorted."""
    while first < last and not doc.words[first][0].isalnum():
        first += 1
    return (
        first == last
        or _opens_with_connective(doc, first, last)
        or _opens_with_pronoun(doc, first, last)
        or _means_somebody_else(doc, first, last, named)
        or _lacks_subject(doc, first, last)
    )


def vague(doc: Document, first: int, last: int, named: Sequence[int]) -> int:
    """How many words of the sentence point outside it without opening it: a pronoun with a gender before anybody is named, a
    connective behind the subject (“the mayor also said”), the writer's own *I* and *we*."""
    words = _opening_words(doc.language)
    if words.telling.isdisjoint(doc.lowers[first:last]):
        return 0
    name = bisect_left(named, doc.starts[first])
    first_name = named[name] if name < len(named) else len(doc.text)
    count = 0
    for token in range(first, last):
        lower = doc.lowers[token]
        near = token - first < _REACH
        unnamed = doc.starts[token] < first_name
        count += lower in words.first_persons or (near and lower in words.additive) or (unnamed and lower in words.gendered)
    return count


def _opens_with_connective(doc: Document, first: int, last: int) -> bool:
    connectives = _connectives(doc.language).get(fold(doc.lowers[first]))
    if connectives is None:
        return False
    opening = " ".join(word for word in doc.lowers[first : min(last, first + _OPENING)] if word[0].isalnum())
    return f"{fold(opening)} ".startswith(connectives)


def _opens_with_pronoun(doc: Document, first: int, last: int) -> bool:
    words = _opening_words(doc.language)
    if doc.lowers[first] not in words.pronouns:
        return False
    following = doc.lowers[first + 1] if first + 1 < last else ""
    return following not in words.calendar and not lexicon_of(doc.language).of(following) & CALENDAR


def _means_somebody_else(doc: Document, first: int, last: int, named: Sequence[int]) -> bool:
    """A personal pronoun near the start, and nobody named whom it could stand for: neither before it in the sentence, nor after
    the phrase that it opens with (“After his arrest, Guzmán …”)."""
    personal = _opening_words(doc.language).personal
    for token in range(first, min(last, first + _REACH)):
        if doc.lowers[token] in personal:
            break
    else:
        return False
    if bisect_left(named, doc.starts[first]) < bisect_left(named, doc.starts[token]):
        return False
    comma = next((i for i in range(token, min(last, token + 2 * _REACH)) if doc.words[i] == ","), None)
    if comma is None or comma + 1 >= last:
        return True
    behind = doc.starts[min(comma + _REACH, last - 1)]
    return bisect_left(named, doc.starts[comma]) == bisect_left(named, behind + 1)


def _lacks_subject(doc: Document, first: int, last: int) -> bool:
    """Where a language leaves out its pronouns: it opens with a verb, and no subject stands right behind."""
    if not doc.language.speech.pronoun_may_be_absent:
        return False
    lexicon = lexicon_of(doc.language)
    word = doc.lowers[first]
    flags = lexicon.of(word)
    says = flags & UTTERANCE and flags & FINITE and not flags & NOUN_FORM
    if not (says or flags & AUXILIARY or (not flags and word.endswith(_opening_words(doc.language).verb_endings))):
        return False
    return not _subject_follows(doc, lexicon, first, last)


def _subject_follows(doc: Document, lexicon: Lexicon, first: int, last: int) -> bool:
    """A noun phrase right behind the verb of token `first`, before a preposition or a clause takes it away."""
    for token in range(first + 1, min(last, first + 1 + _SUBJECT_BEHIND)):
        flags = lexicon.of(doc.lowers[token])
        if flags & (PREPOSITION | SUBORDINATOR):
            return False
        if flags & DETERMINER or doc.words[token][0].isupper() or doc.words[token][0].isdecimal():
            return True
    return False


class _Opening:
    __slots__ = ("additive", "calendar", "first_persons", "gendered", "personal", "pronouns", "telling", "verb_endings")

    def __init__(self, language: Language) -> None:
        speech, basics = language.speech, language.basics
        self.pronouns = frozenset(word.casefold() for word in basics.pronouns) - frozenset(speech.clitics)
        self.personal = frozenset(speech.subject_pronouns) - frozenset(speech.determiners)
        pronouns = {**speech.subject_pronouns, **speech.possessive_pronouns}
        self.gendered = frozenset(word for word, pronoun in pronouns.items() if pronoun.gender) - frozenset(speech.determiners)
        self.first_persons = frozenset(speech.first_persons)
        self.additive = frozenset(word for word in basics.connectives if " " not in word) - frozenset(speech.conjunctions)
        self.telling = self.gendered | self.first_persons | self.additive
        endings = (ending for paradigm in speech.paradigms.values() for ending in paradigm.finite)
        self.verb_endings = tuple(sorted({ending for ending in endings if _is_verbal(ending)}))
        self.calendar = frozenset(basics.calendar_nouns)


def _is_verbal(ending: str) -> bool:
    return not ending[-1:].isascii() or (len(ending) >= _VERBAL and ending.isascii())


@cache
def _opening_words(language: Language) -> _Opening:
    return _Opening(language)


@cache
def _connectives(language: Language) -> Mapping[str, tuple[str, ...]]:
    """By their first word, accents folded, each with a space behind it."""
    found: dict[str, tuple[str, ...]] = {}
    for connective in map(fold, language.basics.connectives):
        first = connective.split()[0]
        found[first] = (*found.get(first, ()), f"{connective} ")
    return found
