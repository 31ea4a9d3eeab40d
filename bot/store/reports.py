"""What readers say is wrong on cards, and what the admins made of it. No report is taken out, and no ruling."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.readers import Person, Report, Ruling
from bot.store import schema
from bot.store.records import Page

_KEPT = schema.reports.c
_RULED = schema.rulings.c


async def add(tx: AsyncConnection, report: Report) -> int:
    """Keeps the report, and gives its number."""
    who = report.person
    person = {"platform": who.platform, "workspace": who.workspace, "person": who.id} if who else {}
    told = {"at": report.at, "who": report.who, "where": report.where, "words": report.words, "settled": False}
    card = select(schema.cards.c.seq).where(schema.cards.c.id == report.card_id).scalar_subquery()
    row = schema.reports.insert().values(told | person | {"card_seq": card}).returning(_KEPT.id)
    number: int = (await tx.execute(row)).scalar_one()
    return number


async def of_card(tx: AsyncConnection, card_id: str) -> tuple[Report, ...]:
    """The reports on the card, the oldest first, settled ones as well."""
    return await _gather(tx, [schema.cards.c.id == card_id.strip().upper()], newest_first=False)


async def get(tx: AsyncConnection, number: int) -> Report | None:
    return next(iter(await _gather(tx, [_KEPT.id == number])), None)


async def all(tx: AsyncConnection, *, settled: bool, limit: int, offset: int = 0) -> Page[Report]:  # noqa: A001 - read as `reports.all(tx)`
    """The open reports, the newest first; with `settled` the settled ones too."""
    wanted = [] if settled else [_KEPT.settled == false()]
    total = (await tx.execute(select(func.count()).select_from(schema.reports).where(*wanted))).scalar_one()
    return Page(await _gather(tx, wanted, limit=limit, offset=offset) if total > offset else (), total)


async def times_of(tx: AsyncConnection, person: Person, *, since: datetime) -> tuple[datetime, ...]:
    """When the person reported since then, the oldest first."""
    query = select(_KEPT.at).where(_of(person), _KEPT.at > since).order_by(_KEPT.at)
    return tuple((await tx.execute(query)).scalars())


async def rule(tx: AsyncConnection, numbers: Sequence[int], ruling: Ruling) -> None:
    """Settles these reports, or opens them again."""
    told = {"at": ruling.at, "who": ruling.who, "where": ruling.where, "settled": ruling.settled, "words": ruling.words}
    await tx.execute(schema.rulings.insert(), [told | {"report_id": number} for number in numbers])
    await tx.execute(update(schema.reports).where(_KEPT.id.in_(numbers)).values(settled=ruling.settled))


def _of(person: Person) -> ColumnElement[bool]:
    return and_(_KEPT.platform == person.platform, _KEPT.workspace == person.workspace, _KEPT.person == person.id)


async def _gather(
    tx: AsyncConnection,
    wanted: Sequence[ColumnElement[bool]],
    *,
    newest_first: bool = True,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Report, ...]:
    query = select(schema.reports, schema.cards.c.id.label("card_id")).join(schema.cards, _KEPT.card_seq == schema.cards.c.seq)
    query = query.where(*wanted).order_by(_KEPT.id.desc() if newest_first else _KEPT.id).limit(limit).offset(offset)
    rows = (await tx.execute(query)).all()
    ruled = select(schema.rulings).where(_RULED.report_id.in_([row.id for row in rows])).order_by(_RULED.id)
    rulings: dict[int, list[Ruling]] = {}
    for row in (await tx.execute(ruled)).all() if rows else ():
        told = Ruling(at=row.at, who=row.who, where=row.where, settled=row.settled, words=row.words)
        rulings.setdefault(row.report_id, []).append(told)
    return tuple(_report(row, tuple(rulings.get(row.id, ()))) for row in rows)


def _report(row: Any, rulings: tuple[Ruling, ...]) -> Report:
    person = Person(platform=row.platform, workspace=row.workspace, id=row.person) if row.person is not None else None
    return Report(
        id=row.id,
        card_id=row.card_id,
        at=row.at,
        who=row.who,
        where=row.where,
        words=row.words,
        person=person,
        settled=row.settled,
        rulings=rulings,
    )
