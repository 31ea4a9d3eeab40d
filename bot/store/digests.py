"""Digests that were made: for which hour, what they told, and how many items each feed brought."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.readers import Retraction
from bot.store import schema
from bot.store.dialect import insert

REMEMBERED = timedelta(days=30)
"""How long a channel is taken to know what a digest told it."""

_RUN, _ITEM = schema.digest_runs.c, schema.digest_items.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A digest that was made, or the moment its plan was first seen (`subject` is empty then, as it is where nothing was to be
    said)."""

    channel: str
    digest: str
    slot: datetime
    at: datetime
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a digest told of a story. `cards`: the ids of all that was known of it; `lead`: of the card that stood for it."""

    story: str
    lead: str
    cards: frozenset[str]
    at: datetime


async def last_runs(tx: AsyncConnection) -> Mapping[tuple[str, str], Run]:
    """Channel and digest → the run of its latest hour."""
    newest = select(_RUN.channel, _RUN.digest, func.max(_RUN.slot).label("slot")).group_by(_RUN.channel, _RUN.digest).subquery()
    query = select(schema.digest_runs).join(
        newest, (newest.c.channel == _RUN.channel) & (newest.c.digest == _RUN.digest) & (newest.c.slot == _RUN.slot)
    )
    return {(row.channel, row.digest): _run(row) for row in (await tx.execute(query)).all()}


async def runs(tx: AsyncConnection, channel: str, *, limit: int) -> tuple[Run, ...]:
    """The channel's digests, the newest first, those left out that said nothing."""
    query = (
        select(schema.digest_runs).where(_RUN.channel == channel, _RUN.subject != "").order_by(_RUN.at.desc(), _RUN.id.desc())
    )
    return tuple(_run(row) for row in (await tx.execute(query.limit(limit))).all())


async def begin(tx: AsyncConnection, run: Run) -> int | None:
    """The number of the run; None where another machine has made this digest, or is making it."""
    row = insert(tx, schema.digest_runs).values(
        channel=run.channel, digest=run.digest, slot=run.slot, at=run.at, subject=run.subject
    )
    return (await tx.execute(row.on_conflict_do_nothing().returning(_RUN.id))).scalar_one_or_none()


async def tell(tx: AsyncConnection, run: int, told: Sequence[Told]) -> None:
    rows = [
        {"run_id": run, "story": one.story, "stamp": json.dumps({"lead": one.lead, "cards": sorted(one.cards)})} for one in told
    ]
    if rows:
        await tx.execute(schema.digest_items.insert(), rows)


async def told(tx: AsyncConnection, channel: str, *, since: datetime) -> tuple[Told, ...]:
    """What the channel's digests told since then, the oldest first: a story as often as it was told."""
    query = (
        select(_ITEM.story, _ITEM.stamp, _RUN.at)
        .join(schema.digest_runs, _RUN.id == _ITEM.run_id)
        .where(_RUN.channel == channel, _RUN.at >= since)
        .order_by(_RUN.at, _RUN.id)
    )
    return tuple(_told(row) for row in (await tx.execute(query)).all())


async def telling(tx: AsyncConnection, card_id: str, *, since: datetime) -> tuple[tuple[Run, Told], ...]:
    """What digests of any channel told since then of a story of which they knew this card, the oldest first."""
    query = (
        select(schema.digest_runs, _ITEM.story, _ITEM.stamp)
        .join(schema.digest_items, _RUN.id == _ITEM.run_id)
        .where(_RUN.at >= since, _ITEM.stamp.contains(json.dumps(card_id), autoescape=True))
        .order_by(_RUN.at, _RUN.id)
    )
    return tuple((_run(row), _told(row)) for row in (await tx.execute(query)).all())


async def retractions(tx: AsyncConnection, *, since: datetime) -> tuple[Retraction, ...]:
    """The cards that were taken back after that moment, the first of them first."""
    kept = schema.retractions.c
    query = select(schema.retractions, schema.cards.c.id).join(schema.cards, kept.card_seq == schema.cards.c.seq)
    rows = (await tx.execute(query.where(kept.at > since).order_by(kept.at))).all()
    return tuple(Retraction(card_id=row.id, at=row.at, who=row.who, where=row.where, reason=row.reason) for row in rows)


async def items(tx: AsyncConnection, *, days: int, now: datetime) -> Mapping[str, tuple[int, ...]]:
    """Feed → how many new entries it showed on each of the last days (each of 24 hours, the one that ends now first)."""
    seen, begins = schema.entries.c, now - timedelta(days=days)
    found: dict[str, list[int]] = {}
    for row in await tx.execute(select(seen.feed_id, seen.seen_at).where(seen.seen_at > begins, seen.seen_at <= now)):
        found.setdefault(row.feed_id, [0] * days)[(now - row.seen_at) // timedelta(days=1)] += 1
    return {feed: tuple(counted) for feed, counted in found.items()}


def _run(row: object) -> Run:
    return Run(**{name: getattr(row, name) for name in ("channel", "digest", "slot", "at", "subject")})


def _told(row: Any) -> Told:
    stamp = json.loads(row.stamp)
    return Told(story=row.story, lead=stamp["lead"], cards=frozenset(stamp["cards"]), at=row.at)
