"""A week replayed: the service's own parts, its newsroom on loopback, and a clock that goes from event to event.

Only what would make two runs differ is in our hands: the clock, chance (one seeded source, which outlives a restart as the
world's does), the order in which feeds that are due together are polled, and the CPU work, done in this process. What stands in
a channel at the end, and what stood there before it was edited, is the channel's transcript.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, Self
from unittest.mock import patch
from zoneinfo import ZoneInfo

from bot.app import wiring
from bot.app.chats import Chats
from bot.app.settings import Settings, load_settings
from bot.app.wiring import Service
from bot.commands import run
from bot.layout.text import plain
from bot.model.chat import Buttons, Message, Place, Ref
from bot.model.desk import Desk
from bot.newsroom import Server
from bot.newsroom.server import serve
from bot.outbox import Limits
from bot.platforms.console.port import LIMITS, ConsolePort
from bot.platforms.console.room import OWNER, place
from bot.revisits import conductor
from bot.sources.fetch import Fetcher
from bot.sources.fetch import Limits as FetchLimits
from bot.store import deliveries, feeds, stories, watches
from bot.store.engine import FILE
from tests.fakes.line import Bench, HandClock
from tests.fakes.week import FOLDER, Act, Week

STEP = timedelta(minutes=30)
"""How often the jobs that are not bound to a feed look for work; every digest's hour and every channel's hours lie on it."""

SELDOM = timedelta(hours=2)
"""Between two polls of a feed in the days before the week, which hold little."""

AGAIN = "articles read again"
"""Among what is due, beside the feeds."""

_NAMED = re.compile(r"\{(card|story):([^}]+)\}")

AT_ONCE = FetchLimits(connect=5, first_byte=5, whole=20, gap=0)


@dataclass(slots=True, kw_only=True)
class Said:
    """One thing that a channel was told. `number`: counted within the channel; `on`: that of the message which it answers, or
    changes where it is an edit; `kind`, `subject`: of its delivery."""

    at: datetime
    channel: str
    number: int
    message: Message
    ref: str
    key: str = ""
    on: int | None = None
    edit: bool = False
    kind: str = ""
    subject: str = ""

    @property
    def text(self) -> str:
        """Its words; the buttons are the same below every card."""
        return plain([block for block in self.message.blocks if not isinstance(block, Buttons)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command was answered. `line`: as it was said; `data`: what the answer says, as data; `id`: of its act."""

    at: datetime
    id: str
    line: str
    text: str
    data: Any
    refused: bool


@dataclass(slots=True)
class Transcript:
    """All that all channels were told, in order."""

    said: list[Said] = field(default_factory=list)

    def of(self, channel: str) -> list[Said]:
        return [one for one in self.said if one.channel == channel]

    def posted(self, at: datetime, place: Place, message: Message, key: str, ref: str) -> None:
        mine = self.of(place.channel)
        number = sum(not one.edit for one in mine) + 1
        on = next((one.number for one in mine if one.ref == place.thread), None) if place.thread else None
        self.said.append(Said(at=at, channel=place.channel, number=number, message=message, ref=ref, key=key, on=on))

    def edited(self, at: datetime, place: Place, message: Message, ref: str) -> None:
        first = next(one for one in self.of(place.channel) if one.ref == ref and not one.edit)
        edit = replace(first, at=at, message=message, on=first.number, edit=True)
        self.said.append(edit)

    def written(self, channel: str, zone: str) -> str:
        """As text, with times of `zone`."""
        there = ZoneInfo(zone)
        return "\n".join(_written(one, there) for one in self.of(channel))


def _written(one: Said, zone: ZoneInfo) -> str:
    kind = one.kind or "message"
    what = f"#{one.number} edited" if one.edit else f"#{one.number} {kind}" + (f", on #{one.on}" if one.on else "")
    silent = "" if one.message.silent else " · rings"
    return f"═══ {one.at.astimezone(zone):%a %d %b %H:%M %Z} · {what}{silent}\n{one.text}\n"


class Forum:
    """A forum: what is posted into it begins a post of its own, what answers goes into that post."""

    name = "discord"
    limits: Limits = LIMITS

    def __init__(self, clock: HandClock, told: Transcript) -> None:
        self._clock, self._told = clock, told

    async def post(self, place: Place, message: Message, *, key: str) -> Ref:
        number = str(sum(not one.edit for one in self._told.of(place.channel)) + 1)
        self._told.posted(self._clock.now(), place, message, key, number)
        return Ref(place=replace(place, thread=place.thread or number), message=number)

    async def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        there = [one for one in self._told.of(place.channel) if one.key == key and one.at >= since and not one.edit]
        return Ref(place=replace(place, thread=place.thread or there[0].ref), message=there[0].ref) if there else None

    async def edit(self, ref: Ref, message: Message) -> None:
        self._told.edited(self._clock.now(), ref.place, message, ref.message)

    async def missing_permissions(self, place: Place, roles: Sequence[str] = ()) -> tuple[str, ...]:
        del place, roles
        return ()

    async def open_direct(self, person: str) -> Place:
        return Place(platform=self.name, channel=f"@{person}")


