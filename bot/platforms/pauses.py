"""Pauses between the tries of whoever keeps a connection up: they grow, and no two processes take the same."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """Seconds. `first`: after one failure, doubled by each that follows, up to `longest`. `jitter` gives a number in [0, 1):
    half of each pause depends on it."""

    first: float = 1.0
    longest: float = 300.0
    jitter: Callable[[], float] = random.random

    def after(self, failures: int) -> float:
        """The pause after so many failures in a row."""
        whole = min(self.longest, self.first * 2.0 ** min(max(failures - 1, 0), 30))
        return whole / 2 + whole / 2 * self.jitter()


async def stopped(stop: asyncio.Event, seconds: float) -> bool:
    """Whether it is time to stop; known at the latest after so many seconds."""
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()
