from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest

from bot.digests import Digests
from bot.editorial.routing import route
from bot.editorial.stories import Reader
from bot.model.chat import DeliveryKind
from bot.model.feeds import Feed, FeedKind
from bot.model.meters import Meters
from bot.model.reasons import Reason
from bot.model.stories import story_of
from bot.placing import Placement
from bot.publishing import Wanted, publish
from bot.store import cards, deliveries, feeds, schema, stories, waiting
from bot.store.feeds import FeedState
from tests.fakes.line import HandClock
from tests.fakes.stories_held import DESK, NOW

FEED = Feed(
    id="f",
    url="https://voz.example/rss",
    outlet="voz",
    language="en",
    country="MX",
    kind=FeedKind.NEWS,
    interval=timedelta(minutes=30),
)


class Placing:
    """Puts cards into the stories that a test says."""

    def __init__(self, story, copy_of):
        self.story, self.copy_of = story, copy_of

    async def place(self, tx, card, desk, now):
        story = self.story or story_of(card.id)
        why, told = Reason("story-new", {"score": 1}), json.dumps(Reader(desk).read(card).packed())
        await stories.place(tx, card.id, story, at=now, features=told, reason=why, copy_of=self.copy_of)
        return Placement(card=card, story=await stories.get(tx, story), new=False, copy_of=self.copy_of)


class Bench:
    """A desk of one or two channels over a real store, with a clock by hand."""

    def __init__(self, store, *channels):
        self.store, self.channels, self.feeds = store, list(channels), [FEED]
        self.clock = HandClock(NOW)
        self.digests = self.another()

    def another(self):
        """A second machine."""
        return Digests(store=self.store, clock=self.clock, wanted=self.wanted, wake=asyncio.Event(), meters=Meters())

    async def wanted(self):
        return Wanted(desk=DESK, feeds=tuple(self.feeds), channels=tuple(self.channels))

    async def comes(self, card, *, story=None, copy_of=None, first=False):
        """The card is stored, placed and published, as the line does it."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            stored = await cards.insert(tx, card, identity=card.url, feed_id="f", now=now)
            routing, placing = route(stored, self.channels, stored.outlet, now), Placing(story, copy_of)
            await publish(tx, stored, routing, await self.wanted(), placing=placing, now=now, first=first)
        return stored

    async def polled(self, feed_id="f"):
        async with self.store.begin() as tx:
            await feeds.save(tx, FeedState(id=feed_id, url=FEED.url, last_poll=self.clock.now(), baseline_done=True))

    async def tick(self, **later):
        self.clock.tick(**later)
        return await self.digests.tick()

    async def owed(self, kind=DeliveryKind.DIGEST):
        """All deliveries of the kind, in the order in which they were owed."""
        async with self.store.read() as tx:
            rows = (await tx.execute(schema.deliveries.select().order_by(schema.deliveries.c.id))).all()
            found = [await deliveries.get(tx, row.key) for row in rows]
        return [one for one in found if one.kind is kind]

    async def fates(self, card):
        async with self.store.read() as tx:
            return {one.channel: one for one in await waiting.of_card(tx, card.id)}


@pytest.fixture
def bench(store):
    return lambda *channels: Bench(store, *channels)
