"""Figures that measure: what is seized, stolen, paid or shared out, and no people."""

from __future__ import annotations

from babel.numbers import is_currency

from bot.model.cards import Figure

_UNITS = frozenset({
    "%", "percentage points", "fraction", "kg", "grams", "tonnes", "tons", "short tons", "pounds", "litres", "gallons",
    "barrels", "hectares", "acres", "firearms",
})  # fmt: skip


def is_amount(figure: Figure) -> bool:
    return figure.unit is not None and (figure.unit in _UNITS or is_currency(figure.unit))
