"""Commands on Discord, from what somebody types to what that person sees, through the real discord.py."""

from __future__ import annotations

import pytest

from bot.languages import texts
from bot.model.desk import Admins, Channel
from tests.fakes.discord.world import DIRECT, THREAD
from tests.fakes.discord.world import Person as Somebody


async def test_help_is_for_the_asker_alone_and_in_the_asker_s_language(client, fake):
    seen = await fake.slash("brief help", locale="es-ES")
    assert seen.ephemeral
    assert "/brief ficha" in seen.text


async def test_an_answer_of_use_to_all_is_public_and_in_the_channel_s_language(desk, fake):
    here = Channel(id="alerts", platform="discord", labels="es", workspace=fake.world.guild, address=fake.world.text.id)
    desk.channels = (here,)
    async with desk.connected():
        seen = await fake.slash("brief latest", locale="en-US")
        elsewhere = await fake.slash("brief latest", locale="en-US", room=fake.world.room(0, "talk"), guild_locale="de")
        thread = await fake.slash("brief latest", locale="en-US", room=fake.world.room(THREAD, "x", parent=fake.world.text.id))
    assert not seen.ephemeral
    assert texts("es").say("replies.latest") in seen.text
    assert texts("en").say("replies.latest") in elsewhere.text
    assert texts("es").say("replies.latest") in thread.text


async def test_a_mistake_is_told_to_the_asker_alone_though_the_answer_would_have_been_public(client, fake):
    seen = await fake.slash("brief search", {"words": "x", "since": "the other day"}, locale="es-ES")
    assert seen.ephemeral
    assert texts("es").find("errors.date-not-read.what").rpartition("}")[2] in seen.text
    assert [message for message in fake.world.text.messages if not message["flags"] & 64] == []


async def test_it_can_be_asked_in_a_direct_message(client, fake):
    seen = await fake.slash("brief latest", user=fake.ben, room=fake.world.direct(fake.ben), locale="es-ES")
    assert fake.world.direct(fake.ben).kind == DIRECT
    assert texts("es").say("replies.latest") in seen.text


# ── who may ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def refusal(code="en"):
    return f"**{texts(code).find('errors.admin-only.what').removeprefix('/{command}').strip()}**"


async def test_who_manages_the_server_may_change_the_desk(client, fake, desk):
    await fake.slash("briefadmin feeds pause", {"feed": "ejemplo-seguridad"}, user=fake.ana)
    assert desk.services.calls == [("pause_feed", "ejemplo-seguridad", True)]


async def test_who_manages_the_server_may_say_so_to_the_bot_by_its_name_too(client, fake, desk):
    await fake.mention("/feeds pause ejemplo-seguridad", user=fake.ana)
    assert desk.services.calls == [("pause_feed", "ejemplo-seguridad", True)]


async def test_others_may_not(client, fake, desk):
    seen = await fake.slash("briefadmin feeds pause", {"feed": "ejemplo-seguridad"}, user=fake.ben)
    assert refusal() in seen.text
    assert desk.services.calls == []


async def test_whoever_brings_the_bot_to_a_server_of_their_own_may_not(client, fake, desk):
    seen = await fake.slash("briefadmin feeds pause", {"feed": "ejemplo-seguridad"}, user=fake.ana, alone=True)
    assert refusal() in seen.text
    assert desk.services.calls == []


def elsewhere(seen):
    told = texts("en").find("errors.admin-elsewhere.what").removeprefix("/{command}").strip()
    return f"`/briefadmin feeds pause` **{told}**" in seen.text


async def pauses_a_feed(fake, **more):
    return await fake.slash("briefadmin feeds pause", {"feed": "ejemplo-seguridad"}, user=fake.ana, **more)


async def test_who_manages_a_server_that_is_not_the_desks_may_not_and_is_told_why(desk, fake):
    desk.channels = (Channel(id="a", platform="discord", labels="en", workspace="99", address="1"),)
    async with desk.connected():
        assert elsewhere(await pauses_a_feed(fake))
        seen = await fake.mention("/feeds pause ejemplo-seguridad", user=fake.ana)
        assert elsewhere(seen)
    assert desk.services.calls == []


@pytest.mark.parametrize("by", ["workspace", "address", "name"])
async def test_the_desks_own_servers_are_known_by_its_channels_or_by_name(by, desk, fake):
    there = {
        "workspace": {"workspace": fake.world.guild},
        "address": {"address": fake.world.text.id},
        "name": {"workspace": "99"},
    }
    desk.channels = (Channel(**{"id": "a", "platform": "discord", "labels": "en", "address": "1", **there[by]}),)
    desk.admins = Admins(discord_servers=(fake.world.guild,) if by == "name" else ())
    async with desk.connected():
        await pauses_a_feed(fake)
    assert desk.services.calls == [("pause_feed", "ejemplo-seguridad", True)]


async def test_before_there_is_a_channel_several_servers_are_nobodys(desk, fake):
    fake.world.other_guilds.append("99")
    async with desk.connected():
        assert elsewhere(await pauses_a_feed(fake))
    assert desk.services.calls == []


async def test_the_first_channel_of_a_fresh_desk_is_added_by_who_manages_its_only_server(client, fake, desk):
    await fake.slash("briefadmin channels add", {"id": "first"}, user=fake.ana)
    ((what, (edit,), _who, _where),) = desk.services.calls
    assert (what, edit.value.workspace, edit.value.address) == ("change", fake.world.guild, fake.world.text.id)


