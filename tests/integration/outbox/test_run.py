"""The outbox as a service: it runs, is woken, and stops."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.chat import Debt, DeliveryKind, DeliveryState
from bot.model.clock import SystemClock
from bot.outbox import Outbox, Terms
from bot.store import deliveries
from tests.fakes.chat import FakeChat, FakeClock, message, place
from tests.fakes.databases import NOW

HERE = place()


async def owe(store, words, where=HERE, now=NOW):
    debts = [Debt(place=where, kind=DeliveryKind.CARD, subject=word, revision=0, message=message(word)) for word in words]
    async with store.begin() as tx:
        await deliveries.owe(tx, debts, now)


class Telling(FakeChat):
    """Says when it has so many messages; holds posts back while its gate is shut."""

    def __init__(self, clock, name="fake"):
        super().__init__(clock, name)
        self.gate = asyncio.Event()
        self.gate.set()
        self.changed = asyncio.Condition()

    async def post(self, place, message, *, key):
        await self.gate.wait()
        ref = await super().post(place, message, key=key)
        async with self.changed:
            self.changed.notify_all()
        return ref

    async def having(self, count):
        async with self.changed:
            await self.changed.wait_for(lambda: sum(map(len, self.places.values())) >= count)


@pytest.fixture
async def running(store):
    """Starts an outbox over the chats; stopped and waited for at the end."""
    started = []

    def start(*chats, clock):
        stop, wake = asyncio.Event(), asyncio.Event()
        outbox = Outbox(store, {chat.name: chat for chat in chats}, clock)
        task = asyncio.create_task(outbox.run(stop, wake))
        started.append((stop, task))
        return stop, wake, task

    yield start
    for stop, task in started:
        stop.set()
        await asyncio.wait_for(task, 30)


async def test_what_is_owed_while_it_sleeps_is_sent_when_it_is_woken(store, running):
    clock = FakeClock(NOW)
    chat = Telling(clock)
    _, wake, _ = running(chat, clock=clock)
    for number in range(1, 4):
        await owe(store, [f"card {number}"])
        wake.set()
        await asyncio.wait_for(chat.having(number), 20)
    assert chat.said(HERE) == ["card 1", "card 2", "card 3"]
    assert not wake.is_set()


async def test_a_platform_that_hangs_does_not_hold_up_another(store, running):
    clock = FakeClock(NOW)
    hanging, other = Telling(clock), Telling(clock, "other")
    hanging.gate.clear()
    await owe(store, ["stuck"])
    _, wake, _ = running(hanging, other, clock=clock)
    await owe(store, ["fine"], place(platform="other"))
    wake.set()
    await asyncio.wait_for(other.having(1), 20)
    assert hanging.said(HERE) == []
    hanging.gate.set()


async def test_a_place_that_hangs_does_not_hold_up_its_platform(store, running):
    gate = asyncio.Event()

    class Half(Telling):
        async def post(self, place, message, *, key):
            if place == HERE:
                await gate.wait()
            return await super().post(place, message, key=key)

    clock = FakeClock(NOW)
    chat = Half(clock)
    await owe(store, ["stuck"])
    await owe(store, ["fine", "as well"], place("elsewhere"))
    running(chat, clock=clock)
    await asyncio.wait_for(chat.having(2), 20)
    assert chat.said(HERE) == []
    gate.set()


async def test_what_is_being_sent_is_finished_before_it_stops(store, running):
    clock = FakeClock(NOW)
    chat = Telling(clock)
    chat.gate.clear()
    await owe(store, ["one", "two"])
    stop, _, task = running(chat, clock=clock)
    while True:
        async with store.read() as tx:
            if (await deliveries.counts(tx))[DeliveryState.SENDING]:
                break
    stop.set()
    assert not task.done()
    chat.gate.set()
    await asyncio.wait_for(task, 20)
    async with store.read() as tx:
        counts = await deliveries.counts(tx)
    assert counts[DeliveryState.SENDING] == 0, "given up half-way"
    assert counts[DeliveryState.SENT] + counts[DeliveryState.OWED] == 2
    assert chat.said(HERE) == ["one", "two"][: counts[DeliveryState.SENT]] != []


async def test_it_wakes_by_itself_when_something_falls_due(store, running):
    chat = Telling(SystemClock())
    now = datetime.now(UTC)
    async with store.begin() as tx:
        debt = Debt(
            place=HERE,
            kind=DeliveryKind.CARD,
            subject="soon",
            revision=0,
            message=message("soon"),
            not_before=now + timedelta(seconds=0.3),
        )
        await deliveries.owe(tx, [debt], now)
    running(chat, clock=SystemClock())
    await asyncio.wait_for(chat.having(1), 20)
    assert chat.said(HERE) == ["soon"]


def test_a_send_may_not_outlast_its_lease():
    with pytest.raises(ValueError, match="lease"):
        Terms(send_limit=timedelta(seconds=60), lease=timedelta(seconds=60))
