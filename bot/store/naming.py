"""Names, each kept once, so that “which names hold this word” reads thousands of rows and not millions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from sqlalchemy import ColumnElement, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import folding
from bot.store import schema
from bot.store.dialect import insert

Kind = Literal["person", "organisation", "place", "speaker"]


async def ids(tx: AsyncConnection, kind: Kind, written: Iterable[str]) -> dict[str, int]:
    """The id of each name that has a letter or a digit; names not yet known are added, and each writing counts as a use."""
    keys = [(name, found) for name in written if (found := folding.key(name))]
    if not keys:
        return {}
    known = schema.names.c
    firsts = {found: name for name, found in reversed(keys)}
    uses = Counter(found for _, found in keys)
    rows = [{"kind": kind, "key": key, "name": firsts[key].replace("\x00", ""), "uses": uses[key]} for key in sorted(firsts)]
    adding = insert(tx, schema.names)
    used = adding.on_conflict_do_update(index_elements=["kind", "key"], set_={"uses": known.uses + adding.excluded.uses})
    await tx.execute(used, rows)
    kept = await tx.execute(select(known.key, known.id).where(known.kind == kind, known.key.in_(firsts)))
    numbers = {row.key: row.id for row in kept}
    return {name: numbers[key] for name, key in keys}


async def unuse(tx: AsyncConnection, uses: Mapping[int, int]) -> None:
    """So many uses less of each of these names; one without a use is kept, and suggested no more."""
    known = schema.names.c
    for number, many in sorted(uses.items()):
        await tx.execute(update(schema.names).where(known.id == number).values(uses=known.uses - many))


async def suggest(tx: AsyncConnection, kind: Kind, typed: str, limit: int) -> tuple[str, ...]:
    """Names of this kind in which some word begins as typed, the most used first."""
    known = schema.names.c
    key = folding.key(typed)
    begun = (literal(" ") + known.key).contains(f" {key}" if key else "", autoescape=True)
    query = select(known.name).where(known.kind == kind, known.uses > 0, begun)
    return tuple((await tx.execute(query.order_by(known.uses.desc(), known.name).limit(limit))).scalars())


def holding(kind: Kind, asked: Iterable[str]) -> ColumnElement[bool]:
    """The names of this kind that hold one of the asked ones as whole words: `juárez` meets `Ciudad Juárez`."""
    known = schema.names.c
    padded = literal(" ") + known.key + literal(" ")
    met = [padded.contains(f" {key} ", autoescape=True) for name in asked if (key := folding.key(name))]
    return (known.kind == kind) & (or_(*met) if met else literal(value=False))
