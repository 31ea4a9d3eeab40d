"""What answers a message goes into its thread, also after doubt; where that message never arrived, into the channel itself."""

from __future__ import annotations

from dataclasses import replace

from bot.model.chat import Debt, DeliveryKind
from bot.outbox import Outbox
from bot.store import deliveries
from tests.fakes.chat import FakeChat, FakeClock, Fault, message, place
from tests.fakes.databases import NOW

HERE = place()


async def _owe(store, kind, subject, *, under=None):
    said = replace(message(subject), under=under)
    async with store.begin() as tx:
        debt = Debt(place=HERE, kind=kind, subject=subject, revision=0, message=said)
        await deliveries.owe(tx, [debt], NOW)


async def _card_and_update(store):
    await _owe(store, DeliveryKind.CARD, "card")
    await _owe(store, DeliveryKind.UPDATE, "later card", under="card")


async def test_an_update_is_posted_in_the_thread_of_its_card(store):
    chat = FakeChat(FakeClock(NOW))
    await _card_and_update(store)
    await Outbox(store, {"fake": chat}, chat.clock).deliver_once()
    (card,) = chat.places[HERE]
    assert chat.said(replace(HERE, thread=card.id)) == ["later card"]


async def test_an_update_of_which_nobody_knows_whether_it_arrived_is_looked_for_in_the_thread(store):
    chat = FakeChat(FakeClock(NOW), faults={2: Fault.ANSWER_LOST})
    await _card_and_update(store)
    outbox = Outbox(store, {"fake": chat}, chat.clock)
    await outbox.deliver_once()
    chat.clock.forward(minutes=3)
    assert await outbox.deliver_once() == 1
    assert chat.said(replace(HERE, thread=chat.places[HERE][0].id)) == ["later card"]


async def test_an_update_of_an_update_stays_in_the_same_thread(store):
    chat = FakeChat(FakeClock(NOW))
    await _card_and_update(store)
    await _owe(store, DeliveryKind.UPDATE, "still later", under="later card")
    await Outbox(store, {"fake": chat}, chat.clock).deliver_once()
    assert chat.said(replace(HERE, thread=chat.places[HERE][0].id)) == ["later card", "still later"]


async def test_an_update_of_a_card_that_was_refused_goes_into_the_channel(store):
    chat = FakeChat(FakeClock(NOW), faults={1: Fault.REFUSED})
    await _card_and_update(store)
    await Outbox(store, {"fake": chat}, chat.clock).deliver_once()
    chat.clock.forward(minutes=1)
    assert chat.said(HERE)[:1] == ["later card"]


async def test_an_update_waits_until_its_card_is_there(store):
    chat = FakeChat(FakeClock(NOW), faults={1: Fault.BUSY})
    await _card_and_update(store)
    outbox = Outbox(store, {"fake": chat}, chat.clock)
    assert await outbox.deliver_once() == 0
    chat.clock.forward(seconds=3)
    await outbox.deliver_once()
    assert chat.said(replace(HERE, thread=chat.places[HERE][0].id)) == ["later card"]
