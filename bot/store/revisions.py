"""How articles changed: each revision with its changes, and the card as it stood before, whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import card_json
from bot.model.cards import Card
from bot.model.revisions import Revision
from bot.store import cards, marks, revised, schema
from bot.store.numbers import seq_of
from bot.store.records import Page, StoredCard

_KEPT = schema.revisions.c
_AT_ONCE = 500  # values in one question


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A revision, with the card as it is now."""

    revision: Revision
    stored: StoredCard


async def keep(tx: AsyncConnection, before: Card, revision: Revision) -> None:
    """`before`: the card as it stood until this revision. Its number is given by `next_number`, in the same transaction."""
    await tx.execute(
        schema.revisions.insert().values(
            card_seq=seq_of(before.id or ""),
            number=revision.number,
            at=revision.at,
            kind=revision.kind.value,
            changes=revised.dump(revision),
            before=card_json.dumps(before),
        )
    )


async def next_number(tx: AsyncConnection, card_id: str) -> int:
    query = select(func.coalesce(func.max(_KEPT.number), 0)).where(_KEPT.card_seq == seq_of(card_id))
    return int((await tx.execute(query)).scalar_one()) + 1


async def of_card(tx: AsyncConnection, card_id: str, *, told: bool = True) -> tuple[Revision, ...]:
    """The card's revisions, the oldest first; `told`: only those that readers are told of."""
    query = select(schema.revisions).where(_KEPT.card_seq == seq_of(card_id)).order_by(_KEPT.number)
    if told:
        query = query.where(_KEPT.kind.in_(revised.TOLD))
    return tuple(revised.load(row) for row in (await tx.execute(query)).all())


async def before(tx: AsyncConnection, card_id: str) -> tuple[tuple[Revision, Card], ...]:
    """Each revision with the card that it replaced, the oldest first."""
    query = select(schema.revisions).where(_KEPT.card_seq == seq_of(card_id)).order_by(_KEPT.number)
    return tuple((revised.load(row), card_json.from_json(row.before)) for row in (await tx.execute(query)).all())


async def of_cards(tx: AsyncConnection, card_ids: Sequence[str]) -> dict[str, tuple[tuple[Revision, Card], ...]]:
    """What readers were told of each of these cards, the oldest first, with the card as it stood before; a card that never
    changed is not named."""
    found: dict[str, tuple[tuple[Revision, Card], ...]] = {}
    for start in range(0, len(card_ids), _AT_ONCE):
        query = _told(standing=False).where(schema.cards.c.id.in_(card_ids[start : start + _AT_ONCE]))
        for row in (await tx.execute(query.order_by(_KEPT.card_seq, _KEPT.number))).all():
            found[row.card] = (*found.get(row.card, ()), (revised.load(row), card_json.from_json(row.before)))
    return found


async def latest(
    tx: AsyncConnection,
    *,
    limit: int,
    offset: int = 0,
    outlets: Sequence[str] = (),
    topics: Sequence[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> Page[Correction]:
    """What readers were told of, the newest first; nothing of cards that were taken back. `outlets`, `topics`: ids; one of each
    has to fit. `until`: the first moment no longer counted."""
    query = _told()
    if outlets:
        query = query.where(schema.cards.c.outlet.in_(outlets))
    if topics:
        worn = schema.card_topics.c
        query = query.where(_KEPT.card_seq.in_(select(worn.card_seq).where(worn.topic.in_(topics))))
    if since is not None:
        query = query.where(_KEPT.at >= since)
    if until is not None:
        query = query.where(_KEPT.at < until)
    total = (await tx.execute(select(func.count()).select_from(query.subquery()))).scalar_one()
    rows = (await tx.execute(query.order_by(_KEPT.at.desc(), _KEPT.id.desc()).limit(limit).offset(offset))).all()
    stored = await cards.gather(tx, cards.whole().where(schema.cards.c.id.in_([row.card for row in rows]))) if rows else ()
    held = {one.card.id: one for one in stored}
    return Page(tuple(Correction(revision=revised.load(row), stored=held[row.card]) for row in rows), total)


def _told(*, standing: bool = True) -> Select[Any]:
    joined = select(schema.revisions, schema.cards.c.id.label("card")).join(schema.cards, schema.cards.c.seq == _KEPT.card_seq)
    told = joined.where(_KEPT.kind.in_(revised.TOLD))
    return told.where(marks.standing()) if standing else told
