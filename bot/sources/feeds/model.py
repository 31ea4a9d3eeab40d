"""A feed as parsed, and the raw entry that every format is read into first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.model.feeds import Entry
from bot.model.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry as the feed gives it: markup, odd dates, relative links resolved, nothing judged.

    `links`: best first, absolute or not. `dates` and `updates`: as written, best first, with what feedparser made of them.
    """

    id: str | None
    links: tuple[str, ...]
    title: str
    summary: str
    content: str
    author: str | None
    published: RawDate | None
    updated: RawDate | None
    language: str | None
    categories: tuple[str, ...]


class RawDate(NamedTuple):
    written: str
    read: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFeed:
    title: str
    language: str | None
    site: str | None
    base: str
    entries: tuple[RawEntry, ...]
    warnings: tuple[Reason, ...] = ()


class Dropped(NamedTuple):
    """An entry that yields no article, and why."""

    title: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What a feed holds. `language`: ISO code, a hint only. `site`: its home page.

    `warnings` speak of the feed as a whole, `remarks` of one entry (by its key), `dropped` of what was left out.
    """

    title: str
    language: str | None
    site: str | None
    entries: tuple[Entry, ...]
    warnings: tuple[Reason, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    remarks: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
