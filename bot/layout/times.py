"""Times and days in words, in the reader's language and zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from bot.layout.locales import locale
from bot.model.chat import Moment


def zone_of(name: str) -> tzinfo:
    """The zone of that name; UTC where the machine does not know it (settings have checked the admin's zones before)."""
    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return UTC


def moment(at: datetime, *, language: str, now: datetime, zone: str = "UTC") -> Moment:
    """A time that each reader sees as local where the platform can; written with the day unless it is today's."""
    return Moment(at, told(at, language=language, now=now, zone=zone))


def told(at: datetime, *, language: str, now: datetime, zone: str = "UTC") -> str:
    """“10:30 AM UTC” for today, “Nov 23, 2026, 10:30 AM UTC” for any other day."""
    where = zone_of(zone)
    local = at.astimezone(where)
    time = f"{format_time(local, 'short', tzinfo=where, locale=locale(language))} {local.tzname()}"
    if local.date() == now.astimezone(where).date():
        return time
    return f"{day(at, language=language, zone=zone)}, {time}"


def day_of(on: date, *, language: str) -> str:
    """A day that has no hour, as `day` writes it."""
    return format_date(on, "medium", locale=locale(language))


def day(at: datetime, *, language: str, zone: str = "UTC") -> str:
    """“Nov 23, 2026”."""
    return format_date(at.astimezone(zone_of(zone)).date(), "medium", locale=locale(language))
