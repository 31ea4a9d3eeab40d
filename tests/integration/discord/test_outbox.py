"""The outbox over the real discord.py: what is owed stands in the channel once, whatever was lost on the way."""

from __future__ import annotations

import pytest

from bot.model.chat import Debt, DeliveryKind, DeliveryState, Message, Paragraph, Place, Plain
from bot.outbox import Outbox
from bot.outbox.edits import amend
from bot.store import deliveries
from tests.fakes.chat import FakeClock
from tests.fakes.discord import limits
from tests.fakes.discord.troubles import Lost, broken, refused
from tests.fakes.discord.world import TEXT, long_ago

WORDS = [f"card {number}" for number in range(1, 4)]
POST = r"/channels/\d+/(messages|threads)$"


@pytest.fixture
def clock():
    """Discord's own clock goes on; ours is set forward by hand."""
    return FakeClock(long_ago(minutes=2))


@pytest.fixture
def outbox(desk, client, clock):
    return Outbox(desk.store, {"discord": desk.port(client)}, clock)


@pytest.fixture
def owe(desk, clock, at):
    """Three cards are owed to a room."""

    async def owed(room):
        debts = [Debt(place=at(room), kind=DeliveryKind.CARD, subject=word, revision=0, message=card(word)) for word in WORDS]
        async with desk.store.begin() as tx:
            await deliveries.owe(tx, debts, clock.now())

    return owed


def card(word):
    return Message(blocks=(Paragraph((Plain(word),)),), summary=word, language="en")


@pytest.fixture
def deliver(outbox, clock):
    """Rounds of delivery, each later than what holds anything back."""

    async def delivered():
        for _ in range(8):
            await outbox.deliver_once()
            clock.forward(minutes=2)

    return delivered


def standing(fake, room):
    rooms = [room, *fake.world.threads_of(room.id, archived=False)]
    return [limits.texts(one["components"])[0] for each in rooms for one in each.messages]


@pytest.mark.parametrize("kind", ["text", "forum"])
@pytest.mark.parametrize("trouble", [None, Lost.ANSWER, Lost.REQUEST, broken(503), broken(503, does=True)])
async def test_each_card_stands_there_once(kind, trouble, owe, deliver, fake):
    room = getattr(fake.world, kind)
    if trouble is not None:
        fake.troubles.add("POST", POST, trouble, trouble)
    await owe(room)
    await deliver()
    assert standing(fake, room) == WORDS


async def test_a_channel_that_refuses_holds_up_no_other(owe, deliver, desk, fake):
    fake.troubles.add("POST", rf"/channels/{fake.world.text.id}/messages$", *[refused(403, 50013, "Missing Permissions")] * 3)
    other = fake.world.room(TEXT, "other")
    await owe(fake.world.text)
    await owe(other)
    await deliver()
    assert standing(fake, fake.world.text) == []
    assert standing(fake, other) == WORDS
    async with desk.store.read() as tx:
        assert (await deliveries.counts(tx))[DeliveryState.DEAD] == len(WORDS)


async def test_a_token_that_is_not_taken_for_a_while_loses_nothing(outbox, owe, deliver, fake):
    await owe(fake.world.text)
    token, fake.token = fake.token, "another"
    await outbox.deliver_once()
    assert standing(fake, fake.world.text) == []
    fake.token = token
    await deliver()
    assert standing(fake, fake.world.text) == WORDS


@pytest.mark.parametrize("trouble", [None, Lost.ANSWER, Lost.REQUEST, broken(503)])
async def test_of_a_digest_of_two_messages_the_one_that_is_amended_is_edited_and_nothing_is_posted(
    outbox, desk, clock, fake, trouble
):
    place = Place(platform="discord", workspace=fake.world.guild, channel=fake.world.text.id)
    parts = [
        Debt(place=place, kind=DeliveryKind.DIGEST, subject="digest", revision=part, message=card(word))
        for part, word in enumerate(WORDS[:2])
    ]
    async with desk.store.begin() as tx:
        await deliveries.owe(tx, parts, clock.now())
    await outbox.deliver_once()
    if trouble is not None:
        fake.troubles.add("PATCH", r"/channels/\d+/messages/\d+$", trouble)
    async with desk.store.begin() as tx:
        of_digest = await deliveries.of_subject(tx, "digest", lock=True)
        await amend(tx, of_digest[0], card("card 1, corrected"), of_digest, clock.now())
    for _ in range(4):
        await outbox.deliver_once()
        clock.forward(minutes=2)
    assert standing(fake, fake.world.text) == ["card 1, corrected", "card 2"]
