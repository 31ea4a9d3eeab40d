"""A series as a picture, and the same in words."""

from __future__ import annotations

import struct
from decimal import Decimal

import pytest

from bot.languages import texts
from bot.layout import charts
from bot.layout.charts import chart
from bot.model.chat import with_pictures
from bot.model.series import Kind, Period, Point, Series

KIND = Kind(measure="homicides", unit="homicides", place="sonora", register="cases", monthly=False)


def charted(points, language="en", title="homicides, Sonora", note="SESNSP case files · Published by The Example"):
    made = tuple(Point(period, Decimal(value), index, exact) for index, (period, value, exact) in enumerate(points))
    kind = KIND._replace(monthly=any(period.month for period, _, _ in points))
    return chart(Series(kind=kind, points=made), title=title, note=note, texts=texts(language))


def drawn(*told, **more):
    return charted(*told, **more).picture


YEARS = [(Period(2023), "3000", True), (Period(2024), "2800", False), (Period(2025), "2500.5", True)]


def test_the_same_series_gives_the_same_bytes():
    assert drawn(YEARS).drawn() == drawn(YEARS).drawn()
    assert drawn(YEARS).drawn() != drawn(YEARS[:2]).drawn()


def test_it_is_drawn_once_it_is_asked_for_and_not_before(monkeypatch):
    def never(*_):
        raise AssertionError("nobody wanted to see it")

    monkeypatch.setattr(charts, "_png", never)
    made = charted(YEARS)
    assert made.picture.alt
    with pytest.raises(AssertionError):
        with_pictures((made,))
    monkeypatch.undo()
    (shown,) = with_pictures((charted(YEARS),))
    assert shown.picture.png.startswith(b"\x89PNG")


def test_it_is_a_png_of_one_size():
    png = drawn(YEARS).drawn()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == (1200, 675)


@pytest.mark.parametrize(
    ("language", "begins", "values"),
    [
        ("en", "Chart", "2023: 3,000; 2024: about 2,800; 2025: 2,500.5"),
        ("es", "Gráfica", "2023: 3,000; 2024: cerca de 2,800; 2025: 2,500.5"),
    ],
)
def test_who_does_not_see_it_reads_every_value(language, begins, values):
    note = "SESNSP case files · Published by The Example"
    assert drawn(YEARS, language, note=note).alt == f"{begins}. homicides, Sonora. {note}. {values}."


def test_values_that_differ_are_each_told_as_such():
    alt = drawn([*YEARS, (Period(2025), "2600", True)]).alt
    assert "2025, where sources differ: 2,500.5; 2025, where sources differ: 2,600" in alt


def test_months_are_named_in_the_readers_language():
    months = [(Period(2025, month), str(month), True) for month in range(1, 13)]
    assert "ene 2025: 1" in drawn(months, "es").alt


@pytest.mark.parametrize("title", ["$x$ \\alpha % {", "\u202ereversed\x00", "", "x" * 300])
def test_no_title_breaks_it_or_is_read_as_formula(title):
    assert drawn(YEARS, title=title).drawn()


def test_values_in_an_unbroken_row_are_told_beside_the_picture():
    even = [(Period(2023), "3000", True), (Period(2024), "2800", True), (Period(2025), "2500.5", True)]
    made = charted(even)
    assert made.values == (("2023", Decimal(3000)), ("2024", Decimal(2800)), ("2025", Decimal("2500.5")))
    assert (made.title, made.unit) == ("homicides, Sonora", "homicides")
    months = charted([(Period(2024, 12), "1", True), (Period(2025, 1), "2", True)], "es")
    assert [period for period, _ in months.values] == ["dic 2024", "ene 2025"]


@pytest.mark.parametrize(
    "points",
    [
        YEARS,
        [(Period(2022), "1", True), (Period(2024), "2", True)],
        [(Period(2025, 1), "1", True), (Period(2025, 3), "2", True)],
        [(Period(2024), "1", True), (Period(2025), "2", True), (Period(2025), "3", True)],
    ],
    ids=["approximate", "a year is missing", "a month is missing", "disputed"],
)
def test_where_only_the_picture_is_true_to_the_series_no_values_are_told(points):
    assert charted(points).values == ()
