"""Searches over cards, quotes and figures. All filters of a query must be met; newest articles first. A card that was taken
back is never found.

`outlets`, `speakers` and `places` are compared folded; a speaker or a place is met by any name that holds it as whole words.
Speakers narrow quotes to their own; cards and figures to the cards on which one of them speaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model import folding
from bot.model.query import Query
from bot.store import cards as kept_cards
from bot.store import fulltext, marks, naming, schema, wire
from bot.store.records import FigureHit, Page, QuoteHit, Source, StoredCard

_CARD = schema.cards.c
_NEWEST_FIRST = (_CARD.at.desc(), _CARD.seq.desc())
_OLDEST_FIRST = (_CARD.at, _CARD.seq)


async def cards(tx: AsyncConnection, query: Query, *, limit: int, offset: int = 0) -> Page[StoredCard]:
    """Cards whose title and text meet the words."""
    asked = fulltext.wanted(query)
    if asked.hopeless:
        return Page((), 0)
    conditions = [*fulltext.meeting(tx, "card_words", _CARD.seq, asked), *_of_cards(query)]
    if query.speakers:
        conditions.append(_CARD.seq.in_(_speaking(query)))
    total = await _count(tx, schema.cards, conditions)
    narrowed = select(_CARD.seq).where(*conditions).order_by(*_NEWEST_FIRST).limit(limit).offset(offset)
    page = kept_cards.whole().where(_CARD.seq.in_(narrowed.subquery().select())).order_by(*_NEWEST_FIRST)
    return Page(await kept_cards.gather(tx, page) if total > offset else (), total)


async def newest(tx: AsyncConnection, query: Query, *, limit: int) -> tuple[StoredCard, ...]:
    """The newest cards that `cards` would find; how many there are in all is not counted."""
    asked = fulltext.wanted(query)
    if asked.hopeless:
        return ()
    conditions = [*fulltext.meeting(tx, "card_words", _CARD.seq, asked), *_of_cards(query)]
    narrowed = select(_CARD.seq).where(*conditions).order_by(*_NEWEST_FIRST).limit(limit)
    page = kept_cards.whole().where(_CARD.seq.in_(narrowed.subquery().select())).order_by(*_NEWEST_FIRST)
    return await kept_cards.gather(tx, page)


async def how_many(tx: AsyncConnection, query: Query, *, most: int) -> int:
    """On how many cards the words stand, counted up to `most`; whether a card was taken back is not looked at."""
    asked = fulltext.wanted(query)
    if asked.hopeless or not asked.terms:
        return 0
    return await fulltext.count(tx, "card_words", asked, most=most)


async def quotes(
    tx: AsyncConnection, query: Query, *, oldest_first: bool = False, limit: int, offset: int = 0
) -> Page[QuoteHit]:
    """Quotes whose words, speaker or sentence meet the words."""
    table = schema.quotes
    asked = fulltext.wanted(query)
    if asked.hopeless:
        return Page((), 0)
    conditions = [*fulltext.meeting(tx, "quote_words", table.c.id, asked), *_of_cards(query)]
    if query.speakers:
        conditions.append(table.c.speaker_id.in_(_names("speaker", query.speakers)))
    rows, total = await _hits(tx, table, conditions, limit, offset, oldest_first=oldest_first)
    read = [(wire.QUOTE.validate_json(row.json), _source(row)) for row in rows]
    return Page(tuple(QuoteHit(quote=quote, sentences=around, source=source) for (quote, around), source in read), total)


async def figures(
    tx: AsyncConnection, query: Query, *, measure: str | None = None, limit: int, offset: int = 0
) -> Page[FigureHit]:
    """Figures whose sentence, measure, unit, place or period meet the words. `measure`: words met in measure or unit."""
    table = schema.figures
    asked = fulltext.wanted(query, head=measure)
    if asked.hopeless:
        return Page((), 0)
    conditions = [*fulltext.meeting(tx, "figure_words", table.c.id, asked), *_of_cards(query)]
    if query.speakers:
        conditions.append(_CARD.seq.in_(_speaking(query)))
    rows, total = await _hits(tx, table, conditions, limit, offset)
    read = [(wire.FIGURE.validate_json(row.json), _source(row)) for row in rows]
    return Page(tuple(FigureHit(figure=figure, sentence=sentence, source=source) for (figure, sentence), source in read), total)


async def speakers(tx: AsyncConnection, beginning: str, *, limit: int) -> tuple[str, ...]:
    """Names of speakers in which a word begins so, most quoted first: for completion."""
    return await naming.suggest(tx, "speaker", beginning, limit)


async def people(tx: AsyncConnection, beginning: str, *, limit: int) -> tuple[str, ...]:
    """Names of people in which a word begins so, those on most cards first: for completion."""
    return await naming.suggest(tx, "person", beginning, limit)


async def places(tx: AsyncConnection, beginning: str, *, limit: int) -> tuple[str, ...]:
    """Names of places in which a word begins so, those on most cards first: for completion."""
    return await naming.suggest(tx, "place", beginning, limit)


async def outlets(tx: AsyncConnection) -> tuple[str, ...]:
    """The outlets of all cards, by name."""
    found = await tx.execute(select(_CARD.outlet).where(_CARD.outlet.is_not(None)).distinct().order_by(_CARD.outlet))
    return tuple(found.scalars())


# ── conditions ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _of_cards(query: Query) -> list[ColumnElement[bool]]:
    """The filters that any card's row, its topics and its names answer."""
    conditions: list[ColumnElement[bool]] = [marks.standing()]
    if query.topics:
        scored = schema.card_topics.c
        conditions.append(_CARD.seq.in_(select(scored.card_seq).where(scored.topic.in_(query.topics))))
    if query.outlets:
        conditions.append(_CARD.outlet_key.in_([folding.key(outlet) for outlet in query.outlets]))
    if query.languages:
        conditions.append(_CARD.language.in_(query.languages))
    if query.people:
        named = schema.card_names.c
        conditions.append(_CARD.seq.in_(select(named.card_seq).where(named.name_id.in_(_names("person", query.people)))))
    if query.places:
        on = schema.card_names.c
        conditions.append(_CARD.seq.in_(select(on.card_seq).where(on.name_id.in_(_names("place", query.places)))))
    if query.since is not None:
        conditions.append(_CARD.at >= query.since)
    if query.until is not None:
        conditions.append(_CARD.at < query.until)
    return conditions


