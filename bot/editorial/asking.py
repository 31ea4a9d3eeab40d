"""A question in plain words, answered with sentences of the sources or not at all. Pure: what is asked, and which sentences
answer, best first.

A sentence is weighed by the words of the question that it holds, rare ones more; words that stand only in the article's title
count half. Common words of the news are met in other words and in every language: who asks for the *killed* is answered by
*fueron asesinadas*. Names and years that were asked for have to be met. What asks for a number, a date, a person or somebody's
words is answered only by a sentence that has such a thing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from bot.editorial.stories.lexicon import concept_of, lexicon
from bot.languages import available, load
from bot.model import folding
from bot.model.cards import Card
from bot.model.text import Span

Wants = Literal["anything", "number", "time", "person", "words"]

ENOUGH = 0.6
"""Of the question's weight: what a sentence that holds less of it says is something else."""

IN_TITLE = 0.5
MOST_OF_ONE = 2
"""Sentences of one card."""

_PLURAL = "s"
_SHORTEST_STEM = 4
_LONG, _LONG_STEM = 7, 5
"""Letters of a word that may be inflected at length, and of what is left of it at least."""

_SHARED = 0.6
"""Of the longer of two words: what forms of one word have in common. `decomiso`, `decomisaron`; not `police`, `policy`."""

_LONGEST_ENDING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`words`: folded, those that are looked for, each once; `names`: those of them that name somebody or something; `years`:
    that were asked for; `concepts`: those words that are common in the news, and the concept by which all languages know
    each."""

    words: tuple[str, ...]
    names: frozenset[str]
    years: frozenset[str]
    wants: Wants
    concepts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A sentence of a card, with how much of the question it holds, in [0, 1]."""

    card: Card
    sentence: Span
    score: float


def read(question: str, language: str) -> Asked:
    """What is asked. The question may be in any language of the house; `language` decides where it could be of several."""
    folded = folding.words(question)
    spoken = max(available(), key=lambda code: (sum(word in _asking(code) for word in folded), code == language))
    wants, opening = _wants(folded, spoken)
    ignored = _asking(spoken) | _function(spoken) | opening
    if wants in {"words", "person"}:
        ignored |= _openings(spoken)["words"]
    kept = [word for word in folded if word not in ignored]
    years = frozenset(word for word in kept if _year(word))
    words = tuple(dict.fromkeys(word for word in kept if word not in years))
    capital = {folded for word in question.split()[1:] if word[:1].isupper() for folded in folding.words(word)}
    names = frozenset(words) & frozenset(capital)
    said = tuple(word for word in words if word in names or word not in _beings(spoken))
    if not names.issuperset(said):  # names alone do not say what is counted of them
        words = said
    meant = {word: concept_of(lexicon(spoken), word) for word in words if word not in names}
    concepts = {word: concept for word, concept in meant.items() if concept is not None}
    return Asked(words=words, names=names, years=years, wants=wants, concepts=concepts)


def stem(word: str) -> str:
    """The beginning that other forms of the word share: a plural and its singular, a verb's persons and times."""
    if len(word) >= _LONG:
        return word[: max(_LONG_STEM, math.ceil(len(word) * _SHARED))]
    return word[:-1] if word.endswith(_PLURAL) and len(word) > _SHORTEST_STEM else word


def rank(asked: Asked, cards: Sequence[Card], *, known: Mapping[str, int], total: int, most: int) -> tuple[Answer, ...]:
    """The sentences that answer, best first, the newer of equals first; none where none holds enough of the question.

    `known`: on how many of `total` cards each word of the question stands; a word on none of them weighs most.
    """
    if not asked.words:
        return ()
    weights = {word: math.log(1 + (total + 1) / (1 + known.get(word, 0))) for word in asked.words}
    found = [answer for card in cards for answer in _answers(asked, card, weights)]
    found.sort(key=lambda one: (-round(one.score, 2), -_at(one.card), one.sentence.start))
    return tuple(_different(found, most))


def _answers(asked: Asked, card: Card, weights: Mapping[str, float]) -> Iterator[Answer]:
    whole = sum(weights.values())
    title = folding.words(card.title or "")
    for sentence in card.sentences:
        own = [*folding.words(sentence.of(card.text)), *_attached(card, sentence)]
        here = {word for word in asked.words if _met(asked, word, own, card.language)}
        near = {word for word in asked.words if word not in here and _met(asked, word, title, card.language)}
        score = (sum(weights[w] for w in here) + IN_TITLE * sum(weights[w] for w in near)) / whole
        met = here and asked.names <= here | near and _years_met(asked, card, own)
        if score >= ENOUGH and met and _has(asked, card, sentence):
            yield Answer(card=card, sentence=sentence, score=score)


def _met(asked: Asked, word: str, words: Sequence[str], language: str | None) -> bool:
    """A name is met as it is written; any other word in any of its forms, or in one of the language that means the same."""
    if word in asked.names:
        return word in words
    return _held(word, words) or (word in asked.concepts and asked.concepts[word] in _concepts(words, language))


def _concepts(words: Sequence[str], language: str | None) -> Iterator[str | None]:
    known = lexicon(language or "")
    return (concept_of(known, word) for word in words)


