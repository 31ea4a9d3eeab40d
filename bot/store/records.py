"""What the store gives back beside the model's own types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from bot.model.cards import Card, Figure, Quote
from bot.model.readers import Retraction
from bot.model.revisions import Revision, RevisionKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of an answer. `total`: how many there are on all pages."""

    items: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCard:
    """A card with its permanent id. `feed_id`: the feed that brought it first; `feeds`: all that brought it, in that order.
    `reports`: how often a reader said that something on it is wrong; `retraction`: that it was taken back;
    `revised`: how its article changed last, as far as readers were told."""

    card: Card
    stored_at: datetime
    feed_id: str | None
    feeds: tuple[str, ...] = ()
    reports: int = 0
    retraction: Retraction | None = None
    revised: Revision | None = None

    @property
    def withdrawn(self) -> bool:
        """Whether its outlet shows the article no longer."""
        return self.revised is not None and self.revised.kind is RevisionKind.WITHDRAWN

    @property
    def outlet_name(self) -> str | None:
        return self.card.outlet

    @property
    def source(self) -> Source:
        card = self.card
        return Source(
            card_id=card.id or "",
            title=card.title,
            outlet=card.outlet,
            language=card.language,
            published=card.published,
            url=card.url,
            at=card.published or self.stored_at,
            reports=self.reports,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The card that a quote or a figure stands on, as far as a list of them needs it. `at`: the date it is sorted by;
    `reports`: how often a reader said that something on the card is wrong."""

    card_id: str
    title: str | None
    outlet: str | None
    language: str | None
    published: datetime | None
    url: str | None
    at: datetime
    reports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteHit:
    quote: Quote
    sentences: tuple[str, ...]
    """The sentences it stands in, as the article has them."""
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureHit:
    figure: Figure
    sentence: str
    source: Source
