"""A feed on trial: read without following it, each entry judged with its reasons, nothing stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.intake import WANTED, Workers
from bot.languages import available
from bot.model.errors import SourceError
from bot.model.feeds import Article, Entry, Extent
from bot.model.reasons import Reason
from bot.sources.feeds import ParsedFeed
from bot.sources.fetch import Fetcher

JUDGED = 50
"""Entries that are judged; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One entry, and what would become of it by the feed's own words; its page is not fetched on trial."""

    entry: Entry
    kept: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedFeed:
    """`url`: where the feed was found in the end. `judged`: its first entries, in the feed's order."""

    url: str
    feed: ParsedFeed
    judged: tuple[Judged, ...]


async def fetch_and_try(url: str, *, fetcher: Fetcher, workers: Workers, now: datetime) -> TriedFeed:
    """Fetches the feed; a page leads to the first feed that it names. Raises SourceError."""
    fetched = await fetcher.get(url, kind="feed", now=now)
    try:
        return await try_feed(fetched.body, url=fetched.url, content_type=fetched.content_type, workers=workers, now=now)
    except SourceError as error:
        named = str(error.params.get("feeds", "")).split()
        if error.code != "feed-is-html" or not named:
            raise
    fetched = await fetcher.get(named[0], kind="feed", now=now)
    return await try_feed(fetched.body, url=fetched.url, content_type=fetched.content_type, workers=workers, now=now)


async def try_feed(body: bytes, *, url: str, content_type: str | None, workers: Workers, now: datetime) -> TriedFeed:
    parsed = await workers.parse(body, url=url, content_type=content_type, now=now)
    seen: set[str] = set()
    judged: list[Judged] = []
    for entry in parsed.entries[:JUDGED]:
        if entry.identity in seen:
            verdict = Judged(entry=entry, kept=False, reasons=(Reason("entry-repeated"),))
        else:
            verdict = await _judge(entry, parsed, workers)
        seen.add(entry.identity)
        judged.append(replace(verdict, reasons=(*verdict.reasons, *parsed.remarks.get(entry.key, ()))))
    return TriedFeed(url=url, feed=parsed, judged=tuple(judged))


async def _judge(entry: Entry, parsed: ParsedFeed, workers: Workers) -> Judged:
    text = entry.content or entry.summary or entry.title
    article = Article(
        text=text,
        title=entry.title,
        url=entry.url,
        declared=next((said for said in (entry.language, parsed.language) if said in available()), None),
        published=entry.published,
        extent=Extent.SUMMARY,
    )
    try:
        card = await workers.condense(article)
    except SourceError as error:
        return Judged(entry=entry, kept=False, reasons=(Reason(error.code, error.params),))
    return Judged(entry=entry, kept=card.relevance.score >= WANTED, reasons=card.relevance.reasons)
