"""What the newsroom holds: mastheads with their feeds, pieces with their revisions, and what of it is out at an instant."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, assert_never


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


class Links(StrEnum):
    """Which address a feed gives of an article: its own, that with trackers, its AMP page, or a short one that leads there."""

    PLAIN = "plain"
    TRACKED = "tracked"
    AMP = "amp"
    SHORT = "short"


class Block(NamedTuple):
    """A paragraph of a piece, or a heading within it."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A feed of a masthead. `id` is what pieces name; `whole`: the feed carries whole articles, not only summaries; `down`:
    from when until when, in seconds after the start, its server is out of order."""

    id: str
    path: str
    format: Format
    title: str
    whole: bool = False
    fault: Fault | None = None
    links: Links = Links.PLAIN
    down: tuple[tuple[int, int], ...] = ()

    def is_down(self, elapsed: timedelta) -> bool:
        return any(timedelta(seconds=first) <= elapsed < timedelta(seconds=last) for first, last in self.down)


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """An invented outlet. `template`: the page template of the package that plays its web site. `relays`: its feeds list what
    others published, under addresses of its own that lead there, as a news search engine does."""

    id: str
    name: str
    host: str
    language: str
    tagline: str
    template: str
    feeds: tuple[FeedFile, ...]
    relays: bool = False

    @property
    def site(self) -> str:
        return f"http://{self.host}"


class Change(NamedTuple):
    """`old` stands exactly once in what it changes and becomes `new`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A piece as it stands from `at` seconds after the start on. `note`: the correction's or update's own words.

    `withdrawn`: the status that its page answers with, 404 or 410; `listed`: feeds show it; `mark`: what is added to the id
    that feeds give it; `dated_at`: the second that it claims to have come out at, where that is not the first version's.
    """

    at: int
    title: str
    summary: str
    blocks: tuple[Block, ...]
    note: str | None = None
    withdrawn: int | None = None
    listed: bool = True
    mark: str = ""
    dated_at: int | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks if not block.heading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article and its versions, oldest first.

    `lag`: minutes by which the date it bears lies before the instant it comes out; `dated`: it bears a date at all;
    `tracked`: feeds link to it with tracking parameters; `feeds`: ids of its masthead's feeds that carry it; `relayed`: ids of
    the mastheads that relay it.
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
    relayed: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        return f"/{self.section}/{self.slug}"

    @property
    def first(self) -> tuple[int, str]:
        """When it came out, and its name: an order in which no two are equal."""
        return self.versions[0].at, self.slug

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
    def id(self) -> str:
        """What feeds tell it by, beside the outlet's own prefix."""
        return self.piece.slug + self.version.mark

    @property
    def listed(self) -> bool:
        return self.version.listed and self.version.withdrawn is None

    @property
    def amp(self) -> str:
        return f"/amp{self.piece.path}"

    @property
    def short(self) -> str:
        return f"/n/{self.piece.slug}"

    @property
    def relay(self) -> str:
        """The path of the address under which a relaying masthead lists it: opaque, and the same for the same article."""
        return f"/rss/articles/{base64.urlsafe_b64encode(self.url.encode()).decode().rstrip('=')}"

    def link(self, feed: FeedFile, masthead: Masthead) -> str:
        """The address that a feed of `masthead` gives."""
        if masthead.relays:
            return f"{masthead.site}{self.relay}?oc=5"
        match feed.links:
            case Links.PLAIN if not self.piece.tracked:
                return self.url
            case Links.PLAIN | Links.TRACKED:
                return f"{self.url}?utm_source=rss&utm_medium=feed&utm_campaign=portada"
            case Links.AMP:
                return masthead.site + self.amp
            case Links.SHORT:
                return masthead.site + self.short
        assert_never(feed.links)


def published(pieces: Iterable[Piece], masthead: Masthead, *, started: datetime, now: datetime) -> tuple[Published, ...]:
    """What `masthead` has out at `now`, the newest first."""
    out = []
    for piece in pieces:
        version = piece.version(now - started) if piece.outlet == masthead.id else None
        if version:
            first = piece.versions[0].at if version.dated_at is None else version.dated_at
            born = started + timedelta(seconds=first) - timedelta(minutes=piece.lag)
            changed = started + timedelta(seconds=version.at) if version.at != piece.versions[0].at else born
            out.append(Published(piece=piece, version=version, masthead=masthead, published=born, updated=changed))
    return tuple(sorted(out, key=lambda article: (article.version.at, article.piece.slug), reverse=True))


def relayed(
    pieces: Iterable[Piece], masthead: Masthead, mastheads: Iterable[Masthead], *, started: datetime, now: datetime
) -> tuple[Published, ...]:
    """What `masthead` relays of the others' at `now`, the newest first."""
    mine = [piece for piece in pieces if masthead.id in piece.relayed]
    out = [article for other in mastheads for article in published(mine, other, started=started, now=now)]
    return tuple(sorted(out, key=lambda article: (article.version.at, article.piece.slug), reverse=True))


def carried(feed: FeedFile, articles: Sequence[Published]) -> tuple[Published, ...]:
    return tuple(article for article in articles if article.listed and feed.id in article.piece.feeds)
