"""The service itself: polls when feeds are due, delivers what is owed, shows the console, ends cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from babel.dates import format_time

from bot import __version__
from bot.app.chats import LANDING
from bot.app.settings import Settings
from bot.app.wiring import Service, service
from bot.commands import all_commands
from bot.intake import Taken
from bot.languages import texts
from bot.languages.texts import Texts
from bot.layout.reasons import told
from bot.model.errors import BriefbotError, StoreError
from bot.model.feeds import Feed
from bot.outbox import Outbox
from bot.platforms.console import web
from bot.platforms.console.terminal.live import Terminal
from bot.store import lock, posts

TICK = 1.0
"""Seconds between two looks at which feeds are due; due times themselves stand in the store."""

DIGEST_TICK = 5.0
"""Seconds between two looks at which digests are due."""

GRACE = 15.0
"""Seconds that running polls and a message on its way get to end when the service is asked to stop."""

SETTLE = 15.0
"""Seconds that `--once` goes on after the last message that arrived, for what is doubtful or put off; what takes longer stays
owed for the next run."""

SPEAK_FOR = frozenset({"about-topic", "tied-by", "outlet-at-home"})
"""Reasons of an article's relevance that did not decide against it: the terminal names one that did."""

_log = structlog.get_logger("service")


async def run_once(settings: Settings, data: Path) -> int | None:
    """Polls all that is due, makes the digests that are, delivers, and gives how many cards were delivered. None while
    everything is paused: nothing is done then."""
    with lock.hold(data):
        async with service(settings, data, once=True) as parts:
            if await parts.base.desk.paused():
                return None
            started = parts.base.clock.now()
            refused: list[StoreError] = []
            parts.polling.listeners.append(lambda _feed, _taken, error: refused.extend(_of_the_store(error)))
            await parts.polling.tick()
            await parts.polling.drain()
            await parts.revisits.drain()
            if refused:
                raise refused[0]
            await parts.digests.tick()
            async with _chatting(parts):
                await _deliver(parts.outbox)
            async with parts.base.store.read() as tx:
                return await posts.cards_sent(tx, since=started)


async def _deliver(outbox: Outbox) -> None:
    """All that can be delivered now: a platform that nobody is logged in to puts off again and again, and is not waited for."""
    steady = asyncio.get_running_loop().time
    until = steady() + SETTLE
    while True:
        if await outbox.deliver_once():
            until = steady() + SETTLE
        wait = await outbox.next_due()
        if wait is None or steady() + wait > until:
            return
        await asyncio.sleep(wait)


def _log_the_store(feed: Feed, _taken: Sequence[Taken], error: BriefbotError | None) -> None:
    for refused in _of_the_store(error):
        _log.error("the store refuses", feed=feed.id, code=refused.code)


def _of_the_store(error: BriefbotError | None) -> tuple[StoreError, ...]:
    """A feed's failure is that feed's; the store's is everybody's, and ends the run with one message."""
    return (error,) if isinstance(error, StoreError) else ()


async def run(settings: Settings, data: Path) -> None:
    """Runs until SIGTERM, SIGINT, or the end of the terminal's input."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    all_commands()  # they take a second to load, for which nobody who asks should wait
    with lock.hold(data):
        async with (
            service(settings, data) as parts,
            web.serve(parts.room, settings.console_port) as port,
        ):
            view = _View(parts)
            terminal = Terminal(parts.room, view.bar)
            view.attach(terminal)
            parts.polling.listeners.append(_log_the_store)
            async with terminal.open(stop):
                terminal.say(view.hello(settings.desk.name))
                terminal.say(view.page(f"http://{web.LOOPBACK}:{port}/"))
                for told in view.waiting():
                    terminal.say(told)
                await _work(parts, stop)


@contextlib.asynccontextmanager
async def _chatting(parts: Service) -> AsyncIterator[None]:
    """The chat platforms' sessions, for as long as something is delivered."""
    stop = asyncio.Event()
    sessions = asyncio.create_task(parts.chats.run(stop), name="chats")
    try:
        yield
    finally:
        stop.set()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(sessions, LANDING)


