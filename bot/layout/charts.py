"""A series as a picture. The same series gives the same bytes; what the picture shows, its alternative text says as well.

Light ground, one dark blue that those who confuse colours can tell from it; approximate values are hollow, and periods for
which sources differ have a point for each, unconnected.
"""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.languages.texts import Texts
from bot.layout.figures import unit_name
from bot.layout.locales import locale
from bot.layout.neutral import clean, cut
from bot.model.chat import Chart, Picture
from bot.model.series import Period, Point, Series

INK, BLUE, GRID = "#202124", "#0072b2", "#d0d4d9"
SIZE, DOTS = (8.0, 4.5), 150
"""Inches, and dots an inch: 1,200 × 675."""

LONGEST_TITLE, LONGEST_NOTE = 80, 140
"""Characters that fit on one line of the picture; the alternative text has all."""

HEADROOM = 0.12
"""Of the height, above the highest point: its value is written there."""

_MOST_TICKS = 12


def chart(series: Series, *, title: str, note: str, texts: Texts) -> Chart:
    """`title`: what is counted, where; `note`: by whose count, told below. Its picture is drawn when it is asked for."""
    unit = unit_name(series.kind.unit, Decimal(2), texts) if series.kind.unit else ""
    values = tuple((_named(point.period, texts), point.value) for point in series.points) if _is_even(series) else ()
    drawn = Picture(partial(_png, series, title, note, texts), alternative(series, title=title, note=note, texts=texts))
    return Chart(clean(title), unit, clean(note), values, drawn)


def _is_even(series: Series) -> bool:
    """Whether one exact value a period, at equal distances, is all there is to show."""
    at = [point.period.year * 12 + point.period.month for point in series.points]
    step = 1 if series.kind.monthly else 12
    return all(point.exact for point in series.points) and all(after - before == step for before, after in pairwise(at))


def _png(series: Series, title: str, note: str, texts: Texts) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter

    figure = Figure(figsize=SIZE, dpi=DOTS, facecolor="white", layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    periods = sorted({point.period for point in series.points})
    at = {period: _place(period) for period in periods}
    if len(periods) == len(series.points):
        axes.plot([at[p.period] for p in series.points], [float(p.value) for p in series.points], color=BLUE, linewidth=1.5)
    for exact in (True, False):
        some = [point for point in series.points if point.exact is exact]
        across, up = [at[point.period] for point in some], [float(point.value) for point in some]
        axes.scatter(across, up, s=48, zorder=3, edgecolors=BLUE, linewidths=1.8, color=BLUE if exact else "white")
    many = Counter(point.period for point in series.points)
    for point in series.points:
        # beside the point where another stands above or below it
        beside = many[point.period] > 1
        axes.annotate(
            _number(point.value, texts),
            (at[point.period], float(point.value)),
            xytext=(9, 0) if beside else (0, 9),
            textcoords="offset points",
            ha="left" if beside else "center",
            va="center" if beside else "bottom",
            color=INK,
            fontsize=9,
        )
    shown = periods[:: -(-len(periods) // _MOST_TICKS)]
    axes.set_xticks([at[period] for period in shown], [_named(period, texts) for period in shown])
    values = [float(point.value) for point in series.points]
    lowest, highest = min(0.0, *values), max(0.0, *values)
    axes.set_ylim(lowest, highest + (highest - lowest or 1.0) * HEADROOM)
    axes.margins(x=0.1)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _number(Decimal(str(value)), texts)))
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(colors=INK, length=0)
    axes.set_title(
        cut(clean(title), LONGEST_TITLE), loc="left", color=INK, fontsize=13, fontweight="bold", pad=12, parse_math=False
    )
    axes.set_xlabel(cut(clean(note), LONGEST_NOTE), loc="left", color=INK, fontsize=9, parse_math=False)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def alternative(series: Series, *, title: str, note: str, texts: Texts) -> str:
    """All that the picture shows, in words."""
    many = Counter(point.period for point in series.points)
    values = "; ".join(_told(point, many[point.period] > 1, texts) for point in series.points)
    return texts.say("layout.chart.alt", title=clean(title), note=clean(note), values=values)


def _told(point: Point, differs: bool, texts: Texts) -> str:  # noqa: FBT001 - one of two ways to say it
    value = _number(point.value, texts)
    words = value if point.exact else texts.say("layout.chart.about", value=value)
    key = "layout.chart.one_of" if differs else "layout.chart.value"
    return texts.say(key, period=_named(point.period, texts), value=words)


def _place(period: Period) -> float:
    return period.year + (period.month - 1) / 12 if period.month else float(period.year)


def _named(period: Period, texts: Texts) -> str:
    if not period.month:
        return str(period.year)
    return format_date(date(period.year, period.month, 1), "MMM y", locale=locale(texts.code))


def _number(value: Decimal, texts: Texts) -> str:
    return format_decimal(value, format="#,##0.##", locale=locale(texts.code))
