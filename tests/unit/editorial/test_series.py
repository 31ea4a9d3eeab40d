"""Which figures can be drawn as one series, and where sources differ."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.editorial.series import FEWEST, Counted, differing, period_of, series
from bot.languages import available, texts
from bot.model.cards import Change, Figure
from bot.model.reasons import Reason
from bot.model.series import Period, Series
from bot.model.text import Span

HERE = Span(0, 1)
BASE = Figure(
    span=HERE,
    text="1",
    value=Decimal(1),
    unit="homicides",
    measure="homicides",
    place="Sonora",
    register="cases",
    sentence=HERE,
)


def counted(value, period, language="en", **more):
    figure = replace(BASE, value=Decimal(value) if value is not None else None, period=period, **more)
    return Counted(figure=figure, language=language)


YEARS = [counted("30", "in 2023"), counted("20", "2025"), counted("25", "en 2024", "es")]


@pytest.mark.parametrize(
    ("words", "language", "period"),
    [
        ("in 2025", "en", Period(2025)),
        ("2025", "en", Period(2025)),
        ("during the year 2025", "en", Period(2025)),
        ("in May 2025", "en", Period(2025, 5)),
        ("mayo de 2025", "es", Period(2025, 5)),
        ("en todo el año 2024", "es", Period(2024)),
        ("since 2018", "en", None),
        ("desde 2018", "es", None),
        ("between 2018 and 2020", "en", None),
        ("from January to May 2025", "en", None),
        ("the first half of 2025", "en", None),
        ("in May", "en", None),
        ("last year", "en", None),
        ("in 2025", "xx", None),
        (None, "en", None),
    ],
)
def test_a_period_is_read_only_where_it_is_plainly_one_year_or_month(words, language, period):
    assert period_of(words, language) == period


def test_comparable_figures_are_a_series_in_order_of_time_whatever_their_language():
    drawn = series(YEARS)
    assert isinstance(drawn, Series)
    assert [(point.period.year, point.value) for point in drawn.points] == [(2023, 30), (2024, 25), (2025, 20)]
    assert [point.index for point in drawn.points] == [0, 2, 1]


def test_two_values_of_a_period_are_two_points_and_never_a_mean():
    drawn = series([*YEARS, counted("40", "in 2025")])
    assert isinstance(drawn, Series)
    assert [point.value for point in drawn.points if point.period == Period(2025)] == [20, 40]


def test_an_approximate_value_is_told_apart():
    drawn = series([*YEARS[:2], counted("25", "in 2024", qualifier="over")])
    assert isinstance(drawn, Series)
    assert [point.exact for point in drawn.points] == [True, False, True]


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ({"unit": "people"}, "series-unit"),
        ({"register": "deaths"}, "series-register"),
        ({"register": None}, "series-register"),
        ({"place": "Sinaloa"}, "series-place"),
        ({"measure": "femicides"}, "series-measure"),
        ({"place": None}, "series-few"),
        ({"value": None, "low": Decimal(1), "high": Decimal(2)}, "series-few"),
        ({"change": Change(direction="down")}, "series-few"),
        ({"period": "since 2024"}, "series-few"),
        ({"period": "in May 2024"}, "series-monthly"),
    ],
)
def test_what_keeps_figures_from_being_one_series_is_said(odd, why):
    other = Counted(figure=replace(YEARS[2].figure, **{"period": "in 2024", **odd}), language="en")
    assert series([*YEARS[:2], other]).code == why


def test_figures_that_say_nothing_plainly_and_no_figures_at_all_have_reasons_too():
    assert series([counted("1", None)]).code == "series-undated"
    assert series([]).code == "series-nothing"


def test_every_reason_has_words_in_every_language():
    names = ("nothing", "undated", "few", "unit", "register", "monthly", "place", "measure")
    for code in available():
        for name in names:
            assert texts(code).reason(Reason(f"series-{name}", {"count": 2, "fewest": FEWEST})).endswith(".")


def test_different_values_of_the_same_thing_and_period_differ():
    assert differing([*YEARS, counted("21", "in 2025"), counted("20", "in 2025")]) == ((1, 3, 4),)


@pytest.mark.parametrize(
    "more",
    [
        {"period": "in 2024"},
        {"place": "Sinaloa"},
        {"place": None},
        {"register": "deaths"},
        {"unit": "people"},
        {"measure": "femicides"},
        {"qualifier": "over"},
        {"change": Change(direction="up")},
    ],
)
def test_figures_of_different_things_do_not_differ(more):
    other = Counted(figure=replace(counted("99", "in 2025").figure, **more), language="en")
    assert differing([YEARS[1], other]) == ()