def _speaking(query: Query) -> Select[tuple[int]]:
    said = schema.quotes.c
    return select(said.card_seq).where(said.speaker_id.in_(_names("speaker", query.speakers)))


def _names(kind: naming.Kind, asked: tuple[str, ...]) -> Select[tuple[int]]:
    return select(schema.names.c.id).where(naming.holding(kind, asked))


# ── answers ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _count(tx: AsyncConnection, table: FromClause, conditions: list[ColumnElement[bool]]) -> int:
    return (await tx.execute(select(func.count()).select_from(table).where(*conditions))).scalar_one()


async def _hits(
    tx: AsyncConnection,
    table: Any,
    conditions: list[ColumnElement[bool]],
    limit: int,
    offset: int,
    *,
    oldest_first: bool = False,
) -> tuple[Sequence[Any], int]:
    joined = table.join(schema.cards, table.c.card_seq == _CARD.seq)
    total = await _count(tx, joined, conditions)
    if total <= offset:
        return (), total
    order = (*(_OLDEST_FIRST if oldest_first else _NEWEST_FIRST), table.c.position)
    # the numbers first: what is sorted is then small, and only the rows of this page are read whole
    page = select(table.c.id).select_from(joined).where(*conditions).order_by(*order).limit(limit).offset(offset)
    numbers = (await tx.execute(page)).scalars().all()
    wanted = (
        _CARD.id,
        _CARD.title,
        _CARD.outlet,
        _CARD.language,
        _CARD.published,
        _CARD.url,
        _CARD.at,
        table.c.json,
        marks.count(),
    )
    query = select(*wanted).select_from(joined).where(table.c.id.in_(numbers)).order_by(*order)
    return (await tx.execute(query)).all(), total


def _source(row: Any) -> Source:
    return Source(
        card_id=row.id,
        title=row.title,
        outlet=row.outlet,
        language=row.language,
        published=row.published,
        url=row.url,
        at=row.at,
        reports=row.reports,
    )
