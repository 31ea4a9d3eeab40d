"""A card that is taken back: struck wherever it stands, never posted, found no longer, on each database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.commands import run
from bot.commands.ask import Who
from bot.layout.text import plain
from bot.model.chat import Debt, DeliveryKind, DeliveryState, Message, Paragraph, Place, Plain, Ref
from bot.store import deliveries, posts
from bot.store.deliveries import Step

FIRST, SECOND = "BB-2026-11-24-001", "BB-2026-11-24-002"
WORDS = "A claim that nobody may quote."


def debt(channel, kind=DeliveryKind.CARD, language="en", subject=FIRST):
    message = Message(blocks=(Paragraph((Plain(WORDS),)),), summary=WORDS, language=language)
    return Debt(place=Place(platform="console", channel=channel), kind=kind, subject=subject, revision=0, message=message)


async def owe(ask, *debts):
    async with ask.store.begin() as tx:
        await deliveries.owe(tx, debts, ask.now)


async def bring(ask, *states):
    """The next deliveries are claimed and end so."""
    for state in states:
        async with ask.store.begin() as tx:
            claimed = await deliveries.claim(tx, "console", ask.now, timedelta(minutes=1))
            assert claimed is not None
            if state is not DeliveryState.SENDING:
                ref = Ref(place=claimed.place, message="7") if state is DeliveryState.SENT else None
                await deliveries.step(tx, claimed, Step(state=state, ref=ref), ask.now)


async def kept(ask, kind=None):
    async with ask.store.read() as tx:
        found = await deliveries.of_subject(tx, FIRST)
    return [one for one in found if kind in {None, one.kind}]


async def retract(ask, line=f"/retract {FIRST} the outlet withdrew it"):
    return await run(line, ask)


async def test_where_it_was_posted_an_edit_is_owed_in_that_places_language(ask):
    await owe(ask, debt("a"), debt("b", language="es"), debt("u9", DeliveryKind.DIRECT))
    await bring(ask, *[DeliveryState.SENT] * 3)
    assert (await retract(ask)).data == {"id": FIRST, "edited": 3, "dropped": 0}
    edits = await kept(ask, DeliveryKind.EDIT)
    assert [one.place.channel for one in edits] == ["a", "b", "u9"]
    told = [plain(one.message.blocks) for one in edits]
    assert "This card has been retracted: the outlet withdrew it" in told[0]
    assert "Esta ficha se retiró: the outlet withdrew it" in told[1]
    assert not any(WORDS in each for each in told)
    async with ask.store.read() as tx:
        for one in edits:
            assert await posts.posted(tx, one.place, FIRST) is not None


async def test_what_is_still_owed_is_dropped_and_cannot_be_brought_back(ask):
    await owe(ask, debt("a"))
    (owed,) = await kept(ask)
    assert (await retract(ask)).data == {"id": FIRST, "edited": 0, "dropped": 1}
    (dropped,) = await kept(ask)
    assert (dropped.state, dropped.error) == (DeliveryState.DEAD, "retracted")
    again = await run(f"/deliveries retry {owed.key}", ask)
    assert again.data["error"] == "delivery-retracted"
    async with ask.store.begin() as tx:
        assert await deliveries.claim(tx, "console", ask.now, timedelta(minutes=1)) is None


@pytest.mark.parametrize("state", [DeliveryState.SENDING, DeliveryState.DOUBTFUL])
async def test_one_on_its_way_is_edited_once_it_is_there_and_never_sent_anew_with_the_old_words(ask, state):
    await owe(ask, debt("a"))
    await bring(ask, state)
    assert (await retract(ask)).data["edited"] == 1
    card, edit = await kept(ask)
    assert edit.kind is DeliveryKind.EDIT
    assert WORDS not in plain(card.message.blocks)


async def test_another_cards_messages_are_left_alone(ask):
    await owe(ask, debt("a", subject=SECOND))
    await retract(ask)
    async with ask.store.read() as tx:
        (other,) = await deliveries.of_subject(tx, SECOND)
    assert (other.state, plain(other.message.blocks)) == (DeliveryState.OWED, WORDS)


async def test_every_command_about_it_says_that_it_was_taken_back_and_why_and_nothing_more(ask):
    await retract(ask)
    for line in (f"/card {FIRST}", f"/evidence {FIRST}", f"/save {FIRST}", f"/report {FIRST} wrong"):
        reply = await run(line, ask)
        told = plain(reply.blocks)
        assert "This card has been retracted: the outlet withdrew it" in told, line
        assert "We will not rest" not in told
        assert reply.data["retracted"]["reason"] == "the outlet withdrew it"
    spanish = plain((await run(f"/card {FIRST}", replace(ask, language="es"))).blocks)
    assert "Esta ficha se retiró" in spanish


async def test_lists_leave_it_out(ask):
    lines = ("/latest", "/search homicid*", "/quotes", "/figures")
    before = {line: (await run(line, ask)).data["total"] for line in lines}
    assert min(before.values()) > 1
    await retract(ask)
    for line in lines:
        reply = await run(line, ask)
        assert 0 < reply.data["total"] < before[line]
        assert FIRST not in plain(reply.blocks)


async def test_it_is_taken_back_once_and_by_admins_alone(ask):
    reader = replace(ask, who=Who(id="u2", name="Ben"))
    assert (await retract(reader)).data["error"] == "admin-only"
    assert (await retract(ask)).exit_code == 0
    assert (await retract(ask)).data["error"] == "card-retracted"
