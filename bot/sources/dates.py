"""Dates as feeds and pages write them, aware and in UTC."""

from __future__ import annotations

import calendar
import re
import time
from datetime import UTC, datetime
from functools import lru_cache

import dateparser

from bot.languages import available

EARLIEST = 1990
"""No feed tells of articles before the web; such years are zeros and overflows."""
_LONGEST = 80
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


def is_epoch(written: str) -> bool:
    """Whether it is seconds or milliseconds since 1970, which feedparser takes for a year."""
    return bool(_EPOCH.fullmatch(written.strip()))


def from_struct(parsed: time.struct_time | None) -> datetime | None:
    """feedparser's tuple, which is UTC."""
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


@lru_cache(maxsize=4096)
def read_date(written: str) -> datetime | None:
    """A date in ISO 8601, in words of a language we speak, or in seconds since 1970; without a zone UTC. None: unreadable."""
    text = " ".join(written.split())
    if not text or len(text) > _LONGEST or not any(char.isdigit() for char in text):
        return None
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        found = dateparser.parse(
            text,
            languages=list(available()),
            settings={
                "PARSERS": ["absolute-time"],
                "TIMEZONE": "UTC",
                "RETURN_AS_TIMEZONE_AWARE": True,
                "REQUIRE_PARTS": ["day", "month", "year"],
            },
        )
        if found is None:
            return None
        read = found
    try:
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
