"""The database refuses, or commits and dies before it says so: at its n-th transaction, n = 1, 2, 3 …"""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from bot.model.chat import Debt, DeliveryKind, DeliveryState
from bot.model.errors import StoreError
from bot.outbox import Outbox
from bot.store import deliveries
from tests.fakes.chat import FakeChat, FakeClock, Fault, message, place
from tests.fakes.databases import NOW

HERE = place()
WORDS = ["one", "two", "three"]


class Flaky:
    """A store whose transactions of the given numbers (of those that write) fail, before or after they are committed."""

    def __init__(self, store, failing, *, committed):
        self._store = store
        self._failing = failing
        self._committed = committed
        self.count = 0

    def read(self):
        return self._store.read()

    @asynccontextmanager
    async def begin(self):
        self.count += 1
        failing = self.count in self._failing
        async with self._store.begin() as tx:
            yield tx
            if failing and not self._committed:
                raise StoreError("store-full", store="test")
        if failing:
            raise StoreError("store-unreachable", store="test")


async def owe(store):
    debts = [Debt(place=HERE, kind=DeliveryKind.CARD, subject=word, revision=0, message=message(word)) for word in WORDS]
    async with store.begin() as tx:
        await deliveries.owe(tx, debts, NOW)


async def deliver_all(outbox, clock):
    refused = 0
    for _ in range(20):
        try:
            await outbox.deliver_once()
        except StoreError:
            refused += 1
        clock.forward(seconds=71)
        if await outbox.next_due() is None:
            return refused
    pytest.fail("it does not come to an end")


@pytest.mark.parametrize("committed", [True, False], ids=["answer lost", "refused"])
@pytest.mark.parametrize("fault", [None, Fault.ANSWER_LOST, Fault.REQUEST_LOST, Fault.BUSY])
async def test_each_message_is_there_once_whichever_transaction_fails(fresh, fault, committed):
    for n in range(1, 12):
        store, clock = await fresh(), FakeClock(NOW)
        await owe(store)
        chat = FakeChat(clock, faults={2: fault})
        flaky = Flaky(store, {n}, committed=committed)

        async def sleep(seconds, clock=clock):
            clock.forward(seconds=seconds)

        await deliver_all(Outbox(flaky, {"fake": chat}, clock, lanes=1, sleep=sleep), clock)
        assert chat.said(HERE) == WORDS, f"transaction {n}"
        assert flaky.count >= 6
        await store.close()


async def test_an_answer_is_kept_as_soon_as_the_full_disk_has_room_again(fresh):
    store, clock = await fresh(), FakeClock(NOW)
    await owe(store)
    chat = FakeChat(clock)
    waited = []

    async def sleep(seconds):
        waited.append(seconds)
        clock.forward(seconds=seconds)

    flaky = Flaky(store, {2, 3, 4}, committed=False)  # the answer to the first post cannot be kept three times
    assert await Outbox(flaky, {"fake": chat}, clock, lanes=1, sleep=sleep).deliver_once() == 3
    assert chat.said(HERE) == WORDS
    assert chat.finds == 0
    assert len(waited) == 3


async def test_a_disk_that_stays_full_is_told_and_the_message_is_found_afterwards(fresh):
    store, clock = await fresh(), FakeClock(NOW)
    await owe(store)
    chat = FakeChat(clock)

    async def sleep(seconds):
        clock.forward(seconds=seconds)

    flaky = Flaky(store, set(range(2, 200)), committed=False)
    with pytest.raises(StoreError, match="store-full"):
        await Outbox(flaky, {"fake": chat}, clock, lanes=1, sleep=sleep).deliver_once()
    async with store.read() as tx:
        counts = await deliveries.counts(tx)
    assert counts[DeliveryState.SENDING] == 1
    clock.forward(seconds=11)
    assert await Outbox(store, {"fake": chat}, clock, lanes=1).deliver_once() == 3
    assert chat.said(HERE) == WORDS
    assert chat.finds == 1
