"""Cards that people keep for later."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.readers import Person
from bot.store import cards, schema
from bot.store.dialect import insert
from bot.store.records import Page, StoredCard

_KEPT = schema.saves.c


async def add(tx: AsyncConnection, person: Person, card_id: str, now: datetime) -> bool:
    """Whether it was not kept before. The card is in the store."""
    values = {"platform": person.platform, "workspace": person.workspace, "person": person.id, "at": now}
    new = insert(tx, schema.saves).values(values | {"card_seq": _seq(card_id)}).on_conflict_do_nothing()
    # not by the count of rows, which PostgreSQL's driver does not give of what is inserted
    return (await tx.execute(new.returning(_KEPT.card_seq))).first() is not None


async def remove(tx: AsyncConnection, person: Person, card_id: str) -> bool:
    """Whether it was kept."""
    gone = delete(schema.saves).where(_of(person), _KEPT.card_seq == _seq(card_id))
    return (await tx.execute(gone)).rowcount == 1


async def of(tx: AsyncConnection, person: Person, *, limit: int, offset: int = 0) -> Page[StoredCard]:
    """The person's cards, what was kept last first."""
    count = select(func.count()).select_from(schema.saves).where(_of(person))
    total = (await tx.execute(count)).scalar_one()
    whole = cards.whole().join(schema.saves, _KEPT.card_seq == schema.cards.c.seq).where(_of(person))
    found = await cards.gather(tx, whole.order_by(_KEPT.at.desc(), _KEPT.card_seq.desc()).limit(limit).offset(offset))
    return Page(found, total)


def _of(person: Person) -> ColumnElement[bool]:
    return and_(_KEPT.platform == person.platform, _KEPT.workspace == person.workspace, _KEPT.person == person.id)


def _seq(card_id: str) -> ColumnElement[int]:
    return select(schema.cards.c.seq).where(schema.cards.c.id == card_id.strip().upper()).scalar_subquery()