@dataclass(slots=True)
class Logged:
    """The session of a platform that is always up."""

    port: Forum
    up: bool = True

    async def run(self, stop: object) -> None:
        raise AssertionError("nobody logs in here")


@dataclass(slots=True)
class Replay:
    """`feeds`: ids of those that are followed at the beginning; None: all."""

    folder: Path
    week: Week
    server: Server
    clock: HandClock
    lanes: int | None = None
    rng: Random = field(default_factory=lambda: Random(2026))
    told: Transcript = field(default_factory=Transcript)
    polls: int = 0
    cards: dict[str, str] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    _due: dict[str, datetime] = field(default_factory=dict)
    _parts: Service | None = None
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    # ── the service, started and stopped ─────────────────────────────────────────────────────────────────────────────────────

    async def start(self, settings: Settings) -> None:
        self._stack = AsyncExitStack()
        self._stack.enter_context(self._hands())
        self._parts = parts = await self._stack.enter_async_context(wiring.service(settings, self.folder, clock=self.clock))
        parts.polling.intake.rng = parts.revisits.rng = self.rng
        parts.polling.listeners.append(lambda _feed, taken, _error: self._taken(taken))
        if self.lanes is not None:
            parts.outbox._lanes = self.lanes

    async def stop(self) -> None:
        await self.label()
        await self._stack.aclose()
        self._parts = None

    async def restart(self, settings: Settings) -> None:
        await self.stop()
        await self.start(settings)

    def lose_database(self) -> None:
        """What the store knew is gone; what stands in the channels is not."""
        for path in self.folder.glob(f"{FILE}*"):
            path.unlink()

    def take_up(self, told: Transcript, cards: dict[str, str]) -> None:
        """The channels as another replay left them, and the items of the cards that it made."""
        self.told, self.cards = told, dict(cards)

    @property
    def parts(self) -> Service:
        assert self._parts is not None, "the service is not running"
        return self._parts

    def _hands(self) -> ExitStack:
        stack = ExitStack()
        pair = ("127.0.0.1", self.server.port)
        forum = Forum(self.clock, self.told)

        async def open_fetcher(settings, stack, clock, meters, *, everything):
            del settings, clock, everything
            hosts = dict.fromkeys(self.server.hosts, pair)
            return await stack.enter_async_context(
                Fetcher(agent="week", allow={pair}, hosts=hosts, limits=AT_ONCE, meters=meters)
            )

        made = {
            "open_fetcher": open_fetcher,
            "Workers": Here,
            "ConsolePort": lambda **more: Watched(told=self.told, **more),
            "chats": lambda *_: Chats(sessions={forum.name: Logged(forum)}),
        }
        for name, value in made.items():
            stack.enter_context(patch.object(wiring, name, value))
        stack.enter_context(patch.object(conductor, "AT_ONCE", 1))
        return stack

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def until(self, end: datetime) -> None:
        """Everything that falls due before `end`, what admins do with it, in order; then it is `end`."""
        for act in self.week.acts:
            if self.clock.now() <= act.at < end:
                await self._quietly_until(act.at)
                await self._act(act)
        await self._quietly_until(end)

    async def _act(self, act: Act) -> None:
        line = act.say
        for what, slug in _NAMED.findall(act.say):
            card = next(card for card, item in self.cards.items() if item == slug)
            line = line.replace(f"{{{what}:{slug}}}", card if what == "card" else await self.story_of(card))
        await self.say(line, language=act.language, name=act.id)

    async def story_of(self, card: str) -> str:
        async with self.parts.base.store.read() as tx:
            story = await stories.of_card(tx, card)
        assert story is not None, card
        return story.id

    async def _quietly_until(self, end: datetime) -> None:
        await self._look()
        await self._work()
        while (due := min([self._step(), *self._due.values()])) < end:
            self.clock.time = max(due, self.clock.time)
            await self._work()
            await self._look_again()
        self.clock.time = end

    async def say(self, line: str, *, language: str = "en", name: str = "") -> None:
        """A command of the admin's, at the console; its answer is kept."""
        reply = await run(line, await self.parts.room.ask(OWNER, place(""), language))
        text = plain([block for block in reply.blocks if not isinstance(block, Buttons)])
        refused = reply.exit_code != 0
        self.answers.append(Answer(at=self.clock.now(), id=name, line=line, text=text, data=reply.data, refused=refused))
        await self._look()
        await self._deliver()

    def _step(self) -> datetime:
        now = self.clock.now()
        return now + STEP - timedelta(seconds=now.timestamp() % STEP.total_seconds())

    async def _look(self) -> None:
        """Which feeds are followed, and when each is due: after a start and after a command; a poll tells its own."""
        wanted = await self.parts.base.desk.wanted()
        async with self.parts.base.store.read() as tx:
            states = await feeds.states(tx)
        self._due = {
            feed.id: state.next_poll if state and state.next_poll else self.clock.now()
            for feed in wanted.feeds
            if not feed.paused and not ((state := states.get(feed.id)) and state.retired)
        }

    async def _work(self) -> None:
        """One feed after the other: what is due at the same time would come in an order of chance."""
        now = self.clock.now()
        for name in [name for name, due in sorted(self._due.items(), key=lambda one: one[1]) if due <= now]:
            if name != AGAIN:
                await self._poll(name)
        if self._due.get(AGAIN, now) <= now:
            await self.parts.revisits.drain()
            await self._deliver()
        if now.timestamp() % STEP.total_seconds() == 0:
            await self.parts.digests.tick()
            await self._deliver()

    async def _look_again(self) -> None:
        """When the next article falls due to be read again."""
        async with self.parts.base.store.read() as tx:
            due = await watches.next_at(tx)
        self._due = {name: at for name, at in self._due.items() if name != AGAIN} | ({AGAIN: due} if due else {})

    async def _poll(self, feed_id: str) -> None:
        polling = self.parts.polling
        wanted = await self.parts.base.desk.wanted()
        alone = replace(wanted, feeds=tuple(feed for feed in wanted.feeds if feed.id == feed_id))

        async def narrowed():
            return alone

        before = len(self.cards)
        polling.wanted = narrowed
        await polling.tick()
        await polling.drain()
        polling.wanted = self.parts.base.desk.wanted
        self.polls += 1
        async with self.parts.base.store.read() as tx:
            state = (await feeds.states(tx))[feed_id]
        if state.retired or state.next_poll is None:
            del self._due[feed_id]
        else:
            self._due[feed_id] = state.next_poll
        if len(self.cards) > before:
            await self._deliver()

    async def _deliver(self) -> None:
        while await self.parts.outbox.next_due() == 0:
            await self.parts.outbox.deliver_once()

    def _taken(self, taken) -> None:
        for one in taken:
            if one.card is not None and one.card.url:
                self.cards[one.card.id] = one.card.url.rstrip("/").rpartition("/")[2]

    async def label(self) -> None:
        """Kind and subject of what was said, while the store still knows."""
        async with self.parts.base.store.read() as tx:
            for one in self.told.said:
                if not one.kind and (delivery := await deliveries.get(tx, one.key)) is not None:
                    one.kind, one.subject = delivery.kind.value, delivery.subject


