"""The promise, after SQLite's failure loops: die at the n-th await, n = 1, 2, 3 …, start again, and find each message once."""

from __future__ import annotations

import asyncio
import types
from contextlib import contextmanager, suppress

import pytest

from bot.model.chat import Debt, DeliveryKind
from bot.outbox import Outbox
from bot.store import deliveries
from tests.fakes.chat import FakeChat, FakeClock, Fault, message, place
from tests.fakes.databases import NOW

pytestmark = pytest.mark.slow

HERE = place()
WORDS = ["one", "two", "three"]


class Killed(BaseException):
    """Nothing in the house catches it."""


class Fate:
    """Counts every await of every task, and kills at the n-th."""

    def __init__(self, n):
        self.left = n

    def strikes(self):
        self.left -= 1
        return self.left == 0

    @property
    def struck(self):
        return self.left <= 0


@types.coroutine
def _driven(coroutine, fate):
    value, error = None, None
    while True:
        try:
            awaited = coroutine.throw(error) if error is not None else coroutine.send(value)
        except StopIteration as end:
            return end.value
        value, error = None, None
        if fate.strikes():
            error = Killed()
            continue
        try:
            value = yield awaited
        except BaseException as raised:  # noqa: BLE001 - whatever it is, it belongs to the coroutine
            error = raised


@contextmanager
def subject_to(fate):
    loop = asyncio.get_running_loop()

    def factory(loop, coroutine, **more):
        async def driven():
            return await _driven(coroutine, fate)

        return asyncio.Task(driven(), loop=loop, **more)

    loop.set_task_factory(factory)
    try:
        yield
    finally:
        loop.set_task_factory(None)


async def owe(store, words=WORDS, where=HERE):
    debts = [Debt(place=where, kind=DeliveryKind.CARD, subject=word, revision=0, message=message(word)) for word in words]
    async with store.begin() as tx:
        await deliveries.owe(tx, debts, NOW)


async def die_at(n, outbox):
    """Deliver, and die at the n-th await; whether it came to that."""
    fate = Fate(n)
    with subject_to(fate), suppress(Killed):
        await asyncio.create_task(outbox.deliver_once())
    return fate.struck


async def start_again(store, chat, clock):
    """As a new process: rounds until nothing is owed any more."""
    outbox = Outbox(store, {chat.name: chat}, clock, lanes=1)
    for _ in range(20):
        clock.forward(seconds=71)
        await outbox.deliver_once()
        if await outbox.next_due() is None:
            return
    pytest.fail("it does not come to an end")


async def every_death(fresh, prepare, faults=None):
    """Die at each await in turn until one life is long enough to get through; how many deaths that were."""
    n = 0
    while True:
        n += 1
        store, clock = await fresh(), FakeClock(NOW)
        chat = FakeChat(clock, faults=faults)
        await prepare(store, chat, clock)
        died = await die_at(n, Outbox(store, {chat.name: chat}, clock, lanes=1))
        await start_again(store, chat, clock)
        assert chat.said(HERE) == WORDS, f"died at await {n}"
        await store.close()
        if not died:
            return n - 1


async def test_each_message_is_there_once_wherever_the_worker_dies(fresh):
    async def prepare(store, chat, clock):
        await owe(store)

    assert await every_death(fresh, prepare) > 50


@pytest.mark.parametrize("fault", [Fault.ANSWER_LOST, Fault.REQUEST_LOST, Fault.BROKEN])
async def test_each_message_is_there_once_wherever_the_worker_dies_while_it_looks_for_one(fresh, fault):
    async def prepare(store, chat, clock):
        await owe(store)
        await Outbox(store, {chat.name: chat}, clock, lanes=1).deliver_once()
        clock.forward(seconds=71)

    assert await every_death(fresh, prepare, faults={2: fault}) > 50
