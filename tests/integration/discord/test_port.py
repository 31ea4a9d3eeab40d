"""What is owed to Discord arrives once, in channels, threads, forums and direct messages, whatever goes wrong on the way."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.model.chat import Button, Buttons, Heading, Message, Paragraph, Picture, Place, Plain
from bot.outbox.port import Later, Refused, Unknown
from tests.fakes.discord import limits
from tests.fakes.discord.troubles import Held, Lost, banned, broken, too_many
from tests.fakes.discord.world import FORUM, TEXT, THREAD, VOICE, long_ago

KEY = "abcdefghijklmnopqrstuvwxy"
LONG_AGO = datetime.now(UTC) - timedelta(hours=1)
POST = r"/channels/\d+/messages$"
OPEN = r"/channels/\d+/threads$"


def message(words="A headline", **more):
    blocks = (Heading((Plain(words),)), Paragraph((Plain("What happened."),)))
    return Message(**{"blocks": blocks, "summary": f"New card: {words}", "language": "en", **more})


def said(room):
    return [" ".join(limits.texts(one["components"])) for one in room.messages]


def begun_from(fake, ref):
    """The thread that a person begins from a message: it has the message's id."""
    thread = fake.world.room(THREAD, "a thread", parent=ref.place.channel)
    del fake.world.rooms[thread.id]
    thread.id = ref.message
    fake.world.rooms[thread.id] = thread
    return thread


# ── channels and threads ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_is_posted_with_its_key_as_nonce_and_as_a_mark(port, fake, at):
    ref = await port.post(at(fake.world.text), message(), key=KEY)
    (posted,) = fake.world.text.messages
    assert ref.message == posted["id"]
    assert ref.place == at(fake.world.text)
    assert fake.world.nonces == {KEY: posted["id"]}
    assert KEY in said(fake.world.text)[0]


@pytest.mark.parametrize("silent", [True, False])
async def test_only_what_is_urgent_makes_a_sound(silent, port, fake, at):
    await port.post(at(fake.world.text), message(silent=silent), key=KEY)
    assert fake.world.text.messages[0]["flags"] == limits.V2 | ((1 << 12) if silent else 0)


async def test_a_rule_s_role_is_woken_and_nobody_that_the_words_name(port, fake, at):
    hostile = message("@everyone <@&7> <@8>", mentions=("456789012345678901",), silent=False)
    ref = await port.post(at(fake.world.text), hostile, key=KEY)
    await port.post(at(fake.world.forum), hostile, key="another")
    sent = [one.get("message", one) for one in fake.rest.payloads if isinstance(one, dict)]
    assert [limits.pinged(one) for one in sent] == [["<@&456789012345678901>"]] * 2
    await port.edit(ref, hostile)
    assert limits.pinged(fake.rest.payloads[-1]) == []


async def test_the_client_keeps_nothing_of_what_it_has_posted(port, client, fake, at):
    """Views without a time limit would be kept for ever; buttons are known by what they carry."""
    with_button = message(blocks=(Buttons((Button("Help", "/help"),)),))
    await port.edit(await port.post(at(fake.world.text), with_button, key=KEY), with_button)
    await port.post(at(fake.world.forum), with_button, key="another")
    await fake.slash("brief help")
    assert list(client.persistent_views) == []
    assert not client._connection._view_store._views


async def test_pictures_go_along(port, fake, at):
    drawn = message(blocks=(Picture(b"a picture's bytes", "A chart"),))
    await port.post(at(fake.world.text), drawn, key=KEY)
    assert fake.world.pictures == {"picture-0.png": b"a picture's bytes"}


async def test_a_message_can_be_posted_to_a_thread(port, fake, at):
    thread = fake.world.room(THREAD, "a thread", parent=fake.world.text.id)
    place = Place(platform="discord", workspace=fake.world.guild, channel=fake.world.text.id, thread=thread.id)
    ref = await port.post(place, message(), key=KEY)
    assert [one["id"] for one in thread.messages] == [ref.message]
    assert await port.find(place, KEY, LONG_AGO) == ref


async def test_an_update_answers_its_card_in_a_text_channel(port, fake, at):
    card = await port.post(at(fake.world.text), message(), key=KEY)
    update = await port.post(card.thread, message("Toll 12 → 14"), key="another")
    _, posted = fake.world.text.messages
    assert posted["message_reference"]["message_id"] == card.message
    assert (update.place, update.message) == (card.thread, posted["id"])
    assert fake.world.nonces["another"] == posted["id"]


