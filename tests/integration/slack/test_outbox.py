"""The outbox with the real port: a card stands in its channel once, whatever becomes of the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model.chat import Debt, DeliveryKind, Message, Paragraph, Place, Plain
from bot.outbox import Outbox, Terms
from bot.outbox.edits import amend
from bot.store import deliveries
from tests.fakes.asking import NOW
from tests.fakes.chat import FakeClock
from tests.fakes.slack.bench import a_bench
from tests.fakes.slack.server import Error, Limited, Lost, Status

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
HERE = Place(platform="slack", workspace="T1", channel="C1")


def owed(subject, place=HERE):
    message = Message(blocks=(Paragraph((Plain(subject),)),), summary=f"Card {subject}.", language="en")
    return Debt(place=place, kind=DeliveryKind.CARD, subject=subject, revision=0, message=message)


@pytest.mark.parametrize(
    "trouble",
    [None, Lost(), Lost(done=False), Status(503), Limited(3), Error("internal_error"), Error("token_revoked")],
    ids=str,
)
async def test_a_card_is_posted_once_although(fake, store, trouble):
    clock = FakeClock(NOW)
    if trouble is not None:
        fake.troubles["chat.postMessage"].append(trouble)
    async with a_bench(fake, store, run=False) as bench:
        outbox = Outbox(store, {"slack": bench.session.port}, clock, terms=Terms())
        async with store.begin() as tx:
            await deliveries.owe(tx, [owed("one"), owed("two")], clock.now())
        for _ in range(6):
            await outbox.deliver_once()
            clock.forward(minutes=11)
        texts = [one.text for one in fake.teams["xoxb-1"].posted("C1")]
        assert texts == ["Card one.", "Card two."]


async def test_a_channel_that_is_gone_does_not_hold_up_another(fake, store):
    clock = FakeClock(NOW)
    fake.teams["xoxb-1"].channels.pop("C2")
    gone = Place(platform="slack", workspace="T1", channel="C2")
    async with a_bench(fake, store, run=False) as bench:
        outbox = Outbox(store, {"slack": bench.session.port}, clock)
        async with store.begin() as tx:
            await deliveries.owe(tx, [owed("one", gone), owed("two")], clock.now())
        assert await outbox.deliver_once() == 1
        async with store.read() as tx:
            (held,) = await deliveries.held(tx, limit=5)
        assert (held.place, held.error) == (gone, "channel_not_found")


@pytest.mark.parametrize("trouble", [None, Lost(), Lost(done=False), Status(503), Limited(3)], ids=str)
async def test_of_a_digest_of_two_messages_the_one_that_is_amended_is_edited_and_nothing_is_posted(fake, store, trouble):
    clock = FakeClock(NOW)
    async with a_bench(fake, store, run=False) as bench:
        outbox = Outbox(store, {"slack": bench.session.port}, clock, terms=Terms())
        parts = [
            replace(owed(word), kind=DeliveryKind.DIGEST, subject="digest", revision=part) for part, word in enumerate("ab")
        ]
        async with store.begin() as tx:
            await deliveries.owe(tx, parts, clock.now())
        await outbox.deliver_once()
        if trouble is not None:
            fake.troubles["chat.update"].append(trouble)
        async with store.begin() as tx:
            of_digest = await deliveries.of_subject(tx, "digest", lock=True)
            await amend(tx, of_digest[0], owed("a, corrected").message, of_digest, clock.now())
        for _ in range(3):
            await outbox.deliver_once()
            clock.forward(minutes=11)
        assert [one.text for one in fake.teams["xoxb-1"].posted("C1")] == ["Card a, corrected.", "Card b."]
