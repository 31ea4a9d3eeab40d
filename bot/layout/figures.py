"""Figures as the reader writes them: value and unit, where the text has them otherwise; change, period, place and register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from babel.numbers import format_decimal, is_currency
from babel.units import format_unit

from bot.languages import load
from bot.languages.texts import Texts
from bot.layout.locales import locale
from bot.layout.neutral import clean
from bot.model.cards import Figure
from bot.model.desk import Register

_SHARE = "fraction"
_SMALL, _LONG = 12, 100
# Canonical units (`units.toml`) that Unicode's locale data writes as people do, by its own names for them.
_MEASURES = {
    "kg": "mass-kilogram",
    "grams": "mass-gram",
    "pounds": "mass-pound",
    "ounces": "mass-ounce",
    "km": "length-kilometer",
    "metres": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "miles": "length-mile",
    "feet": "length-foot",
    "inches": "length-inch",
    "acres": "area-acre",
    "hectares": "area-hectare",
    "m²": "area-square-meter",
    "km²": "area-square-kilometer",
    "km/h": "speed-kilometer-per-hour",
    "mph": "speed-mile-per-hour",
    "litres": "volume-liter",
    "gallons": "volume-gallon",
}
DURATIONS = {f"{unit}s": f"duration-{unit}" for unit in ("second", "minute", "hour", "day", "week", "month", "year", "decade")}


def value(figure: Figure, texts: Texts) -> str:
    """Value and unit in the reader's way of writing: “70,000 people”, “MXN 2,500,000”, “10–15%”; empty where none is known."""
    if figure.value is not None:
        return _measured(figure.value, figure.unit, texts)
    if figure.low is not None and figure.high is not None:
        low, high = _number(figure.low, figure.unit, texts), _measured(figure.high, figure.unit, texts)
        if figure.unit and is_currency(figure.unit):
            low, high = _measured(figure.low, figure.unit, texts), _number(figure.high, figure.unit, texts)
        return texts.say("layout.range", low=low, high=high)
    return ""


def normalised(figure: Figure, texts: Texts) -> str:
    """`value`, where a reader could not read the same off the verbatim text: a number in words, another region's marks.

    Empty where the number, written in the reader's way, already stands in the text, and for a small number in words that stands
    before its noun (“two men”, “twenty minutes”), which nobody needs in digits.
    """
    bounds = [n for n in (figure.value, figure.low, figure.high) if n is not None]
    if not bounds or all(_number(n, None, texts) in figure.text for n in bounds) or figure.unit == _SHARE:
        return ""
    in_words = not any(character.isdigit() for character in figure.text)
    lasts = figure.unit in DURATIONS
    small = all(n <= (_LONG if lasts else _SMALL) and (lasts or n == n.to_integral_value()) for n in bounds)
    if in_words and small and len(figure.text.split()) > 1:
        return ""
    return value(figure, texts)


def counted(figure: Figure) -> str:
    """The words of the text that say what is counted."""
    return clean(figure.measure or "")


def changed(figure: Figure, texts: Texts) -> str:
    """What is counted, with the direction in which it changed: “homicides, down, against 2021”."""
    change = _change(figure, texts)
    return ", ".join(part for part in (counted(figure), change) if part)


def details(figure: Figure, registers: Sequence[Register], texts: Texts) -> tuple[str, ...]:
    """Change, period, place and register, each in a few words; what is unknown is left out."""
    register = register_name(figure.register, registers, texts) if figure.register else ""
    told = (_change(figure, texts), clean(figure.period or ""), clean(figure.place or ""), register)
    return tuple(part for part in told if part)


def _change(figure: Figure, texts: Texts) -> str:
    if figure.change is None:
        return ""
    base = clean(figure.change.baseline or "")
    key = f"layout.change.{figure.change.direction}"
    return texts.say(f"{key}_from", baseline=base) if base else texts.say(key)


def register_name(register: str, registers: Sequence[Register], texts: Texts) -> str:
    """The register's name in the reader's language, or its id where the desk has it no longer."""
    names = next((r.name for r in registers if r.id == register), {})
    return clean(names.get(texts.code) or next(iter(names.values()), register))


def _measured(number: Decimal, unit: str | None, texts: Texts) -> str:
    if unit in _MEASURES:
        return format_unit(number, _MEASURES[unit], "short", locale=locale(texts.code))
    if unit in DURATIONS:
        return format_unit(number, DURATIONS[unit], "long", locale=locale(texts.code))
    if unit is None or unit == _SHARE:
        return _number(number, unit, texts)
    if unit == "%":
        return f"{_number(number, unit, texts)}%"
    if is_currency(unit):
        return f"{unit} {_number(number, unit, texts)}"
    return f"{_number(number, unit, texts)} {unit_name(unit, number, texts)}"


def unit_name(unit: str, number: Decimal, texts: Texts) -> str:
    """A canonical unit in the reader's language; a noun counted stays in the source's words."""
    key = f"layout.units.{unit}"
    if texts.has(key):
        return texts.say(key, count=float(number))
    return _unit_words(texts.code).get(unit, clean(unit))


@cache
def _unit_words(code: str) -> Mapping[str, str]:
    """Canonical unit → the first word that the language's `units.toml` has for it."""
    units = load(code).units
    tables = (units.counts, units.shares, units.measures)
    return {unit: words[0] for table in tables for unit, words in table.items() if words}


def _number(number: Decimal, unit: str | None, texts: Texts) -> str:
    if unit == _SHARE:
        return f"{format_decimal(number * 100, format='#,##0.##', locale=locale(texts.code))}%"
    return format_decimal(number, format="#,##0.######", locale=locale(texts.code))