async def test_an_update_whose_card_has_gone_stands_by_itself(port, fake, at):
    card = await port.post(at(fake.world.text), message(), key=KEY)
    fake.world.text.messages.clear()
    await port.post(card.thread, message("Toll 12 → 14"), key="another")
    (posted,) = fake.world.text.messages
    assert posted.get("message_reference") is None


async def test_an_update_goes_into_the_thread_that_somebody_has_begun_from_the_card(port, fake, at):
    card = await port.post(at(fake.world.text), message(), key=KEY)
    thread = begun_from(fake, card)
    update = await port.post(card.thread, message("Toll 12 → 14"), key="another")
    assert [one["id"] for one in thread.messages] == [update.message]
    assert update.place == card.thread
    assert await port.find(card.thread, "another", LONG_AGO) == update


async def test_an_update_in_doubt_is_found_beside_its_card_also_when_a_thread_was_begun_since(port, fake, at):
    card = await port.post(at(fake.world.text), message(), key=KEY)
    fake.troubles.add("POST", POST, Lost.ANSWER)
    with pytest.raises(Unknown):
        await port.post(card.thread, message("Toll 12 → 14"), key="another")
    stands = fake.world.text.messages[1]["id"]
    found = await port.find(card.thread, "another", LONG_AGO)
    assert found is not None
    assert found.message == stands
    begun_from(fake, card)
    assert await port.find(card.thread, "another", LONG_AGO) == found
    assert await port.find(card.thread, "nowhere", LONG_AGO) is None
    await port.edit(found, message("Toll 12 → 15"))
    assert "12 → 15" in said(fake.world.text)[1]


async def test_an_update_that_has_gone_is_refused_in_the_thread_and_beside_it(port, fake, at):
    card = await port.post(at(fake.world.text), message(), key=KEY)
    update = await port.post(card.thread, message("Toll 12 → 14"), key="another")
    begun_from(fake, card)
    del fake.world.text.messages[1]
    with pytest.raises(Refused, match="10008"):
        await port.edit(update, message("Toll 12 → 15"))


async def test_an_update_without_the_right_to_read_the_history_is_refused(port, fake, at):
    card = await port.post(at(fake.world.text), message(), key=KEY)
    fake.world.text.lacking = frozenset({"read_message_history"})
    with pytest.raises(Refused, match="50013"):
        await port.post(card.thread, message("Toll 12 → 14"), key="another")


async def test_a_thread_can_be_the_channel_and_updates_answer_there_too(port, fake, at):
    thread = fake.world.room(THREAD, "a thread", parent=fake.world.text.id)
    card = await port.post(at(thread), message(), key=KEY)
    update = await port.post(card.thread, message("Toll 12 → 14"), key="another")
    assert thread.messages[1]["message_reference"]["message_id"] == card.message
    assert await port.find(card.thread, "another", LONG_AGO) == update
    assert await port.missing_permissions(card.thread) == ()


async def test_it_is_found_among_others(port, fake, at):
    for number in range(120):
        fake.world.message(fake.world.text, {"content": f"talk {number} {KEY}"}, author=fake.ben)
    ref = await port.post(at(fake.world.text), message(), key=KEY)
    await port.post(at(fake.world.text), message("Another"), key="another")
    assert await port.find(at(fake.world.text), KEY, LONG_AGO) == ref
    assert await port.find(at(fake.world.text), "nowhere", LONG_AGO) is None
    assert await port.find(at(fake.world.text), KEY, datetime.now(UTC) + timedelta(minutes=1)) is None


async def test_an_edit_takes_the_message_s_place(port, fake, at):
    ref = await port.post(at(fake.world.text), message(), key=KEY)
    await port.edit(ref, message("Corrected"))
    await port.edit(ref, message("Corrected"))
    assert len(fake.world.text.messages) == 1
    assert "Corrected" in said(fake.world.text)[0]


async def test_a_lost_answer_is_unknown_and_the_same_key_makes_no_second_message(port, fake, at):
    fake.troubles.add("POST", POST, Lost.ANSWER)
    with pytest.raises(Unknown):
        await port.post(at(fake.world.text), message(), key=KEY)
    found = await port.find(at(fake.world.text), KEY, LONG_AGO)
    again = await port.post(at(fake.world.text), message(), key=KEY)
    assert found == again
    assert len(fake.world.text.messages) == 1


