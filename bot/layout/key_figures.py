"""Which figures of a card a reader needs: those that tell something, and the first among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from babel.numbers import is_currency

from bot.languages import available, load
from bot.layout.figures import DURATIONS
from bot.model.cards import Figure, Point

_REPETITIONS = "times"
_SMALL = 12
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
    elif unit in DURATIONS or unit in _LENGTHS or unit == _REPETITIONS:
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


@cache
def _harms() -> frozenset[str]:
    """The words of all languages for what is done to people."""
    return frozenset(word for code in available() for word in load(code).units.harms)
