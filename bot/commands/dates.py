"""Dates as people write them, in every language the bot speaks: “2022”, “May 3”, “hace dos semanas”, “2024-05”.

dateparser reads them; what it does not know of a language (numbers in words, shortened phrases) stands in `texts.toml` under
`dates` and is put into its words first. What comes out is a stretch of time: the year, month, week, day or minute named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING

from bot.commands.command import When
from bot.languages import available, load, texts
from bot.layout.times import zone_of

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

# dateparser takes a bare number for a month, a bare time for one of another day, and a quarter or week of a year for its first
# day; nobody means that.
_NEVER = re.compile(r"\d{1,3}|\d{1,2}[:.h]\d{2}|\d{4}[- ]?[A-Za-z]\d{1,2}")
# Ten and one, as words for them were put into digits: “30 y 2”.
_TENS_AND_ONES = re.compile(r"\b([2-9]0)[ -](?:(?P<joiner>[^\W\d]+) )?([1-9])\b")
_SINCE_YEAR = 1900


def read_when(words: str, *, language: str, now: datetime, zone: str) -> When | None:
    """The stretch of time that the words name, days counted in `zone`; None where they name none.

    Weekdays and months without a year are the latest that have begun. `language` decides what 3/4 means.
    """
    told = " ".join(words.split())
    if not told or _NEVER.fullmatch(told):
        return None
    where = zone_of(zone)
    here = now.astimezone(where).replace(tzinfo=None)
    for phrase in _readings(told):
        found = _parser(language, here).get_date_data(phrase)
        if found.date_obj is not None and found.date_obj.year >= _SINCE_YEAR:
            start, end = _stretch(found.date_obj.replace(tzinfo=None), found.period or "day")
            return When(start.replace(tzinfo=where).astimezone(UTC), end.replace(tzinfo=where).astimezone(UTC), told)
    return None


def _readings(told: str) -> Iterator[str]:
    """The words as they stand; with numbers in digits and phrases put plainly; and that without the words that say nothing."""
    yield told
    plain = told
    for code in available():
        for pattern, instead in _table(code):
            plain = pattern.sub(instead, plain)
        plain = _TENS_AND_ONES.sub(partial(_sum, code), plain)
    yield plain
    yield " ".join(word for word in plain.split() if word.casefold() not in _idle())


def _sum(code: str, found: re.Match[str]) -> str:
    joiner = found["joiner"]
    if joiner is not None and joiner.casefold() not in load(code).numbers.joiners:
        return found.group()
    return str(int(found[1]) + int(found[3]))


@cache
def _table(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    found = texts(code).find("dates.phrases")
    phrases = {} if found is None or isinstance(found, str) else found
    numbers = {word: str(number) for word, number in load(code).numbers.cardinals.items()}
    longest_first = sorted((numbers | dict(phrases)).items(), key=lambda pair: -len(pair[0]))
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE), instead)
        for word, instead in longest_first
        if isinstance(instead, str)
    )


@cache
def _idle() -> frozenset[str]:
    return frozenset(word for code in available() for word in texts(code).say("dates.idle").split())


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
