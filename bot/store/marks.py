"""What stands against a card: how many reports are open, and its retraction by an admin."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Label, false, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.readers import Retraction
from bot.store import schema
from bot.store.dialect import insert

_OPEN = schema.reports.c.settled == false()


async def retract(tx: AsyncConnection, retraction: Retraction) -> bool:
    """Whether the card was not taken back before."""
    values = {"at": retraction.at, "who": retraction.who, "where": retraction.where, "reason": retraction.reason}
    new = insert(tx, schema.retractions).values(values | {"card_seq": _seq(retraction.card_id)}).on_conflict_do_nothing()
    # not by the count of rows, which PostgreSQL's driver does not give of what is inserted
    return (await tx.execute(new.returning(schema.retractions.c.card_seq))).first() is not None


async def retraction(tx: AsyncConnection, card_id: str) -> Retraction | None:
    """That the card was taken back, if it was."""
    found = await retracted(tx, list((await tx.execute(select(_seq(card_id)))).scalars()))
    return next(iter(found.values()), None)


# ── for the other queries of this room ───────────────────────────────────────────────────────────────────────────────────────


async def reported(tx: AsyncConnection, seqs: Sequence[int]) -> dict[int, int]:
    """How many open reports each of these cards has; one without any is not named."""
    kept = schema.reports.c
    query = select(kept.card_seq, func.count().label("many")).where(kept.card_seq.in_(seqs), _OPEN).group_by(kept.card_seq)
    return {row.card_seq: row.many for row in (await tx.execute(query)).all()} if seqs else {}


async def retracted(tx: AsyncConnection, seqs: Sequence[int | None]) -> dict[int, Retraction]:
    """Those of these cards that were taken back."""
    kept = schema.retractions.c
    query = select(schema.retractions, schema.cards.c.id).join(schema.cards, kept.card_seq == schema.cards.c.seq)
    rows = (await tx.execute(query.where(kept.card_seq.in_(seqs)))).all() if seqs else ()
    return {
        row.card_seq: Retraction(card_id=row.id, at=row.at, who=row.who, where=row.where, reason=row.reason) for row in rows
    }


def standing() -> ColumnElement[bool]:
    """The cards that were not taken back."""
    return schema.cards.c.seq.not_in(select(schema.retractions.c.card_seq))


def count() -> Label[int]:
    """How many open reports the card has, as the column `reports`."""
    kept = schema.reports.c
    return select(func.count()).where(kept.card_seq == schema.cards.c.seq, _OPEN).scalar_subquery().label("reports")


def _seq(card_id: str) -> ColumnElement[int]:
    return select(schema.cards.c.seq).where(schema.cards.c.id == card_id.strip().upper()).scalar_subquery()
