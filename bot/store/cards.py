"""Cards: put in once, given back whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import chain, groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import card_json, folding
from bot.model.cards import Card, Figure, Name, PersonName, Quote
from bot.store import fulltext, marks, naming, revised, schema, wire
from bot.store.dialect import insert as insert_into
from bot.store.records import StoredCard

_TOLD = ("language", "outlet", "outlet_key", "title", "url", "relevance")
"""What of a card's row follows the article; its number, its feed and its dates are those of its first coming."""

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_ID = re.compile(r"BB-\d{4}-\d{2}-\d{2}-\d{3,}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A card on its way in; `identity` and `feed_id`: whose article it is, and by which feed it came."""

    card: Card
    identity: str
    feed_id: str | None
    now: datetime


async def insert(tx: AsyncConnection, card: Card, *, identity: str, feed_id: str | None, now: datetime) -> Card:
    """Keep the card and give it its permanent id, `BB-<day of now, UTC>-<number within the day>`.

    An article that is already kept under this identity (another feed, another address, another worker) is given back as it
    stands, and the feed is noted on it: owing that card's deliveries again owes nothing new.
    """
    held = await by_identity(tx, identity)
    if held is None:
        (number,) = await _next_ids(tx, now.astimezone(UTC).date(), 1)
        named = replace(card, id=number)
        row = insert_into(tx, schema.cards).values(_row(New(card=named, identity=identity, feed_id=feed_id, now=now)))
        kept = await tx.execute(row.on_conflict_do_nothing(index_elements=["identity"]).returning(schema.cards.c.seq))
        seq = kept.scalar_one_or_none()
        if seq is not None:
            await _parts(tx, [(seq, named)])
            await _seen_in(tx, seq, feed_id, now)
            return named
        held = await by_identity(tx, identity)  # another worker was first, and has committed
        assert held is not None, identity
    seq = (await tx.execute(select(schema.cards.c.seq).where(schema.cards.c.id == held.card.id))).scalar_one()
    await _seen_in(tx, seq, feed_id, now)
    return held.card


async def insert_all(tx: AsyncConnection, arrivals: Sequence[New]) -> tuple[Card, ...]:
    """Keep many cards at once, none of them kept yet, as `insert` keeps each: some hundred are put in as fast as a few."""
    numbered: list[New] = []
    for now, some in groupby(arrivals, key=lambda one: one.now.astimezone(UTC).date()):
        same_day = list(some)
        numbers = await _next_ids(tx, now, len(same_day))
        numbered += [replace(one, card=replace(one.card, id=number)) for one, number in zip(same_day, numbers, strict=True)]
    seqs = await _numbered(tx, schema.cards, schema.cards.c.seq, [_row(one) for one in numbered])
    await _parts(tx, [(seq, one.card) for seq, one in zip(seqs, numbered, strict=True)])
    feeds = [
        {"card_seq": seq, "feed_id": one.feed_id, "seen_at": one.now}
        for seq, one in zip(seqs, numbered, strict=True)
        if one.feed_id is not None
    ]
    if feeds:
        await tx.execute(schema.card_feeds.insert(), feeds)
    return tuple(one.card for one in numbered)


async def rewrite(tx: AsyncConnection, old: Card, new: Card) -> Card:
    """Put what the article says now in the place of what the card said: its body, names, quotes, figures, and the words by
    which they are found. The id and the place in the order of cards stay. `old`: the card as it is kept; gives the new one."""
    assert old.id is not None
    renewed = replace(new, id=old.id, published=old.published)
    kept = schema.cards.c
    seq = (await tx.execute(select(kept.seq).where(kept.id == old.id).with_for_update())).scalar_one()
    await _unname(tx, seq)
    await _drop_parts(tx, seq, old)
    row = {
        name: value for name, value in _row(New(card=renewed, identity="", feed_id=None, now=_NEVER)).items() if name in _TOLD
    }
    await tx.execute(update(schema.cards).where(kept.seq == seq).values(row))
    await _parts(tx, [(seq, renewed)])
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


async def _next_ids(tx: AsyncConnection, on: date, count: int) -> list[str]:
    """One row a day counts; who updates it holds it until the transaction ends, so that no number is given twice."""
    day = on.isoformat()
    first = insert_into(tx, schema.card_days).values(day=day, last=count)
    counted = first.on_conflict_do_update(index_elements=["day"], set_={"last": schema.card_days.c.last + count})
    last = (await tx.execute(counted.returning(schema.card_days.c.last))).scalar_one()
    return [f"BB-{day}-{number:03d}" for number in range(last - count + 1, last + 1)]


def _row(new: New) -> dict[str, object]:
    card = new.card
    return {
        "id": card.id,
        "identity": new.identity,
        "feed_id": new.feed_id,
        "stored_at": new.now,
        "at": min(card.published or new.now, new.now),
        "published": card.published,
        "language": card.language,
        "outlet": _clean(card.outlet),
        "outlet_key": folding.key(card.outlet or ""),
        "title": _clean(card.title),
        "url": _clean(card.url),
        "relevance": card.relevance.score,
    }


_Kept = Sequence[tuple[int, Card]]
"""Cards with the numbers of their rows."""


async def _parts(tx: AsyncConnection, kept: _Kept) -> None:
    await tx.execute(schema.card_bodies.insert(), [{"card_seq": seq, "json": card_json.dumps(card)} for seq, card in kept])
    await fulltext.index(tx, "card_words", [_card_item(seq, card) for seq, card in kept])
    scores = [(seq, {topic.id: topic.score for topic in card.topics}) for seq, card in kept]
    rows = [{"topic": topic, "card_seq": seq, "score": score} for seq, each in scores for topic, score in each.items()]
    if rows:
        await tx.execute(schema.card_topics.insert(), rows)
    await _named(tx, kept)
    await _quotes(tx, kept)
    await _figures(tx, kept)


async def _drop_parts(tx: AsyncConnection, seq: int, card: Card) -> None:
    """All that `_parts` put in. The full-text tables of SQLite keep no texts: they have to be told what to forget."""
    await fulltext.forget(tx, "card_words", [_card_item(seq, card)])
    quotes = await _rows_of(tx, schema.quotes, seq)
    told = [(number, card.quotes[at]) for number, at in quotes]
    items = [_quote_item(number, quote, wire.sentences_around(card, quote.spans)) for number, quote in told]
    await fulltext.forget(tx, "quote_words", items)
    figures = await _rows_of(tx, schema.figures, seq)
    await fulltext.forget(tx, "figure_words", [_figure_item(number, card.figures[at], card.text) for number, at in figures])
    for table in (schema.quotes, schema.figures, schema.card_names, schema.card_topics, schema.card_bodies):
        await tx.execute(delete(table).where(table.c.card_seq == seq))


async def _rows_of(tx: AsyncConnection, table: Table, seq: int) -> list[tuple[int, int]]:
    """Each row's number and its place on the card."""
    rows = await tx.execute(select(table.c.id, table.c.position).where(table.c.card_seq == seq).order_by(table.c.position))
    return [(row.id, row.position) for row in rows]


async def _unname(tx: AsyncConnection, seq: int) -> None:
    """The names that the card used are used by one card, or its quotes, less."""
    names = schema.card_names.c
    used = Counter((await tx.execute(select(names.name_id).where(names.card_seq == seq))).scalars())
    said = schema.quotes.c
    speakers = select(said.speaker_id).where(said.card_seq == seq, said.speaker_id.is_not(None))
    await naming.unuse(tx, used + Counter((await tx.execute(speakers)).scalars()))


async def _named(tx: AsyncConnection, kept: _Kept) -> None:
    found: dict[naming.Kind, list[tuple[int, tuple[PersonName | Name, ...]]]] = {
        "person": [(seq, card.people) for seq, card in kept],
        "organisation": [(seq, card.organisations) for seq, card in kept],
        "place": [(seq, card.places) for seq, card in kept],
    }
    rows: set[tuple[int, int]] = set()
    for kind, each in found.items():
        once = [(seq, list({folding.key(one.name): one.name for one in reversed(some)}.values())) for seq, some in each]
        ids = await naming.ids(tx, kind, chain.from_iterable(names for _, names in once))
        rows.update((seq, ids[name]) for seq, names in once for name in names if name in ids)
    if rows:
        await tx.execute(schema.card_names.insert(), [{"name_id": one, "card_seq": seq} for seq, one in sorted(rows)])


async def _quotes(tx: AsyncConnection, kept: _Kept) -> None:
    found = [
        (seq, at, quote, wire.sentences_around(card, quote.spans)) for seq, card in kept for at, quote in enumerate(card.quotes)
    ]
    speakers = await naming.ids(
        tx, "speaker", [name for _, _, quote, _ in found if quote.speaker and (name := quote.speaker.name)]
    )
    rows = [
        {
            "card_seq": seq,
            "position": at,
            "speaker_id": speakers.get(quote.speaker.name) if quote.speaker and quote.speaker.name else None,
            "json": wire.QUOTE.dump_json((quote, sentences)).decode(),
        }
        for seq, at, quote, sentences in found
    ]
    ids = await _numbered(tx, schema.quotes, schema.quotes.c.id, rows)
    items = [_quote_item(number, quote, sentences) for number, (_, _, quote, sentences) in zip(ids, found, strict=True)]
    await fulltext.index(tx, "quote_words", items)


async def _figures(tx: AsyncConnection, kept: _Kept) -> None:
    found = [(seq, at, figure, card.text) for seq, card in kept for at, figure in enumerate(card.figures)]
    rows = [
        {"card_seq": seq, "position": at, "json": wire.FIGURE.dump_json((figure, figure.sentence.of(text))).decode()}
        for seq, at, figure, text in found
    ]
    ids = await _numbered(tx, schema.figures, schema.figures.c.id, rows)
    items = [_figure_item(number, figure, text) for number, (_, _, figure, text) in zip(ids, found, strict=True)]
    await fulltext.index(tx, "figure_words", items)


def _card_item(seq: int, card: Card) -> fulltext.Item:
    return fulltext.Item(id=seq, head=card.title or "", body=card.text)


def _quote_item(number: int, quote: Quote, sentences: Sequence[str]) -> fulltext.Item:
    said_by = (quote.speaker.name, quote.speaker.role) if quote.speaker else ()
    return fulltext.Item(id=number, head=quote.text, body=_joined([*sentences, *said_by]))


def _figure_item(number: int, figure: Figure, text: str) -> fulltext.Item:
    return fulltext.Item(
        id=number,
        head=_joined([figure.measure, figure.unit]),
        body=_joined([figure.sentence.of(text), figure.place, figure.period]),
    )


def _joined(parts: Iterable[str | None]) -> str:
    return "\n".join(part for part in parts if part)


async def _numbered(
    tx: AsyncConnection, table: Table, number: ColumnElement[int], rows: Sequence[Mapping[str, object]]
) -> list[int]:
    """Insert the rows and give their numbers, in their order."""
    if not rows:
        return []
    kept = await tx.execute(table.insert().returning(number, sort_by_parameter_order=True), rows)
    return list(kept.scalars())


async def _seen_in(tx: AsyncConnection, seq: int, feed_id: str | None, now: datetime) -> None:
    if feed_id is not None:
        row = insert_into(tx, schema.card_feeds).values(card_seq=seq, feed_id=feed_id, seen_at=now)
        await tx.execute(row.on_conflict_do_nothing())


def _clean(text: str | None) -> str | None:
    """Without NUL, which a PostgreSQL text cannot hold; the card's own JSON keeps it, escaped."""
    return text.replace("\x00", "") if text is not None else None
