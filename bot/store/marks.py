"""What stands against a card: readers' reports, and its retraction by an admin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.readers import Report, Retraction
from bot.store import schema
from bot.store.dialect import insert


async def report(tx: AsyncConnection, report: Report) -> int:
    """Keeps the report, and gives how many the card now has."""
    values = {"at": report.at, "who": report.who, "where": report.where, "words": report.words}
    await tx.execute(schema.reports.insert().values(values | {"card_seq": _seq(report.card_id)}))
    count = select(func.count()).select_from(schema.reports).where(schema.reports.c.card_seq == _seq(report.card_id))
    return (await tx.execute(count)).scalar_one()


async def reports(tx: AsyncConnection, card_ids: Iterable[str]) -> tuple[Report, ...]:
    """The reports on these cards, the oldest first."""
    kept = schema.reports.c
    query = _with_id(schema.reports).where(schema.cards.c.id.in_(list(card_ids))).order_by(kept.at, kept.id)
    rows = (await tx.execute(query)).all()
    return tuple(Report(card_id=r.card_id, at=r.at, who=r.who, where=r.where, words=r.words) for r in rows)


async def retract(tx: AsyncConnection, retraction: Retraction) -> bool:
    """Whether the card was not taken back before."""
    values = {"at": retraction.at, "who": retraction.who, "where": retraction.where, "reason": retraction.reason}
    new = insert(tx, schema.retractions).values(values | {"card_seq": _seq(retraction.card_id)}).on_conflict_do_nothing()
    # not by the count of rows, which PostgreSQL's driver does not give of what is inserted
    return (await tx.execute(new.returning(schema.retractions.c.card_seq))).first() is not None


async def retractions(tx: AsyncConnection, card_ids: Iterable[str]) -> dict[str, Retraction]:
    """Those of these cards that were taken back."""
    query = _with_id(schema.retractions).where(schema.cards.c.id.in_(list(card_ids)))
    rows = (await tx.execute(query)).all()
    return {r.card_id: Retraction(card_id=r.card_id, at=r.at, who=r.who, where=r.where, reason=r.reason) for r in rows}


def _with_id(table: Any) -> Select[Any]:
    return select(table, schema.cards.c.id.label("card_id")).join(schema.cards, table.c.card_seq == schema.cards.c.seq)


def _seq(card_id: str) -> ColumnElement[int]:
    return select(schema.cards.c.seq).where(schema.cards.c.id == card_id.strip().upper()).scalar_subquery()
