"""Entries that were seen. Novelty is decided by this memory, never by a date; nothing in it is forgotten by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.feeds import Entry
from bot.store import schema
from bot.store.dialect import insert

_AT_ONCE = 500  # values in one question


async def seen(tx: AsyncConnection, feed_id: str, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys that this feed has shown before."""
    kept = schema.entries.c
    found: set[str] = set()
    for some in _chunks(list(keys)):
        found.update((await tx.execute(select(kept.key).where(kept.feed_id == feed_id, kept.key.in_(some)))).scalars())
    return frozenset(found)


async def known(tx: AsyncConnection, identities: Collection[str]) -> frozenset[str]:
    """Those of the articles that any feed has shown before, whether a card came of them or not."""
    kept = schema.entries.c
    found: set[str] = set()
    for some in _chunks(list(identities)):
        found.update((await tx.execute(select(kept.identity).where(kept.identity.in_(some)).distinct())).scalars())
    return frozenset(found)


async def remember(tx: AsyncConnection, feed_id: str, new: Sequence[Entry], now: datetime) -> int:
    """Remember these entries of the feed as seen; one already remembered stays as it is. Gives how many were new."""
    fresh = {entry.key: entry for entry in reversed(new)}
    for key in await seen(tx, feed_id, fresh):
        del fresh[key]
    rows = [{"feed_id": feed_id, "key": key, "identity": entry.identity, "seen_at": now} for key, entry in fresh.items()]
    if rows:
        await tx.execute(insert(tx, schema.entries).on_conflict_do_nothing(), rows)
    return len(rows)


async def count(tx: AsyncConnection, feed_id: str) -> int:
    query = select(func.count()).select_from(schema.entries).where(schema.entries.c.feed_id == feed_id)
    return (await tx.execute(query)).scalar_one()


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
