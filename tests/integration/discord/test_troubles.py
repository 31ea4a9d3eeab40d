"""What goes wrong between an asker and the bot: it is told where it can be, and the next asker is answered."""

from __future__ import annotations

import asyncio

import pytest

from bot.languages import texts
from bot.model.chat import Button, Buttons, Message, Place
from bot.platforms.surface import Surface
from bot.store import cards
from tests.fakes.discord import limits
from tests.fakes.discord.interactions import DEFERRED, THINKING
from tests.fakes.discord.troubles import Lost, refused

CALLBACK, ORIGINAL = r"/interactions/.*/callback$", r"/messages/@original$"


async def still_answers(fake):
    return "Homicides fall" in (await fake.slash("brief latest")).text


async def test_an_interaction_that_has_expired_disturbs_nobody(client, fake):
    expired = await fake.begin_slash("brief latest", expired=True)
    assert await still_answers(fake)
    assert expired.first is None


@pytest.mark.parametrize("lost", list(Lost))
async def test_an_answer_whose_connection_is_lost_is_given_again(lost, client, fake):
    fake.troubles.add("PATCH", ORIGINAL, lost)
    begun = await fake.begin_slash("brief latest")
    await asyncio.wait_for(fake.troubles.over.wait(), 10)
    await client.settled(10)
    assert await still_answers(fake)
    assert "Homicides fall" in "".join(limits.texts(begun.original["components"]))
    assert begun.followups == []


async def test_what_cannot_be_told_at_all_disturbs_nobody(client, fake):
    fake.troubles.add("PATCH", ORIGINAL, *[Lost.REQUEST] * 4)
    begun = await fake.begin_slash("brief latest")
    await asyncio.wait_for(begun.begun.wait(), 10)
    await client.settled(10)
    assert begun.original is None
    assert await still_answers(fake)


async def test_what_another_process_has_answered_is_left_alone(client, fake):
    fake.troubles.add("POST", CALLBACK, refused(400, 40060, "Interaction has already been acknowledged."))
    begun = await fake.begin_slash("brief latest")
    await asyncio.wait_for(fake.troubles.over.wait(), 10)
    assert await still_answers(fake)
    await client.settled(5)
    assert (begun.original, begun.followups) == (None, [])


async def test_an_answer_that_was_dismissed_meanwhile_is_left_alone(client, fake):
    fake.troubles.add("PATCH", ORIGINAL, refused(404, 10008, "Unknown Message"))
    begun = await fake.begin_slash("brief latest")
    await asyncio.wait_for(fake.troubles.over.wait(), 10)
    await client.settled(10)
    assert (begun.original, begun.followups) == (None, [])
    assert await still_answers(fake)


@pytest.fixture
def slow(desk):
    """A desk that takes its time: what it needs to answer comes when the event is set."""
    desk.ready = asyncio.Event()
    return desk.ready


async def test_a_command_is_acknowledged_before_anything_slow_begins(slow, client, fake):
    begun = await fake.begin_slash("brief latest")
    await asyncio.wait_for(begun.begun.wait(), 10)
    assert begun.first == THINKING
    slow.set()
    await asyncio.wait_for(begun.done.wait(), 10)


async def test_a_button_is_acknowledged_before_anything_slow_begins(desk, client, fake):
    seen = await fake.slash("brief latest", {"limit": 1})
    desk.ready = asyncio.Event()
    begun = await fake.begin_press(seen.buttons["More"], seen)
    await asyncio.wait_for(begun.begun.wait(), 10)
    assert begun.first == THINKING
    desk.ready.set()
    await asyncio.wait_for(begun.done.wait(), 10)


@pytest.fixture
def slow_lines(desk, monkeypatch):
    """The desk; lines that are kept for buttons are told only when `ready`, once there is such an event, is set."""
    kept = Surface.kept

    async def slowly(surface, name):
        if desk.ready is not None:
            await desk.ready.wait()
        return await kept(surface, name)

    monkeypatch.setattr(Surface, "kept", slowly)
    return desk


