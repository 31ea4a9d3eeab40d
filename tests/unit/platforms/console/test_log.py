"""The console's log and the outbox's port to it."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from structlog.testing import capture_logs

from bot.layout.text import plain
from bot.model.chat import Message, Paragraph, Plain, Ref
from bot.outbox.port import Refused, Unknown
from bot.platforms.console.log import ConsoleLog
from bot.platforms.console.port import ConsolePort
from bot.platforms.console.room import place
from tests.fakes.asking import NOW
from tests.fakes.console import StoppedClock

SECOND = timedelta(seconds=1)


def note(words):
    return Message(blocks=(Paragraph((Plain(words),)),), summary=words, language="en")


def words(posted):
    return [one.message.summary for one in posted]


@pytest.fixture
async def log(tmp_path):
    async with ConsoleLog(tmp_path / "console.db") as log:
        yield log


@pytest.fixture
def port(log):
    return ConsolePort(log=log, clock=StoppedClock())


@pytest.mark.parametrize(("language", "told"), [("en", "Mentions: desk, 123"), ("es", "Menciona a: desk, 123")])
async def test_the_console_writes_whom_a_message_mentions(port, log, language, told):
    said = Message(blocks=(), summary="A card.", language=language, mentions=("desk", "123"))
    ref = await port.post(place("news"), said, key="k")
    (posted,) = await log.newest("news", limit=9)
    assert plain(posted.message.blocks) == told
    await port.edit(ref, said)
    (posted,) = await log.newest("news", limit=9)
    assert plain(posted.message.blocks) == told


async def test_messages_come_back_newest_first(log):
    for word in "abc":
        await log.append("news", "", word, note(word), NOW)
    await log.append("other", "", "d", note("d"), NOW)
    assert words(await log.newest("news", limit=2)) == ["c", "b"]
    assert words(await log.newest("news", limit=9, before=2)) == ["a"]
    assert words(await log.after("news", 1)) == ["c", "b"]
    assert await log.channels() == {"news": 3, "other": 1}
    assert await log.last() == 4


async def test_what_stands_in_a_thread_comes_with_its_card_and_in_the_channel_only_where_it_says_so(log):
    card = await log.append("news", "", "a", note("card"), NOW)
    await log.append("news", str(card), "b", note("quiet"), NOW)
    await log.append("other", str(card), "c", note("elsewhere"), NOW)
    await log.append("news", str(card), "d", replace(note("loud"), broadcast=True), NOW)
    assert words(await log.newest("news", limit=9)) == ["loud", "card"]
    assert words(await log.answers("news", [card])) == ["quiet", "loud"]
    assert words(await log.after("news", card)) == ["loud", "quiet"]


async def test_an_empty_log_has_nothing(log):
    assert await log.newest("news", limit=9) == []
    assert await log.channels() == {}
    assert await log.last() == 0


async def test_a_message_survives_a_restart(tmp_path):
    path = tmp_path / "console.db"
    async with ConsoleLog(path) as log:
        number = await log.append("news", "7", "key", note("kept"), NOW)
    async with ConsoleLog(path) as log:
        (posted,) = await log.answers("news", [7])
        assert (posted.id, posted.thread, posted.key, posted.posted_at) == (number, "7", "key", NOW)
        assert posted.message == note("kept")
        assert await log.find("news", "7", "key", NOW) == number


async def test_a_write_is_there_for_others_as_soon_as_it_returns(log, tmp_path):
    await log.append("news", "", "key", note("kept"), NOW)
    with sqlite3.connect(tmp_path / "console.db") as other:
        assert other.execute("SELECT count(*) FROM messages").fetchone() == (1,)


async def test_the_log_does_not_keep_a_message_from_being_written_twice(log):
    first = await log.append("news", "", "key", note("once"), NOW)
    await log.append("news", "", "key", note("twice"), NOW)
    assert words(await log.newest("news", limit=9)) == ["twice", "once"]
    assert await log.find("news", "", "key", NOW - SECOND) == first


@pytest.mark.parametrize(
    ("channel", "thread", "key", "since"),
    [
        ("other", "", "key", NOW),
        ("news", "7", "key", NOW),
        ("news", "", "another", NOW),
        ("news", "", "key", NOW + SECOND),
    ],
)
async def test_find_finds_no_other_place_key_or_time(log, channel, thread, key, since):
    await log.append("news", "", "key", note("a"), NOW)
    assert await log.find(channel, thread, key, since) is None


async def test_find_compares_instants_whatever_the_zone(log):
    mexico = timezone(timedelta(hours=-6))
    number = await log.append("news", "", "key", note("a"), NOW.astimezone(mexico) + SECOND / 2)
    assert await log.find("news", "", "key", NOW) == number
    assert await log.find("news", "", "key", NOW.astimezone(mexico)) == number
    assert await log.find("news", "", "key", NOW + SECOND) is None


async def test_a_closed_log_says_so(tmp_path):
    with pytest.raises(RuntimeError, match="closed"):
        await ConsoleLog(tmp_path / "console.db").last()


async def test_the_port_posts_finds_and_edits(port):
    where = place("news", "4")
    ref = await port.post(where, note("ten"), key="key")
    assert await port.find(where, "key", NOW) == ref
    await port.edit(ref, note("eleven"))
    await port.edit(ref, note("eleven"))
    (posted,) = await port.log.answers("news", [4])
    assert words([posted]) == ["eleven"]
    assert (posted.thread, posted.edited_at) == ("4", NOW)


async def test_what_is_not_there_is_not_found(port):
    assert await port.find(place("news"), "key", datetime.min.replace(tzinfo=NOW.tzinfo)) is None


async def test_editing_what_is_not_there_is_refused(port):
    with pytest.raises(Refused):
        await port.edit(Ref(place=place("news"), message="9"), note("x"))


async def test_an_error_of_the_database_leaves_it_unknown_whether_it_arrived(port, tmp_path):
    with sqlite3.connect(tmp_path / "console.db") as other:
        other.execute("DROP TABLE messages")
    with pytest.raises(Unknown):
        await port.post(place("news"), note("x"), key="key")
    with pytest.raises(Unknown):
        await port.find(place("news"), "key", NOW)
    with pytest.raises(Unknown):
        await port.edit(Ref(place=place("news"), message="1"), note("x"))


async def test_listeners_are_told_of_what_stands_in_the_log(port):
    heard = []
    port.listeners.append(heard.append)
    ref = await port.post(place("news"), note("x"), key="key")
    assert [str(one.id) for one in heard] == [ref.message]
    assert heard == list(await port.log.newest("news", limit=9))


async def test_a_listener_that_fails_does_not_make_the_post_doubtful(port):
    def fail(posted):
        raise BrokenPipeError

    port.listeners.append(fail)
    with capture_logs() as logged:
        assert await port.post(place("news"), note("x"), key="key")
    assert [entry["event"] for entry in logged] == ["a listener failed"]


async def test_whoever_runs_the_console_may_write_anywhere(port):
    assert await port.missing_permissions(place("news")) == ()
    assert (await port.open_direct("ana")) == place("@ana")
