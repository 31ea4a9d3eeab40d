"""What we know of each feed from having polled it. The settings say what a feed is; this says how it fares."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.reasons import Reason
from bot.store import schema
from bot.store.dialect import insert


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """`url`: the settings' address that this state was learnt under; where the settings have another by now, `etag`,
    `modified`, `moved_to` and `retired` no longer hold. `moved_to`: where a permanent redirection led. `next_poll` None: at
    once. `failures`: in a row; `failing_since`: the first of them. `last_error`: code and parameters as in `errors`.
    `alerted_at`: when the admins were told of this row of failures. `baseline_done`: the first poll was taken in."""

    id: str
    url: str
    moved_to: str | None = None
    etag: str | None = None
    modified: str | None = None
    next_poll: datetime | None = None
    last_poll: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    last_error: Reason | None = None
    alerted_at: datetime | None = None
    retired: bool = False
    baseline_done: bool = False

    @property
    def address(self) -> str:
        """Where to poll it."""
        return self.moved_to or self.url


async def get(tx: AsyncConnection, feed_id: str) -> FeedState | None:
    return next(iter(await _gather(tx, select(schema.feeds).where(schema.feeds.c.id == feed_id))), None)


async def states(tx: AsyncConnection) -> dict[str, FeedState]:
    """The state of every feed that was ever polled, by its id; a feed that is new in the settings is not among them."""
    return {state.id: state for state in await _gather(tx, select(schema.feeds).order_by(schema.feeds.c.id))}


async def due(tx: AsyncConnection, now: datetime) -> tuple[FeedState, ...]:
    """The feeds whose time has come, the longest overdue first; never a retired one."""
    kept = schema.feeds.c
    query = select(schema.feeds).where(~kept.retired, or_(kept.next_poll.is_(None), kept.next_poll <= now))
    return await _gather(tx, query.order_by(kept.next_poll.asc().nulls_first(), kept.id))


async def save(tx: AsyncConnection, state: FeedState) -> None:
    values = {field.name: getattr(state, field.name) for field in fields(FeedState)}
    if state.last_error is not None:
        values["last_error"] = json.dumps([state.last_error.code, dict(state.last_error.params)])
    row = insert(tx, schema.feeds).values(values)
    await tx.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))


async def _gather(tx: AsyncConnection, query: Select[Any]) -> tuple[FeedState, ...]:
    return tuple(_state(row) for row in (await tx.execute(query)).all())


def _state(row: Any) -> FeedState:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for a row as a mapping
    if values["last_error"] is not None:
        code, params = json.loads(values["last_error"])
        values["last_error"] = Reason(code, params)
    return FeedState(**values)