async def _work(parts: Service, stop: asyncio.Event) -> None:
    """Polls and delivers until `stop`; then what is on its way may end, and the rest stays due or owed."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(_tick, "interval", [parts], seconds=TICK, max_instances=1, coalesce=True, misfire_grace_time=None)
    scheduler.add_job(
        _digest, "interval", [parts], seconds=DIGEST_TICK, max_instances=1, coalesce=True, misfire_grace_time=None
    )
    scheduler.start()
    await _tick(parts)
    stopping = asyncio.create_task(stop.wait())
    # what is on its way to a platform ends before its session does
    async with _chatting(parts):
        delivering = asyncio.create_task(parts.outbox.run(stop, parts.wake), name="outbox")
        try:
            await asyncio.wait((delivering, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.set()
            scheduler.shutdown(wait=False)
            await asyncio.gather(parts.polling.stop(GRACE), parts.revisits.stop(GRACE))
            stopping.cancel()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(delivering, GRACE)
    _log.info("stopped")


async def _tick(parts: Service) -> None:
    # the scheduler breaks off what runs at the stop: nothing of it is committed, and the next start does it
    with contextlib.suppress(asyncio.CancelledError):
        try:
            await parts.polling.tick()
            await parts.revisits.tick()
        except StoreError as error:
            # a full disk or a lock passes; the next tick tries again
            _log.error("the store refuses", code=error.code)


async def _digest(parts: Service) -> None:
    with contextlib.suppress(asyncio.CancelledError):  # as above
        try:
            await parts.digests.tick()
        except StoreError as error:
            _log.error("the store refuses", code=error.code)


@dataclass(slots=True)
class _View:
    """What the terminal says of the service."""

    parts: Service
    cards: int = 0

    @property
    def texts(self) -> Texts:
        return texts(self.parts.base.desk.labels())

    def attach(self, terminal: Terminal) -> None:
        self.parts.port.listeners.append(terminal.show)
        self.parts.polling.listeners.append(lambda feed, taken, error: self._polled(terminal, feed, taken, error))

    def hello(self, desk: str) -> str:
        return self.texts.say("console.hello", version=__version__, desk=desk)

    def page(self, url: str) -> str:
        return self.texts.say("console.page", url=url)

    def waiting(self) -> Iterator[str]:
        """Platforms that channels stand on, but that nothing can be sent to."""
        settings = self.parts.base.settings
        for platform, count in sorted(Counter(channel.platform for channel in settings.channels).items()):
            if lacking := settings.environment.lacking(platform):
                names = ", ".join(lacking)
                yield self.texts.say("console.not_served", platform=platform.capitalize(), names=names, count=count)

    def bar(self) -> str:
        polling = self.parts.polling
        cards = self.texts.say("console.cards", count=self.cards)
        if polling.done < polling.total:
            return f"{self.texts.say('console.polling', done=polling.done, total=polling.total)} · {cards}"
        if polling.next_poll is None:
            return cards
        zone = ZoneInfo(self.parts.base.desk.known.stand.zone)
        at = format_time(polling.next_poll.astimezone(zone), "medium", tzinfo=zone, locale=self.texts.code)
        return f"{self.texts.say('console.resting', time=at)} · {cards}"

    def _polled(self, terminal: Terminal, feed: Feed, taken: Sequence[Taken], error: BriefbotError | None) -> None:
        self.cards += sum(one.card is not None and not one.left_out for one in taken)
        if error is not None:
            terminal.say(self.texts.say("console.feed_failed", feed=feed.id, what=self.texts.error(error).what))
        for one in taken:
            if one.left_out:
                against = [reason for reason in one.left_out if reason.code not in SPEAK_FOR] or one.left_out
                why = told(against[:1], self.texts, self.parts.base.settings.desk.topics)
                terminal.say(self.texts.say("console.left_out", title=one.entry.title, why=why))
