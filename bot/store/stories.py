"""Stories: which card tells of which event, as the engine placed it and as admins ruled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from string import ascii_uppercase
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.reasons import Reason
from bot.model.stories import Ruling, Story, StoryCard, story_of
from bot.store import cards, marks, schema, wire
from bot.store.dialect import insert, is_sqlite
from bot.store.numbers import seq_of
from bot.store.records import Page, StoredCard

_KEPT = schema.story_cards.c
_STORY = schema.stories.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A card's row in its story, as far as the engine's window needs it. `seq`: the order in which cards came."""

    seq: int
    card_id: str
    story: str
    at: datetime
    features: str
    by_hand: bool


async def alone(tx: AsyncConnection) -> None:
    """Until the transaction ends nobody else places cards: two machines would each begin the same story."""
    if not is_sqlite(tx):
        await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext("briefbot stories"))))


async def place(
    tx: AsyncConnection, card_id: str, story: str, *, at: datetime, features: str, reason: Reason, copy_of: str | None = None
) -> None:
    """Put a stored card into a story, which begins with it where there is none of that id. A card has one place: one that has
    it already stays there."""
    await tx.execute(insert(tx, schema.stories).values(id=story, first_at=at, last_at=at).on_conflict_do_nothing())
    await tx.execute(update(schema.stories).where(_STORY.id == story, _STORY.last_at < at).values(last_at=at))
    row = insert(tx, schema.story_cards).values(
        card_seq=seq_of(card_id),
        story=story,
        at=at,
        features=features,
        copy_of=seq_of(copy_of) if copy_of else None,
        reason=wire.dump_reason(reason),
        by_hand=False,
    )
    await tx.execute(row.on_conflict_do_nothing(index_elements=["card_seq"]))


async def get(tx: AsyncConnection, story_id: str) -> Story | None:
    """The story of that id, or the one that it was merged into; None where there is none."""
    found = await _standing(tx, story_id.strip().upper())
    return await _whole(tx, found) if found is not None else None


async def of_card(tx: AsyncConnection, card_id: str) -> Story | None:
    """The story that the card tells of; None where it was never placed (a card older than stories)."""
    found = (await tx.execute(select(_KEPT.story).where(_KEPT.card_seq == seq_of(card_id)))).scalar_one_or_none()
    return await _whole(tx, found) if found is not None else None


async def latest(tx: AsyncConnection, *, limit: int, since: datetime | None = None) -> tuple[Story, ...]:
    """The stories to which cards came last, the newest first."""
    query = select(_STORY.id).where(_STORY.merged_into.is_(None)).order_by(_STORY.last_at.desc(), _STORY.id.desc()).limit(limit)
    if since is not None:
        query = query.where(_STORY.last_at >= since)
    found = [await _whole(tx, one) for one in (await tx.execute(query)).scalars().all()]
    return tuple(story for story in found if story.cards)


async def page(tx: AsyncConnection, *, topics: Sequence[str] = (), limit: int, offset: int = 0) -> Page[Story]:
    """The stories to which cards came last, the newest first. `topics`: one of them is worn by one of its cards."""
    held = select(_KEPT.story).join(schema.cards, schema.cards.c.seq == _KEPT.card_seq).where(marks.standing())
    if topics:
        worn = schema.card_topics.c
        held = held.where(_KEPT.card_seq.in_(select(worn.card_seq).where(worn.topic.in_(topics))))
    found = select(_STORY.id).where(_STORY.id.in_(held))
    total: int = (await tx.execute(select(func.count()).select_from(found.subquery()))).scalar_one()
    newest = found.order_by(_STORY.last_at.desc(), _STORY.id.desc()).limit(limit).offset(offset)
    shown = [await _whole(tx, one) for one in (await tx.execute(newest)).scalars().all()]
    return Page(tuple(shown), total)


async def headlines(tx: AsyncConnection, *, limit: int) -> tuple[tuple[str, str], ...]:
    """The ids of the stories to which cards came last, the newest first, each with the headline of its first card."""
    newest = select(_STORY.id).where(_STORY.merged_into.is_(None)).order_by(_STORY.last_at.desc(), _STORY.id.desc())
    ids = (await tx.execute(newest.limit(limit))).scalars().all()
    query = select(_KEPT.story, schema.cards.c.title).join(schema.cards, schema.cards.c.seq == _KEPT.card_seq)
    rows = (await tx.execute(query.where(_KEPT.story.in_(ids), marks.standing()).order_by(_KEPT.card_seq.desc()))).all()
    titles = {row.story: row.title or "" for row in rows}
    return tuple((one, titles[one]) for one in ids if one in titles)


