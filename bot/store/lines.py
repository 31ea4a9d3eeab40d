"""Command lines of buttons that are too long for a platform to carry, by their tokens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import schema
from bot.store.dialect import insert


async def keep(tx: AsyncConnection, lines: Mapping[str, str], now: datetime) -> None:
    """Keeps each line by its token; the same token always stands for the same line."""
    rows = [{"token": token, "line": line, "at": now} for token, line in lines.items()]
    await tx.execute(insert(tx, schema.lines).values(rows).on_conflict_do_nothing())


async def get(tx: AsyncConnection, token: str) -> str | None:
    return (await tx.execute(select(schema.lines.c.line).where(schema.lines.c.token == token))).scalar_one_or_none()
