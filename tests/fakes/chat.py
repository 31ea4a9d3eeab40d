"""A chat platform with a real memory: what arrived stays, whatever the sender was told about it."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.model.chat import Message, Paragraph, Place, Plain, Ref
from bot.outbox.port import Later, Limits, Refused, Unknown


class FakeClock:
    """Time that moves when it is told to."""

    def __init__(self, now):
        self.time = now

    def now(self):
        return self.time

    def forward(self, **by):
        self.time += timedelta(**by)


class Fault(Enum):
    """What befalls one post."""

    REQUEST_LOST = auto()  # it never arrives, and nobody says so
    ANSWER_LOST = auto()  # it arrives, and nobody says so
    BUSY = auto()  # 429
    REFUSED = auto()
    BROKEN = auto()  # the library raises something of its own after it has arrived


@dataclass(frozen=True)
class Posted:
    id: str
    key: str
    message: Message
    at: datetime


class FakeChat:
    """`faults`: the number of a post, counted from 1 → what befalls it. `blind`: what `find` raises, if anything."""

    limits = Limits(characters=10_000, blocks=10, block_characters=2_000, choices=25)

    def __init__(self, clock, name="fake", faults=None):
        self.clock = clock
        self.name = name
        self.faults = dict(faults or {})
        self.blind = None
        self.wait = timedelta(seconds=2)
        self.places = defaultdict(list)
        self.busy_with = Counter()
        self.most_at_once = Counter()
        self.posts = 0
        self.finds = 0
        self.edits = 0

    async def post(self, place, message, *, key):
        self.posts += 1
        fault = self.faults.get(self.posts)
        self.busy_with[place] += 1
        self.most_at_once[place] = max(self.most_at_once[place], self.busy_with[place])
        try:
            await asyncio.sleep(0)
            match fault:
                case Fault.REQUEST_LOST:
                    raise Unknown("connection lost")
                case Fault.BUSY:
                    raise Later(self.wait)
                case Fault.REFUSED:
                    raise Refused("Missing Access")
            posted = Posted(f"m{sum(map(len, self.places.values())) + 1}", key, message, self.clock.now())
            self.places[place].append(posted)
            await asyncio.sleep(0)
            match fault:
                case Fault.ANSWER_LOST:
                    raise Unknown("connection lost")
                case Fault.BROKEN:
                    raise KeyError("id")
            return Ref(place=place, message=posted.id)
        finally:
            self.busy_with[place] -= 1

    async def find(self, place, key, since):
        self.finds += 1
        await asyncio.sleep(0)
        if self.blind is not None:
            raise self.blind
        found = next((posted for posted in self.places[place] if posted.key == key and posted.at >= since), None)
        return Ref(place=place, message=found.id) if found else None

    async def edit(self, ref, message):
        self.edits += 1
        await asyncio.sleep(0)
        if self.faults.get(-self.edits) is Fault.ANSWER_LOST:
            raise Unknown("connection lost")
        posts = self.places[ref.place]
        at = next(n for n, posted in enumerate(posts) if posted.id == ref.message)
        posts[at] = replace(posts[at], message=message)

    async def missing_permissions(self, place, roles=()):
        return ()

    async def open_direct(self, person):
        return Place(platform=self.name, channel=f"direct-{person}")

    def said(self, place):
        """The messages of a place by their words, in order."""
        return [posted.message.summary for posted in self.places[place]]


def place(channel="alerts", platform="fake", **more):
    return Place(platform=platform, channel=channel, **more)


def message(words):
    return Message(blocks=(Paragraph((Plain(words),)),), summary=words, language="en")
