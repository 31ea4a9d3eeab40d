"""How often a host is asked: so many at once, so far apart, and not at all while it asked to be left alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_LANES = 1024


@dataclass(slots=True)
class _Lane:
    slots: asyncio.Semaphore
    next_start: float = 0.0
    held_until: float = 0.0
    waiting: int = field(default=0)


class Pace:
    """`gap`: seconds between the starts of two requests to one host. `time` and `sleep` are a test's to replace.

    `at_once` bounds all hosts together. Memory is bounded: hosts that owe no wait are forgotten.
    """

    def __init__(
        self,
        *,
        gap: float,
        per_host: int,
        at_once: int,
        time: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gap = gap
        self._per_host = per_host
        self._all = asyncio.Semaphore(at_once)
        self._time = time
        self._sleep = sleep
        self._lanes: dict[str, _Lane] = {}

    @asynccontextmanager
    async def turn(self, host: str, *, gap: float = 0.0) -> AsyncGenerator[None]:
        """Waits for a turn at the host and holds it. `gap` widens the pace (robots' crawl delay), never narrows it."""
        lane = self._lane(host)
        lane.waiting += 1
        try:
            async with lane.slots:
                now = self._time()
                start = max(now, lane.next_start)
                lane.next_start = start + max(gap, self._gap)
                if start > now:
                    await self._sleep(start - now)
                async with self._all:
                    yield
        finally:
            lane.waiting -= 1

    def hold(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for so long."""
        lane = self._lane(host)
        lane.held_until = max(lane.held_until, self._time() + seconds)

    def held(self, host: str) -> float:
        """Seconds for which the host still wants to be left alone; 0 where it does not."""
        lane = self._lanes.get(host)
        return max(0.0, lane.held_until - self._time()) if lane else 0.0

    def _lane(self, host: str) -> _Lane:
        if host not in self._lanes and len(self._lanes) >= _LANES:
            now = self._time()
            self._lanes = {
                name: lane for name, lane in self._lanes.items() if lane.waiting or max(lane.next_start, lane.held_until) > now
            }
        return self._lanes.setdefault(host, _Lane(asyncio.Semaphore(self._per_host)))
