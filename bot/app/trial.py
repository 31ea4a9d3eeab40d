"""A feed on trial from the command line: without a store, with a door and one worker of its own."""

from __future__ import annotations

from contextlib import AsyncExitStack

from bot.app.settings import Settings
from bot.app.wiring import open_fetcher
from bot.app.workers import Workers
from bot.model.clock import SystemClock
from bot.model.meters import Meters
from bot.trial import TriedFeed, fetch_and_try, try_feed


async def tried_address(url: str, settings: Settings) -> TriedFeed:
    """Raises SourceError where it cannot be fetched or read."""
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        fetcher = await open_fetcher(settings, stack, clock, Meters(), everything=True)
        workers = await stack.enter_async_context(Workers(settings.desk, count=1))
        return await fetch_and_try(url, fetcher=fetcher, workers=workers, now=clock.now())


async def tried_file(body: bytes, name: str, settings: Settings) -> TriedFeed:
    """Raises SourceError where it is no feed."""
    async with Workers(settings.desk, count=1) as workers:
        return await try_feed(body, url=f"file:{name}", content_type=None, workers=workers, now=SystemClock().now())
