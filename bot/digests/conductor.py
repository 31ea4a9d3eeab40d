"""Digests as the clock goes: what is due → gather → compose → lay out → owe, and what waited is settled, in one transaction.

A plan that is seen for the first time begins then: hours before that are nobody's. What a live channel was held back comes as
one digest when what held it is over.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.digests.gathering import gather, waiting_for
from bot.digests.page import Page, lay_out
from bot.editorial.digesting import compose, due, left, plans
from bot.editorial.hours import opens
from bot.editorial.pacing import CAP, FIRST, QUIET, read_cap
from bot.layout.digest import Occasion
from bot.model.chat import Debt, DeliveryKind, Message
from bot.model.clock import Clock
from bot.model.desk import Channel
from bot.model.digests import CATCH_UP, Digest, DigestPlan, Due
from bot.model.meters import Meters
from bot.model.reasons import Reason
from bot.publishing import Wanted, release
from bot.showing import place_of
from bot.store import Store, deliveries, digests, feeds, waiting
from bot.store.digests import Run, Told
from bot.store.feeds import FeedState
from bot.store.waiting import Queue

FEW = 5
"""Cards of first polls that are posted one by one; more become one digest."""

PATIENCE = timedelta(minutes=15)
"""How long first polls that have not ended are waited for."""

_log = structlog.get_logger("digests")


class _Overtaken(Exception):  # noqa: N818 - no error: somebody else was quicker, and the next tick looks again
    pass


@dataclass(slots=True, kw_only=True)
class Digests:
    """`wake` is set when something is owed."""

    store: Store
    clock: Clock
    wanted: Callable[[], Awaitable[Wanted]]
    wake: asyncio.Event
    meters: Meters
    _missing: dict[str, datetime] = field(default_factory=dict)
    """Channels in which cards wait and which the settings do not name, since when."""

    async def tick(self) -> int:
        """Makes what is due, and gives how many digests and held cards were owed. Raises StoreError."""
        now = self.clock.now()
        wanted = await self.wanted()
        if wanted.paused:
            return 0
        async with self.store.read() as tx:
            runs, queues = await digests.last_runs(tx), await waiting.queues(tx)
            firsts = any(queue.reason.code == FIRST for held in queues.values() for queue in held)
            states = await feeds.states(tx) if firsts else {}
        polled = not firsts or _polled(wanted, states)
        await self._give_up(queues, wanted, now)
        made = 0
        for channel in wanted.channels:
            if channel.paused:
                continue
            planned = await self._planned(channel, wanted, runs, now)
            made += planned
            if not planned:
                made += await self._held(channel, wanted, queues.get(channel.id, ()), polled=polled, now=now)
        return made

    async def _give_up(self, queues: Mapping[str, Sequence[Queue]], wanted: Wanted, now: datetime) -> None:
        """Settles what waits where nothing will be posted."""
        named = {channel.id: channel for channel in wanted.channels}
        gone = queues.keys() - named.keys() - wanted.unserved
        self._missing = {one: self._missing.get(one, now) for one in gone}
        found = {one: left.of_gone(since, now) for one, since in self._missing.items()}
        found |= {one: left.of_paused(named[one], now) for one in queues.keys() & named.keys()}
        for channel, given_up in found.items():
            if given_up is None or min(queue.first for queue in queues[channel]) > given_up.until:
                continue
            async with self.store.begin() as tx:
                dropped = await waiting.give_up(tx, channel, given_up.reason, until=given_up.until)
            self.meters.add("given_up", dropped, reason=given_up.reason.code)
            _log.info("given up", channel=channel, why=given_up.reason.code, cards=dropped)

    # ── digests that the settings name ───────────────────────────────────────────────────────────────────────────────────────

    async def _planned(self, channel: Channel, wanted: Wanted, runs: Mapping[tuple[str, str], Run], now: datetime) -> int:
        made = 0
        for plan in plans(channel):
            last = runs.get((channel.id, plan.id))
            if last is None:
                await self._seen(channel, plan, now)
                continue
            found = due(plan, plan.zone or channel.zone, last=last.slot, now=now)
            if found is not None:
                occasion = Occasion(slot=found.slot, late=found.late, missed=found.missed)
                made += await self._make(channel, plan, wanted, found, occasion, since=last.at, now=now)
        return made

    async def _seen(self, channel: Channel, plan: DigestPlan, now: datetime) -> None:
        async with self.store.begin() as tx:
            await digests.begin(tx, Run(channel=channel.id, digest=plan.id, slot=now.replace(microsecond=0), at=now))

    # ── what a live channel was held back ────────────────────────────────────────────────────────────────────────────────────

    async def _held(self, channel: Channel, wanted: Wanted, held: Sequence[Queue], *, polled: bool, now: datetime) -> int:
        if not held or channel.mode == "digest" or opens(channel.hours, channel.quiet, channel.zone, now) is not None:
            return 0
        ready = [queue for queue in held if _over(queue, channel, polled=polled, now=now)]
        if not ready:
            return 0
        if {queue.reason.code for queue in ready} == {FIRST} and sum(queue.count for queue in ready) <= FEW:
            return await self._post(channel, wanted, now)
        reasons = frozenset(queue.reason.code for queue in ready)
        slot = min(queue.first for queue in ready)
        occasion = Occasion(slot=now, held=tuple(queue.reason for queue in ready))
        plan = DigestPlan(id=CATCH_UP, at=("00:00",))
        found = Due(slot=slot)
        return await self._make(channel, plan, wanted, found, occasion, since=slot, now=now, reasons=reasons)

    async def _post(self, channel: Channel, wanted: Wanted, now: datetime) -> int:
        """The few cards of first polls, by themselves."""
        async with self.store.begin() as tx:
            held = await waiting_for(tx, channel, frozenset({FIRST}))
            await waiting.settle(tx, channel.id, {one.card.id or "": Reason("digest-posted") for one in held})
            owed = 0
            for stored in held:
                if stored.retraction is None:
                    owed += await release(tx, stored.card, channel, wanted, now)
        self.wake.set()
        return owed

    # ── one digest ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _make(
        self,
        channel: Channel,
        plan: DigestPlan,
        wanted: Wanted,
        found: Due,
        occasion: Occasion,
        *,
        since: datetime,
        now: datetime,
        reasons: frozenset[str] | None = None,
    ) -> int:
        """One if the digest was owed, nought if there was nothing to say or somebody else made it."""
        async with self.store.read() as tx:
            held = await waiting_for(tx, channel, reasons)
            gathered = await gather(tx, channel, held, wanted, since=since, now=now)
            digest = compose(
                gathered.stories,
                plan,
                channel,
                wanted.desk,
                others=plans(channel),
                corrections=gathered.corrections if plan.id != CATCH_UP else (),
                silences=gathered.silences if plan.id != CATCH_UP else (),
                since=since,
            )
            page = Page(
                occasion=occasion,
                language=plan.labels or channel.labels,
                zone=plan.zone or channel.zone,
                charts=plan.charts,
            )
            says = not digest.is_empty or (plan.id != CATCH_UP and plan.empty == "line")
            messages = await lay_out(tx, digest, page, wanted.desk, now) if says else ()
        digest = replace(digest, dropped=(*digest.dropped, *gathered.taken_back))
        subject = _subject(channel, plan, found) if messages else ""
        try:
            run = Run(channel=channel.id, digest=plan.id, slot=found.slot, at=now, subject=subject)
            await self._owe(channel, run, digest, messages)
        except _Overtaken:
            _log.info("digest overtaken", channel=channel.id, digest=plan.id, slot=found.slot.isoformat())
            return 0
        self.meters.add("digests", outcome="made" if messages else "empty")
        self.wake.set()
        return 1 if messages else 0

    async def _owe(self, channel: Channel, run: Run, digest: Digest, messages: Sequence[Message]) -> None:
        """All of it or nothing. Raises _Overtaken where another machine made it, or settled a card meanwhile."""
        told = [*digest.entries, *digest.more]
        fates: dict[str, str | Reason] = {card: run.subject for entry in told for card in entry.tells}
        fates |= dict(digest.dropped)
        debts = [
            Debt(place=place_of(channel), kind=DeliveryKind.DIGEST, subject=run.subject, revision=part, message=message)
            for part, message in enumerate(messages)
        ]
        async with self.store.begin() as tx:
            number = await digests.begin(tx, run)
            if number is None or await waiting.settle(tx, channel.id, fates) != len(fates):
                raise _Overtaken
            items = [Told(story=one.story, lead=one.lead.id or "", cards=one.known, at=run.at) for one in digest.entries]
            await digests.tell(tx, number, items)
            await deliveries.owe(tx, debts, run.at)


def _subject(channel: Channel, plan: DigestPlan, found: Due) -> str:
    """The same on every machine, so that the digest is owed once."""
    return f"digest {channel.id} {plan.id} {found.slot.isoformat()}"


def _over(queue: Queue, channel: Channel, *, polled: bool, now: datetime) -> bool:
    """Whether what these cards wait for is over."""
    match queue.reason.code:
        case code if code == QUIET:
            return True
        case code if code == CAP:
            rest = read_cap(channel.cap).window if channel.cap else timedelta()
            return not plans(channel) and queue.first + rest <= now
        case code if code == FIRST:
            return polled or queue.first + PATIENCE <= now
        case _:  # the channel collected them, and posts now
            return not plans(channel)


def _polled(wanted: Wanted, states: Mapping[str, FeedState]) -> bool:
    """Whether every feed has been polled, be it in vain."""
    followed = [states.get(feed.id) for feed in wanted.feeds if not feed.paused]
    return all(state is not None and state.last_poll is not None for state in followed)
