"""Dates as people write them; the cases of both languages stand in `tests/specs/*/queries.toml`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands.dates import read_when
from bot.languages import available

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
HERE = "America/Mexico_City"


def read(words, language="en", zone=HERE):
    return read_when(words, language=language, now=NOW, zone=zone)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2025", "2025-01-01T06:00", "2026-01-01T06:00"),
        ("December 2025", "2025-12-01T06:00", "2026-01-01T06:00"),
        ("last week", "2026-11-16T06:00", "2026-11-23T06:00"),
        ("today", "2026-11-24T06:00", "2026-11-25T06:00"),
        ("2025-11-03T10:30", "2025-11-03T16:30", "2025-11-03T16:31"),
        ("2024-02-29", "2024-02-29T06:00", "2024-03-01T06:00"),
    ],
)
def test_what_was_named_is_a_stretch_of_time(words, start, end):
    when = read(words)
    assert (f"{when.start:%Y-%m-%dT%H:%M}", f"{when.end:%Y-%m-%dT%H:%M}") == (start, end)


def test_a_day_is_counted_in_the_askers_zone():
    early = datetime(2026, 11, 24, 3, tzinfo=UTC)
    there = read_when("today", language="en", now=early, zone=HERE)
    assert there.start == datetime(2026, 11, 23, 6, tzinfo=UTC)
    assert read_when("today", language="en", now=early, zone="UTC").start == datetime(2026, 11, 24, tzinfo=UTC)


def test_a_day_on_which_the_clocks_change_has_its_true_length():
    when = read("2026-11-01", zone="America/New_York")
    assert when.end - when.start == timedelta(hours=25)


NO_DATES = ["", " ", "5", "24", "10:30", "2024-Q1", "soon", "2024-13", "2024-02-30", "999999999 years ago", "0", "-1", "1-2"]


@pytest.mark.parametrize("words", [*NO_DATES, "x" * 500, "9" * 50, "yesterday " * 20])
@pytest.mark.parametrize("language", available())
def test_what_is_no_date_is_none(words, language):
    assert read(words, language) is None


PIECES = st.sampled_from(
    ["hace", "2", "9999999", "días", "years ago", "el", "lunes", "de", "2024", "mayo", "31", "-", "/", ":"]
)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=25) | st.lists(PIECES).map(" ".join))
def test_any_words_are_read_or_not_but_never_fail(words):
    when = read(words, "es")
    assert when is None or when.start < when.end
