"""The conductor that delivers: claim, post, settle; doubt, look, settle. Each platform by itself, so that none stops another.

Every word with the store is a transaction of its own; between two of them the process may die at any point, and what it leaves
behind is read by whoever comes next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.model.chat import Delivery, DeliveryKind, DeliveryState, Place
from bot.model.clock import Clock
from bot.model.errors import StoreError
from bot.model.meters import Meters
from bot.outbox import states
from bot.outbox.alarms import Alarm, silent
from bot.outbox.port import Later, Port, Refused, Unknown
from bot.outbox.states import Terms, Trouble
from bot.store import Store, deliveries, posts
from bot.store.deliveries import Step

LANES = 4
"""Places of one platform that are posted to at the same time: one slow channel does not hold up the others."""

SKEW = timedelta(minutes=5)
"""How far a platform's clock may be from ours when its history is asked for “since then”."""

IDLE = timedelta(seconds=30)
"""The longest sleep: another process may have owed something."""

STORE_PAUSE = timedelta(seconds=5)
"""Between two tries while the store refuses (a full disk)."""

_log = structlog.get_logger("outbox")


async def _never() -> bool:
    return False


class Outbox:
    """Posts what the store owes through the ports, by their names. `alarm`: what admins are owed when something is stuck;
    `terms`: for all platforms, or for each by its name; `held`: whether nothing is to be posted for now. What is in doubt is
    looked for all the same."""

    def __init__(
        self,
        store: Store,
        ports: Mapping[str, Port],
        clock: Clock,
        *,
        alarm: Alarm = silent,
        meters: Meters | None = None,
        terms: Terms | Mapping[str, Terms] | None = None,
        lanes: int = LANES,
        held: Callable[[], Awaitable[bool]] = _never,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._ports = ports
        self._clock = clock
        self._alarm = alarm
        self._meters = meters or Meters()
        self._terms = {name: terms if isinstance(terms, Terms) else (terms or {}).get(name, Terms()) for name in ports}
        self._lanes = lanes
        self._held = held
        self._sleep = sleep
        self._looking = {name: asyncio.Lock() for name in ports}

    async def deliver_once(self) -> int:
        """Deliver all that is due now, and give how many messages now stand in their channels that did not before, as far as
        anybody knew. What a platform puts off, or what is doubtful, stays: see `next_due`.

        Raises StoreError where the store refuses; the other platforms are served before it is raised.
        """
        drains = [self._drain(port) for port in self._ports.values() for _ in range(self._lanes)]
        done = await asyncio.gather(*drains, return_exceptions=True)
        for outcome in done:
            if isinstance(outcome, BaseException):
                raise outcome
        return sum(count for count in done if isinstance(count, int))

    async def next_due(self) -> float | None:
        """Seconds until there may be something to do, 0 for now; None while nothing is owed."""
        waits = [wait for name in self._ports if (wait := await self._wait(name)) is not None]
        return min(waits, default=None)

    async def run(self, stop: asyncio.Event, wake: asyncio.Event) -> None:
        """Deliver until `stop`; what is being sent is finished first. `wake`, set by whoever owes something, is cleared."""
        bells = {name: asyncio.Event() for name in self._ports}
        lanes = [
            asyncio.create_task(self._lane(port, stop, bells[name]), name=f"outbox {name}")
            for name, port in self._ports.items()
            for _ in range(self._lanes)
        ]
        ringing = asyncio.create_task(_ring(wake, stop, tuple(bells.values())), name="outbox bells")
        try:
            await asyncio.gather(*lanes, ringing)
        finally:
            for task in (*lanes, ringing):
                task.cancel()
            await asyncio.gather(*lanes, ringing, return_exceptions=True)

    # ── one platform ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _drain(self, port: Port) -> int:
        sent = await self._settle(port)
        while (delivery := await self._claim(port)) is not None:
            sent += await self._send(port, delivery)
        return sent

    async def _lane(self, port: Port, stop: asyncio.Event, bell: asyncio.Event) -> None:
        while not stop.is_set():
            wait = STORE_PAUSE.total_seconds()
            try:
                await self._settle(port)
                delivery = await self._claim(port)
                if delivery is not None:
                    await self._send(port, delivery)
                    continue
                due = await self._wait(port.name)
                wait = IDLE.total_seconds() if due is None else min(max(due, 0.1), IDLE.total_seconds())
            except StoreError as error:
                _log.warning("the store refuses", platform=port.name, code=error.code, **error.params)
            with suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), wait)
            if not stop.is_set():  # the last ringing is for every lane, also for one that comes to listen after the others
                bell.clear()

    async def _claim(self, port: Port) -> Delivery | None:
        if await self._held():
            return None
        async with self._store.begin() as tx:
            return await deliveries.claim(tx, port.name, self._clock.now(), self._terms[port.name].lease)

    async def _wait(self, platform: str) -> float | None:
        if await self._held():
            return None
        async with self._store.read() as tx:
            due = await deliveries.next_due(tx, platform, self._terms[platform].grace)
        return None if due is None else max((due - self._clock.now()).total_seconds(), 0.0)

    # ── sending ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _send(self, port: Port, delivery: Delivery) -> bool:
        step = await self._post(port, delivery)
        return await self._keep(delivery, step)

    async def _post(self, port: Port, delivery: Delivery) -> Step:
        try:
            async with asyncio.timeout(self._terms[port.name].send_limit.total_seconds()):
                if delivery.kind is DeliveryKind.EDIT:
                    return await self._edit(port, delivery)
                place = await self._target(port, delivery)
                return states.arrived(await port.post(place, delivery.message, key=delivery.key))
        except (Refused, Later, Unknown) as answer:
            return states.after(delivery, answer, self._clock.now())
        except TimeoutError:
            return states.after(delivery, Unknown("no-answer"), self._clock.now())
        except Exception as error:  # noqa: BLE001 - a platform's library may raise anything; nothing is known then
            _log.exception("a port raised something of its own", platform=port.name, delivery=delivery.key)
            return states.after(delivery, Unknown(type(error).__name__), self._clock.now())

    async def _edit(self, port: Port, delivery: Delivery) -> Step:
        async with self._store.read() as tx:
            if (key := delivery.message.edits) is not None:
                edited = await deliveries.get(tx, key)
                ref = edited.ref if edited else None
            else:
                ref = await posts.posted(tx, delivery.place, delivery.subject)
        if ref is None:
            raise Refused("nothing-to-edit")
        await port.edit(ref, delivery.message)
        return states.arrived(ref)

    async def _target(self, port: Port, delivery: Delivery) -> Place:
        """Where it is posted: for a person, the place where that person alone reads; for what answers a message, the thread
        of that message, or the channel itself where it never arrived there."""
        place = await port.open_direct(delivery.place.channel) if delivery.kind is DeliveryKind.DIRECT else delivery.place
        if delivery.message.under is None:
            return place
        async with self._store.read() as tx:
            ref = await posts.posted(tx, delivery.place, delivery.message.under)
        return ref.thread if ref is not None else place

    async def _keep(self, delivery: Delivery, step: Step) -> bool:
        """Carry the step out; while the store refuses, try again for as long as the lease holds, for the answer is known only
        here. After that the delivery becomes doubtful, and is looked for."""
        while True:
            try:
                async with self._store.begin() as tx:
                    now = self._clock.now()
                    done = await deliveries.step(tx, delivery, step, now)
                    if done and step.state is DeliveryState.DEAD and delivery.kind is not DeliveryKind.ALERT:
                        dead = replace(delivery, state=step.state, error=step.error)
                        await deliveries.owe(tx, self._alarm(dead, Trouble.DEAD), now)
            except StoreError:
                over = delivery.lease_until is None or self._clock.now() >= delivery.lease_until
                if over or delivery.state is not DeliveryState.SENDING:
                    raise
                await self._sleep(1.0)
                continue
            self._tell(delivery, step, done=done)
            return done and step.state is DeliveryState.SENT

    def _tell(self, delivery: Delivery, step: Step, *, done: bool) -> None:
        place = str(delivery.place)
        if not done:
            _log.warning("a late answer", delivery=delivery.key, place=place, answer=step.state.value)
            return
        self._meters.add("deliveries", platform=delivery.place.platform, state=step.state.value)
        level = _log.info if step.state in {DeliveryState.SENT, DeliveryState.OWED} else _log.warning
        level(step.state.value, delivery=delivery.key, place=place, subject=delivery.subject, error=step.error)

    # ── doubt ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _settle(self, port: Port) -> int:
        """See to what is neither owed nor sent; gives how many turned out to have arrived. One lane at a time does it."""
        looking = self._looking[port.name]
        if looking.locked():
            return 0
        async with looking:
            await self._lapse(port.name)
            async with self._store.read() as tx:
                doubtful = await deliveries.doubtful(tx, port.name, self._clock.now(), self._terms[port.name].grace)
            arrived = 0
            for delivery in doubtful:
                arrived += await self._keep(delivery, await self._look(port, delivery))
            await self._alert(port.name)
            return arrived

    async def _lapse(self, platform: str) -> None:
        async with self._store.read() as tx:
            left = await deliveries.lapsed(tx, platform, self._clock.now())
        for delivery in left:
            await self._keep(delivery, states.lapsed(delivery, self._clock.now()))

    async def _look(self, port: Port, delivery: Delivery) -> Step:
        since = (delivery.first_attempt_at or delivery.owed_at) - SKEW
        try:
            async with asyncio.timeout(self._terms[port.name].send_limit.total_seconds()):
                ref = await port.find(await self._target(port, delivery), delivery.key, since)
        except (Refused, Later, Unknown) as answer:
            return states.unseen(delivery, answer, self._clock.now())
        except TimeoutError:
            return states.unseen(delivery, Unknown("no-answer"), self._clock.now())
        except Exception as error:  # noqa: BLE001 - as in `_post`
            _log.exception("a port raised something of its own", platform=port.name, delivery=delivery.key)
            return states.unseen(delivery, Unknown(type(error).__name__), self._clock.now())
        return states.arrived(ref) if ref is not None else states.missing(delivery, self._clock.now())

    async def _alert(self, platform: str) -> None:
        now = self._clock.now()
        async with self._store.read() as tx:
            troubled = await deliveries.troubled(tx, platform, now - self._terms[platform].alert_after)
        for delivery in troubled:
            async with self._store.begin() as tx:
                if await deliveries.told(tx, delivery, now):
                    await deliveries.owe(tx, self._alarm(delivery, Trouble.DOUBTFUL), now)


async def _ring(wake: asyncio.Event, stop: asyncio.Event, bells: tuple[asyncio.Event, ...]) -> None:
    """Pass the one waking on to every platform, until it is time to stop, which all of them hear at once."""
    stopping = asyncio.create_task(stop.wait())
    try:
        while not stop.is_set():
            waking = asyncio.create_task(wake.wait())
            try:
                await asyncio.wait((waking, stopping), return_when=asyncio.FIRST_COMPLETED)
            finally:
                waking.cancel()
            wake.clear()
            for bell in bells:
                bell.set()
    finally:
        stopping.cancel()
