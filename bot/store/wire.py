"""A card's quotes and figures as JSON, each with its sentences, to be kept in a column and read back as they were."""

from __future__ import annotations

from pydantic import TypeAdapter

from bot.model.cards import Card, Figure, Quote
from bot.model.text import Span

QUOTE = TypeAdapter(tuple[Quote, tuple[str, ...]])
"""A quote and the sentences it stands in."""
FIGURE = TypeAdapter(tuple[Figure, str])
"""A figure and its sentence."""


def sentences_around(card: Card, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The card's sentences that the spans touch, in order."""
    return tuple(s.of(card.text) for s in card.sentences if any(s.overlaps(span) for span in spans))
