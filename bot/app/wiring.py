"""The service's parts, put together once and taken apart in reverse order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app.chats import Chats, chats, served, telling
from bot.app.live_desk import LiveDesk
from bot.app.ondemand import OnDemand
from bot.app.services import DeskServices
from bot.app.settings import Settings
from bot.app.settings.entries import Stand
from bot.app.workers import Workers
from bot.commands.ask import Ask, Who
from bot.digests import Digests
from bot.intake import PATIENCE, Intake, Patience
from bot.model.chat import Debt, Delivery, Place
from bot.model.clock import Clock, SystemClock
from bot.model.meters import Meters
from bot.newsroom import Newsroom
from bot.outbox import Outbox, Terms, Trouble, alarms
from bot.outbox.alarms import Alarm
from bot.placing import Placing
from bot.platforms.console.log import ConsoleLog
from bot.platforms.console.port import ConsolePort
from bot.platforms.console.room import NAME as CONSOLE
from bot.platforms.console.room import Room
from bot.platforms.surface import Surface
from bot.polling import Polling
from bot.revisits import Revisits
from bot.showing import place_of
from bot.sources.fetch import Fetcher, Limits, user_agent
from bot.store import Store, open_store

CONSOLE_TERMS = Terms(
    lease=timedelta(seconds=6),
    send_limit=timedelta(seconds=4),
    grace=timedelta(seconds=1),
)
"""The console's log answers in milliseconds and never later than its process lives: a doubt is soon settled."""

NO_CONTACT = "no contact set in desk.toml"
"""In the User-Agent of a desk that names none: a publisher reads where one is missing."""