@pytest.mark.parametrize("by", ["user", "role"])
async def test_whom_the_desk_names_may(by, desk, fake):
    role = fake.world.guild
    named = Somebody(fake.world.snowflake(), "eva", roles=(role,) if by == "role" else ())
    given = {"discord_users": (named.id,)} if by == "user" else {"discord_roles": (role,)}
    desk.admins = type(desk.admins)(**given)
    async with desk.connected():
        await fake.slash("briefadmin feeds pause", {"feed": "ejemplo-seguridad"}, user=named)
    assert desk.services.calls == [("pause_feed", "ejemplo-seguridad", True)]


# ── while somebody types ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_values_are_suggested_in_the_asker_s_language(client, fake):
    seen = await fake.autocomplete("brief search", "topic", "fuer", locale="es-ES")
    assert seen.choices == (("Fuerzas armadas", "armed-forces"),)


async def test_suggestions_follow_what_was_typed(client, fake):
    seen = await fake.autocomplete("brief quotes", "speaker", "luis", {"words": "impunidad"})
    assert seen.choices == (("Luis Mora", "Luis Mora"),)


async def test_there_may_be_nothing_to_suggest(client, fake):
    assert (await fake.autocomplete("brief search", "topic", "zzz")).choices == ()


# ── menus on messages ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_who_said_this_looks_for_the_words_of_the_message(client, fake):
    message = fake.world.message(fake.world.text, {"content": "I read “we will not look away” somewhere"}, author=fake.ben)
    seen = await fake.menu("Who said this?", message)
    assert seen.ephemeral
    assert "Ana Ruiz" in seen.text


@pytest.mark.parametrize("menu", ["Who said this?", "Condense this link"])
async def test_a_message_without_anything_is_said_to_have_nothing(menu, client, fake):
    message = fake.world.message(fake.world.text, {"content": "<@123>"}, author=fake.ben)
    seen = await fake.menu(menu, message, locale="es-ES")
    assert seen.ephemeral
    assert seen.text == texts("es").say("discord.nothing_in_message")


# ── pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_pages_are_turned_in_place(many, client, fake):
    first = await fake.slash("brief latest", {"limit": 50})
    second = await fake.press(first.buttons["Next"], first)
    assert second.message["id"] == first.message["id"]
    assert "-# 2/" in second.text
    back = await fake.press(second.buttons["Previous"], second)
    assert back.text == first.text
    assert back.text != second.text


async def test_pages_of_a_long_question_are_turned_too(many, client, fake):
    """Its line does not fit into a button, so it is kept, and so is that of the page which is turned to."""
    words = "headline " + " ".join(f"-absent{number}" for number in range(12))
    first = await fake.slash("brief search", {"words": words, "limit": 50})
    second = await fake.press(first.buttons["Next"], first)
    third = await fake.press(second.buttons["Next"], second)
    assert [seen.text.splitlines()[-1].partition("/")[0] for seen in (first, second, third)] == ["-# 1", "-# 2", "-# 3"]
    assert all(name.startswith("turn:") for name in second.buttons.values())


async def test_more_shows_what_comes_next_to_who_pressed_it(many, client, fake):
    seen = await fake.slash("brief latest", {"limit": 5})
    more = await fake.press(seen.buttons["More"], seen, user=fake.ben, locale="es-ES")
    assert more.ephemeral
    assert more.message["id"] != seen.message["id"]
    assert texts("es").say("replies.latest") in more.text


async def test_a_question_put_to_the_bot_by_its_name_is_answered_below_it(client, fake):
    seen = await fake.mention("homicides")
    assert "Homicides" in seen.text
    assert str(seen.message["message_reference"]["message_id"]) == fake.world.text.messages[-2]["id"]


async def test_the_pages_of_an_answer_to_a_question_are_turned_too(many, client, fake):
    first = await fake.mention("/latest limit:50")
    assert "-# 1/" in first.text
    second = await fake.press(first.buttons["Next"], first, user=fake.ben)
    third = await fake.press(second.buttons["Next"], second)
    assert ["-# 2/" in second.text, "-# 3/" in third.text] == [True, True]
    assert first.message["id"] == third.message["id"]


async def test_pages_in_a_direct_message_are_turned_there(many, client, fake):
    for number in range(1, 61):
        await fake.slash("brief saved add", {"id": f"BB-2026-11-24-{number:03}"}, user=fake.ben)
    first = await fake.mention("/saved limit:50", user=fake.ben)
    room = fake.world.direct(fake.ben)
    assert first.message["channel_id"] == room.id
    second = await fake.press(first.buttons["Next"], first, user=fake.ben, room=room)
    assert "-# 2/" in second.text


async def test_a_question_in_a_direct_message_needs_no_name(client, fake):
    seen = await fake.mention("homicides", room=fake.world.direct(fake.ana), named=False)
    assert "Homicides" in seen.text


async def test_what_only_the_asker_may_see_comes_as_a_direct_message(client, fake):
    seen = await fake.mention("/follows", user=fake.ben)
    assert seen.message["channel_id"] == fake.world.direct(fake.ben).id


async def test_to_what_people_say_among_themselves_the_bot_says_nothing(client, fake):
    with pytest.raises(TimeoutError):
        await fake.mention("homicides, they say", named=False, within=0.5)
    assert (await fake.mention("/help")).text


async def test_a_reader_who_calls_the_bot_by_its_name_gives_no_admin_s_command(client, fake):
    seen = await fake.mention("/retract BB-2026-11-24-001 no", user=fake.ben)
    assert f"`/briefadmin retract` {refusal()}" in seen.text
