"""Which figures say the same thing: whether they can be drawn as one series, and where sources differ. Pure; nothing is
averaged, and what cannot be compared is told with its reason.

Two figures are comparable where measure, unit, place and register are the same, both are a plain value (no change, no range),
and their periods are read as a year or a month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from bot.languages import available, load
from bot.model import folding
from bot.model.cards import Figure
from bot.model.reasons import Reason
from bot.model.series import Kind, Period, Point, Series

FEWEST = 3
"""Periods that make a series worth a picture; fewer are read faster in the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A figure and the language of its source."""

    figure: Figure
    language: str | None


def series(figures: Sequence[Counted]) -> Series | Reason:
    """The longest series among the figures; or why there is none."""
    placed = [(kind, point) for index, one in enumerate(figures) if (found := _placed(one, index)) for kind, point in [found]]
    if not placed:
        return Reason("series-undated" if figures else "series-nothing")
    of_kind: dict[Kind, list[Point]] = {}
    for kind, point in placed:
        of_kind.setdefault(kind, []).append(point)
    best = max(of_kind, key=lambda kind: len({point.period for point in of_kind[kind]}))
    periods = {point.period for point in of_kind[best]}
    if len(periods) >= FEWEST:
        return Series(kind=best, points=tuple(sorted(of_kind[best], key=lambda point: (point.period, point.index))))
    return _against(list(of_kind), len({point.period for _, point in placed}))


def differing(figures: Sequence[Counted]) -> tuple[tuple[int, ...], ...]:
    """Groups of figures (by index) that are published of the same thing and period with different exact values."""
    told: dict[tuple[Kind, Period], dict[int, Decimal]] = {}
    for index, one in enumerate(figures):
        found = _placed(one, index)
        if found and found[1].exact:
            told.setdefault((found[0], found[1].period), {})[index] = found[1].value
    return tuple(tuple(values) for values in told.values() if len(set(values.values())) > 1)


def period_of(words: str | None, language: str | None) -> Period | None:
    """“in 2025”, “mayo de 2025”; None for anything that is not plainly one year or one month of one."""
    if not words or language not in available():
        return None
    months, plain = _words(language)
    years: list[int] = []
    named: list[int] = []
    for word in folding.words(words):
        if word.isascii() and word.isdigit() and len(word) == 4:
            years.append(int(word))
        elif word in months:
            named.append(months[word])
        elif word not in plain:
            return None
    if len(years) != 1 or len(named) > 1:
        return None
    return Period(years[0], named[0] if named else 0)


def _placed(one: Counted, index: int) -> tuple[Kind, Point] | None:
    """The figure among its like; None where it cannot be compared with any."""
    figure = one.figure
    period = period_of(figure.period, one.language)
    if figure.value is None or figure.change is not None or period is None or not (figure.measure and figure.place):
        return None
    kind = Kind(
        measure=folding.key(figure.measure),
        unit=figure.unit or "",
        place=folding.key(figure.place),
        register=figure.register or "",
        monthly=period.month > 0,
    )
    return kind, Point(period, figure.value, index, exact=not figure.qualifier)


def _against(kinds: Sequence[Kind], periods: int) -> Reason:
    """The first thing in which they differ, in the order in which it matters."""
    for name in ("unit", "register", "monthly", "place", "measure"):
        held = Counter(getattr(kind, name) for kind in kinds)
        if len(held) > 1 and periods >= FEWEST:
            return Reason(f"series-{name}", {"count": len(held)})
    return Reason("series-few", {"count": periods, "fewest": FEWEST})


@cache
def _words(language: str) -> tuple[dict[str, int], frozenset[str]]:
    """The months by their folded names, and the words that change nothing beside them."""
    spoken = load(language)
    months = {folding.key(name): number for name, number in spoken.basics.months.items()}
    return months, frozenset(word for phrase in spoken.questions.within for word in folding.words(phrase))
