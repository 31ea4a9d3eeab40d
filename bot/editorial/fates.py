"""What befell people, read off the words that count them: the dead of one article are compared with the dead of another,
whatever its language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from bot.languages import available, load
from bot.model import folding
from bot.model.cards import Figure

PEOPLE = "people"
"""The canonical unit of people counted as such."""

_BEHIND, _BEFORE = 8, 4
"""Words of the clause behind and before a figure that are read."""

_MARK = re.compile(r"[,;:.()–—]")


def fates(words: str, language: str | None) -> frozenset[str]:
    """The kinds of fate that the words name; nothing in a language that is not spoken."""
    if language not in available():
        return frozenset()
    told = " ".join(folding.words(words))
    return frozenset(kind for kind, pattern in _patterns(language) if pattern.search(told))


def fate_of(figure: Figure, sentence: str, language: str | None) -> str | None:
    """What befell those whom the figure counts: `dead`; None where it counts none, or where the words name several.

    Where what is counted is no more than people (“six people were killed”), the words that follow the figure in its clause
    tell, else those before it (“mataron a seis”).
    """
    measured = fates(" ".join(part for part in (figure.text, figure.measure, figure.unit) if part), language)
    if measured or not _only_people(figure, language):
        return next(iter(measured)) if len(measured) == 1 else None
    start, end = figure.span.start - figure.sentence.start, figure.span.end - figure.sentence.start
    behind = " ".join(_MARK.split(sentence[end:], maxsplit=1)[0].split()[:_BEHIND])
    before = " ".join(_MARK.split(sentence[:start])[-1].split()[-_BEFORE:])
    for words in (behind, before):
        found = fates(words, language)
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def _only_people(figure: Figure, language: str | None) -> bool:
    """Whether nothing is known of what is counted but that it is people."""
    if language not in available():
        return False
    people = _people(language)
    return (figure.unit == PEOPLE or figure.unit in people) and set(folding.words(figure.measure or "")) <= people


@cache
def _people(language: str) -> frozenset[str]:
    return frozenset(word for phrase in load(language).units.people for word in folding.words(phrase))


def denies(words: str, language: str | None) -> bool:
    """Whether somebody denies something in these words."""
    if language not in available():
        return False
    pattern = _any(load(language).fates.denying)
    return pattern is not None and pattern.search(" ".join(folding.words(words))) is not None


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    told = load(language).fates.fates
    return tuple((kind, pattern) for kind, words in told.items() if (pattern := _any(words)))


@cache
def _any(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the phrases, as they stand among folded words parted by spaces."""
    told = "|".join(" ".join(_word(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"\b(?:{told})\b") if told else None


def _word(word: str) -> str:
    ending = r"\w*" if word.endswith("*") else ""
    return re.escape(folding.fold(word.rstrip("*"))) + ending
