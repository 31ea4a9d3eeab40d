"""discord.py's pauses between two tries, noted and not waited for."""

from __future__ import annotations

import asyncio


class Pauses:
    """Stands for `asyncio` in one of discord.py's modules."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    def __getattr__(self, name: str):
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        if seconds > 0:
            self.taken.append(seconds)
        await asyncio.sleep(0)
