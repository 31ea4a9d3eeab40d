"""The console over a real store and a real log, with a clock that stands still."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace

from bot.layout.card import card_message
from bot.model.desk import Channel
from bot.platforms.console import web
from bot.platforms.console.log import ConsoleLog
from bot.platforms.console.port import ConsolePort
from bot.platforms.console.room import Room, place
from bot.store import cards, open_store
from tests.fakes.asking import DESK, NOW, an_ask
from tests.fakes.cards import card, figure, quote

CHANNELS = (
    Channel(id="news", platform="console", labels="en"),
    Channel(id="noticias", platform="console", labels="es"),
)
ENGLISH = (
    "Homicides fell in Guanajuato, the state said on Monday. The state counted over 2,500 homicides in 2025, down 9.7% against "
    "2024.\n\n“We will not rest, and we will not look away,” said Ana Ruiz, the state prosecutor. Nobody was arrested."
)
SPANISH = (
    "La Guardia Nacional decomisó mil 200 kilos de metanfetamina en Culiacán.\n\n"
    "“No habrá impunidad”, dijo el general Luis Mora. Los homicidios bajaron en el estado."
)


def english_card(**more):
    given = {
        "title": "Homicides fall in Guanajuato",
        "outlet": "example",
        "topics": ("homicides",),
        "points": ("Homicides fell in Guanajuato, the state said on Monday.",),
        "quotes": (
            quote(
                ENGLISH, "We will not rest, and we will not look away,", by="Ana Ruiz", role="the state prosecutor", verb="said"
            ),
        ),
        "figures": (
            figure(ENGLISH, "2,500 homicides", "2500", unit="homicides", qualifier="over", measure="homicides"),
            figure(ENGLISH, "9.7%", "9.7", unit="%", measure="homicides", change="down", baseline="2024"),
        ),
    }
    return card(ENGLISH, **{**given, **more})


def spanish_card(**more):
    given = {
        "title": "Decomiso en Culiacán",
        "url": "https://ejemplo.example/nota",
        "outlet": "ejemplo",
        "language": "es",
        "region": "MX",
        "topics": ("armed-forces",),
        "points": ("La Guardia Nacional decomisó mil 200 kilos de metanfetamina en Culiacán.",),
        "quotes": (quote(SPANISH, "No habrá impunidad", by="Luis Mora", role="el general", verb="dijo"),),
        "figures": (figure(SPANISH, "mil 200 kilos", "1200", unit="kg", measure="metanfetamina"),),
    }
    return card(SPANISH, **{**given, **more})


class StoppedClock:
    def now(self):
        return NOW


@dataclass
class Console:
    """`url`: the page; `asked`: the services' record."""

    room: Room
    port: ConsolePort
    store: object
    services: object
    url: str = ""
    desk: object = DESK

    async def keep(self, made):
        """The card with its permanent id, in the store but in no channel."""
        async with self.store.begin() as tx:
            return await cards.insert(tx, made, identity=f"{made.url}?{made.title}", feed_id="example-world", now=NOW)

    async def post(self, made, channel="news"):
        """Keeps the card and posts it; the card with its id."""
        kept = made if made.id else await self.keep(made)
        labels = next(one.labels for one in self.room.channels if one.id == channel)
        outlet = next((one.name for one in self.desk.outlets if one.id == kept.outlet), kept.outlet or "")
        message = card_message(
            kept, outlet=outlet, language=labels, topics=self.desk.topics, registers=self.desk.registers, now=NOW
        )
        await self.port.post(place(channel), message, key=f"{kept.id}-{channel}")
        return kept


@asynccontextmanager
async def a_console(folder, *, channels=CHANNELS, desk=DESK, served=True, port=0):
    async with AsyncExitStack() as stack:
        store = await open_store(folder, now=NOW)
        stack.push_async_callback(store.close)
        log = await stack.enter_async_context(ConsoleLog(folder / "console.db"))
        first = an_ask(store, desk=desk, channels=channels)

        async def ask(who, where, language):
            return replace(first, who=who, where=where, language=language)

        room = Room(log=log, desk_name="Test desk", labels=lambda: "en", ask=ask, channels=channels)
        made = Console(
            room=room, port=ConsolePort(log=log, clock=StoppedClock()), store=store, services=first.services, desk=desk
        )
        if served:
            number = await stack.enter_async_context(web.serve(room, port))
            made.url = f"http://127.0.0.1:{number}"
        yield made