async def test_a_lost_request_is_unknown_too_and_nothing_is_found(port, fake, at):
    fake.troubles.add("POST", POST, Lost.REQUEST)
    with pytest.raises(Unknown):
        await port.post(at(fake.world.text), message(), key=KEY)
    assert await port.find(at(fake.world.text), KEY, LONG_AGO) is None


async def test_a_deadline_of_the_caller_s_leaves_what_was_on_its_way(port, fake, at):
    held = Held(asyncio.Event(), asyncio.Event())
    fake.troubles.add("POST", POST, held)
    posting = asyncio.create_task(port.post(at(fake.world.text), message(), key=KEY))
    await held.came.wait()
    posting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await posting
    held.until.set()
    await port.post(at(fake.world.text), message(), key=KEY)
    assert len(fake.world.text.messages) == 1


async def test_a_server_s_fault_is_tried_again_with_the_same_nonce(port, fake, at, pauses):
    fake.troubles.add("POST", POST, broken(500, does=True), broken(502))
    ref = await port.post(at(fake.world.text), message(), key=KEY)
    assert [one["id"] for one in fake.world.text.messages] == [ref.message]
    assert pauses.taken == [1, 3]


async def test_a_server_that_stays_broken_is_unknown(port, fake, at, pauses):
    fake.troubles.add("POST", POST, *[broken(500)] * 5)
    with pytest.raises(Unknown):
        await port.post(at(fake.world.text), message(), key=KEY)


async def test_a_server_that_is_not_available_is_unknown_at_once(port, fake, at, pauses):
    fake.troubles.add("POST", POST, broken(503))
    with pytest.raises(Unknown):
        await port.post(at(fake.world.text), message(), key=KEY)
    assert pauses.taken == []


@pytest.mark.parametrize("everywhere", [False, True])
async def test_too_much_is_waited_out(everywhere, port, fake, at, pauses):
    fake.troubles.add("POST", POST, too_many(0.7, everywhere=everywhere))
    await port.post(at(fake.world.text), message(), key=KEY)
    assert pauses.taken == [0.7]
    assert len(fake.world.text.messages) == 1


async def test_too_much_for_long_is_put_off(port, fake, at, pauses):
    fake.troubles.add("POST", POST, too_many(600))
    with pytest.raises(Later) as put_off:
        await port.post(at(fake.world.text), message(), key=KEY)
    assert put_off.value.after == timedelta(seconds=600)
    assert pauses.taken == []


async def test_an_address_that_is_banned_for_a_while_is_put_off(port, fake, at):
    fake.troubles.add("POST", POST, banned(1800))
    with pytest.raises(Later) as put_off:
        await port.post(at(fake.world.text), message(), key=KEY)
    assert put_off.value.after == timedelta(minutes=30)


async def test_a_token_that_is_not_taken_says_nothing_of_the_message(port, fake, at):
    fake.token = "another"
    with pytest.raises(Later):
        await port.post(at(fake.world.text), message(), key=KEY)


# ── what is refused ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_channel_that_is_gone_is_refused(port, fake, at):
    room = fake.world.room(TEXT, "gone")
    del fake.world.rooms[room.id]
    for asked in (port.post(at(room), message(), key=KEY), port.find(at(room), KEY, LONG_AGO)):
        with pytest.raises(Refused, match="10003"):
            await asked


async def test_a_channel_without_permission_is_refused(port, fake, at):
    fake.world.text.lacking = frozenset({"send_messages"})
    with pytest.raises(Refused, match="50013"):
        await port.post(at(fake.world.text), message(), key=KEY)


async def test_where_the_history_may_not_be_read_nobody_can_look(port, fake, at):
    fake.world.text.lacking = frozenset({"read_message_history"})
    with pytest.raises(Refused, match="50013"):
        await port.find(at(fake.world.text), KEY, LONG_AGO)


async def test_a_message_that_is_gone_cannot_be_edited(port, fake, at):
    ref = await port.post(at(fake.world.text), message(), key=KEY)
    fake.world.text.messages.clear()
    with pytest.raises(Refused, match="10008"):
        await port.edit(ref, message("Corrected"))


async def test_what_was_deleted_is_not_posted_again(port, fake, at):
    await port.post(at(fake.world.text), message(), key=KEY)
    fake.world.text.messages.clear()
    with pytest.raises(Refused, match="10008"):
        await port.post(at(fake.world.text), message(), key=KEY)


@pytest.mark.parametrize("address", ["general", ""])
async def test_a_name_is_no_channel_s_id(address, port, fake):
    with pytest.raises(Refused):
        await port.post(Place(platform="discord", channel=address), message(), key=KEY)


