"""A revision as it is kept, and how each of some cards was revised last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.revisions import Difference, Revision, RevisionKind
from bot.store import schema, wire

if TYPE_CHECKING:
    from pydantic import TypeAdapter

TOLD = (RevisionKind.SUBSTANTIAL.value, RevisionKind.WITHDRAWN.value, RevisionKind.RETURNED.value)
"""Revisions that readers are told of."""

_KEPT = schema.revisions.c


async def last_told(tx: AsyncConnection, seqs: Sequence[int]) -> dict[int, Revision]:
    """Of these cards, those that readers were told to have changed, with the last such change."""
    if not seqs:
        return {}
    newest = select(func.max(_KEPT.id)).where(_KEPT.card_seq.in_(seqs), _KEPT.kind.in_(TOLD)).group_by(_KEPT.card_seq)
    rows = (await tx.execute(select(schema.revisions).where(_KEPT.id.in_(newest)))).all()
    return {row.card_seq: load(row) for row in rows}


def dump(revision: Revision) -> str:
    """The revision's changes and its reason."""
    changes = _adapter().dump_python(revision.changes, mode="json")
    return json.dumps([changes, wire.dump_reason(revision.reason)], ensure_ascii=False, separators=(",", ":"))


def load(row: Any) -> Revision:
    changes, reason = json.loads(row.changes)
    return Revision(
        number=row.number,
        at=row.at,
        kind=RevisionKind(row.kind),
        changes=_adapter().validate_python(changes),
        reason=wire.load_reason(reason),
    )


@cache
def _adapter() -> TypeAdapter[tuple[Difference, ...]]:
    from pydantic import Field, TypeAdapter

    return TypeAdapter(tuple[Annotated[Difference, Field(discriminator="kind")], ...])