async def in_company(tx: AsyncConnection, *, limit: int) -> tuple[tuple[str, str, str], ...]:
    """The cards that are not alone in their story, the newest first: id, headline, the story's id."""
    query = select(schema.cards.c.id, schema.cards.c.title, _KEPT.story).join(
        schema.cards, schema.cards.c.seq == _KEPT.card_seq
    )
    several = select(_KEPT.story).group_by(_KEPT.story).having(func.count() > 1)
    query = query.where(_KEPT.story.in_(several), marks.standing()).order_by(_KEPT.card_seq.desc()).limit(limit)
    return tuple((row.id, row.title or "", row.story) for row in (await tx.execute(query)).all())


async def retracted(tx: AsyncConnection, story_id: str) -> tuple[StoredCard, ...]:
    """The cards of the story that were taken back, in the order in which they came."""
    whole = cards.whole().join(schema.story_cards, _KEPT.card_seq == schema.cards.c.seq)
    gone = whole.where(_KEPT.story == story_id, schema.cards.c.seq.in_(select(schema.retractions.c.card_seq)))
    return await cards.gather(tx, gone.order_by(schema.cards.c.seq))


async def called(tx: AsyncConnection, story_id: str) -> tuple[str, ...]:
    """All ids by which the story is known: its own, and those of stories that were merged into it."""
    others = (await tx.execute(select(_STORY.id).where(_STORY.merged_into == story_id).order_by(_STORY.id))).scalars().all()
    return (story_id, *others)


async def placed(tx: AsyncConnection, *, after: int, limit: int) -> tuple[Placed, ...]:
    """The rows of the last cards, `limit` at most, that came after the card of that number, in the order in which they came."""
    query = (
        select(_KEPT.card_seq, schema.cards.c.id, _KEPT.story, _KEPT.at, _KEPT.features, _KEPT.by_hand)
        .join(schema.cards, schema.cards.c.seq == _KEPT.card_seq)
        .where(_KEPT.card_seq > after)
        .order_by(_KEPT.card_seq.desc())
        .limit(limit)
    )
    return tuple(
        Placed(seq=row.card_seq, card_id=row.id, story=row.story, at=row.at, features=row.features, by_hand=row.by_hand)
        for row in reversed((await tx.execute(query)).all())
    )


async def told_in(tx: AsyncConnection, story: str) -> tuple[tuple[str, str], ...]:
    """The story's cards, by id, each with its features, in the order in which they came."""
    query = select(schema.cards.c.id, _KEPT.features).join(schema.cards, schema.cards.c.seq == _KEPT.card_seq)
    rows = (await tx.execute(query.where(_KEPT.story == story).order_by(_KEPT.card_seq))).all()
    return tuple((row.id, row.features) for row in rows)


async def reread(tx: AsyncConnection, card_id: str, features: str) -> None:
    """What the card is compared by from now on; its story stays. One that was never placed has none."""
    await tx.execute(update(schema.story_cards).where(_KEPT.card_seq == seq_of(card_id)).values(features=features))


async def revised(tx: AsyncConnection, *, after: int) -> tuple[tuple[int, str, str], ...]:
    """Revisions after that one, in their order: its number, the id of its card, and the card's features as they are now."""
    told = schema.revisions.c
    query = (
        select(told.id, schema.cards.c.id.label("card"), _KEPT.features)
        .join(schema.cards, schema.cards.c.seq == told.card_seq)
        .join(schema.story_cards, _KEPT.card_seq == told.card_seq)
        .where(told.id > after)
        .order_by(told.id)
    )
    return tuple((row.id, row.card, row.features) for row in (await tx.execute(query)).all())


async def last_revision(tx: AsyncConnection) -> int:
    """The number of the last revision of any card; 0: none yet."""
    number: int = (await tx.execute(select(func.coalesce(func.max(schema.revisions.c.id), 0)))).scalar_one()
    return number


async def last_ruling(tx: AsyncConnection) -> int:
    """The number of the last ruling: what was placed before another one may stand in another story since. 0: none yet."""
    number: int = (await tx.execute(select(func.coalesce(func.max(schema.story_rulings.c.id), 0)))).scalar_one()
    return number


# ── by hand ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def merge(tx: AsyncConnection, into: str, other: str, *, who: str, where: str, now: datetime) -> int:
    """The other story's cards are this one's from now on; its id leads here. Gives how many cards moved."""
    moved = await tx.execute(update(schema.story_cards).where(_KEPT.story == other).values(story=into, by_hand=True))
    await tx.execute(
        update(schema.stories).where((_STORY.id == other) | (_STORY.merged_into == other)).values(merged_into=into)
    )
    await _span(tx, into)
    await _ruled(tx, Ruling.MERGE, into, other, who=who, where=where, now=now)
    return moved.rowcount


