"""What `--json` prints: frozen values as plain dictionaries, lists and strings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from bot.model.cards import Card
from bot.store.records import Source


def as_data(value: object) -> Any:
    """Decimals as strings, times in UTC and ISO 8601 with `Z`, spans as `[start, end]`: as the card's JSON has them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_data(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): as_data(held) for name, held in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [as_data(held) for held in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value


def card_data(card: Card) -> dict[str, Any]:
    """A card in a list: what names it; the whole is had by its id."""
    topics = [score.id for score in card.topics]
    names = ("id", "title", "url", "outlet", "language", "published", "extent")
    return {name: as_data(getattr(card, name)) for name in names} | {"topics": topics}


def source_data(source: Source) -> dict[str, Any]:
    """The card that a quote or figure stands on, in the same words."""
    names = ("title", "url", "outlet", "language", "published")
    return {"id": source.card_id} | {name: as_data(getattr(source, name)) for name in names}
