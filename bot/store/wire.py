"""A card's quotes and figures (each with its sentences) and reasons as JSON, kept in a column and read back as they were."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from bot.model.cards import Card, Figure, Quote
from bot.model.reasons import Reason
from bot.model.text import Span

QUOTE = TypeAdapter(tuple[Quote, tuple[str, ...]])
"""A quote and the sentences it stands in."""
FIGURE = TypeAdapter(tuple[Figure, str])
"""A figure and its sentence."""


def sentences_around(card: Card, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The card's sentences that the spans touch, in order."""
    return tuple(s.of(card.text) for s in card.sentences if any(s.overlaps(span) for span in spans))


def dump_reason(reason: Reason) -> str:
    return json.dumps([reason.code, dict(reason.params)], ensure_ascii=False, separators=(",", ":"))


def load_reason(told: str) -> Reason:
    code, params = json.loads(told)
    return Reason(code, params)
