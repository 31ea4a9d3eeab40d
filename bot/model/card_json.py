"""A card as JSON, field for field as DESIGN.md fixes it: decimals as strings, spans as `[start, end]`, times in ISO 8601 with
`Z`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.model.cards import Card, Change, Figure, Name, PersonName, Point, Quote, Relevance, Speaker, TopicScore
from bot.model.reasons import Reason
from bot.model.text import Span

if TYPE_CHECKING:
    from pydantic import TypeAdapter

DECIMALS = 4
"""Scores are given to this many places: more would promise what nobody measured, and would make small changes look like
news."""

_PARTS = (Card, Change, Figure, Name, PersonName, Point, Quote, Reason, Relevance, Speaker, TopicScore)
_FIELDS = {part: tuple(field.name for field in fields(part)) for part in _PARTS}


def to_json(card: Card) -> dict[str, Any]:
    """The card as plain dictionaries, lists, strings and numbers, keys in the order of DESIGN.md."""
    plain: dict[str, Any] = _plain(card)
    return plain


def dumps(card: Card) -> str:
    """The card as one line of JSON, without the line's end; the same card gives the same characters."""
    return json.dumps(to_json(card), ensure_ascii=False, separators=(",", ":"))


def from_json(data: Mapping[str, Any] | str | bytes) -> Card:
    """The card that `to_json` or `dumps` wrote. Raises `pydantic.ValidationError`, which names the fields that do not fit."""
    if isinstance(data, str | bytes):
        return _adapter().validate_json(data)
    return _adapter().validate_python(data)


@cache
def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the card."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_adapter().json_schema(mode="serialization"),
        "title": "Card",
    }


@cache
def _adapter() -> TypeAdapter[Card]:
    # pydantic takes longer to load than a card takes to make: only who reads cards or prints the schema pays for it
    from pydantic import TypeAdapter

    return TypeAdapter(Card)


def _plain(value: Any) -> Any:  # noqa: PLR0911 - one return for each kind of value
    names = _FIELDS.get(type(value))
    if names is not None:
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, str):  # string enums among them
        return str(value)
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, Decimal):
        return _digits(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _digits(value: Decimal) -> str:
    """Without exponent and without zeros that carry nothing: `2400000000`, `9.7`."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
