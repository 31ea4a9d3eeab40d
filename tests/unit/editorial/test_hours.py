"""A card that comes outside of a channel's hours waits until they begin, by the channel's own clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.editorial.hours import opens, read_hours

ZONE = "America/Mexico_City"  # six hours behind UTC, all the year


def at(hour, minute=0, day=24):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "now", "begins"),
    [
        (None, at(3), None),
        ("07:00-22:00", at(13), None),
        ("07:00-22:00", at(12, 59), at(13)),
        ("07:00-22:00", at(4), at(13)),
        ("07:00-22:00", at(3, 59), None),
        ("22:00-06:00", at(5), None),
        ("22:00-06:00", at(11, 59), None),
        ("22:00-06:00", at(12), at(4, day=25)),
    ],
)
def test_hours_run_from_their_beginning_to_their_end(hours, now, begins):
    assert opens(hours, None, ZONE, now) == begins


def test_hours_follow_the_zone_s_clock_when_it_is_changed():
    # New York puts its clock forward on 8 March 2026: seven o'clock comes an hour sooner
    late = datetime(2026, 3, 8, 4, tzinfo=UTC)
    assert opens("07:00-22:00", None, "America/New_York", late) == datetime(2026, 3, 8, 11, tzinfo=UTC)


@pytest.mark.parametrize("now", [at(3, 59), at(4), at(12, 59), at(13), at(20)])
def test_quiet_hours_are_what_hours_leave_out(now):
    assert opens(None, "22:00-07:00", ZONE, now) == opens("07:00-22:00", None, ZONE, now)


@pytest.mark.parametrize(
    ("zone", "now", "begins"),
    [
        # the hour is left out: told as if the clocks stood
        ("America/New_York", datetime(2026, 3, 8, 6, tzinfo=UTC), datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),
        # the hour comes twice: the first one ends the quiet
        ("Europe/Madrid", datetime(2026, 10, 24, 23, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_the_end_of_quiet_hours_on_a_day_on_which_the_clocks_are_changed(zone, now, begins):
    assert opens(None, "22:00-02:30", zone, now) == begins


def test_quiet_hours_whose_end_a_change_leaves_out_are_over_at_the_change():
    change = datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert opens(None, "22:00-02:30", "America/New_York", change) is None


@pytest.mark.parametrize("written", ["", "7-22", "25:00-26:00", "07:00", "07:00-07:00", "07:60-08:00"])
def test_what_is_no_hours_is_refused(written):
    with pytest.raises(ValueError):
        read_hours(written)
