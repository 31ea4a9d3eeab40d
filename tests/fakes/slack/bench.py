"""Our session with the fake Slack, over a real store: what the integration tests stand on."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.commands.ask import Who
from bot.model.desk import Admins, Channel
from bot.platforms.pauses import Pauses
from bot.platforms.slack.session import Session, Times
from bot.platforms.slack.workspaces import Credentials
from bot.platforms.surface import Surface
from bot.store import cards
from tests.fakes.asking import NOW, RecordingServices, an_ask
from tests.fakes.console import StoppedClock, english_card, spanish_card
from tests.fakes.slack.person import Somebody
from tests.fakes.slack.server import APP_TOKEN, SECRET, FakeSlack

CHANNELS = (
    Channel(id="homicidios", platform="slack", labels="es", workspace="T1", address="C2"),
    Channel(id="homicides", platform="slack", labels="en", workspace="T1", address="C1"),
)
SOON = Pauses(first=0.01, longest=0.05, jitter=lambda: 0.5)
TIMES = Times(pauses=SOON, rest=0.05, watch=0.02, landing=2.0, canvases=3_600.0)


@dataclass
class Bench:
    fake: FakeSlack
    session: Session
    services: RecordingServices
    told: list = field(default_factory=list)
    """What the admins were told, as errors."""

    def person(self, name, *, team=None, channel="C1", locale="en-US", is_admin=False):
        team = team or self.fake.teams["xoxb-1"]
        team.person(name, locale=locale, is_admin=is_admin)
        return Somebody(self.fake, team, name, channel)


def credentials(fake, **more):
    return Credentials(**{"api_url": fake.url, "bot_token": "xoxb-1", "app_token": APP_TOKEN} | more)


def over_http(fake):
    return credentials(fake, app_token=None, signing_secret=SECRET)


async def fill(store):
    async with store.begin() as tx:
        for number, made in enumerate((english_card(), spanish_card())):
            await cards.insert(tx, made, identity=str(number), feed_id=None, now=NOW)


@asynccontextmanager
async def a_bench(fake, store, *, given=None, channels=CHANNELS, times=TIMES, admins=None, run=True, wait=True):
    """`given`: the credentials; over Socket Mode with one token unless told otherwise."""
    services, told = RecordingServices(), []

    async def present(who: Who, where, language):
        return an_ask(store, who=who, where=where, language=language, channels=channels, services=services)

    async def known():
        return channels

    async def tell(error):
        told.append(error)
        await fake.changes.tell()

    surface = Surface(
        present=present,
        channels=known,
        store=store,
        admins=admins or Admins(),
        labels=lambda: "en",
        clock=StoppedClock(),
    )
    session = Session(
        surface=surface,
        credentials=given or credentials(fake),
        tell=tell,
        listen=("127.0.0.1", 0),
        times=times,
    )
    bench = Bench(fake, session, services, told)
    stop = asyncio.Event()
    running = asyncio.create_task(session.run(stop)) if run else None
    try:
        if run and wait:
            await asyncio.wait_for(session.connected.wait(), 30)
            if session.credentials.app_token:
                await fake.connected()
            else:
                fake.endpoint = session.address
        yield bench
    finally:
        stop.set()
        if running is not None:
            await asyncio.wait_for(running, 30)