async def split(tx: AsyncConnection, card_id: str, *, who: str, where: str, now: datetime) -> str:
    """The card leaves its story and begins one of its own, whose id is given."""
    old = (await tx.execute(select(_KEPT.story).where(_KEPT.card_seq == seq_of(card_id)))).scalar_one()
    new = await unused(tx, card_id)
    await tx.execute(insert(tx, schema.stories).values(id=new, first_at=now, last_at=now).on_conflict_do_nothing())
    await tx.execute(update(schema.stories).where(_STORY.id == new).values(merged_into=None))
    mine = update(schema.story_cards).where(_KEPT.card_seq == seq_of(card_id))
    await tx.execute(mine.values(story=new, by_hand=True))
    await _span(tx, old)
    await _span(tx, new)
    await _ruled(tx, Ruling.SPLIT, old, card_id, who=who, where=where, now=now)
    return new


async def unused(tx: AsyncConnection, card_id: str) -> str:
    """The id of the story that this card will begin where it leaves its own: one under which no card stands. The first card's
    story keeps its id, and what the card begins gets another."""
    own = story_of(card_id)
    held = set((await tx.execute(select(_KEPT.story).where(_KEPT.story.like(f"{own}%")).distinct())).scalars())
    others = (f"{own}-{letter * times}" for times in count(1) for letter in ascii_uppercase[1:])
    return next(one for one in chain([own], others) if one not in held)


async def leads(tx: AsyncConnection, ids: Iterable[str]) -> dict[str, str]:
    """Where each of these ids, of cards or of stories, leads: the id of the story. An unknown one leads nowhere."""
    wanted = list(ids)
    query = select(schema.cards.c.id, _KEPT.story).join(schema.story_cards, _KEPT.card_seq == schema.cards.c.seq)
    of_cards = {row.id: row.story for row in (await tx.execute(query.where(schema.cards.c.id.in_(wanted)))).all()}
    known = select(_STORY.id, _STORY.merged_into).where(_STORY.id.in_(wanted))
    return of_cards | {row.id: row.merged_into or row.id for row in (await tx.execute(known)).all()}


async def lead(tx: AsyncConnection, to: Mapping[str, str], number: int, *, who: str, where: str, now: datetime) -> None:
    """Makes ids of cards and of stories lead where they are said to; `number`: the change that is taken back so."""
    before = await leads(tx, to)
    for one, story in to.items():
        mine = update(schema.story_cards).where(_KEPT.card_seq == seq_of(one))
        await tx.execute(mine.values(story=story, by_hand=True))
        target = None if one == story else story
        await tx.execute(update(schema.stories).where(_STORY.id == one).values(merged_into=target))
    for story in sorted({*before.values(), *to.values()}):
        await _span(tx, story)
    await _ruled(tx, Ruling.UNDO, next(iter(to.values())), str(number), who=who, where=where, now=now)


async def _ruled(tx: AsyncConnection, kind: Ruling, story: str, other: str, *, who: str, where: str, now: datetime) -> None:
    row = {"at": now, "who": who, "where": where, "kind": kind.value, "story": story, "other": other}
    await tx.execute(schema.story_rulings.insert().values(row))


async def _span(tx: AsyncConnection, story: str) -> None:
    """The story's first and last time, after its cards changed."""
    ends = (await tx.execute(select(func.min(_KEPT.at), func.max(_KEPT.at)).where(_KEPT.story == story))).one()
    if ends[0] is not None:
        await tx.execute(update(schema.stories).where(_STORY.id == story).values(first_at=ends[0], last_at=ends[1]))


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def _standing(tx: AsyncConnection, story_id: str) -> str | None:
    row = (await tx.execute(select(_STORY.id, _STORY.merged_into).where(_STORY.id == story_id))).first()
    return None if row is None else row.merged_into or row.id


async def _whole(tx: AsyncConnection, story_id: str) -> Story:
    in_it: list[ColumnElement[bool]] = [_KEPT.story == story_id, marks.standing()]
    whole = cards.whole().join(schema.story_cards, _KEPT.card_seq == schema.cards.c.seq).where(*in_it)
    found = await cards.gather(tx, whole.order_by(schema.cards.c.seq))
    # what it repeats may have left the story since
    first, beside = schema.cards.alias("first"), schema.story_cards.alias("beside")
    query = (
        select(schema.cards.c.id, _KEPT.at, _KEPT.reason, _KEPT.by_hand, first.c.id.label("copy_of"))
        .join(schema.story_cards, _KEPT.card_seq == schema.cards.c.seq)
        .join(beside, and_(beside.c.card_seq == _KEPT.copy_of, beside.c.story == story_id), isouter=True)
        .join(first, first.c.seq == beside.c.card_seq, isouter=True)
        .where(_KEPT.story == story_id)
    )
    rows: dict[str, Any] = {row.id: row for row in (await tx.execute(query)).all()}
    return Story(id=story_id, cards=tuple(_story_card(stored, rows) for stored in found))


def _story_card(stored: StoredCard, rows: dict[str, Any]) -> StoryCard:
    row = rows[stored.card.id or ""]
    return StoryCard(
        card=stored.card,
        at=row.at,
        reason=wire.load_reason(row.reason),
        copy_of=row.copy_of,
        by_hand=row.by_hand,
        withdrawn=stored.withdrawn,
    )
