"""Stories by an admin's hand: two made one, a card taken out, and either taken back.

Each ruling is a change like those of the settings: it has a number, `/audit` lists it and `/undo` takes it back. What was
posted stays; the posted cards of the stories concerned are shown anew, for their other outlets are others now, and an update
that stands under another event's card says so. An event that a split brings to light, because its cards were only named on
another's, is told where it was not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.layout.parted import parted_message
from bot.model.chat import DeliveryKind
from bot.model.desk import Channel, Desk
from bot.model.errors import UsageError
from bot.model.stories import Story
from bot.outbox.edits import amend, standing
from bot.publishing import announce
from bot.retelling import retold
from bot.showing import shown_anew
from bot.store import cards, changes, deliveries, posts, stories
from bot.store.changes import STORIES, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Who rules, where and when, on which desk."""

    who: str
    where: str
    now: datetime
    desk: Desk
    channels: Sequence[Channel]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """`number`: the change's; `story`: the id of the story that was made; `moved`: how many cards stand elsewhere now;
    `edited`: in how many places a posted card is shown anew; `announced`: to how many channels a story is told that had heard
    nothing of it."""

    number: int
    story: str
    moved: int
    edited: int
    announced: int = 0


async def merge(tx: AsyncConnection, into: str, other: str, bench: Bench) -> Ruled:
    """The other story's cards are `into`'s from now on; both ids lead there. Both are ids of stories that stand."""
    await stories.alone(tx)
    before = await stories.leads(tx, [*(one for one, _ in await stories.told_in(tx, other)), *await stories.called(tx, other)])
    moved = await stories.merge(tx, into, other, who=bench.who, where=bench.where, now=bench.now)
    number = await _record(tx, into, before, dict.fromkeys(before, into), bench)
    return Ruled(number=number, story=into, moved=moved, edited=await _shown(tx, [into], bench))


async def split(tx: AsyncConnection, card_id: str, bench: Bench) -> Ruled:
    """The card leaves its story for one of its own. Raises UsageError where it is the only one of its story."""
    await stories.alone(tx)
    old = (await stories.leads(tx, [card_id]))[card_id]
    if len(await stories.told_in(tx, old)) == 1:
        raise UsageError("story-alone", id=card_id, story=old)
    own = await stories.unused(tx, card_id)
    before = {own: old} | await stories.leads(tx, [card_id, own])
    new = await stories.split(tx, card_id, who=bench.who, where=bench.where, now=bench.now)
    number = await _record(tx, old, before, dict.fromkeys(before, new), bench)
    left, parted = await stories.get(tx, old), await stories.get(tx, new)
    announced = 0
    if left is not None and parted is not None:
        for one, other in ((left, parted), (parted, left)):
            announced += await announce(tx, one, other=other, channels=bench.channels, desk=bench.desk, now=bench.now)
    edited = await _shown(tx, [old, new], bench) + await _retold(tx, [card_id], bench)
    return Ruled(number=number, story=new, moved=1, edited=edited, announced=announced)


async def take_back(tx: AsyncConnection, change: Change, made: Sequence[Change], bench: Bench) -> str:
    """Every card goes back to where it stood, and every id leads where it led; gives the entry's name. Cards that joined
    meanwhile stay. Raises UsageError where a later ruling moved one of them."""
    await stories.alone(tx)
    before, after = _leads(change.before), _leads(change.after)
    later = [one.id for one in made if one.file == STORIES and one.id > change.id and before.keys() & (one.before or {}).keys()]
    if later:
        raise UsageError("change-covered", number=change.id, entry=change.entry, later=later[-1])
    await stories.lead(tx, before, change.id, who=bench.who, where=bench.where, now=bench.now)
    await _record(tx, change.entry.partition(" ")[2], after, before, bench)
    await _shown(tx, [*before.values(), *after.values()], bench)
    await _retold(tx, before, bench)
    return change.entry


async def _record(tx: AsyncConnection, story: str, before: Mapping[str, str], after: Mapping[str, str], bench: Bench) -> int:
    change = await changes.record(tx, bench.who, bench.where, STORIES, f"story {story}", before, after, bench.now)
    return change.id


async def _shown(tx: AsyncConnection, ids: Iterable[str], bench: Bench) -> int:
    edited = 0
    for story_id in dict.fromkeys(ids):
        story = await stories.get(tx, story_id)
        if story is None or story.id != story_id:
            continue
        told = [one.card.id or "" for one in story.cards]
        for card_id in sorted(await posts.shown(tx, told)):
            edited += await shown_anew(tx, card_id, bench.desk, bench.channels, bench.now, story=story)
        edited += await _placed(tx, story, bench)
    return edited


async def _placed(tx: AsyncConnection, story: Story, bench: Bench) -> int:
    """The updates of the story's cards, wherever they stand: under a card of their story, or of another event. Gives how many
    say something else now."""
    edited = 0
    held = {one.card.id or "" for one in story.cards}
    for card_id in sorted(held):
        stored = await cards.get(tx, card_id)
        if stored is None or stored.retraction is not None:
            continue
        of_card = await deliveries.of_subject(tx, card_id, lock=True)
        for one in of_card:
            if one.kind not in {DeliveryKind.UPDATE, DeliveryKind.DIRECT} or one.message.under is None:
                continue
            stands = standing(one, of_card)
            says = parted_message(stands, apart=one.message.under not in held)
            if says != stands:
                await amend(tx, one, says, of_card, bench.now)
                edited += 1
    return edited


async def _retold(tx: AsyncConnection, ids: Iterable[str], bench: Bench) -> int:
    """The digests that named the outlet of one of these cards beside another's, or those of others beside its own."""
    return sum([await retold(tx, one, bench.desk, bench.channels, bench.now) for one in ids])


def _leads(values: changes.Values | None) -> dict[str, str]:
    return {one: str(story) for one, story in (values or {}).items()}
