"""A channel's hours: outside of them, or in its quiet ones, cards wait until these are over."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})")


def read_hours(written: str) -> tuple[time, time]:
    """“07:00-22:00” as its beginning (included) and end (excluded); an end before the beginning is that of the next day.

    Raises ValueError for anything else, and where both are the same.
    """
    found = _HOURS.fullmatch(written.strip())
    if found is None:
        raise ValueError(written)
    begin, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if begin == end:
        raise ValueError(written)
    return begin, end


def opens(hours: str | None, quiet: str | None, zone: str, now: datetime) -> datetime | None:
    """When cards may next be posted, in UTC; None where they may be now, or where nothing is said.

    Where a change of the clocks leaves the hour out, they may be from the change on.
    """
    if hours is not None:
        begin, end = read_hours(hours)
    elif quiet is not None:
        end, begin = read_hours(quiet)
    else:
        return None
    there = now.astimezone(ZoneInfo(zone))
    clock = there.time().replace(tzinfo=None)
    inside = begin <= clock < end if begin < end else clock >= begin or clock < end
    if inside:
        return None
    day = there.date() if clock < begin else there.date() + timedelta(days=1)
    return datetime.combine(day, begin, ZoneInfo(zone)).astimezone(UTC)