async def test_a_voice_channel_takes_no_card(desk, fake, at):
    room = fake.world.room(VOICE, "voices")
    async with desk.connected() as client:
        with pytest.raises(Refused):
            await desk.port(client).post(at(room), message(), key=KEY)


# ── forums ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_card_in_a_forum_is_a_post_with_its_topics_as_tags(port, fake, at):
    ref = await port.post(at(fake.world.forum), message(topics=("Homicides", "Armed forces")), key=KEY)
    (thread,) = fake.world.threads_of(fake.world.forum.id, archived=False)
    assert thread.name == "A headline"
    tags = fake.world.channel_payload(fake.world.forum)["available_tags"]
    assert thread.applied == [tags[0]["id"]], "the moderated tag is left to the moderators"
    assert (ref.place.channel, ref.place.thread, ref.message) == (fake.world.forum.id, thread.id, thread.id)


async def test_a_post_is_edited_and_found_through_its_thread(port, fake, at):
    ref = await port.post(at(fake.world.forum), message(), key=KEY)
    assert await port.find(at(fake.world.forum), KEY, LONG_AGO) == ref
    await port.edit(ref, message("Corrected"))
    (thread,) = fake.world.threads_of(fake.world.forum.id, archived=False)
    assert "Corrected" in said(thread)[0]


@pytest.mark.parametrize("away", [True, False])
async def test_a_post_is_called_as_its_card_is_now(away, port, fake, at):
    card = await port.post(at(fake.world.forum), message("Five killed"), key=KEY)
    (thread,) = fake.world.threads_of(fake.world.forum.id, archived=False)
    thread.archived_at = datetime.now(UTC) if away else None
    await port.edit(card, message("Six killed"))
    assert thread.name == "Six killed"
    update = await port.post(card.thread, message("Toll 6 → 7"), key="another")
    await port.edit(update, message("Toll 6 → 8"))
    assert thread.name == "Six killed", "an update in it has a title of its own"


async def test_a_post_is_not_renamed_where_its_title_stands(port, fake, at):
    card = await port.post(at(fake.world.forum), message(), key=KEY)
    await port.edit(card, message(topics=("Homicides",)))
    assert not any(how == "PATCH" and path.endswith(f"/channels/{card.message}") for how, path in fake.rest.asked)


async def test_a_thread_that_a_person_has_begun_from_a_card_keeps_its_name(port, fake, at):
    card = await port.post(at(fake.world.text), message(), key=KEY)
    thread = begun_from(fake, card)
    update = await port.post(card.thread, message("Toll 12 → 14"), key="another")
    await port.edit(update, message("Toll 12 → 15"))
    await port.edit(card, message("Corrected"))
    assert thread.name == "a thread"


@pytest.mark.parametrize("trouble", [Lost.ANSWER, broken(500, does=True), broken(502, does=True), broken(503, does=True)])
async def test_a_post_whose_answer_is_lost_is_made_once(trouble, port, fake, at, pauses):
    """A forum's post takes no nonce: discord.py must not send it again by itself."""
    fake.troubles.add("POST", OPEN, trouble)
    with pytest.raises(Unknown):
        await port.post(at(fake.world.forum), message(), key=KEY)
    (thread,) = fake.world.threads_of(fake.world.forum.id, archived=False)
    found = await port.find(at(fake.world.forum), KEY, LONG_AGO)
    assert found is not None
    assert found.message == thread.id
    assert pauses.taken == []


async def test_a_post_that_was_put_away_already_is_found(port, fake, at):
    fake.page = 2
    fake.troubles.add("POST", OPEN, Lost.ANSWER)
    with pytest.raises(Unknown):
        await port.post(at(fake.world.forum), message(), key=KEY)
    (thread,) = fake.world.threads_of(fake.world.forum.id, archived=False)
    thread.archived_at = datetime.now(UTC)
    for number in range(5):
        other = fake.world.room(THREAD, f"other {number}", parent=fake.world.forum.id)
        other.archived_at = datetime.now(UTC) + timedelta(seconds=number + 1)
        fake.world.message(other, {"content": "talk"}, author=fake.ben, id=other.id)
    found = await port.find(at(fake.world.forum), KEY, LONG_AGO)
    assert found is not None
    assert found.message == thread.id


