from __future__ import annotations

import discord
import pytest

from bot.model.chat import Place
from bot.platforms.discord.client import point_at
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
