"""Figures in words: what the text says, and the same number in the reader's way of writing where that differs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from babel.numbers import format_decimal, is_currency
from babel.units import format_unit

from bot.languages import available, load
from bot.languages.texts import Texts
from bot.layout.locales import locale
from bot.layout.neutral import clean
from bot.model.cards import Figure, Point
from bot.model.desk import Register

_SHARE = "fraction"
_REPETITIONS = "times"
_SMALL, _LONG = 12, 100
# What a figure weighs more for (`foremost`), and less for when its amount was told before.
_IN_POINT, _IN_HEADLINE, _TOLD = 3, 3, 5
_FOREMOST = frozenset({"homicides", "deaths"})
_TOPICAL = frozenset(
    {
        "%",
        "percentage points",
        "fraction",
        "kg",
        "grams",
        "tonnes",
        "tons",
        "short tons",
        "litres",
        "barrels",
        "firearms",
        "attacks",
    }
)
_LENGTHS = frozenset({"km", "metres", "cm", "mm", "miles", "feet", "inches", "yards"})
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+")
# What may stand between what is counted and the figure it leads to: a few words without a mark.
_GAP, _MARKS = 8, re.compile(r"[^\w\s]")
# A figure ends with so many words of what it counts at most (“12 semi-automatic hunting rifles”).
_MOST_SHARED = 6
_INSIDE = re.compile(r"[\w-]")
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
_DURATIONS = {f"{unit}s": f"duration-{unit}" for unit in ("second", "minute", "hour", "day", "week", "month", "year", "decade")}


def telling(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Those that say what they count, each once: a number that only points (“these two”, “three days later”) informs nobody on
    its own, and the same amount of the same thing informs only once."""
    told: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        if figure.measure or figure.change:
            same = (*_amount(figure), (figure.measure or "").casefold(), figure.period, figure.place, figure.change)
            told.setdefault(same, figure)
    return tuple(told.values())


def foremost(figures: Sequence[Figure], points: Sequence[Point], count: int, headline: str = "") -> tuple[Figure, ...]:
    """The `count` figures at most that a reader needs first, in the text's order; `weight` tells which, and what weighs nothing
    is left to the whole card where anything weighs more."""
    told: set[tuple[object, ...]] = set()
    ranked: list[tuple[int, int]] = []
    for index, figure in enumerate(figures):
        heavy = weight(figure) - _TOLD * (_amount(figure) in told)
        heavy += _IN_POINT * any(point.span.overlaps(figure.sentence) for point in points)
        heavy += _IN_HEADLINE * (_numeral(figure) in _NUMBER.findall(headline))
        told.add(_amount(figure))
        ranked.append((-heavy, index))
    ranked.sort()
    shown = [index for lightness, index in ranked[:count] if lightness < 0 or ranked[0][0] >= 0]
    return tuple(figures[index] for index in sorted(shown))


def weight(figure: Figure) -> int:
    """How much a figure tells by itself: deaths before money, shares and weights, those before people, and people before other
    things; a register and a change add to it. Last come small counts of plain things, times, lengths, and what lacks a measure.
    """
    unit = figure.unit or ""
    largest = figure.value if figure.value is not None else figure.high
    small = largest is not None and largest <= _SMALL
    scaled = unit in _TOPICAL or is_currency(unit)
    if unit in _FOREMOST or (unit == "people" and _is_harmed(figure)):
        heavy = 4
    elif scaled:
        heavy = 3
    elif unit in _DURATIONS or unit in _LENGTHS or unit == _REPETITIONS:
        heavy = -2
    else:
        heavy = 2 if unit == "people" else 1 - small
    # a small difference of things (`two fewer`) tells less than the level it is a difference of
    change = figure.change is not None and (scaled or not small)
    heavy += 2 * (figure.register is not None) + (2 * change if figure.change is None or change else -2)
    return heavy - 2 * (figure.measure is None) - (figure.unit is None)


def _is_harmed(figure: Figure) -> bool:
    return not _harms().isdisjoint(_WORD.findall(f"{figure.text} {figure.measure}".casefold()))


