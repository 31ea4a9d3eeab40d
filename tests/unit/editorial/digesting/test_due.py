"""Each hour that a digest names comes exactly once, whatever the clocks of its zone do and whenever somebody looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.digesting import check, crons, due, plans
from bot.editorial.digesting.due import LATE, slots
from bot.model.desk import Channel
from bot.model.digests import DigestPlan

NEW_YORK, MADRID, MEXICO, KOLKATA = "America/New_York", "Europe/Madrid", "America/Mexico_City", "Asia/Kolkata"


def there(zone, *when):
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def fired(plan, zone, start, end, step):
    """The digests that are made when somebody looks every `step`."""
    last, now, made = start, start, []
    while now <= end:
        found = due(plan, zone, last=last, now=now)
        if found is not None:
            made.append(found)
            last = found.slot
        now += step
    return made


def daily(*at, **more):
    return DigestPlan(id="d", at=at, **more)


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        (NEW_YORK, (2026, 3, 8), "02:30", "07:00"),  # the hour is left out: it comes at the change
        (NEW_YORK, (2026, 11, 1), "01:30", "05:30"),  # the hour comes twice: the first of them
        (MADRID, (2026, 3, 29), "02:30", "01:00"),
        (MADRID, (2026, 10, 25), "02:30", "00:30"),
        (MEXICO, (2026, 4, 5), "02:30", "08:30"),  # where the clocks were changed until 2022
        (MEXICO, (2026, 10, 25), "01:30", "07:30"),
        (KOLKATA, (2026, 6, 1), "08:00", "02:30"),
    ],
)
def test_an_hour_comes_exactly_once_on_a_day_on_which_the_clocks_are_changed(zone, day, at, utc):
    begin = there(zone, *day)
    made = fired(daily(at), zone, begin, begin + timedelta(hours=23, minutes=30), timedelta(minutes=5))
    assert [one.slot.strftime("%H:%M") for one in made] == [utc]
    assert not made[0].late


def test_two_hours_that_a_change_moves_to_the_same_moment_are_one_digest():
    begin = there(NEW_YORK, 2026, 3, 8)
    made = fired(daily("02:30", "03:00"), NEW_YORK, begin, begin + timedelta(hours=12), timedelta(minutes=5))
    assert [one.slot.hour for one in made] == [7]


@pytest.mark.parametrize(
    ("cron", "begin", "found"),
    [
        ("0 8 31 * *", (2026, 1, 1), ["01-31", "03-31", "05-31", "07-31", "08-31"]),
        ("0 8 L * *", (2026, 1, 1), ["01-31", "02-28", "03-31", "04-30", "05-31"]),
        ("0 8 29 2 *", (2026, 1, 1), ["02-29", "02-29", "02-29", "02-29", "02-29"]),
        ("0 8 * * 1", (2026, 2, 20), ["02-23", "03-02", "03-09", "03-16", "03-23"]),
        ("0 8 1 1 *", (2026, 12, 30), ["01-01", "01-01", "01-01", "01-01", "01-01"]),
    ],
)
def test_months_end_where_they_end(cron, begin, found):
    after = slots((cron,), MEXICO, there(MEXICO, *begin))
    assert [next(after).astimezone(ZoneInfo(MEXICO)).strftime("%m-%d") for _ in found] == found


def test_the_29th_of_february_comes_in_leap_years_only():
    after = slots(("0 8 29 2 *",), MEXICO, there(MEXICO, 2026, 1, 1))
    assert [next(after).year for _ in range(3)] == [2028, 2032, 2036]


def test_days_are_those_of_the_zone():
    plan = daily("20:00", days=("fri",))
    after = slots(crons(plan), MEXICO, datetime(2026, 11, 20, tzinfo=UTC))  # Thursday evening in Mexico
    assert next(after) == datetime(2026, 11, 21, 2, tzinfo=UTC)  # Friday there, Saturday in UTC


def test_a_digest_that_nobody_could_make_at_its_hour_is_made_late_once():
    last = there(MEXICO, 2026, 11, 23, 8)
    found = due(daily("08:00"), MEXICO, last=last, now=there(MEXICO, 2026, 11, 24, 10, 12))
    assert (found.slot, found.late, found.missed) == (there(MEXICO, 2026, 11, 24, 8), True, 0)
    assert due(daily("08:00"), MEXICO, last=found.slot, now=there(MEXICO, 2026, 11, 24, 10, 13)) is None


def test_one_digest_covers_all_hours_that_were_missed():
    last = there(MEXICO, 2026, 11, 20, 18)
    found = due(daily("08:00", "18:00"), MEXICO, last=last, now=there(MEXICO, 2026, 11, 24, 8, 1))
    assert (found.slot, found.late, found.missed) == (there(MEXICO, 2026, 11, 24, 8), False, 6)


def test_years_of_hours_that_were_missed_are_one_digest_too():
    plan = DigestPlan(id="d", cron="0 * * * *")
    found = due(plan, MEXICO, last=datetime(2020, 1, 1, tzinfo=UTC), now=datetime(2026, 11, 24, 12, 5, tzinfo=UTC))
    assert found.slot == datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_restart_of_some_minutes_makes_no_digest_late():
    last, slot = there(MEXICO, 2026, 11, 23, 8), there(MEXICO, 2026, 11, 24, 8)
    assert not due(daily("08:00"), MEXICO, last=last, now=slot + LATE).late
    assert due(daily("08:00"), MEXICO, last=last, now=slot + LATE + timedelta(seconds=1)).late


def test_a_channel_that_collects_has_a_digest_in_the_morning_and_paused_ones_are_not_made():
    channel = Channel(id="c", platform="console", labels="en")
    assert plans(channel) == ()
    collecting = Channel(id="c", platform="console", labels="en", mode="digest")
    assert [crons(plan) for plan in plans(collecting)] == [("0 8 * * *",)]
    paused = Channel(id="c", platform="console", labels="en", mode="digest", digest=(daily("09:00", paused=True),))
    assert plans(paused) == ()


@pytest.mark.parametrize(
    ("cron", "wrong"),
    [
        ("30 7 * * 1-5", None),
        ("0 */6 * * *", None),
        ("*/15 * * * *", None),
        ("*/14 * * * *", "setting-cron-often"),
        ("0,5 8 * * *", "setting-cron-often"),
        ("0 8 30 2 *", "setting-cron"),
        ("30 7 * *", "setting-cron"),
        ("0 30 7 * * *", "setting-cron"),
        ("every morning", "setting-cron"),
        ("61 7 * * *", "setting-cron"),
    ],
)
def test_what_is_no_cron_line_is_told_by_name(cron, wrong):
    assert check(cron) == wrong


@given(
    zone=st.sampled_from([NEW_YORK, MADRID, MEXICO, KOLKATA, "UTC", "Australia/Lord_Howe"]),
    begin=st.integers(0, 1_000_000).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    at=st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59)), min_size=1, max_size=3, unique=True),
    steps=st.lists(st.integers(1, 3_000), min_size=1, max_size=40),
)
def test_whenever_somebody_looks_no_hour_is_made_twice_and_none_is_lost(zone, begin, at, steps):
    plan = daily(*(f"{hour:02}:{minute:02}" for hour, minute in at))
    start = begin
    now, last, made, covered = start, start, [], 0
    for step in steps:
        now += timedelta(minutes=step)
        found = due(plan, zone, last=last, now=now)
        if found is not None:
            made.append(found.slot)
            covered += 1 + found.missed
            last = found.slot
    every = []
    for slot in slots(crons(plan), zone, start):
        if slot > now:
            break
        every.append(slot)
    assert made == sorted(set(made))
    assert set(made) <= set(every)
    assert covered == len(every)
    assert not every or made[-1] == every[-1]
    days = {slot.astimezone(ZoneInfo(zone)).date() for slot in every}
    assert len(every) <= len(days) * len(at)
