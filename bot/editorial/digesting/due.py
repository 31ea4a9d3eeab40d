"""Which digest is due: from the hours that its plan names, the last one that was made, and the clock.

An hour that a change of the clocks leaves out comes at the change; one that it brings twice comes the first time. Hours that
passed while nobody looked are made up for by one digest, marked late.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from bot.model.desk import Channel
from bot.model.digests import DigestPlan, Due

LATE = timedelta(minutes=15)
"""From which a digest is marked late: a tick, a slow page or a restart are nobody's concern."""

SOONEST = timedelta(minutes=15)
"""Between two hours of one plan: what comes more often is no digest."""

USUAL = "08:00"
"""When a channel that collects gets its digest where none is named."""

_LOOKED_THROUGH = 200
"""Hours of a cron line that are looked at to see how near they come to each other."""

_MOST = 3_000
"""Missed hours that are counted one by one."""


def plans(channel: Channel) -> tuple[DigestPlan, ...]:
    """The channel's digests that are made; one that collects and names none has one in the morning."""
    if not channel.digest and channel.mode == "digest":
        return (DigestPlan(id="daily", at=(USUAL,)),)
    return tuple(plan for plan in channel.digest if not plan.paused)


def crons(plan: DigestPlan) -> tuple[str, ...]:
    """The plan's hours as cron lines of five fields."""
    if plan.cron is not None:
        return (plan.cron,)
    days = ",".join(plan.days).upper() or "*"
    clock = [tuple(map(int, written.split(":"))) for written in plan.at]
    return tuple(f"{minute} {hour} * * {days}" for hour, minute in clock)


def slots(lines: tuple[str, ...], zone: str, after: datetime) -> Iterator[datetime]:
    """The hours after that moment, in order, each once, in UTC; none where the lines name no day that there is."""
    last = after
    for slot in heapq.merge(*(_slots(line, zone, after) for line in lines)):
        if slot > last:
            last = slot
            yield slot


@lru_cache(maxsize=1024)
def coming(lines: tuple[str, ...], zone: str, after: datetime) -> datetime | None:
    """The first hour after that moment."""
    return next(slots(lines, zone, after), None)


def due(plan: DigestPlan, zone: str, *, last: datetime, now: datetime) -> Due | None:
    """The digest to be made now, or None. `last`: the hour of the last one, or when the plan was first seen.

    Of several hours that have passed, the latest is made, and covers the others.
    """
    lines = crons(plan)
    first = coming(lines, zone, last)
    if first is None or first > now:
        return None
    slot, passed = first, 0
    for one in slots(lines, zone, last):
        if one > now:
            break
        slot, passed = one, passed + 1
        if passed >= _MOST:  # far behind with a line of many hours: only the latest still matters
            slot = _latest(lines, zone, now) or slot
            break
    return Due(slot=slot, late=now - slot > LATE, missed=passed - 1)


def check(cron: str) -> str | None:
    """What is wrong with a cron line: `setting-cron`, `setting-cron-often`, `setting-cron-never`; None where nothing is."""
    if len(cron.split()) != 5:
        return "setting-cron"
    try:
        found = list(islice(_slots(cron, "UTC", datetime(2024, 1, 1, tzinfo=UTC)), _LOOKED_THROUGH))
    except CronSimError:
        return "setting-cron"
    if not found:
        return "setting-cron-never"
    return "setting-cron-often" if any(later - earlier < SOONEST for earlier, later in pairwise(found)) else None


def _latest(lines: tuple[str, ...], zone: str, now: datetime) -> datetime | None:
    found: datetime | None = None
    for one in slots(lines, zone, now - timedelta(days=8)):
        if one > now:
            return found
        found = one
    return found


def _slots(line: str, zone: str, after: datetime) -> Iterator[datetime]:
    """CronSim keeps to the wall clock: from within an hour that comes twice it may give back one that has passed."""
    for slot in CronSim(line, after.astimezone(ZoneInfo(zone))):
        there = slot.astimezone(UTC)
        if there > after:
            yield there
