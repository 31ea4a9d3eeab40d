"""A Discord of one's own on loopback: the real discord.py connects to it, and people use the bot through it.

async with fake_discord() as fake:
    point_at(api=fake.api_url, gateway=fake.gateway_url)
    …
    seen = await fake.slash("brief search", {"words": "homicides"}, user=fake.ana, locale="es-ES")
    assert "Homicides" in seen.text
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.interactions import Interaction
from tests.fakes.discord.people import People
from tests.fakes.discord.rest import API, Rest
from tests.fakes.discord.troubles import Troubles
from tests.fakes.discord.world import Person, World

TOKEN = "a-token-of-the-tests"


class FakeDiscord(People):
    """`complaints`: what the bot sent against Discord's rules; `page`: how many archived threads are told at once."""

    def __init__(self) -> None:
        self.token = TOKEN
        self.world = World()
        self.troubles = Troubles()
        self.rest = Rest(self)
        self.gateway = Gateway(self)
        self.interactions: dict[str, Interaction] = {}
        self.complaints: list[str] = []
        self.page = 100
        self.port = 0
        self.ana = Person(self.world.snowflake(), "ana", manages=True)
        self.ben = Person(self.world.snowflake(), "ben")
        self.people = {person.id: person for person in (self.ana, self.ben)}

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @property
    def gateway_url(self) -> str:
        return f"{self.socket_url}/gateway/"


@asynccontextmanager
async def fake_discord() -> AsyncIterator[FakeDiscord]:
    fake = FakeDiscord()
    app = web.Application(client_max_size=32 * 2**20)
    app.router.add_route("GET", "/gateway/", fake.gateway.handle)
    app.router.add_route("GET", "/resume/", fake.gateway.handle)
    app.router.add_route("*", f"{API}/{{rest:.*}}", fake.rest.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    listener = web.TCPSite(runner, "127.0.0.1", 0)
    await listener.start()
    fake.port = runner.addresses[0][1]
    try:
        yield fake
    finally:
        await fake.gateway.drop()
        await runner.cleanup()
