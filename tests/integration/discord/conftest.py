from __future__ import annotations

import discord
import pytest

from bot.model.chat import Place
from bot.platforms.discord.client import point_at
from bot.store import cards
from tests.fakes.asking import NOW
from tests.fakes.cards import card
from tests.fakes.discord.desk import bot_desk
from tests.fakes.discord.pauses import Pauses
from tests.fakes.discord.server import fake_discord


@pytest.fixture
async def fake(monkeypatch):
    """A Discord to which discord.py connects. What the bot has sent against Discord's rules fails the test at its end."""
    monkeypatch.setattr(discord.http.Route, "BASE", discord.http.Route.BASE)
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY)
    async with fake_discord() as made:
        point_at(api=made.api_url, gateway=made.gateway_url)
        yield made
    assert made.complaints == []


@pytest.fixture
async def desk(fake, tmp_path):
    async with bot_desk(fake, tmp_path) as made:
        yield made


@pytest.fixture
async def client(desk):
    async with desk.connected() as made:
        yield made


@pytest.fixture
def pauses(monkeypatch):
    """What discord.py waits between two tries; nobody waits for it here."""
    noted = Pauses()
    monkeypatch.setattr(discord.http, "asyncio", noted)
    return noted


@pytest.fixture
def port(client, desk):
    return desk.port(client)


@pytest.fixture
def at(fake):
    """The place of a channel of the fake's."""

    def place(room):
        return Place(platform="discord", workspace=fake.world.guild, channel=room.id)

    return place


@pytest.fixture
async def many(desk):
    """Cards enough for an answer of several pages."""
    async with desk.store.begin() as tx:
        for number in range(60):
            one = card(f"Case {number} was opened in Sonora.", title=f"Case {number}: " + "a long headline " * 8)
            await cards.insert(tx, one, identity=f"many.example/{number}", feed_id="example-world", now=NOW)
