"""Dates as people write them, in every language the bot speaks: “2022”, “May 3”, “hace dos semanas”, “2024-05”.

dateparser reads them; what it does not know of a language (numbers in words, shortened phrases) stands in `texts.toml` under
`dates` and is put into its words first. What comes out is a stretch of time: the year, month, week, day or minute named.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bot.commands.command import When
from bot.languages import available, texts
from bot.layout.times import zone_of

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

# A bare number of one or two digits is read as a month by dateparser; nobody means that.
_TOO_BARE = re.compile(r"\d{1,3}")
_SINCE_YEAR = 1900


def read_when(words: str, *, language: str, now: datetime, zone: str) -> When | None:
    """The stretch of time that the words name, days counted in `zone`; None where they name none.

    Weekdays and months without a year are the latest that have begun. `language` decides what 3/4 means.
    """
    told = " ".join(words.split())
    if not told or _TOO_BARE.fullmatch(told):
        return None
    where = zone_of(zone)
    here = now.astimezone(where).replace(tzinfo=None)
    for phrase in _readings(told):
        found = _parser(language, here).get_date_data(phrase)
        if found.date_obj is not None and found.date_obj.year >= _SINCE_YEAR:
            start, end = _stretch(found.date_obj.replace(tzinfo=None), found.period or "day")
            return When(start.replace(tzinfo=where).astimezone(UTC), end.replace(tzinfo=where).astimezone(UTC), told)
    return None


def _readings(told: str) -> list[str]:
    """The words as they stand, then as each language's table rewrites them."""
    readings = [told]
    for code in available():
        for pattern, instead in _table(code):
            told = pattern.sub(instead, told)
    return readings if told == readings[0] else [*readings, told]


@cache
def _table(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = texts(code).find("dates")
    pairs = {} if found is None or isinstance(found, str) else found
    longest_first = sorted(pairs.items(), key=lambda pair: -len(pair[0]))
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE), instead)
        for word, instead in longest_first
        if isinstance(instead, str)
    )


def _parser(language: str, here: datetime) -> DateDataParser:
    from dateparser.date import DateDataParser

    others = [code for code in available() if code != language]
    return DateDataParser(
        languages=[language, *others],
        use_given_order=True,
        settings={
            "RELATIVE_BASE": here,
            "PREFER_DATES_FROM": "past",
            "PREFER_DAY_OF_MONTH": "first",
            "PREFER_MONTH_OF_YEAR": "first",
            "RETURN_TIME_AS_PERIOD": True,
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )


def _stretch(at: datetime, period: str) -> tuple[datetime, datetime]:
    """From the beginning of the period that holds `at` to the beginning of the next."""
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    match period:
        case "year":
            return day.replace(month=1, day=1), day.replace(year=day.year + 1, month=1, day=1)
        case "month":
            first = day.replace(day=1)
            return first, (first + timedelta(days=32)).replace(day=1)
        case "week":
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=7)
        case "time":
            minute = at.replace(second=0, microsecond=0)
            return minute, minute + timedelta(minutes=1)
        case _:
            return day, day + timedelta(days=1)
