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

# A year, a month of it, a day of it: ISO 8601, which dateparser bends where no such day exists.
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
# Without a letter only a whole date is one: dateparser takes a bare number for a month and a bare time for one of another day.
_NUMERIC = re.compile(r"[\d\W_]+")
_WHOLE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{2,4}")
# The quarter or week of a year, of which dateparser makes a day of January.
_PART_OF_YEAR = re.compile(r"\d{4}[- ]?[A-Za-z]\d{1,2}")
# Nobody names a day in more characters, and dateparser's time grows with them.
_LONGEST = 60
# Ten and one, as words for them were put into digits: “30 y 2”.
_TENS_AND_ONES = re.compile(r"\b([2-9]0)[ -](?:(?P<joiner>[^\W\d]+) )?([1-9])\b")
_YEARS = 1900, 2200


def read_when(words: str, *, language: str, now: datetime, zone: str) -> When | None:
    """The stretch of time that the words name, days counted in `zone`; None where they name none.

    Weekdays and months without a year are the latest that have begun. `language` decides what 3/4 means.
    """
    told = " ".join(words.split())
    where = zone_of(zone)
    iso = _ISO.fullmatch(told)
    found = _of_iso(iso) if iso else _of_words(told, language, now.astimezone(where).replace(tzinfo=None))
    if found is None or not _YEARS[0] <= found[0].year <= _YEARS[1]:
        return None
    start, end = _stretch(*found)
    return When(start.replace(tzinfo=where).astimezone(UTC), end.replace(tzinfo=where).astimezone(UTC), told)


def _of_iso(match: re.Match[str]) -> tuple[datetime, str] | None:
    year, month, day = match.groups()
    try:
        return datetime(int(year), int(month or 1), int(day or 1)), "day" if day else "month" if month else "year"  # noqa: DTZ001 (the caller knows the zone)
    except ValueError:
        return None


def _of_words(told: str, language: str, here: datetime) -> tuple[datetime, str] | None:
    """A moment of the stretch, in the asker's zone, and the stretch's kind."""
    if not told or len(told) > _LONGEST or _PART_OF_YEAR.fullmatch(told):
        return None
    if _NUMERIC.fullmatch(told) and not _WHOLE.fullmatch(told):
        return None
    for phrase in _readings(told):
        found = _parser(language, here).get_date_data(phrase)
        if found.date_obj is not None:
            return found.date_obj.replace(tzinfo=None), found.period or "day"
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
