"""What is being answered at this moment, so that it can be finished before the connection is closed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass(slots=True)
class Flights:
    _count: int = 0
    _landed: asyncio.Event = field(default_factory=asyncio.Event)

    @contextmanager
    def one(self) -> Iterator[None]:
        self._count += 1
        self._landed.clear()
        try:
            yield
        finally:
            self._count -= 1
            if not self._count:
                self._landed.set()

    async def land(self, patience: float) -> bool:
        """Waits until nothing is being answered, at most `patience` seconds; whether nothing is."""
        if self._count:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._landed.wait(), patience)
        return not self._count
