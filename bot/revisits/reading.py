"""An article's page as it is now, and how it differs from its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

from bot.editorial import watching
from bot.editorial.outlets import of_its_outlet
from bot.editorial.revising import OTHER_ARTICLE, compare
from bot.editorial.watching import Seen, Watch
from bot.model.cards import Card
from bot.model.desk import Outlet
from bot.model.errors import SourceError
from bot.model.feeds import Article, Entry, Extent, Feed
from bot.model.reasons import Reason
from bot.model.revisions import Revision, RevisionKind
from bot.sources.articles import Extracted, from_entry
from bot.sources.fetch import Fetched, Fetcher


class Workers(Protocol):
    """CPU work, off the event loop, under a time limit; each call may raise SourceError."""

    async def extract(self, body: bytes, *, url: str, entry: Entry, content_type: str | None) -> Extracted: ...
    async def condense(self, article: Article) -> Card: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry that says something else than before, and the feed that lists it."""

    feed: Feed
    entry: Entry

    @property
    def print(self) -> str:
        return watching.entry_print(self.entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked at. `feed`: by which it is read; `outlets`: the desk's."""

    card: Card
    watch: Watch
    feed: Feed
    outlets: Sequence[Outlet]
    told: Told | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What a look brought. `article`: None where the page was the same, or not there."""

    seen: Seen
    article: Article | None = None
    etag: str | None = None
    modified: str | None = None
    headline: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a look comes to. `card`: as it is from now on; `revision`: without its number, None where nothing changed."""

    glance: Glance
    card: Card
    revision: Revision | None = None


async def found(asked: Asked, fetcher: Fetcher, workers: Workers, now: datetime) -> Found:
    """Looks at the article, and compares it with its card. Raises nothing but mistakes of ours."""
    glance = await _glance(asked, fetcher, workers, now)
    if glance.article is None:
        return Found(glance=glance, card=asked.card)
    try:
        return await _compared(asked.card, glance, glance.article, workers, now)
    except SourceError as error:
        return Found(glance=Glance(seen=Seen.FAILED, why=error.code), card=asked.card)


async def _glance(asked: Asked, fetcher: Fetcher, workers: Workers, now: datetime) -> Glance:
    card, watch, told = asked.card, asked.watch, asked.told
    if card.url is None or asked.feed.full_text:
        mine = told.entry if told is not None and told.feed.id == asked.feed.id else None
        return Glance(seen=Seen.READ, article=_article(asked, from_entry(mine, whole=True)) if mine else None)
    try:
        page = await fetcher.get(
            card.url, kind="page", now=now, etag=watch.etag, modified=watch.modified, agent=asked.feed.user_agent
        )
        if page.not_modified:
            return Glance(seen=Seen.READ, etag=page.etag, modified=page.modified)
        if _on_front_page(card.url, page):
            return Glance(seen=Seen.FRONT_PAGE, why=Seen.FRONT_PAGE.value)
        return await _read(page, asked, workers)
    except SourceError as error:
        return Glance(seen=_absence(error), why=error.code)


async def _read(page: Fetched, asked: Asked, workers: Workers) -> Glance:
    """The article of a page that is there. May raise SourceError."""
    card, told = asked.card, asked.told
    # a search engine's feed puts the outlet's name behind the headlines of others
    told_by_feed = told.entry.title if told is not None and card.outlet == told.feed.outlet else ""
    entry = Entry(key="", identity="", url=card.url, title=told_by_feed or card.title or "", published=card.published)
    read = await workers.extract(page.body, url=page.url, entry=entry, content_type=page.content_type)
    if read.taken_down:
        return Glance(seen=Seen.TAKEN_DOWN, why=Seen.TAKEN_DOWN.value)
    if read.extent is not Extent.FULL and card.extent is Extent.FULL:
        return Glance(seen=Seen.FAILED, why="walled")
    title = watching.headline(card.title, told_by_feed, asked.watch.headline, read.headline) or ""
    article = _article(asked, replace(read, title=title))
    if card.extent is not Extent.FULL:
        # only now is it known where the article stands, and so whose it is
        article = of_its_outlet(replace(article, url=read.canonical_url or page.url), asked.outlets)
    return Glance(seen=Seen.READ, article=article, etag=page.etag, modified=page.modified, headline=read.headline)


async def _compared(card: Card, glance: Glance, article: Article, workers: Workers, now: datetime) -> Found:
    if article.text == card.text and article.title == card.title and article.extent is card.extent:
        return Found(glance=glance, card=card)
    fresh = await workers.condense(article)
    if article.extent is Extent.FULL and card.extent is not Extent.FULL:
        why = Reason("revision-fuller")
        return Found(glance=glance, card=fresh, revision=Revision(number=0, at=now, kind=RevisionKind.COSMETIC, reason=why))
    # made again, for the engine or the desk may read otherwise by now what has not changed at all
    base = await workers.condense(replace(article, text=card.text, title=card.title, extent=card.extent))
    compared = compare(base, fresh)
    if compared.kept < OTHER_ARTICLE or fresh.language != base.language:
        return Found(glance=Glance(seen=Seen.FAILED, why="another-article"), card=card)
    if compared.kind is None:
        return Found(glance=glance, card=card)
    revision = Revision(number=0, at=now, kind=compared.kind, changes=compared.changes, reason=compared.reason)
    return Found(glance=glance, card=fresh, revision=revision)


def _absence(error: SourceError) -> Seen:
    if error.params.get("taken_down"):
        return Seen.TAKEN_DOWN
    if error.params.get("front_page"):
        return Seen.FRONT_PAGE
    if error.code != "not-found":
        return Seen.FAILED
    return Seen.GONE if error.params.get("status") == 410 else Seen.MISSING


def _on_front_page(url: str, page: Fetched) -> bool:
    """Whether the article's address leads to the outlet's front page now."""
    there = urlsplit(page.url)
    return there.path in {"", "/"} and not there.query and urlsplit(url).path not in {"", "/"}


def _article(asked: Asked, read: Extracted) -> Article:
    card, feed = asked.card, asked.feed
    return Article(
        text=read.text,
        title=read.title or card.title,
        url=card.url,
        outlet=card.outlet,
        declared=feed.language,
        region=card.region or feed.country,
        published=card.published,
        extent=read.extent,
    )
