"""The session with Discord is kept up: whatever ends it, another begins; a token that is not taken is told, and waited for."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import discord
import pytest

from bot.outbox.port import Later
from bot.platforms.discord.client import BriefClient
from bot.platforms.discord.session import Session, Times
from bot.platforms.pauses import Pauses
from tests.fakes.asking import NOW
from tests.fakes.chat import message
from tests.fakes.discord.pauses import Pauses as NotedPauses
from tests.fakes.discord.troubles import Held, Lost, broken

ORIGINAL = r"/messages/@original$"
SOON = Pauses(first=0.001, longest=0.001)
PATIENT = Times(pauses=SOON, watch=0.01)


@pytest.fixture
def told():
    return []


@pytest.fixture
def heard():
    """The admins have been told something."""
    return asyncio.Event()


@pytest.fixture
def a_session(desk, fake, told, heard):
    def made(times=PATIENT, token=None, **more):
        async def tell(error):
            told.append(error)
            heard.set()

        return Session(token=token or fake.token, surface=desk.surface(), tell=tell, times=times, **more)

    return made


@pytest.fixture
def at_once(monkeypatch):
    """discord.py waits between two tries to connect; nobody waits for it here."""
    monkeypatch.setattr(discord.client, "asyncio", NotedPauses())


@asynccontextmanager
async def running(session):
    """The session until the end of the block; its own end is waited for."""
    stop = asyncio.Event()
    task = asyncio.create_task(session.run(stop))
    try:
        yield stop
    finally:
        stop.set()
        await asyncio.wait_for(task, 30)


async def test_people_are_answered_and_messages_posted_while_it_is_up(a_session, fake, at):
    session = a_session()
    async with running(session):
        await fake.gateway.until("identified", 1)
        assert "Homicides fall" in (await fake.slash("brief latest")).text
        await session.port.post(at(fake.world.text), message("words"), key="key")
    assert len(fake.world.history(fake.world.text)) == 2


async def test_its_port_asks_for_patience_while_nobody_is_logged_in(a_session, fake, at):
    session = a_session()
    with pytest.raises(Later):
        await session.port.post(at(fake.world.text), message("words"), key="key")
    async with running(session):
        await fake.gateway.until("identified", 1)
    with pytest.raises(Later):
        await session.port.find(at(fake.world.text), "key", NOW)
    assert fake.world.text.messages == []


# ── tokens ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


RARELY = Times(pauses=SOON, watch=0.01, look=0.01, rest=3_600)


async def test_a_wrong_token_is_told_once_and_asked_about_rarely(a_session, fake, told, at, heard):
    session = a_session(RARELY, token="wrong")
    async with running(session):
        await heard.wait()
        with pytest.raises(Later) as later:
            await session.port.post(at(fake.world.text), message("words"), key="key")
        assert not session.up
    assert [error.code for error in told] == ["discord-token"]
    assert fake.rest.asked == [("GET", "/users/@me")]
    assert fake.gateway.connected == 0
    assert later.value.after >= timedelta(minutes=1)


async def test_a_token_that_is_mended_in_the_environment_is_taken_without_a_new_start(a_session, fake, told, at, heard):
    held = []
    session = a_session(RARELY, token="wrong", renewed=lambda: held[-1] if held else "wrong")
    async with running(session):
        await heard.wait()
        held.append(fake.token)
        await fake.gateway.until("identified", 1)
        assert "Homicides fall" in (await fake.slash("brief latest")).text
        await session.port.post(at(fake.world.text), message("words"), key="key")
    assert len(told) == 1


async def test_another_wrong_token_is_told_too(a_session, fake, told):
    held = iter(["wrong as well", *[fake.token] * 100])
    async with running(a_session(RARELY, token="wrong", renewed=lambda: next(held))):
        await fake.gateway.until("identified", 1)
    assert [error.code for error in told] == ["discord-token"] * 2


async def test_a_token_that_the_gateway_does_not_take_is_tried_again_in_the_end(a_session, fake, told):
    fake.gateway.refuses = True
    async with running(a_session(Times(pauses=SOON, watch=0.01, look=0.01, rest=0.02))):
        await fake.gateway.until("connected", 3)
        fake.gateway.refuses = False
        await fake.gateway.until("identified", 1)
    assert [error.code for error in told] == ["discord-token"]


async def test_admins_who_cannot_be_told_stop_nobody(desk, fake):
    async def tell(_error):
        raise OSError("nobody can be told")

    found = iter(["wrong", *[fake.token] * 100])
    session = Session(token="wrong", surface=desk.surface(), tell=tell, times=RARELY, renewed=lambda: next(found))
    async with running(session):
        await fake.gateway.until("identified", 1)


async def test_it_is_up_only_while_somebody_is_logged_in_and_hears(a_session, fake, at_once):
    session = a_session()
    assert not session.up
    async with running(session):
        await fake.gateway.until("identified", 1)
        await fake.slash("brief help")
        await ready(session)
        assert session.up
    assert not session.up


async def ready(session):
    """Until discord.py has all that the gateway tells at first."""
    client = session.port.reach()
    await asyncio.wait_for(client.wait_until_ready(), 30)


# ── what passes ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_login_that_fails_is_tried_again(a_session, fake, told):
    fake.troubles.add("GET", "/users/@me$", broken(503), Lost.REQUEST, Lost.ANSWER)
    async with running(a_session()):
        await fake.gateway.until("identified", 1)
        assert "Homicides fall" in (await fake.slash("brief latest")).text
    assert told == []


async def test_commands_that_cannot_be_declared_are_declared_at_the_next_try(a_session, fake):
    fake.troubles.add("PUT", "/commands$", broken(503))
    async with running(a_session()):
        await fake.gateway.until("identified", 1)
    assert fake.world.registrations == 1


async def test_a_gateway_that_lets_nobody_in_is_tried_until_it_does(a_session, fake, at_once):
    fake.gateway.closed = True
    async with running(a_session()):
        await fake.gateway.until("turned_away", 3)
        fake.gateway.closed = False
        await fake.gateway.until("identified", 1)


async def test_each_failure_is_followed_by_a_longer_pause(a_session, fake):
    asked = []

    def jitter():
        asked.append(len(asked))
        return 0.0

    fake.troubles.add("GET", "/users/@me$", *[broken(503)] * 4)
    pauses = Pauses(first=0.001, longest=0.004, jitter=jitter)
    async with running(a_session(Times(pauses=pauses, watch=0.01))):
        await fake.gateway.until("identified", 1)
    assert len(asked) == 4


async def test_it_can_be_stopped_while_it_pauses(a_session, fake):
    paused = asyncio.Event()

    def jitter():
        paused.set()
        return 1.0

    fake.troubles.add("GET", "/users/@me$", broken(503))
    async with running(a_session(Times(pauses=Pauses(first=3_600, longest=3_600, jitter=jitter)))):
        await paused.wait()
    assert fake.rest.asked == [("GET", "/users/@me")]


# ── a gateway that is silent ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_gateway_that_falls_silent_is_connected_to_anew(a_session, fake):
    async with running(a_session(Times(pauses=SOON, watch=0.01, silence=1.0))):
        await fake.gateway.until("identified", 1)
        fake.gateway.deaf = True
        await fake.gateway.until("connected", 2)
        fake.gateway.deaf = False
        await fake.gateway.until("identified", 2)
        assert "Homicides fall" in (await fake.slash("brief latest")).text


async def test_heartbeats_that_are_answered_are_no_silence(a_session, fake):
    fake.gateway.heartbeat = 50
    async with running(a_session(Times(pauses=SOON, watch=0.01, silence=5.0))):
        await fake.gateway.until("identified", 1)
        await fake.gateway.until("beats", 20)
    assert fake.gateway.identified == 1


async def test_an_address_to_resume_at_that_is_down_is_left_for_another_session(a_session, fake, at_once):
    """discord.py's issue 10511: it would try that address for ever."""
    async with running(a_session(Times(pauses=SOON, watch=0.01, silence=1.0))):
        await fake.gateway.until("identified", 1)
        fake.gateway.no_way_back = True
        await fake.gateway.drop()
        await fake.gateway.until("turned_away", 1)
        await fake.gateway.until("identified", 2)


# ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_being_answered_when_it_stops_is_answered(a_session, fake, monkeypatch):
    held = Held(asyncio.Event(), asyncio.Event())
    settled = BriefClient.settled

    async def settling(client, within):
        held.until.set()  # the answer is let through only now
        await settled(client, within)

    monkeypatch.setattr(BriefClient, "settled", settling)
    async with running(a_session()) as stop:
        await fake.gateway.until("identified", 1)
        fake.troubles.add("PATCH", ORIGINAL, held)
        begun = await fake.begin_slash("brief latest")
        await held.came.wait()
        stop.set()
    assert begun.original is not None


async def test_it_waits_for_an_answer_no_longer_than_it_may(a_session, fake):
    held = Held(asyncio.Event(), asyncio.Event())
    async with running(a_session(Times(pauses=SOON, watch=0.01, landing=0.05))) as stop:
        await fake.gateway.until("identified", 1)
        fake.troubles.add("PATCH", ORIGINAL, held)
        begun = await fake.begin_slash("brief latest")
        await held.came.wait()
        stop.set()
    assert begun.original is None
