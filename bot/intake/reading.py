"""An article as far as it can be had: its page, else its feed's own words; and how long a page is waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

import structlog

from bot.editorial.outlets import of_its_outlet
from bot.model.cards import Card
from bot.model.desk import Outlet
from bot.model.errors import SourceError
from bot.model.feeds import Article, Entry, Extent, Feed
from bot.sources.articles import Extracted
from bot.sources.feeds import ParsedFeed
from bot.sources.fetch import Fetcher

PATIENCE = 2
"""Polls for which an article is left for the next one after a passing error, before it is taken as it can be had."""

PASSING = frozenset({
    "dns", "refused", "timeout-connect", "timeout-first-byte", "timeout-stalled", "timeout-whole", "broken-off", "server-error",
    "rate-limited", "robots-unreachable", "worker-died", "worker-overdue",
})  # fmt: skip
"""Errors that may be gone at the next poll: of a page that does not answer, of a process that was killed."""

CLOSED = frozenset({
    "robots", "bot-wall", "wants-login", "wants-payment", "not-found", "feed-gone", "forbidden-address", "not-a-page",
})  # fmt: skip
"""Errors of a page that is not for us: it is not asked again after its article was taken from the feed."""

_log = structlog.get_logger("intake")


class Workers(Protocol):
    """CPU work, off the event loop, under a time limit; each call may raise SourceError."""

    async def parse(self, body: bytes, *, url: str, content_type: str | None, now: datetime) -> ParsedFeed: ...
    async def extract(self, body: bytes, *, url: str, entry: Entry, content_type: str | None) -> Extracted: ...
    async def condense(self, article: Article) -> Card: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article as it was read. `again`: its page is worth another look; the rest is what the page told of itself."""

    article: Article
    again: bool = False
    etag: str | None = None
    modified: str | None = None
    headline: str | None = None


@dataclass(slots=True, kw_only=True)
class Patience:
    """How often each entry was left for the next poll; `polls`: at most."""

    polls: int = PATIENCE
    _waited: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def may_pass(self, error: SourceError, feed: Feed, entry: Entry, work: str) -> bool:
        """Whether to leave the entry for the next poll: the error is a passing one, and patience is not at its end."""
        key = (feed.id, entry.key, work)
        tries = self._waited.pop(key, 0)
        if error.code not in PASSING or tries >= self.polls:
            return False
        self._waited[key] = tries + 1
        return True


async def read(
    feed: Feed,
    entry: Entry,
    outlets: Sequence[Outlet],
    *,
    fetcher: Fetcher,
    workers: Workers,
    patience: Patience,
    now: datetime,
) -> Read | None:
    """The article as far as it can be had; None where its page may answer at the next poll."""
    if entry.url is None or feed.full_text:
        return Read(article=_from_feed(feed, entry))
    try:
        page = await fetcher.get(entry.url, kind="page", now=now, agent=feed.user_agent)
        found = await workers.extract(page.body, url=page.url, entry=entry, content_type=page.content_type)
    except SourceError as error:
        _log.info("page not read", feed=feed.id, url=entry.url, error=error.code)
        if patience.may_pass(error, feed, entry, "page"):
            return None
        return Read(article=_from_feed(feed, entry), again=error.code not in CLOSED)
    article = replace(
        _from_feed(feed, entry),
        text=found.text or _words(entry),
        title=found.title or entry.title,
        url=found.canonical_url or page.url,
        published=entry.published or found.published,
        extent=found.extent if found.text else Extent.SUMMARY,
        author=found.author or entry.author,
    )
    article = of_its_outlet(article, outlets)
    return Read(article=article, again=True, etag=page.etag, modified=page.modified, headline=found.headline)


def _from_feed(feed: Feed, entry: Entry) -> Article:
    """The article in the feed's own words. A feed that is known to carry whole articles is believed."""
    return Article(
        text=_words(entry),
        title=entry.title,
        url=entry.url,
        outlet=feed.outlet,
        declared=feed.language,
        region=feed.country,
        published=entry.published,
        extent=Extent.FULL if feed.full_text and entry.content else Extent.SUMMARY,
        author=entry.author,
    )


def _words(entry: Entry) -> str:
    return entry.content or entry.summary or entry.title