async def test_posts_put_away_before_are_not_looked_through(port, fake, at):
    for number in range(4):
        old = fake.world.room(THREAD, f"old {number}", parent=fake.world.forum.id)
        old.archived_at = long_ago(days=number + 1)
    fake.page = 1
    assert await port.find(at(fake.world.forum), KEY, LONG_AGO) is None
    assert sum(path.endswith("/archived/public") for _, path in fake.rest.asked) == 1


async def test_an_update_of_a_card_in_a_forum_stands_in_its_post(port, fake, at):
    card = await port.post(at(fake.world.forum), message(), key=KEY)
    update = await port.post(card.thread, message("Toll 12 → 14"), key="another")
    (thread,) = fake.world.threads_of(fake.world.forum.id, archived=False)
    assert [one["id"] for one in thread.messages] == [card.message, update.message]
    assert await port.find(card.thread, "another", LONG_AGO) == update
    await port.edit(update, message("Toll 12 → 15"))
    assert "12 → 15" in said(thread)[1]


async def test_a_post_that_was_put_away_is_taken_out_to_be_changed(port, fake, at):
    card = await port.post(at(fake.world.forum), message(), key=KEY)
    (thread,) = fake.world.threads_of(fake.world.forum.id, archived=False)
    thread.archived_at = datetime.now(UTC)
    await port.edit(card, message("Corrected"))
    assert "Corrected" in said(thread)[0]
    assert thread.archived_at is None


async def test_an_update_of_a_post_that_is_gone_is_refused(port, fake, at):
    card = await port.post(at(fake.world.forum), message(), key=KEY)
    del fake.world.rooms[card.message]
    for asked in (port.post(card.thread, message(), key="another"), port.find(card.thread, "another", LONG_AGO)):
        with pytest.raises(Refused, match="10003"):
            await asked


async def test_a_forum_holds_posts_and_no_messages(port, fake, at):
    ref = await port.post(at(fake.world.text), message(), key=KEY)
    with pytest.raises(Refused):
        await port.edit(type(ref)(place=at(fake.world.forum), message=ref.message), message())


# ── permissions and direct messages ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lacking", [(), ("send_messages",), ("view_channel", "read_message_history"), ("manage_threads",)])
async def test_missing_permissions_are_named(lacking, desk, fake, at):
    fake.world.text.lacking = frozenset(lacking)
    async with desk.connected() as client:
        told = await desk.port(client).missing_permissions(at(fake.world.text))
    named = tuple(name for name in ("view_channel", "send_messages", "read_message_history") if name in lacking)
    assert set(named) <= set(told)
    assert bool(told) == bool(named)


async def test_a_channel_that_may_not_be_seen_at_all_is_told_as_such(port, fake, at):
    hidden = fake.world.room(TEXT, "hidden", lacking=frozenset({"view_channel"}))
    assert await port.missing_permissions(at(hidden)) == ("view_channel",)


async def test_a_role_that_the_rules_mention_and_that_would_not_be_woken_is_named(desk, fake, at):
    room, role = fake.world.text, fake.world.managers
    fake.world.mentionable = frozenset({role})
    async with desk.connected() as client:
        assert await desk.port(client).missing_permissions(at(room), (role,)) == ()
    fake.world.mentionable = frozenset()
    room.lacking = frozenset({"mention_everyone"})
    async with desk.connected() as client:
        told = await desk.port(client).missing_permissions(at(room), (role, "12345"))
    assert told == ("mention_everyone (@managers)", "mention_everyone (@12345)")
    room.lacking = frozenset()
    async with desk.connected() as client:
        assert await desk.port(client).missing_permissions(at(room), (role,)) == ()


async def test_a_forum_needs_the_right_to_speak_in_threads(desk, fake, at):
    fake.world.forum.lacking = frozenset({"send_messages_in_threads"})
    async with desk.connected() as client:
        assert await desk.port(client).missing_permissions(at(fake.world.forum)) == ("send_messages_in_threads",)
        assert fake.world.forum.kind == FORUM


async def test_a_direct_message_reaches_that_person_alone(port, fake):
    place = await port.open_direct(fake.ben.id)
    assert await port.open_direct(fake.ben.id) == place
    ref = await port.post(place, message(), key=KEY)
    assert [one["id"] for one in fake.world.direct(fake.ben).messages] == [ref.message]
    assert await port.find(place, KEY, LONG_AGO) == ref
    assert await port.missing_permissions(place) == ()


@pytest.mark.parametrize("person", ["12345", "nobody"])
async def test_nobody_cannot_be_written_to(person, port):
    with pytest.raises(Refused):
        await port.open_direct(person)