class Watched(ConsolePort):
    """The console's port, with all that it is told written down."""

    def __init__(self, *, told: Transcript, **more) -> None:
        super().__init__(**more)
        self.told = told

    async def post(self, place: Place, message: Message, *, key: str) -> Ref:
        ref = await super().post(place, message, key=key)
        self.told.posted(self.clock.now(), place, message, key, ref.message)
        return ref

    async def edit(self, ref: Ref, message: Message) -> None:
        await super().edit(ref, message)
        self.told.edited(self.clock.now(), ref.place, message, ref.message)


class Here(Bench):
    """The workers' work, done in this process."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *failure: object) -> None:
        return None

    def renew(self, desk: Desk) -> None:
        self.desk = desk


def settings(*only: str, folder: Path = FOLDER) -> Settings:
    """The desk of the week, or of another folder; with names, only these of its feeds, seldom polled, and all channels but the
    digests'."""
    whole = load_settings(folder / "config", {"DISCORD_TOKEN": "token"})
    if not only:
        return whole
    live = tuple(channel for channel in whole.channels if channel.mode == "live")
    feeds = tuple(replace(feed, interval=SELDOM) for feed in whole.feeds if feed.id in only)
    return replace(whole, feeds=feeds, channels=live)


@asynccontextmanager
async def replay(folder: Path, week: Week, *, lanes: int | None = None) -> AsyncIterator[Replay]:
    clock = HandClock(week.start)
    async with serve(week.mastheads, week.pieces, started=week.start, port=0, clock=clock) as server:
        made = Replay(folder=folder, week=week, server=server, clock=clock, lanes=lanes)
        try:
            yield made
        finally:
            if made._parts is not None:
                await made.stop()
