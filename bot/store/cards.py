"""Cards: put in once, given back whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import card_json, folding
from bot.model.cards import Card
from bot.store import marks, parts, revised, schema
from bot.store.dialect import insert as insert_into
from bot.store.records import StoredCard

_ID = re.compile(r"BB-\d{4}-\d{2}-\d{2}-\d{3,}", re.ASCII)


async def insert(tx: AsyncConnection, card: Card, *, identity: str, feed_id: str | None, now: datetime) -> Card:
    """Keep the card and give it its permanent id, `BB-<day of now, UTC>-<number within the day>`.

    An article that is already kept under this identity (another feed, another address, another worker) is given back as it
    stands, and the feed is noted on it: owing that card's deliveries again owes nothing new.
    """
    held = await by_identity(tx, identity)
    if held is None:
        named = replace(card, id=await _next_id(tx, now.astimezone(UTC).date()))
        came = {"id": named.id, "identity": identity, "feed_id": feed_id, "stored_at": now, "published": card.published}
        row = insert_into(tx, schema.cards).values(came | {"at": min(card.published or now, now)} | _told(named))
        kept = await tx.execute(row.on_conflict_do_nothing(index_elements=["identity"]).returning(schema.cards.c.seq))
        seq = kept.scalar_one_or_none()
        if seq is not None:
            await parts.keep(tx, seq, named)
            await _seen_in(tx, seq, feed_id, now)
            return named
        held = await by_identity(tx, identity)  # another worker was first, and has committed
        assert held is not None, identity
    seq = (await tx.execute(select(schema.cards.c.seq).where(schema.cards.c.id == held.card.id))).scalar_one()
    await _seen_in(tx, seq, feed_id, now)
    return held.card


async def rewrite(tx: AsyncConnection, old: Card, new: Card) -> Card:
    """Put what the article says now in the place of what the card said: its body, names, quotes, figures, and the words by
    which they are found. The id and the place in the order of cards stay. `old`: the card as it is kept; gives the new one."""
    assert old.id is not None
    renewed = replace(new, id=old.id, published=old.published)
    kept = schema.cards.c
    seq = (await tx.execute(select(kept.seq).where(kept.id == old.id).with_for_update())).scalar_one()
    await parts.drop(tx, seq, old)
    await tx.execute(update(schema.cards).where(kept.seq == seq).values(_told(renewed)))
    await parts.keep(tx, seq, renewed)
    return renewed


async def get(tx: AsyncConnection, card_id: str) -> StoredCard | None:
    """The card of that permanent id, in whatever case it was typed; None where there is none."""
    wanted = card_id.strip().upper()
    if not _ID.fullmatch(wanted):
        return None
    return await _one(tx, whole().where(schema.cards.c.id == wanted))


async def hold(tx: AsyncConnection, card_id: str) -> StoredCard | None:
    """The card as `get` gives it, which nobody else changes until the transaction ends."""
    await tx.execute(select(schema.cards.c.seq).where(schema.cards.c.id == card_id).with_for_update())
    return await get(tx, card_id)


async def by_identity(tx: AsyncConnection, identity: str) -> StoredCard | None:
    return await _one(tx, whole().where(schema.cards.c.identity == identity))


async def latest(tx: AsyncConnection, *, limit: int, before: str | None = None) -> tuple[StoredCard, ...]:
    """The newest cards by the article's date, without those taken back. `before`: the id of the last card already shown; an
    unknown id shows nothing."""
    kept = schema.cards.c
    query = whole().where(marks.standing()).order_by(kept.at.desc(), kept.seq.desc()).limit(limit)
    if before is not None:
        last = select(kept.at, kept.seq).where(kept.id == before.strip().upper()).subquery()
        query = query.where(tuple_(kept.at, kept.seq) < select(last.c.at, last.c.seq).scalar_subquery())
    return await gather(tx, query)


async def count(tx: AsyncConnection, *, since: datetime | None = None) -> int:
    """How many cards came in, since then or ever."""
    query = select(func.count()).select_from(schema.cards)
    if since is not None:
        query = query.where(schema.cards.c.stored_at >= since)
    return (await tx.execute(query)).scalar_one()


# ── for the other queries of this room ───────────────────────────────────────────────────────────────────────────────────────


def whole() -> Select[Any]:
    """A SELECT of whole cards, to be narrowed, sorted and handed to `gather`."""
    kept = schema.cards.c
    return select(kept.seq, kept.stored_at, kept.feed_id, schema.card_bodies.c.json).join_from(schema.cards, schema.card_bodies)


async def gather(tx: AsyncConnection, query: Select[Any]) -> tuple[StoredCard, ...]:
    rows = (await tx.execute(query)).all()
    seqs = [row.seq for row in rows]
    feeds, reported, retracted = await _feeds(tx, seqs), await marks.reported(tx, seqs), await marks.retracted(tx, seqs)
    last = await revised.last_told(tx, seqs)
    return tuple(
        replace(
            _stored(row, feeds.get(row.seq, ())),
            reports=reported.get(row.seq, 0),
            retraction=retracted.get(row.seq),
            revised=last.get(row.seq),
        )
        for row in rows
    )


async def _one(tx: AsyncConnection, query: Select[Any]) -> StoredCard | None:
    return next(iter(await gather(tx, query)), None)


async def _feeds(tx: AsyncConnection, seqs: Sequence[int]) -> dict[int, tuple[str, ...]]:
    seen = schema.card_feeds.c
    query = select(seen.card_seq, seen.feed_id).where(seen.card_seq.in_(seqs)).order_by(seen.seen_at, seen.feed_id)
    found: dict[int, tuple[str, ...]] = {}
    for row in (await tx.execute(query)).all() if seqs else ():
        found[row.card_seq] = (*found.get(row.card_seq, ()), row.feed_id)
    return found


def _stored(row: Any, feeds: tuple[str, ...]) -> StoredCard:
    card = card_json.from_json(row.json)
    return StoredCard(card=card, stored_at=row.stored_at, feed_id=row.feed_id, feeds=feeds)


# ── putting a card in ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _next_id(tx: AsyncConnection, on: date) -> str:
    """One row a day counts; who updates it holds it until the transaction ends, so that no number is given twice."""
    day = on.isoformat()
    first = insert_into(tx, schema.card_days).values(day=day, last=1)
    counted = first.on_conflict_do_update(index_elements=["day"], set_={"last": schema.card_days.c.last + 1})
    number = (await tx.execute(counted.returning(schema.card_days.c.last))).scalar_one()
    return f"BB-{day}-{number:03d}"


def _told(card: Card) -> dict[str, object]:
    """What of a card's row follows the article; its number, its feed and its dates are those of its first coming."""
    return {
        "language": card.language,
        "outlet": _clean(card.outlet),
        "outlet_key": folding.key(card.outlet or ""),
        "title": _clean(card.title),
        "url": _clean(card.url),
        "relevance": card.relevance.score,
    }


async def _seen_in(tx: AsyncConnection, seq: int, feed_id: str | None, now: datetime) -> None:
    if feed_id is not None:
        row = insert_into(tx, schema.card_feeds).values(card_seq=seq, feed_id=feed_id, seen_at=now)
        await tx.execute(row.on_conflict_do_nothing())


def _clean(text: str | None) -> str | None:
    """Without NUL, which a PostgreSQL text cannot hold; the card's own JSON keeps it, escaped."""
    return text.replace("\x00", "") if text is not None else None
