"""Whatever a platform does, in whatever order, over whatever time: each message ends in its place once, in order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.chat import Debt, DeliveryKind
from bot.outbox import Outbox, Refused, Unknown
from bot.store import deliveries
from tests.fakes.chat import FakeChat, FakeClock, Fault, message, place
from tests.fakes.databases import NOW

pytestmark = pytest.mark.slow

HARMLESS = st.sampled_from([None, None, Fault.ANSWER_LOST, Fault.REQUEST_LOST, Fault.BUSY, Fault.BROKEN])
MOVES = st.one_of(
    st.tuples(st.just("owe"), st.sampled_from(["here", "there"])),
    st.tuples(st.just("wait"), st.integers(0, 100)),
    st.tuples(st.just("blind"), st.sampled_from([None, Unknown("503"), Refused("no")])),
    st.tuples(st.just("restart"), st.none()),
    st.tuples(st.just("deliver"), st.none()),
)


async def to_the_end(worker, chat, clock):
    chat.blind = None
    for _ in range(100):
        due = await worker.next_due()
        if due is None:
            return
        clock.forward(seconds=due)
        await worker.deliver_once()
    pytest.fail("it does not come to an end")


@given(faults=st.lists(HARMLESS, max_size=15), moves=st.lists(MOVES, max_size=20), lanes=st.integers(1, 3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
async def test_each_message_ends_in_its_place_once_and_in_order(fresh, faults, moves, lanes):
    store, clock = await fresh(), FakeClock(NOW)
    chat = FakeChat(clock, faults={number: fault for number, fault in enumerate(faults, start=1) if fault})
    owed = {"here": [], "there": []}

    def outbox():
        return Outbox(store, {"fake": chat}, clock, lanes=lanes)

    worker = outbox()
    for move, how in moves:
        match move:
            case "owe":
                word = f"{how} {len(owed[how])}"
                owed[how].append(word)
                debt = Debt(place=place(how), kind=DeliveryKind.CARD, subject=word, revision=0, message=message(word))
                async with store.begin() as tx:
                    await deliveries.owe(tx, [debt], clock.now())
            case "wait":
                clock.forward(seconds=how)
            case "blind":
                chat.blind = how
            case "restart":
                worker = outbox()
            case "deliver":
                await worker.deliver_once()
    await to_the_end(worker, chat, clock)
    for name, words in owed.items():
        assert chat.said(place(name)) == words
        assert chat.most_at_once[place(name)] <= 1
    await store.close()