def _attached(card: Card, sentence: Span) -> Iterator[str]:
    """Words that the card knows of the sentence though they stand elsewhere: who speaks there, what a figure counts."""
    for quote in card.quotes:
        if quote.speaker and quote.speaker.name and any(span.overlaps(sentence) for span in quote.spans):
            yield from folding.words(quote.speaker.name)
    for figure in card.figures:
        if figure.sentence == sentence:
            yield from folding.words(" ".join(part for part in (figure.measure, figure.place, figure.period) if part))


def _years_met(asked: Asked, card: Card, own: Sequence[str]) -> bool:
    """A year that was asked for stands with the sentence; or the sentence names none, and the article is of that year."""
    if not asked.years:
        return True
    named = {word for word in own if _year(word)}
    of_article = {str(card.published.year)} if card.published else set()
    return bool(asked.years & (named or of_article))


def _has(asked: Asked, card: Card, sentence: Span) -> bool:
    """Whether the sentence has what was asked for."""
    match asked.wants:
        case "number":
            counted = (figure.measure for figure in card.figures if figure.sentence == sentence)
            return any(_about(asked, measure, card.language) for measure in counted)
        case "time":
            return _dated(card, sentence)
        case "person":
            people = (span for person in card.people for span in person.spans)
            return any(span.overlaps(sentence) for span in people) or any(_attached_speaker(card, sentence))
        case "words":
            return any(_attached_speaker(card, sentence))
        case "anything":
            return True


def _about(asked: Asked, measure: str | None, language: str | None) -> bool:
    """Whether a figure counts something that was asked for."""
    words = folding.words(measure or "")
    return any(_met(asked, word, words, language) for word in asked.words)


def _attached_speaker(card: Card, sentence: Span) -> Iterator[bool]:
    return (quote.speaker is not None for quote in card.quotes if any(span.overlaps(sentence) for span in quote.spans))


def _dated(card: Card, sentence: Span) -> bool:
    language = card.language if card.language in available() else None
    words = folding.words(sentence.of(card.text))
    return any(_year(word) or (language is not None and word in _calendar(language)) for word in words)


def _different(answers: Sequence[Answer], most: int) -> Iterator[Answer]:
    told: set[str] = set()
    of_card: dict[str | None, int] = {}
    for one in answers:
        words = folding.key(one.sentence.of(one.card.text))
        if words in told or of_card.get(one.card.id, 0) >= MOST_OF_ONE:
            continue
        told.add(words)
        of_card[one.card.id] = of_card.get(one.card.id, 0) + 1
        yield one
        if len(told) == most:
            return


def _wants(folded: Sequence[str], language: str) -> tuple[Wants, frozenset[str]]:
    """By what the question opens with, and the words of that opening. “How many” and a verb of saying may stand anywhere,
    “when” and “who” only as its first or second word: elsewhere they join clauses."""
    openings = _openings(language)
    anywhere: tuple[tuple[Wants, bool], ...] = (("number", True), ("time", False), ("person", False), ("words", True))
    for wants, free in anywhere:
        found = [opening for opening in openings[wants] if _opens(opening.split(), folded, last=len(folded) if free else 1)]
        if found:
            return wants, frozenset(word for opening in found for word in opening.split())
    return "anything", frozenset()


def _opens(opening: Sequence[str], folded: Sequence[str], *, last: int) -> bool:
    """Whether the words stand side by side in the question, beginning at its word `last` or before."""
    return any(list(folded[first : first + len(opening)]) == list(opening) for first in range(min(last, len(folded)) + 1))


def _held(word: str, words: Sequence[str]) -> bool:
    return any(_kin(word, one) for one in words)


def _kin(word: str, other: str) -> bool:
    """Whether two words are forms of one: the same but for a plural's ending, or long ones that begin alike and end shortly."""
    if word == other:
        return True
    shared = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    shorter, longer = sorted((len(word), len(other)))
    if shared == shorter == longer - 1 and shared >= _SHORTEST_STEM:
        return True
    long_enough = longer >= _LONG and shared >= max(_LONG_STEM, math.ceil(longer * _SHARED))
    return long_enough and longer - shared <= _LONGEST_ENDING


def _year(word: str) -> bool:
    return len(word) == 4 and word.isascii() and word.isdigit()


def _at(card: Card) -> float:
    return card.published.timestamp() if card.published else 0.0


@cache
def _asking(language: str) -> frozenset[str]:
    return frozenset(word for phrase in load(language).questions.asking for word in folding.words(phrase))


@cache
def _beings(language: str) -> frozenset[str]:
    return frozenset(word for phrase in load(language).questions.beings for word in folding.words(phrase))


@cache
def _function(language: str) -> frozenset[str]:
    return frozenset(word for phrase in load(language).basics.function_words for word in folding.words(phrase))


@cache
def _openings(language: str) -> Mapping[Wants, frozenset[str]]:
    said = load(language).questions
    tables: dict[Wants, tuple[str, ...]] = {
        "number": said.numbers,
        "time": said.times,
        "person": said.people,
        "words": said.words,
    }
    return {wants: frozenset(folding.key(phrase) for phrase in phrases) for wants, phrases in tables.items()}


@cache
def _calendar(language: str) -> frozenset[str]:
    basics = load(language).basics
    return frozenset(word for name in (*basics.months, *basics.weekdays) for word in folding.words(name))
