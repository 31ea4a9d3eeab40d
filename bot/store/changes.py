"""What admins changed by chat or web: each change with who, where, when, what was and what is. Nothing is ever taken out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import schema

Values = Mapping[str, Any]
"""An entry of a settings file: JSON's own kinds of values."""


STORIES = "stories"
"""In place of a file: what was merged and split. `before` and `after` say of each card's and story's id in which story it led
to its cards, and in which it does since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`file`, `entry`: as in `feeds.toml`, `animal-politico`. `before`: the entry of the file when it was changed, None where
    it had none: the change wins until the file's entry is another. `after`: None where the entry was removed."""

    id: int
    at: datetime
    who: str
    where: str
    file: str
    entry: str
    before: Values | None
    after: Values | None
    batch: int | None = None
    """The number of the first change of the same command, where there was one before this."""

    @property
    def command(self) -> int:
        """What all changes of one command share, and no others."""
        return self.batch or self.id


async def record(  # noqa: PLR0917 - who, where, what: read in this order like a line of a log
    tx: AsyncConnection,
    who: str,
    where: str,
    file: str,
    entry: str,
    before: Values | None,
    after: Values | None,
    now: datetime,
    batch: int | None = None,
) -> Change:
    """`batch`: the number of the first change of the same command; None for that one itself."""
    values = {"at": now, "who": who, "where": where, "file": file, "entry": entry, "batch": batch}
    told = {"before": _dump(before), "after": _dump(after)}
    number = (await tx.execute(schema.changes.insert().values(values | told).returning(schema.changes.c.id))).scalar_one()
    return Change(id=number, at=now, who=who, where=where, file=file, entry=entry, before=before, after=after, batch=batch)


async def all(tx: AsyncConnection) -> tuple[Change, ...]:  # noqa: A001 - read as `changes.all(tx)`
    """Every change, in the order in which they were made."""
    rows = await tx.execute(select(schema.changes).order_by(schema.changes.c.id))
    return tuple([_change(row) for row in rows])


async def last(tx: AsyncConnection) -> int:
    """The number of the last change made, 0 before the first: whether there is anything new."""
    number: int = (await tx.execute(select(func.coalesce(func.max(schema.changes.c.id), 0)))).scalar_one()
    return number


def was(change: Change, changes: Sequence[Change]) -> Values | None:
    """The entry as it stood before the change: as an earlier one had left it, or as the file had it."""
    if change.file == STORIES:
        return change.before
    earlier = [one for one in changes if one.id < change.id and one.entry == change.entry and one.before == change.before]
    return earlier[-1].after if earlier else change.before


def _change(row: Any) -> Change:
    return Change(
        id=row.id,
        at=row.at,
        who=row.who,
        where=row.where,
        file=row.file,
        entry=row.entry,
        before=_load(row.before),
        after=_load(row.after),
        batch=row.batch,
    )


def _dump(values: Values | None) -> str | None:
    return json.dumps(values, ensure_ascii=False) if values is not None else None


def _load(told: str | None) -> Values | None:
    if told is None:
        return None
    values: Values = json.loads(told)
    return values
