"""What several outlets say of one thing, side by side: each number once, with those who give it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.layout import wording
from bot.layout.neutral import clean, cut
from bot.model.desk import Outlet, outlet_name
from bot.model.stories import Before

_PEOPLE = frozenset({None, "people", "deaths"})
"""Of whom the label says what befell them."""

_NAMED = 3
"""Outlets that are named with a number; more are counted."""


def side_by_side(said: Sequence[Before], *, outlets: Sequence[Outlet], most: int, part: int) -> str:
    """“five people (El Eco, La Voz); 13 (El Sol +2)”: the last `most` numbers, in the words of whoever gave each first. `part`:
    characters of one at most."""
    words: dict[tuple[Decimal | None, ...], str] = {}
    names: dict[tuple[Decimal | None, ...], list[str]] = {}
    for one in said:
        figure = one.figure
        key = (figure.value, figure.low, figure.high)
        words.setdefault(
            key, cut(wording.verbatim(figure, figure.sentence.of(one.card.text), led=figure.unit not in _PEOPLE), part)
        )
        name = clean(outlet_name(outlets, one.card.outlet))
        known = names.setdefault(key, [])
        known += [name] if name and name not in known else []
    told = [f"{words[key]} ({_listed(names[key])})" if names[key] else words[key] for key in words]
    return "; ".join(told[-most:])


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" +{more}" if more > 0 else "")
