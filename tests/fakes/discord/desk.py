"""The bot on the fake Discord: the real client over a real store, with cards in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.model.clock import Clock
from bot.model.desk import Admins, Channel
from bot.platforms.discord.answers import Answers
from bot.platforms.discord.client import BriefClient
from bot.platforms.discord.port import DiscordPort
from bot.platforms.surface import Surface
from bot.store import Store, cards, open_store
from tests.fakes.asking import NOW, RecordingServices, an_ask
from tests.fakes.chat import FakeClock
from tests.fakes.console import english_card, spanish_card
from tests.fakes.discord.server import FakeDiscord


@dataclass
class BotDesk:
    """`channels`, `admins`: of the desk; to be set before anybody asks. `ready`: nothing is presented before it is set."""

    fake: FakeDiscord
    store: Store
    services: RecordingServices = field(default_factory=RecordingServices)
    channels: tuple[Channel, ...] = ()
    admins: Admins = field(default_factory=Admins)
    ready: asyncio.Event | None = None
    patience: float = 20.0
    clock: Clock = field(default_factory=lambda: FakeClock(NOW))

    def surface(self) -> Surface:
        async def present(who, where, language):
            if self.ready is not None:
                await self.ready.wait()
            return an_ask(self.store, who=who, where=where, language=language, services=self.services)

        async def channels():
            return self.channels

        return Surface(
            present=present, channels=channels, store=self.store, admins=self.admins, labels=lambda: "en", clock=self.clock
        )

    def client(self) -> BriefClient:
        return BriefClient(Answers(surface=self.surface(), patience=self.patience))

    def port(self, client: BriefClient) -> DiscordPort:
        return DiscordPort(reach=lambda: client, keep=self.surface().keep)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[BriefClient]:
        """A client that is logged in and hears what people do; its end is waited for."""
        client = self.client()
        async with client:
            await client.login(self.fake.token)
            running = asyncio.create_task(client.connect(), name="discord client of a test")
            # what the gateway tells of the server is known once the frame that tells it has been read
            await client.wait_for("socket_event_type", check="GUILD_CREATE".__eq__, timeout=20)
            yield client
            await client.settled(5)
        await running


@asynccontextmanager
async def bot_desk(fake: FakeDiscord, folder) -> AsyncIterator[BotDesk]:
    store = await open_store(folder, now=NOW)
    async with store.begin() as tx:
        for number, one in enumerate((english_card(), spanish_card())):
            await cards.insert(tx, one, identity=f"news.example/{number}", feed_id="example-world", now=NOW)
    try:
        yield BotDesk(fake, store)
    finally:
        await store.close()
