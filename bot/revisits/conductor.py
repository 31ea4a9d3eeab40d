"""Articles are read again: due → fetch → condense → compare → renew the card, keep the old one, and owe who is to be told, in
one transaction.

Whenever the process dies before that transaction is committed, nothing of the look has happened: the article is due still. A
page that cannot be read is counted and asked again later; only what is certain (gone, or twice not there) counts as withdrawn.
"""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.correcting import tell
from bot.editorial import watching
from bot.editorial.watching import Look, Seen, Watch
from bot.model.cards import Card
from bot.model.clock import Clock
from bot.model.desk import Channel, Desk
from bot.model.errors import StoreError
from bot.model.feeds import Entry, Feed
from bot.model.meters import Meters
from bot.model.reasons import Reason
from bot.model.revisions import Revision, RevisionKind
from bot.placing import Placing
from bot.revisits.reading import Asked, Found, Glance, Told, Workers, found
from bot.sources.fetch import Fetcher
from bot.store import Store, cards, revisions, stories, watches
from bot.store.records import StoredCard
from bot.tasks import let_end

AN_HOUR = 240
"""Looks at most, over all outlets; each outlet's own pace is the fetcher's."""

AT_ONCE = 4

_log = structlog.get_logger("revisits")


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
        await let_end(self._running.values(), grace)

    async def reread(self, feed: Feed, entry: Entry, card_id: str) -> None:
        """The feed's entry says something else than when its article was read, which is read again now, whatever the schedule
        says. Raises StoreError; the entry then counts as unread."""
        if (running := self._running.get(card_id)) is not None:
            await asyncio.wait([running])
        async with self.store.read() as tx:
            watch = await watches.get(tx, card_id)
        if watch is not None:
            hastened = watching.hastened(watch, self.clock.now())
            await self._look(hastened, await self.wanted(), told=Told(feed=feed, entry=entry))

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

    async def _look(self, watch: Watch, wanted: Wanted, *, told: Told | None = None) -> None:
        async with self.store.read() as tx:
            stored = await cards.get(tx, watch.card_id)
        feed = _read_by(stored, wanted.feeds, told) if stored is not None else None
        if told is not None and stored is not None and told.feed.id == stored.feed_id:
            watch = replace(watch, entry_print=told.print)
        if stored is None or stored.retraction is not None or feed is None:
            async with self.store.begin() as tx:
                await _saved(tx, replace(watch, next_at=None), told)
            return
        asked = Asked(card=stored.card, watch=watch, feed=feed, outlets=wanted.desk.outlets, told=told)
        came = await found(asked, self.fetcher, self.workers, self.clock.now())
        now = self.clock.now()
        look = watching.after(watch, came.glance.seen, now, self.rng)
        self.meters.add("revisits", outcome=came.glance.why or came.glance.seen.value)
        await self._keep(asked, came, _kept(look, came.glance), wanted, now)

    async def _keep(self, asked: Asked, came: Found, look: Look, wanted: Wanted, now: datetime) -> None:
        """All that follows of a look, at once or not at all."""
        before, after, revision = asked.card, came.card, came.revision
        card_id = before.id or ""
        async with self.store.begin() as tx:
            if after is not before:
                await stories.alone(tx)  # before the card is held: whoever places one takes them in this order
            held = await cards.hold(tx, card_id)
            if held is None or held.retraction is not None or _differ(held.card, before):
                return  # somebody was quicker; what is still to be done is done at the next look
            if look.withdrawn and not held.withdrawn:
                why = Reason(f"revision-{came.glance.seen.value}")
                revision = Revision(number=0, at=now, kind=RevisionKind.WITHDRAWN, reason=why)
            elif held.withdrawn and came.glance.seen is Seen.READ:
                changes = revision.changes if revision else ()
                why = Reason("revision-returned")
                revision = Revision(number=0, at=now, kind=RevisionKind.RETURNED, changes=changes, reason=why)
            await _saved(tx, look.watch, asked.told)
            owed = await self._revise(tx, before, after, revision, wanted, now) if revision is not None else 0
        if revision is not None:
            self.meters.add("revisions", kind=revision.kind.value)
            _log.info("revised", card=card_id, kind=revision.kind.value, why=revision.reason.code, told=owed)
            self.wake.set()

    async def _revise(  # noqa: PLR0917 - what was, what is, and what was decided: read in this order
        self, tx: AsyncConnection, before: Card, after: Card, revision: Revision, wanted: Wanted, now: datetime
    ) -> int:
        numbered = replace(revision, number=await revisions.next_number(tx, before.id or ""))
        kept = before
        if after is not before:
            kept = await cards.rewrite(tx, before, after)
            await self.placing.reread(tx, kept, wanted.desk)
        await revisions.keep(tx, before, numbered)
        return await tell(tx, kept, numbered, before=before, desk=wanted.desk, channels=wanted.channels, now=now)


def _read_by(stored: StoredCard, feeds: Sequence[Feed], told: Told | None) -> Feed | None:
    """The feed by which the article is read again: the one that says something else, or the first that brought it and is
    followed still. What was read off its feed is read there again, whoever else lists it."""
    brought = [
        one for name in dict.fromkeys((stored.feed_id, *stored.feeds)) for one in feeds if one.id == name and one.revisit
    ]
    first = next(iter(brought), None)
    if first is None or (first.full_text and first.id == stored.feed_id):
        return first
    read_by = told.feed if told is not None else first
    return replace(read_by, full_text=False) if read_by.id != stored.feed_id else read_by


async def _saved(tx: AsyncConnection, watch: Watch, told: Told | None) -> None:
    """The watch, and what the feed says that had the article looked at."""
    await watches.save(tx, watch)
    if told is not None:
        await watches.note(tx, watch.card_id, told.feed.id, told.print)


def _kept(look: Look, glance: Glance) -> Look:
    """With what the page told of itself, where it was read."""
    if glance.seen is not Seen.READ:
        return look
    told = replace(look.watch, etag=glance.etag, modified=glance.modified, headline=glance.headline or look.watch.headline)
    return replace(look, watch=told)


def _differ(one: Card, other: Card) -> bool:
    return (one.source_sha256, one.title, one.extent) != (other.source_sha256, other.title, other.extent)
