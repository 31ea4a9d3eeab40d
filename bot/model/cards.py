"""A briefing card and what stands on it. Field names are those of the card's JSON (DESIGN.md: stable)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from bot.model.feeds import Extent
from bot.model.reasons import Reason
from bot.model.text import Span

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it: the canonical name (or the description itself where no name is known; None where only a pronoun is, or words
    that describe nobody), the role as the article words it, and the span of the mention nearest the quote."""

    name: str | None
    role: str | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words inside the quotation marks. Interrupted by its attribution, or running over paragraphs, it has several spans;
    `text` joins them with a space. `verb`: the cue as the text words it, null where there is none."""

    spans: tuple[Span, ...]
    text: str
    speaker: Speaker | None
    verb: str | None
    kind: Literal["direct", "partial"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure that is the size or the result of a change. `baseline`: the words that say of what or since when."""

    direction: Literal["up", "down"]
    baseline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number stated as information. Either `value`, or `low` and `high`. `unit`: canonical name (`people`, `%`, `MXN`, `kg`)
    or the noun counted, as in the text. `measure`: the words of the text that say what is counted, parts joined by ` … `.
    `register`: id of the official series of `registers.toml` that the text names."""

    span: Span
    text: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None
    measure: str | None = None
    change: Change | None = None
    period: str | None = None
    place: str | None = None
    register: str | None = None
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person on the card: canonical name, role as the article words it, every mention."""

    name: str
    role: str | None = None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """An organisation or a place on the card, with every mention."""

    name: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicScore:
    id: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """`score` in [0, 1]; 0.5 and more means that the desk wants the article."""

    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An article condensed. `id` is the caller's until the store gives the permanent one (`BB-2026-11-24-007`)."""

    schema: int = SCHEMA
    engine: str
    source_sha256: str
    id: str | None
    title: str | None
    url: str | None
    outlet: str | None
    language: str | None
    region: str | None
    published: datetime | None
    extent: Extent
    text: str
    sentences: tuple[Span, ...]
    points: tuple[Point, ...]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    people: tuple[PersonName, ...]
    organisations: tuple[Name, ...]
    places: tuple[Name, ...]
    topics: tuple[TopicScore, ...]
    relevance: Relevance

    def named(self, quote: Quote) -> str | None:
        """Who says it, where that is a name on the card and no description."""
        name = quote.speaker.name if quote.speaker else None
        known = {person.name for person in self.people} | {body.name for body in self.organisations}
        return name if name in known else None
