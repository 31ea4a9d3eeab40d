"""What a digest told, told otherwise where it stands, once a card of it is no longer as it was: taken back, corrected or
withdrawn. A digest in which nothing is said otherwise is not touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.editorial.digesting import plans
from bot.editorial.echoes import echoes
from bot.layout.digest_again import amended
from bot.model.cards import Card
from bot.model.chat import DeliveryKind, Message
from bot.model.desk import Channel, Desk
from bot.model.digests import Entry, Note
from bot.model.readers import Retraction
from bot.model.revisions import Revision, RevisionKind
from bot.model.stories import Story, story_of
from bot.outbox.edits import amend, standing
from bot.showing import beside_of
from bot.store import cards, deliveries, digests, revisions, stories
from bot.store.digests import Run, Told
from bot.store.records import StoredCard

_Changes = Sequence[tuple[Revision, Card]]
"""Each revision with the card that it replaced, the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Now:
    """A story of a digest as it stands now."""

    entry: Entry
    retraction: Retraction | None


async def retold(tx: AsyncConnection, card_id: str, desk: Desk, channels: Sequence[Channel], now: datetime) -> int:
    """Owes an edit of every digest that told of the card, or named its outlet beside another's, and is to say something else
    now; gives of how many messages. To be called in the transaction that changed the card."""
    edited = 0
    for run, told in await digests.telling(tx, card_id, since=now - digests.REMEMBERED):
        stands = await _as_it_stands(tx, run, told, desk)
        if stands is None:
            continue
        zone = _zone(run, channels)
        of_run = await deliveries.of_subject(tx, run.subject, lock=True)
        for one in of_run:
            if one.kind is not DeliveryKind.DIGEST:
                continue
            shown = standing(one, of_run)
            says: Message = amended(shown, stands.entry, desk=desk, zone=zone, made=run.at, retraction=stands.retraction)
            if says != shown:
                await amend(tx, one, says, of_run, now)
                edited += 1
    return edited


async def _as_it_stands(tx: AsyncConnection, run: Run, told: Told, desk: Desk) -> _Now | None:
    lead = await cards.get(tx, told.lead)
    if lead is None:
        return None
    whole = await stories.of_card(tx, told.lead) or Story(id=story_of(told.lead), cards=())
    # who reports it since is named by later digests
    story = replace(whole, cards=tuple(one for one in whole.cards if one.card.id in told.cards))
    beside = await beside_of(tx, lead.card, story, desk)
    changed = await revisions.of_cards(tx, sorted(told.cards | {told.lead}))
    since = {one: [change for change in changes if _undoes(change[0], run.at)] for one, changes in changed.items()}
    outlets = dict.fromkeys(card.outlet for card in (lead.card, *(one.card for one in story.cards)) if card.outlet)
    entry = Entry(
        story=told.story,
        lead=lead.card,
        outlets=tuple(outlets),
        sources=beside.independent if beside else 1,
        topic=None,
        score=0.0,
        reasons=(),
        tells=(),
        known=told.cards,
        reported=lead.reports > 0,
        notes=tuple(_notes(lead, story, since)),
        withdrawn=story.withdrawn,
    )
    return _Now(entry=entry, retraction=lead.retraction)


def _undoes(revision: Revision, told_at: datetime) -> bool:
    """Whether what was told then is no longer so."""
    return revision.at > told_at and not revision.only_more


def _notes(lead: StoredCard, story: Story, since: dict[str, list[tuple[Revision, Card]]]) -> Iterator[Note]:
    """How the lead's article changed, and those others that took back what the entry says in the lead's words."""
    own = since.get(lead.card.id or "", [])
    yield from (Note(revision=revision) for revision, _ in own)
    said = own[0][1] if own else lead.card
    turns = {_turn(change) for revision, _ in own for change in revision.telling}
    for other in (one.card for one in story.cards if one.card.id != lead.card.id):
        for revision, before in since.get(other.id or "", []):
            still = [one for one in revision.telling if _turn(one) not in turns and echoes(one, before, said)]
            if revision.kind is RevisionKind.SUBSTANTIAL and still:
                yield Note(revision=replace(revision, changes=tuple(still)), outlet=other.outlet)


def _turn(change: object) -> tuple[object, object]:
    return getattr(change, "before", None), getattr(change, "after", None)


def _zone(run: Run, channels: Sequence[Channel]) -> str:
    """In which the digest was laid out; UTC for a channel that is gone."""
    channel = next((one for one in channels if one.id == run.channel), None)
    if channel is None:
        return "UTC"
    plan = next((one for one in plans(channel) if one.id == run.digest), None)
    return (plan.zone if plan else None) or channel.zone
