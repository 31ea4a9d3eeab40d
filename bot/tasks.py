"""Tasks that run beside one another, and how they end together."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any


async def let_end(tasks: Collection[asyncio.Task[Any]], grace: float) -> None:
    """Returns when all have ended: by themselves within `grace` seconds, or broken off then."""
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=grace)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
