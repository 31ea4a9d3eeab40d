"""Requests of a platform that were carried out, so that one delivered twice changes nothing the second time."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import schema
from bot.store.dialect import insert

MEMORY = timedelta(hours=1)
"""Longer than any platform repeats a request, or takes its signature for fresh."""


async def first_time(tx: AsyncConnection, platform: str, key: str, now: datetime) -> bool:
    """Whether this request has not been seen before; from now on it has been."""
    await tx.execute(delete(schema.answered).where(schema.answered.c.at < now - MEMORY))
    new = insert(tx, schema.answered).values(platform=platform, key=key, at=now).on_conflict_do_nothing()
    # not by the count of rows, which PostgreSQL's driver does not give of what is inserted
    return (await tx.execute(new.returning(schema.answered.c.key))).first() is not None
