"""What the newsroom holds: mastheads with their feeds, pieces with their revisions, and what of it is out at an instant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple


class Format(StrEnum):
    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


class Fault(StrEnum):
    """How a feed is broken on purpose: cut short inside its last entry, or a web page where the feed should be."""

    TRUNCATED = "truncated"
    HTML = "html"


class Access(StrEnum):
    """What a piece's page shows: all of it, its opening before a paywall, or nothing (404)."""

    FULL = "full"
    PAYWALLED = "paywalled"
    MISSING = "missing"


class Block(NamedTuple):
    """A paragraph of a piece, or a heading within it."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A feed of a masthead. `id` is what pieces name; `whole`: the feed carries whole articles, not only summaries."""

    id: str
    path: str
    format: Format
    title: str
    whole: bool = False
    fault: Fault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """An invented outlet. `template`: the page template of the package that plays its web site."""

    id: str
    name: str
    host: str
    language: str
    tagline: str
    template: str
    feeds: tuple[FeedFile, ...]

    @property
    def site(self) -> str:
        return f"http://{self.host}"


class Change(NamedTuple):
    """`old` stands exactly once in what it changes and becomes `new`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A piece as it stands from `at` seconds after the start on. `note`: the correction's or update's own words."""

    at: int
    title: str
    summary: str
    blocks: tuple[Block, ...]
    note: str | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks if not block.heading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article and its versions, oldest first.

    `lag`: minutes by which the date it bears lies before the instant it comes out; `dated`: it bears a date at all;
    `tracked`: feeds link to it with tracking parameters; `feeds`: ids of its masthead's feeds that carry it.
    """

    slug: str
    outlet: str
    section: str
    author: str | None
    tags: tuple[str, ...]
    feeds: tuple[str, ...]
    versions: tuple[Version, ...]
    lag: int = 0
    dated: bool = True
    tracked: bool = False
    access: Access = Access.FULL
    caption: str | None = None

    @property
    def path(self) -> str:
        return f"/{self.section}/{self.slug}"

    def version(self, elapsed: timedelta) -> Version | None:
        """The newest version that is out, none before the first."""
        out = [version for version in self.versions if timedelta(seconds=version.at) <= elapsed]
        return out[-1] if out else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A piece that is out, as it reads at an instant. `published` is the date it bears, `updated` that of its last change."""

    piece: Piece
    version: Version
    masthead: Masthead
    published: datetime
    updated: datetime

    @property
    def url(self) -> str:
        return self.masthead.site + self.piece.path

    @property
    def link(self) -> str:
        """The address that feeds give."""
        return f"{self.url}?utm_source=rss&utm_medium=feed&utm_campaign=portada" if self.piece.tracked else self.url


def published(pieces: Iterable[Piece], masthead: Masthead, *, started: datetime, now: datetime) -> tuple[Published, ...]:
    """What `masthead` has out at `now`, the newest first."""
    out = []
    for piece in pieces:
        version = piece.version(now - started) if piece.outlet == masthead.id else None
        if version:
            born = started + timedelta(seconds=piece.versions[0].at) - timedelta(minutes=piece.lag)
            changed = started + timedelta(seconds=version.at) if version.at != piece.versions[0].at else born
            out.append(Published(piece=piece, version=version, masthead=masthead, published=born, updated=changed))
    return tuple(sorted(out, key=lambda article: (article.version.at, article.piece.slug), reverse=True))


def carried(feed: FeedFile, articles: Sequence[Published]) -> tuple[Published, ...]:
    return tuple(article for article in articles if feed.id in article.piece.feeds)
