"""Cards that a channel wants and that wait for a digest of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.reasons import Reason
from bot.store import cards, schema, wire
from bot.store.dialect import insert
from bot.store.numbers import seq_of
from bot.store.records import StoredCard

_KEPT = schema.waiting.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A card that waits, since when and why."""

    stored: StoredCard
    at: datetime
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits for one reason: how many cards, since when, and when the last of them came."""

    reason: Reason
    count: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a card in a channel where it waited. `settled`: the subject of the digest that told of it, or the reason
    why none will; None: it waits."""

    channel: str
    at: datetime
    reason: Reason
    settled: str | Reason | None


async def hold(tx: AsyncConnection, channel: str, card_id: str, reason: Reason, now: datetime) -> None:
    """A card that the channel has waiting, or had, stays as it is."""
    row = insert(tx, schema.waiting).values(
        channel=channel, card_seq=seq_of(card_id), at=now, reason=wire.dump_reason(reason), settled=None
    )
    await tx.execute(row.on_conflict_do_nothing())


async def queues(tx: AsyncConnection) -> Mapping[str, tuple[Queue, ...]]:
    """Channel → what waits there; a channel where nothing does is not named."""
    columns = (_KEPT.channel, _KEPT.reason, func.count().label("many"), func.min(_KEPT.at), func.max(_KEPT.at))
    query = select(*columns).where(_KEPT.settled.is_(None)).group_by(_KEPT.channel, _KEPT.reason)
    found: dict[str, tuple[Queue, ...]] = {}
    for channel, reason, many, first, last in (await tx.execute(query)).all():
        one = Queue(reason=wire.load_reason(reason), count=many, first=first, last=last)
        found[channel] = (*found.get(channel, ()), one)
    return found


async def of_channel(tx: AsyncConnection, channel: str) -> tuple[Held, ...]:
    """What waits there, the oldest first, cards that were taken back among them."""
    rows = {
        row.id: row
        for row in await tx.execute(
            select(schema.cards.c.id, _KEPT.at, _KEPT.reason)
            .join(schema.cards, schema.cards.c.seq == _KEPT.card_seq)
            .where(_KEPT.channel == channel, _KEPT.settled.is_(None))
        )
    }
    query = cards.whole().join(schema.waiting, _KEPT.card_seq == schema.cards.c.seq)
    query = query.where(_KEPT.channel == channel, _KEPT.settled.is_(None)).order_by(_KEPT.at, schema.cards.c.seq)
    return tuple(
        Held(stored=stored, at=row.at, reason=wire.load_reason(row.reason))
        for stored in await cards.gather(tx, query)
        if (row := rows.get(stored.card.id or "")) is not None
    )


async def settle(tx: AsyncConnection, channel: str, fates: Mapping[str, str | Reason]) -> int:
    """Card's id → the subject of the digest that tells of it, or why none will. Gives how many were still waiting."""
    rows = [
        {"card": card_id, "fate": fate if isinstance(fate, str) else wire.dump_reason(fate)} for card_id, fate in fates.items()
    ]
    done = 0
    for one in rows:
        mine = update(schema.waiting).where(
            _KEPT.channel == channel, _KEPT.card_seq == seq_of(one["card"]), _KEPT.settled.is_(None)
        )
        done += (await tx.execute(mine.values(settled=bindparam("fate", one["fate"])))).rowcount
    return done


async def reopen(tx: AsyncConnection, channel: str, card_id: str, now: datetime) -> int:
    """The card waits once more: what was made of it told nobody of it. One if it had been settled, else nought."""
    mine = update(schema.waiting).where(_KEPT.channel == channel, _KEPT.card_seq == seq_of(card_id), _KEPT.settled.is_not(None))
    return (await tx.execute(mine.values(settled=None, at=now))).rowcount


async def give_up(tx: AsyncConnection, channel: str, reason: Reason, *, until: datetime) -> int:
    """Settles what has waited there since then or longer: no digest tells it. Gives how many cards."""
    mine = update(schema.waiting).where(_KEPT.channel == channel, _KEPT.settled.is_(None), _KEPT.at <= until)
    return (await tx.execute(mine.values(settled=wire.dump_reason(reason)))).rowcount


async def given_up(tx: AsyncConnection, codes: Collection[str], *, since: datetime, limit: int) -> tuple[tuple[str, Fate], ...]:
    """The cards, by id, that came since then, waited, and were settled for one of these reasons; the last that came first."""
    of_it = or_(*(_KEPT.settled.startswith(json.dumps([code])[:-1], autoescape=True) for code in codes))
    query = select(schema.waiting, schema.cards.c.id).join(schema.cards, schema.cards.c.seq == _KEPT.card_seq)
    query = query.where(_KEPT.at >= since, of_it).order_by(_KEPT.at.desc(), _KEPT.card_seq.desc(), _KEPT.channel).limit(limit)
    return tuple((row.id, _fate(row)) for row in (await tx.execute(query)).all())


async def of_card(tx: AsyncConnection, card_id: str) -> tuple[Fate, ...]:
    """Where the card waits, or waited, in the order of the channels' ids."""
    query = select(schema.waiting).where(_KEPT.card_seq == seq_of(card_id)).order_by(_KEPT.channel)
    return tuple(_fate(row) for row in (await tx.execute(query)).all())


def _fate(row: Any) -> Fate:
    return Fate(channel=row.channel, at=row.at, reason=wire.load_reason(row.reason), settled=_settled(row.settled))


def _settled(told: str | None) -> str | Reason | None:
    return wire.load_reason(told) if told is not None and told.startswith("[") else told
