"""Articles that are looked at again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.editorial.watching import UNLISTED, Watch
from bot.store import schema
from bot.store.dialect import insert
from bot.store.numbers import seq_of

_KEPT = schema.watches.c
_CARDS = schema.cards.c
_BROUGHT = schema.card_feeds.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a feed's entry said when its article was last read. `identity`: the entry's own."""

    card_id: str
    identity: str
    entry_print: str | None


async def begin(tx: AsyncConnection, watch: Watch) -> None:
    """An article that is watched already stays as it is."""
    row = insert(tx, schema.watches).values(card_seq=seq_of(watch.card_id), **_values(watch))
    await tx.execute(row.on_conflict_do_nothing(index_elements=["card_seq"]))


async def save(tx: AsyncConnection, watch: Watch) -> None:
    await tx.execute(update(schema.watches).where(_KEPT.card_seq == seq_of(watch.card_id)).values(_values(watch)))


async def get(tx: AsyncConnection, card_id: str) -> Watch | None:
    row = (await tx.execute(_whole().where(_CARDS.id == card_id))).one_or_none()
    return _watch(row) if row is not None else None


async def due(tx: AsyncConnection, now: datetime, *, limit: int) -> tuple[Watch, ...]:
    """Those whose time has come, the longest overdue first; none of a card that was taken back."""
    back = select(schema.retractions.c.card_seq)
    query = _whole().where(_KEPT.next_at <= now, _KEPT.card_seq.not_in(back)).order_by(_KEPT.next_at, _KEPT.card_seq)
    return tuple(_watch(row) for row in (await tx.execute(query.limit(limit))).all())


async def next_at(tx: AsyncConnection) -> datetime | None:
    """When the next article is due; never one of a card that was taken back."""
    query = select(func.min(_KEPT.next_at)).where(_KEPT.card_seq.not_in(select(schema.retractions.c.card_seq)))
    earliest: datetime | None = (await tx.execute(query)).scalar_one()
    return earliest


async def note(tx: AsyncConnection, card_id: str, feed_id: str, entry_print: str) -> None:
    """What a feed says of the article that is read. Of the first one its watch knows too."""
    mine = update(schema.card_feeds).where(_BROUGHT.card_seq == seq_of(card_id), _BROUGHT.feed_id == feed_id)
    await tx.execute(mine.values(entry_print=entry_print))


async def known(tx: AsyncConnection, feed_id: str, identities: Collection[str]) -> tuple[Known, ...]:
    """Of the entries whose articles this feed has brought, as the first or after another: what they said. An entry's address
    may differ from that of its article, which leads on to the other through what was judged."""
    if not identities:
        return ()
    judged = schema.judged.c
    ours = and_(judged.feed_id == feed_id, judged.outcome.in_(("card", "known")), judged.article != "")
    mine = select(judged.article).where(ours, judged.identity.in_(identities))
    of_card = or_(_CARDS.identity.in_(identities), _CARDS.identity.in_(mine))
    entry = (
        select(judged.identity)
        .where(ours, judged.article == _CARDS.identity)
        .order_by(judged.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    said = case((_CARDS.feed_id == feed_id, _KEPT.entry_print), else_=_BROUGHT.entry_print).label("entry_print")
    query = (
        select(_CARDS.id, func.coalesce(entry, _CARDS.identity).label("identity"), said)
        .join(schema.watches, _KEPT.card_seq == _CARDS.seq)
        .join(schema.card_feeds, and_(_BROUGHT.card_seq == _CARDS.seq, _BROUGHT.feed_id == feed_id), isouter=True)
        .where(or_(_CARDS.feed_id == feed_id, _BROUGHT.entry_print.is_not(None)), of_card)
    )
    rows = (await tx.execute(query)).all()
    return tuple(Known(card_id=row.id, identity=row.identity, entry_print=row.entry_print) for row in rows)


async def unlisted(
    tx: AsyncConnection, feed_id: str, listed: Collection[str], *, after: datetime, before: datetime
) -> tuple[str, ...]:
    """Of the articles that this feed brought, published between the two: the cards of those that are looked at still, that no
    entry of these identities tells of, and of which neither page nor entry was missing before."""
    judged = schema.judged.c
    mine = select(judged.article).where(judged.feed_id == feed_id, judged.identity.in_(listed), judged.article != "")
    brought = select(_BROUGHT.card_seq).where(_BROUGHT.feed_id == feed_id, _BROUGHT.entry_print.is_not(None))
    query = select(_CARDS.id).join(schema.watches, _KEPT.card_seq == _CARDS.seq)
    query = query.where(
        or_(_CARDS.feed_id == feed_id, _CARDS.seq.in_(brought)),
        _CARDS.published > after,
        _CARDS.published < before,
        _KEPT.next_at.is_not(None),
        _KEPT.missing == 0,
        _KEPT.entry_print.not_like(f"{UNLISTED}%"),
        _CARDS.identity.not_in(listed),
        _CARDS.identity.not_in(mine),
        _CARDS.seq.not_in(select(schema.retractions.c.card_seq)),
    )
    return tuple((await tx.execute(query)).scalars())


def _whole() -> Any:
    return select(schema.watches, _CARDS.id).join(schema.cards, _CARDS.seq == _KEPT.card_seq)


def _values(watch: Watch) -> dict[str, object]:
    return {
        "next_at": watch.next_at,
        "checks": watch.checks,
        "missing": watch.missing,
        "failures": watch.failures,
        "etag": watch.etag,
        "modified": watch.modified,
        "entry_print": watch.entry_print,
        "headline": watch.headline,
    }


def _watch(row: Any) -> Watch:
    return Watch(
        card_id=row.id,
        next_at=row.next_at,
        checks=row.checks,
        missing=row.missing,
        failures=row.failures,
        etag=row.etag,
        modified=row.modified,
        entry_print=row.entry_print,
        headline=row.headline,
    )
