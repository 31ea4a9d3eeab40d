"""Articles are read again: due → fetch → condense → compare → renew the card, keep the old one, and owe who is to be told, in
one transaction.

Whenever the process dies before that transaction is committed, nothing of the look has happened: the article is due still. A
page that cannot be read is counted and asked again later; only what is certain (gone, or twice not there) counts as withdrawn.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.correcting import tell
from bot.editorial import watching
from bot.editorial.revising import OTHER_ARTICLE, compare
from bot.editorial.watching import Look, Seen, Watch
from bot.model.cards import Card
from bot.model.clock import Clock
from bot.model.desk import Channel, Desk
from bot.model.errors import SourceError, StoreError
from bot.model.feeds import Article, Entry, Extent, Feed
from bot.model.meters import Meters
from bot.model.reasons import Reason
from bot.model.revisions import Revision, RevisionKind
from bot.placing import Placing
from bot.sources.articles import Extracted, from_entry
from bot.sources.fetch import Fetched, Fetcher
from bot.store import Store, cards, revisions, stories, watches
from bot.store.records import StoredCard

AN_HOUR = 240
"""Looks at most, over all outlets; each outlet's own pace is the fetcher's."""

AT_ONCE = 4

_log = structlog.get_logger("revisits")


class Workers(Protocol):
    """CPU work, off the event loop, under a time limit; each call may raise SourceError."""

    async def extract(self, body: bytes, *, url: str, entry: Entry, content_type: str | None) -> Extracted: ...
    async def condense(self, article: Article) -> Card: ...


class Wanted(Protocol):
    """What of the desk is needed, as it stands."""

    @property
    def desk(self) -> Desk: ...
    @property
    def feeds(self) -> tuple[Feed, ...]: ...
    @property
    def channels(self) -> tuple[Channel, ...]: ...
    @property
    def paused(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glance:
    """What a look brought. `article`: None where the page was the same, or not there."""

    seen: Seen
    article: Article | None = None
    etag: str | None = None
    modified: str | None = None
    headline: str | None = None
    why: str = ""


@dataclass(slots=True, kw_only=True)
class Revisits:
    """`wake` is set when something is owed. `placing`: whose reader reads what a card says now; `an_hour`: looks at most."""

    store: Store
    fetcher: Fetcher
    workers: Workers
    clock: Clock
    meters: Meters
    wake: asyncio.Event
    wanted: Callable[[], Awaitable[Wanted]]
    placing: Placing = field(default_factory=Placing)
    rng: random.Random = field(default_factory=random.Random)
    an_hour: int = AN_HOUR
    _looks: deque[datetime] = field(default_factory=deque)
    _running: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def tick(self) -> None:
        """Starts to look at what is due, as many as the hour allows."""
        await self._begin(frozenset())

    async def _begin(self, done: Collection[str]) -> frozenset[str]:
        """`done`: cards that are left for another time; gives those that are looked at now."""
        room = min(AT_ONCE - len(self._running), self._left())
        if room <= 0:
            return frozenset()
        wanted = await self.wanted()
        if wanted.paused:
            return frozenset()
        async with self.store.read() as tx:
            due = await watches.due(tx, self.clock.now(), limit=room + len(self._running) + len(done))
        begun = [one for one in due if one.card_id not in self._running and one.card_id not in done][:room]
        for watch in begun:
            self._start(watch, wanted)
        return frozenset(one.card_id for one in begun)

    async def drain(self) -> None:
        """Looks once at each article that is due now, and waits until that has ended."""
        done: frozenset[str] = frozenset()
        while begun := await self._begin(done):
            done |= begun
            await asyncio.wait(self._running.values())

    async def stop(self, grace: float) -> None:
        """Lets what runs end within `grace` seconds, then breaks it off: what is not stored stays due."""
        if not self._running:
            return
        _, late = await asyncio.wait(self._running.values(), timeout=grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def reread(self, entry: Entry, card_id: str) -> None:
        """The entry says something else than when its article was read: it is read again now, whatever the schedule says.
        Raises StoreError; the entry then counts as unread."""
        if (running := self._running.get(card_id)) is not None:
            await asyncio.wait([running])
        async with self.store.read() as tx:
            watch = await watches.get(tx, card_id)
        if watch is not None:
            hastened = watching.hastened(watch, self.clock.now(), watching.entry_print(entry))
            await self._look(hastened, await self.wanted(), entry=entry)

    # ── one look ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _left(self) -> int:
        hour_ago = self.clock.now() - timedelta(hours=1)
        while self._looks and self._looks[0] <= hour_ago:
            self._looks.popleft()
        return self.an_hour - len(self._looks)

    def _start(self, watch: Watch, wanted: Wanted) -> None:
        self._looks.append(self.clock.now())
        task = asyncio.create_task(self._safely(watch, wanted), name=f"look again {watch.card_id}")
        self._running[watch.card_id] = task
        task.add_done_callback(lambda _: self._running.pop(watch.card_id, None))

    async def _safely(self, watch: Watch, wanted: Wanted) -> None:
        """One look, whatever comes of it: a mistake of ours in one article stops no other, nor is it made at once again."""
        try:
            await self._look(watch, wanted)
        except StoreError as error:
            _log.warning("the store refuses", card=watch.card_id, code=error.code)
        except Exception:  # noqa: BLE001 - logged with its trace, and counted as a failure
            _log.exception("a look crashed", card=watch.card_id)
            self.meters.add("revisits", outcome="crashed")
            await self._put_off(watch)

    async def _put_off(self, watch: Watch) -> None:
        look = watching.after(watch, Seen.FAILED, self.clock.now(), self.rng)
        try:
            async with self.store.begin() as tx:
                await watches.save(tx, look.watch)
        except StoreError as error:
            _log.warning("the store refuses", card=watch.card_id, code=error.code)

    async def _look(self, watch: Watch, wanted: Wanted, *, entry: Entry | None = None) -> None:
        async with self.store.read() as tx:
            stored = await cards.get(tx, watch.card_id)
        feed = next((one for one in wanted.feeds if stored is not None and one.id == stored.feed_id), None)
        if stored is None or stored.retraction is not None or feed is None or not feed.revisit:
            async with self.store.begin() as tx:
                await watches.save(tx, replace(watch, next_at=None))
            return
        glance = await self._glance(watch, stored, feed, entry)
        before, after = stored.card, stored.card
        revision: Revision | None = None
        if glance.article is not None:
            try:
                revision, after, glance = await self._compared(stored, glance, glance.article)
            except SourceError as error:
                glance = _Glance(seen=Seen.FAILED, why=error.code)
        now = self.clock.now()
        look = watching.after(watch, glance.seen, now, self.rng)
        self.meters.add("revisits", outcome=glance.why or glance.seen.value)
        await self._keep(before, after, revision, _kept(look, glance), glance.seen, wanted, now)

    async def _glance(self, watch: Watch, stored: StoredCard, feed: Feed, entry: Entry | None) -> _Glance:
        card = stored.card
        if card.url is None or feed.full_text:
            return _Glance(seen=Seen.READ, article=_article(card, feed, from_entry(entry, whole=True)) if entry else None)
        try:
            page = await self.fetcher.get(
                card.url, kind="page", now=self.clock.now(), etag=watch.etag, modified=watch.modified, agent=feed.user_agent
            )
            if page.not_modified:
                return _Glance(seen=Seen.READ, etag=page.etag, modified=page.modified)
            if _on_front_page(card.url, page):
                return _Glance(seen=Seen.FRONT_PAGE, why=Seen.FRONT_PAGE.value)
            return await self._read(page, watch, card, feed, entry)
        except SourceError as error:
            return _Glance(seen=_absence(error), why=error.code)

    async def _read(self, page: Fetched, watch: Watch, card: Card, feed: Feed, entry: Entry | None) -> _Glance:
        """The article of a page that is there. May raise SourceError."""
        # a search engine's feed puts the outlet's name behind the headlines of others
        own = entry is not None and card.outlet == feed.outlet
        told_by_feed = entry.title if entry is not None and own else ""
        asked = Entry(key="", identity="", url=card.url, title=told_by_feed or card.title or "", published=card.published)
        found = await self.workers.extract(page.body, url=page.url, entry=asked, content_type=page.content_type)
        if found.taken_down:
            return _Glance(seen=Seen.TAKEN_DOWN, why=Seen.TAKEN_DOWN.value)
        if found.extent is not Extent.FULL and card.extent is Extent.FULL:
            return _Glance(seen=Seen.FAILED, why="walled")
        told = replace(found, title=watching.headline(card.title, told_by_feed, watch.headline, found.headline) or "")
        return _Glance(
            seen=Seen.READ, article=_article(card, feed, told), etag=page.etag, modified=page.modified, headline=found.headline
        )

    async def _compared(self, stored: StoredCard, glance: _Glance, article: Article) -> tuple[Revision | None, Card, _Glance]:
        """The revision without its number, the card as it is from now on, and what the look comes to."""
        card, now = stored.card, self.clock.now()
        if article.text == card.text and article.title == card.title and article.extent is card.extent:
            return None, card, glance
        fresh = await self.workers.condense(article)
        if article.extent is Extent.FULL and card.extent is not Extent.FULL:
            why = Reason("revision-fuller")
            return Revision(number=0, at=now, kind=RevisionKind.COSMETIC, reason=why), fresh, glance
        # made again, for the engine or the desk may read otherwise by now what has not changed at all
        base = await self.workers.condense(_as_it_was(card, article))
        found = compare(base, fresh)
        if found.kept < OTHER_ARTICLE or fresh.language != base.language:
            return None, card, _Glance(seen=Seen.FAILED, why="another-article")
        if found.kind is None:
            return None, card, glance
        return Revision(number=0, at=now, kind=found.kind, changes=found.changes, reason=found.reason), fresh, glance

    async def _keep(  # noqa: PLR0917 - what was, what is, and what the look came to: read in this order
        self,
        before: Card,
        after: Card,
        revision: Revision | None,
        look: Look,
        seen: Seen,
        wanted: Wanted,
        now: datetime,
    ) -> None:
        """All that follows of a look, at once or not at all."""
        card_id = before.id or ""
        async with self.store.begin() as tx:
            if after is not before:
                await stories.alone(tx)  # before the card is held: whoever places one takes them in this order
            held = await cards.hold(tx, card_id)
            if held is None or held.retraction is not None or _differ(held.card, before):
                return  # somebody was quicker; what is still to be done is done at the next look
            gone = held.revised is not None and held.revised.kind is RevisionKind.WITHDRAWN
            if look.withdrawn and not gone:
                revision = Revision(number=0, at=now, kind=RevisionKind.WITHDRAWN, reason=Reason(f"revision-{seen.value}"))
            elif gone and seen is Seen.READ:
                changes = revision.changes if revision else ()
                why = Reason("revision-returned")
                revision = Revision(number=0, at=now, kind=RevisionKind.RETURNED, changes=changes, reason=why)
            await watches.save(tx, look.watch)
            owed = await self._revise(tx, before, after, revision, wanted, now) if revision is not None else 0
        if revision is not None:
            self.meters.add("revisions", kind=revision.kind.value)
            _log.info("revised", card=card_id, kind=revision.kind.value, why=revision.reason.code, told=owed)
            self.wake.set()

    async def _revise(  # noqa: PLR0917 - as above
        self, tx: AsyncConnection, before: Card, after: Card, revision: Revision, wanted: Wanted, now: datetime
    ) -> int:
        numbered = replace(revision, number=await revisions.next_number(tx, before.id or ""))
        kept = before
        if after is not before:
            kept = await cards.rewrite(tx, before, after)
            await self.placing.reread(tx, kept, wanted.desk)
        await revisions.keep(tx, before, numbered)
        return await tell(tx, kept, numbered, before=before, desk=wanted.desk, channels=wanted.channels, now=now)


def _kept(look: Look, glance: _Glance) -> Look:
    """With what the page told of itself, where it was read."""
    if glance.seen is not Seen.READ:
        return look
    told = replace(look.watch, etag=glance.etag, modified=glance.modified, headline=glance.headline or look.watch.headline)
    return replace(look, watch=told)


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


def _article(card: Card, feed: Feed, found: Extracted) -> Article:
    return Article(
        text=found.text,
        title=found.title or card.title,
        url=card.url,
        outlet=card.outlet,
        declared=feed.language,
        region=feed.country,
        published=card.published,
        extent=found.extent,
    )


def _as_it_was(card: Card, article: Article) -> Article:
    return replace(article, text=card.text, title=card.title, extent=card.extent)


def _differ(one: Card, other: Card) -> bool:
    return (one.source_sha256, one.title, one.extent) != (other.source_sha256, other.title, other.extent)