@pytest.mark.parametrize("words", ["headline", "headline " + "-absent" * 15])
async def test_the_turning_of_a_page_is_acknowledged_before_the_store_is_read(words, many, slow_lines, client, fake):
    desk = slow_lines
    first = await fake.slash("brief search", {"words": words, "limit": 50})
    desk.ready = asyncio.Event()
    begun = await fake.begin_press(first.buttons["Next"], first)
    await asyncio.wait_for(begun.begun.wait(), 10)
    assert begun.first == DEFERRED
    desk.ready.set()
    await asyncio.wait_for(begun.done.wait(), 10)
    assert "-# 2/" in "\n".join(limits.texts(begun.original["components"]))


async def pressed_for_a_form(desk, client, fake, line):
    """A message with a button that stands for a line which lacks something, pressed."""
    place = Place(platform="discord", workspace=fake.world.guild, channel=fake.world.text.id)
    said = Message(blocks=(Buttons((Button("Add", line),)),), summary="A card.", language="en")
    await desk.port(client).post(place, said, key="key")
    message = fake.world.text.messages[-1]
    (name,) = [each["custom_id"] for each in limits.walk(message["components"]) if "custom_id" in each]
    return await fake.begin_press(name, message)


@pytest.mark.parametrize("line", ["/feeds add", f'/feeds add outlet:"{"An outlet of a long name " * 5}"'])
async def test_a_form_that_is_not_ready_in_time_gives_way_to_an_answer_that_says_what_is_lacking(line, slow_lines, fake):
    desk = slow_lines
    desk.patience = 0.01
    async with desk.connected() as client:
        desk.ready = asyncio.Event()
        begun = await pressed_for_a_form(desk, client, fake, line)
        await asyncio.wait_for(begun.begun.wait(), 10)
        assert (begun.first, begun.ephemeral) == (THINKING, True)
        desk.ready.set()
        await asyncio.wait_for(begun.done.wait(), 10)
    assert "url" in "\n".join(limits.texts(begun.original["components"]))


@pytest.mark.parametrize("private", [True, False])
async def test_a_fault_of_ours_is_told_and_logged(private, client, fake, desk, monkeypatch):
    async def fails():
        raise RuntimeError("a fault of the test's")

    monkeypatch.setattr(desk.services, "status", fails)
    seen = await fake.slash("brief status", locale="es-ES", room=fake.world.direct(fake.ana) if private else None)
    assert seen.text == texts("es").say("discord.fault")
    assert await still_answers(fake)


async def test_an_answer_that_discord_did_not_take_is_told_as_a_fault(client, fake):
    fake.troubles.add("PATCH", ORIGINAL, refused(400, 50035, "Invalid Form Body"))
    seen = await fake.slash("brief latest")
    assert seen.text == texts("en").say("discord.fault")


async def test_a_declaration_that_discord_learnt_from_an_older_bot_is_a_fault(client, fake):
    fake.world.commands[0]["options"].append({"name": "gone", "description": "x", "type": 1, "options": []})
    seen = await fake.slash("brief gone")
    assert seen.ephemeral
    assert seen.text == texts("en").say("discord.fault")


async def test_a_fault_while_somebody_types_suggests_nothing(client, fake, desk, monkeypatch):
    monkeypatch.delattr(cards, "latest")
    begun = await fake.begin_autocomplete("brief card", "id", "x")
    assert await still_answers(fake)
    await client.settled(5)
    assert begun.choices is None


async def test_a_dropped_connection_is_taken_up_again_and_nothing_is_missed(client, fake):
    await fake.gateway.drop()
    begun = await fake.begin_slash("brief latest")
    await fake.gateway.until("resumed", 1)
    await begun.done.wait()
    assert fake.gateway.identified == 1


async def test_a_connection_that_cannot_be_taken_up_is_begun_anew(client, fake):
    await fake.gateway.drop(forget=True)
    await fake.gateway.until("identified", 2)
    assert await still_answers(fake)
