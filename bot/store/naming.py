"""Names, each kept once, so that “which names hold this word” reads thousands of rows and not millions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import ColumnElement, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import folding, schema
from bot.store.dialect import insert

Kind = Literal["person", "organisation", "place", "speaker"]


async def ids(tx: AsyncConnection, kind: str, written: Iterable[str]) -> dict[str, int]:
    """The id of each name that has a letter or a digit; names not yet known are added."""
    keys = {name: found for name in written if (found := folding.key(name))}
    if not keys:
        return {}
    known = schema.names.c
    firsts = {found: name for name, found in reversed(keys.items())}
    rows = [{"kind": kind, "key": found, "name": name.replace("\x00", "")} for found, name in sorted(firsts.items())]
    await tx.execute(insert(tx, schema.names).on_conflict_do_nothing(index_elements=["kind", "key"]), rows)
    kept = await tx.execute(select(known.key, known.id).where(known.kind == kind, known.key.in_(firsts)))
    numbers = {row.key: row.id for row in kept}
    return {name: numbers[key] for name, key in keys.items()}


def holding(kind: Kind, asked: Iterable[str]) -> ColumnElement[bool]:
    """The names of this kind that hold one of the asked ones as whole words: `juárez` meets `Ciudad Juárez`."""
    known = schema.names.c
    padded = literal(" ") + known.key + literal(" ")
    met = [padded.contains(f" {key} ", autoescape=True) for name in asked if (key := folding.key(name))]
    return (known.kind == kind) & (or_(*met) if met else literal(value=False))


def beginning(kind: Kind, typed: str) -> ColumnElement[bool]:
    """The names of this kind in which some word begins as typed; all of them where nothing was typed."""
    known = schema.names.c
    key = folding.key(typed)
    return (known.kind == kind) & (literal(" ") + known.key).contains(f" {key}" if key else "", autoescape=True)