def _amount(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.low, figure.high, figure.unit


def _numeral(figure: Figure) -> str:
    """The first number in digits of the figure's own words; nothing where it is written out."""
    met = _NUMBER.search(figure.text)
    return met[0] if met else ""


def verbatim(figure: Figure, sentence: str) -> str:
    """The figure as its sentence words it, with its qualifier (“over 70,000”, “casi 30 por ciento”, “40 or more”) and, where it
    is a difference, with the word that says so (“dos menos”, “4% more”)."""
    told, qualifier = clean(figure.text), clean(figure.qualifier or "")
    lead = _lead(figure, sentence)
    compared = difference(figure, sentence)
    if lead is not None:
        return f"{clean(sentence[lead : figure.span.end - figure.sentence.start])} {compared}".rstrip()
    opener = _opener(figure, sentence)
    told = f"{opener} {told}" if opener else told
    behind = _after(figure, sentence)
    told = f"{told} {compared}" if compared else told
    if not qualifier:
        return told
    return f"{told} {qualifier}" if behind.startswith(qualifier) else f"{qualifier} {told}"


def _opener(figure: Figure, sentence: str) -> str:
    """Of a range the word before it that says so: `between 5 and 10`."""
    before = sentence[: figure.span.start - figure.sentence.start].split()[-1:] if figure.low is not None else []
    return before[0] if before and before[0].casefold() in _openers() else ""


def _lead(figure: Figure, sentence: str) -> int | None:
    """Where the part of the measure starts that leads straight to the figure: “asesinaron a seis personas”, “debts of about
    $31,000”."""
    start = figure.span.start - figure.sentence.start
    for part in (figure.measure or "").split(" … "):
        at = sentence.rfind(part, 0, start) if part else -1
        between = sentence[at + len(part) : start]
        short = len(between.replace(figure.qualifier or " ", "")) <= _GAP
        if (
            at >= 0
            and short
            and not _MARKS.search(between)
            and _WORD.match(part)
            and (at == 0 or not sentence[at - 1].isalnum())
        ):
            return at
    return None


def _after(figure: Figure, sentence: str) -> str:
    """The text behind the figure."""
    return sentence[figure.span.end - figure.sentence.start :].lstrip()


def difference(figure: Figure, sentence: str) -> str:
    """The word right behind a change that makes a difference of the number: `dos menos que …`; empty for a level."""
    first = _WORD.match(_after(figure, sentence)) if figure.change else None
    return first[0] if first and first[0].casefold() in _comparisons() else ""


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
    lasts = figure.unit in _DURATIONS
    small = all(n <= (_LONG if lasts else _SMALL) and (lasts or n == n.to_integral_value()) for n in bounds)
    if in_words and small and len(figure.text.split()) > 1:
        return ""
    return value(figure, texts)


def counted(figure: Figure) -> str:
    """The words of the text that say what is counted."""
    return clean(figure.measure or "")


def counted_apart(figure: Figure, sentence: str) -> tuple[str, str]:
    """The words that say what is counted, as a card tells them behind the verbatim figure: those with which the sentence goes
    on (“over 70,000 Americans” + “die annually from opioids”), and those that stand elsewhere and are told apart.

    Words that the figure itself holds are not said again.
    """
    told, behind = clean(figure.text).casefold(), clean(_after(figure, sentence)).casefold()
    whole = verbatim(figure, sentence).casefold()
    parts = clean(figure.measure or "").split(" … ")
    first, *others = [part for part in parts if part.casefold() not in whole] or [""]
    words = first.split()
    for shared in range(min(len(words), _MOST_SHARED), -1, -1):
        rest = " ".join(words[shared:])
        shares = told.endswith(" ".join(words[:shared]).casefold())
        if shares and behind.startswith(rest.casefold()) and not _INSIDE.match(behind, len(rest.casefold())):
            return rest, " … ".join(others)
    return "", " … ".join((first, *others))


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
    if unit in _DURATIONS:
        return format_unit(number, _DURATIONS[unit], "long", locale=locale(texts.code))
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
def _comparisons() -> frozenset[str]:
    """The words with which any language goes on behind a difference: `more`, `fewer`, `menos`."""
    movements = [load(code).units.movement for code in available()]
    return frozenset(phrase.split()[0] for movement in movements for phrase in (*movement.more, *movement.less))


@cache
def _openers() -> frozenset[str]:
    """The words of all languages that open a range."""
    return frozenset(word for code in available() for word in load(code).numbers.ranges.between)


@cache
def _harms() -> frozenset[str]:
    """The words of all languages for what is done to people."""
    return frozenset(word for code in available() for word in load(code).units.harms)


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
