"""Quotes with what they are known by, and as they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.languages import available, load
from bot.model import folding
from bot.model.cards import Card, Quote

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")

LONGEST = 300
"""Words of a quote that are compared."""

NEAR = 40
"""No quote is held against more others."""


class Kind(StrEnum):
    SAME = "same"
    TRIMMED = "trimmed"
    REWORDED = "reworded"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quote with what it is known by. `position`: where it begins in the card's text; `story`: None where the card has none;
    `named`: its speaker is a name on the card and no description."""

    card: str
    position: int
    quote: Quote
    language: str | None
    story: str | None = None
    named: bool = True

    @property
    def key(self) -> tuple[str, int]:
        return (self.card, self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two versions of one statement, in the order in which they were given."""

    one: Said
    other: Said
    kind: Kind


def said_on(card: Card, story: str | None) -> tuple[Said, ...]:
    """The card's quotes."""
    return tuple(
        Said(
            card=card.id or "",
            position=position_of(quote),
            quote=quote,
            language=card.language,
            story=story,
            named=card.named(quote) is not None,
        )
        for quote in card.quotes
    )


def position_of(quote: Quote) -> int:
    return quote.spans[0].start if quote.spans else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    said: Said
    speaker: frozenset[str]
    words: tuple[str, ...]


def read(one: Said) -> Read:
    name = one.quote.speaker.name if one.quote.speaker else None
    return Read(
        said=one,
        speaker=frozenset(folding.words(name or "")),
        words=tuple(folding.fold(word.group()) for word in WORD.finditer(one.quote.text))[:LONGEST],
    )


def may_be(one: Read, other: Read) -> bool:
    """Whether one person may have said both, and two cards tell it. A description is the same person only in one story."""
    if one.said.card == other.said.card or not one.speaker or not other.speaker:
        return False
    if one.said.named and other.said.named:
        return one.speaker <= other.speaker or other.speaker <= one.speaker
    return one.speaker == other.speaker and one_story(one, other)


def one_story(one: Read, other: Read) -> bool:
    return one.said.story is not None and one.said.story == other.said.story


def denies(word: str, language: str) -> bool:
    if language not in available():
        return False
    endings = load(language).changes.negated_endings
    return word in _negations(language) or any(word.replace("’", "'").endswith(ending) for ending in endings)


@cache
def _negations(language: str) -> frozenset[str]:
    return frozenset(folding.fold(word) for word in load(language).changes.negations if " " not in word)
