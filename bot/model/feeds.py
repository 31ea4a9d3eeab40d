"""What comes in: feeds, their entries, articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal


class FeedKind(StrEnum):
    NEWS = "news"
    INVESTIGATIVE = "investigative"
    OFFICIAL = "official"
    RESEARCH = "research"
    OPINION = "opinion"


class Extent(StrEnum):
    """How much of the article we hold."""

    FULL = "full"
    SUMMARY = "summary"
    PAYWALLED = "paywalled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as the desk follows it. `first`: how many of the newest entries the first poll posts (a silent baseline: 0)."""

    id: str
    url: str
    outlet: str
    language: str
    country: str
    kind: FeedKind
    interval: timedelta
    first: int | Literal["all"] = 0
    paused: bool = False
    user_agent: str | None = None
    full_text: bool = False
    """The feed itself carries whole articles: the page is not fetched."""
    revisit: bool = True
    """Its articles are looked at again after their cards were made, for what the outlet corrects."""
    unverified: bool = False
    """Nobody has yet seen this address answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, cleaned.

    `key` is its identity within the feed: its id where the feed gives a usable one, else its canonical address, else a hash of
    title and text. `identity` is the article's identity across feeds: the canonical address without trackers and fragment.
    `summary` and `content` are plain text with paragraphs parted by a blank line.
    """

    key: str
    identity: str
    url: str | None
    title: str
    summary: str = ""
    content: str = ""
    author: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article ready to be condensed. `text` is what every span counts in; it is never changed afterwards."""

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    declared: str | None = None
    """The language that its feed declares, believed where the text itself is too short to tell."""
    region: str | None = None
    published: datetime | None = None
    extent: Extent = Extent.FULL
    author: str | None = None
    id: str | None = None