NEWSROOM_LIMITS = Limits(gap=0.05)
"""The demo's outlets stand on this machine; politeness towards them would only slow the demo down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What every command on the data needs: the store, the desk as it stands, the door to the outside."""

    settings: Settings
    store: Store
    desk: LiveDesk
    services: DeskServices
    fetcher: Fetcher
    workers: Workers
    clock: Clock
    meters: Meters

    async def ask(self, who: Who, where: Place, language: str) -> Ask:
        stand = (await self.desk.merged()).stand
        here = next((c for c in stand.channels if where.channel in {c.id, c.address} and where.channel), None)
        return Ask(
            store=self.store,
            desk=stand.desk,
            feeds=stand.feeds,
            channels=stand.channels,
            services=self.services,
            who=who,
            where=where,
            language=language,
            now=self.clock.now(),
            zone=here.zone if here else stand.zone,
            alarms=self.desk.alarms(),
            paused=stand.paused,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """All of it: `polling` fills the store, `revisits` keeps it true, `digests` tells what waits in it, `outbox` empties what
    it owes, `room` and `port` are the console's, `chats` the other platforms'."""

    base: Base
    polling: Polling
    digests: Digests
    revisits: Revisits
    outbox: Outbox
    room: Room
    port: ConsolePort
    chats: Chats
    wake: asyncio.Event


@asynccontextmanager
async def base(
    settings: Settings, data: Path, *, clock: Clock | None = None, started_at: datetime | None = None, everything: bool = False
) -> AsyncIterator[Base]:
    """Opens the store and the door. `everything`: the demo's newsroom, where the desk has one, has published all it has."""
    time, meters = clock or SystemClock(), Meters()
    async with AsyncExitStack() as stack:
        store = await open_store(settings.environment.database_url or data, now=time.now())
        stack.push_async_callback(store.close)
        desk = LiveDesk(settings=settings, store=store, served=frozenset({CONSOLE}) | served(settings.environment))
        fetcher = await open_fetcher(settings, stack, time, meters, everything=everything)
        workers = await stack.enter_async_context(Workers(settings.desk))
        desk.listeners.append(workers.renew)
        on_demand = OnDemand(fetcher=fetcher, workers=workers, an_hour=settings.condense_an_hour)

        def follow(stand: Stand) -> None:
            fetcher.agent, on_demand.an_hour = user_agent(stand.contact or NO_CONTACT), stand.condense_an_hour

        desk.watchers.append(follow)
        await desk.merged()
        services = DeskServices(
            store=store,
            desk=desk,
            fetcher=fetcher,
            workers=workers,
            clock=time,
            on_demand=on_demand,
            started_at=started_at,
        )
        yield Base(
            settings=settings,
            store=store,
            desk=desk,
            services=services,
            fetcher=fetcher,
            workers=workers,
            clock=time,
            meters=meters,
        )


@asynccontextmanager
async def service(settings: Settings, data: Path, *, once: bool = False, clock: Clock | None = None) -> AsyncIterator[Service]:
    """`once`: a page that does not answer is not waited for, since there is no next poll."""
    time = clock or SystemClock()
    async with AsyncExitStack() as stack:
        parts = await stack.enter_async_context(base(settings, data, clock=time, started_at=time.now(), everything=once))
        log = await stack.enter_async_context(ConsoleLog(data / "console.db"))
        port = ConsolePort(log=log, clock=time)
        wake = parts.services.bell
        placing = Placing()
        revisits = Revisits(
            store=parts.store,
            fetcher=parts.fetcher,
            workers=parts.workers,
            clock=time,
            meters=parts.meters,
            wake=wake,
            wanted=parts.desk.wanted,
            placing=placing,
        )
        intake = Intake(
            store=parts.store,
            fetcher=parts.fetcher,
            workers=parts.workers,
            clock=time,
            meters=parts.meters,
            wake=wake,
            patience=Patience(polls=0 if once else PATIENCE),
            placing=placing,
            reread=revisits.reread,
        )
        room = Room(
            log=log,
            desk_name=settings.desk.name,
            labels=parts.desk.labels,
            ask=parts.ask,
            channels=parts.desk.channels_of(CONSOLE),
        )
        platforms = _chats(parts, wake)
        parts.services.sessions.update(platforms.sessions)
        parts.services.ports.update({CONSOLE: port, **platforms.ports})
        yield Service(
            base=parts,
            polling=Polling(intake=intake, wanted=parts.desk.wanted),
            digests=Digests(store=parts.store, clock=time, wanted=parts.desk.wanted, wake=wake, meters=parts.meters),
            revisits=revisits,
            outbox=Outbox(
                parts.store,
                {CONSOLE: port, **platforms.ports},
                time,
                alarm=_alarm(parts.desk),
                held=parts.desk.paused,
                meters=parts.meters,
                terms={CONSOLE: CONSOLE_TERMS},
            ),
            room=room,
            port=port,
            chats=platforms,
            wake=wake,
        )


def _chats(parts: Base, wake: asyncio.Event) -> Chats:
    settings = parts.settings
    surface = Surface(
        present=parts.ask,
        channels=parts.desk.all_channels,
        store=parts.store,
        admins=settings.admins,
        labels=parts.desk.labels,
        clock=parts.clock,
    )
    return chats(settings, surface, telling(parts.store, parts.clock, parts.desk.alarms, wake))


def _alarm(desk: LiveDesk) -> Alarm:
    """Admins are told in the channel that the desk names at that moment; else the log is all there is."""

    def alarm(delivery: Delivery, trouble: Trouble) -> Sequence[Debt]:
        channel = desk.alarms()
        owed = alarms.to(place_of(channel), channel.labels) if channel else alarms.silent
        return owed(delivery, trouble)

    return alarm


async def open_fetcher(settings: Settings, stack: AsyncExitStack, clock: Clock, meters: Meters, *, everything: bool) -> Fetcher:
    """The door to the outside, open until the stack is closed; behind it the demo's newsroom, where the desk has one."""
    agent, allow = user_agent(settings.contact or NO_CONTACT), settings.environment.fetch_allow
    if settings.newsroom is None:
        return await stack.enter_async_context(Fetcher(agent=agent, allow=allow, meters=meters))
    newsroom = Newsroom.load(settings.newsroom)
    server = await stack.enter_async_context(newsroom.serve(clock.now(), everything=everything, clock=clock))
    pair = ("127.0.0.1", server.port)
    hosts = dict.fromkeys(server.hosts, pair)
    fetcher = Fetcher(agent=agent, allow={*allow, pair}, hosts=hosts, limits=NEWSROOM_LIMITS, meters=meters)
    return await stack.enter_async_context(fetcher)
