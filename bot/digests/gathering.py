"""What a digest is composed from, as the store has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.editorial.digesting import silence
from bot.editorial.echoes import echoes
from bot.editorial.series import Counted, period_of, series
from bot.model.desk import Channel, Desk
from bot.model.digests import CATCH_UP, Correction, Counts, Digest, Note, Silence, StoryHeld
from bot.model.feeds import Feed, FeedKind
from bot.model.query import Query
from bot.model.reasons import Reason
from bot.model.revisions import Revision, RevisionKind
from bot.model.series import Series
from bot.model.stories import Story, story_of
from bot.publishing import Wanted
from bot.showing import beside_of, place_of
from bot.store import cards, digests, feeds, posts, revisions, search, stories, waiting
from bot.store.records import FigureHit, StoredCard

WATCHED = 35
"""Days that are looked through for who fell silent."""

_LOOKED_THROUGH = 500
"""Revisions since the last digest that are looked through."""

_RUNS = 50
"""Digests of a channel among which the last is sought that is no catch-up: these say nothing of corrections."""

_DRAWN, _COMPARED = 4, 200
"""Figures of a digest that are tried as the end of a series, and stored figures that each is compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """`taken_back`: waiting cards that were retracted since, and will not be told."""

    stories: tuple[StoryHeld, ...]
    corrections: tuple[Correction, ...] = ()
    silences: tuple[Silence, ...] = ()
    taken_back: tuple[tuple[str, Reason], ...] = ()


async def waiting_for(tx: AsyncConnection, channel: Channel, reasons: frozenset[str] | None = None) -> tuple[StoredCard, ...]:
    """The cards that wait there; `reasons`: only those that wait for one of them."""
    held = await waiting.of_channel(tx, channel.id)
    return tuple(one.stored for one in held if reasons is None or one.reason.code in reasons)


async def gather(
    tx: AsyncConnection, channel: Channel, held: Sequence[StoredCard], wanted: Wanted, *, since: datetime, now: datetime
) -> Gathered:
    """What waits in the channel (`held`) by stories, what the channel knows of them, and what else there is to tell: what was
    corrected and who fell silent since any digest of the channel last said so. `since`: when this one was last made."""
    told = await digests.told(tx, channel.id, since=now - digests.REMEMBERED)
    standing = [one for one in held if one.retraction is None]
    found = [await _known(tx, channel, story, told) for story in await _stories(tx, standing, wanted.desk)]
    opinion = _of_opinion(standing, wanted.feeds)
    found = [replace(one, opinion=opinion & frozenset(one.waiting)) for one in found]
    said = [run.at for run in await digests.runs(tx, channel.id, limit=_RUNS) if run.digest != CATCH_UP]
    heard = max([since, *said[:1]])
    return Gathered(
        stories=tuple(found),
        corrections=await _corrections(tx, told, heard),
        silences=await _silences(tx, channel, wanted, heard, now),
        taken_back=tuple((one.card.id or "", Reason("digest-retracted")) for one in held if one.retraction is not None),
    )


async def of_cards(tx: AsyncConnection, found: Sequence[StoredCard], desk: Desk) -> tuple[StoryHeld, ...]:
    """These cards by stories, for somebody who was told nothing."""
    return await _stories(tx, [one for one in found if one.retraction is None], desk)


async def drawn(tx: AsyncConnection, digest: Digest) -> tuple[Series, tuple[FigureHit, ...]] | None:
    """A series that a figure of the digest belongs to, and the figures it is made of, by the points' indexes."""
    dated = (
        (entry.lead, figure)
        for entry in digest.entries
        for figure in entry.lead.figures
        if figure.measure and figure.place and figure.value is not None and period_of(figure.period, entry.lead.language)
    )
    for card, figure in islice(dated, _DRAWN):
        like = (await search.figures(tx, Query(), measure=figure.measure, limit=_COMPARED)).items
        made = series([Counted(figure=hit.figure, language=hit.source.language) for hit in like])
        if isinstance(made, Series) and any(like[point.index].source.card_id == card.id for point in made.points):
            return made, like
    return None


async def _stories(tx: AsyncConnection, standing: Sequence[StoredCard], desk: Desk) -> tuple[StoryHeld, ...]:
    """In the order in which their first card waits; a card without a story is one of its own."""
    held: dict[str, StoryHeld] = {}
    for stored in standing:
        card_id = stored.card.id or ""
        story = await stories.of_card(tx, card_id)
        name = story.id if story else story_of(card_id)
        before = held.get(name)
        if before is None:
            before = await _held(tx, story, desk) if story else StoryHeld(story=name, cards=(stored.card,), waiting=())
        reported = before.reported | ({card_id} if stored.reports else frozenset())
        gone = stored.revised if stored.withdrawn else None
        notes = {**before.notes, card_id: Note(revision=gone)} if gone else before.notes
        held[name] = replace(before, waiting=(*before.waiting, card_id), reported=reported, notes=notes)
    return tuple(held.values())


async def _held(tx: AsyncConnection, story: Story, desk: Desk) -> StoryHeld:
    beside = await beside_of(tx, story.cards[0].card, story, desk) if story.cards else None
    return StoryHeld(
        story=story.id,
        cards=tuple(one.card for one in story.cards),
        waiting=(),
        sources=beside.independent if beside else 1,
        copies=frozenset(one.card.id or "" for one in story.cards if one.copy_of is not None),
        withdrawn=story.withdrawn,
    )


def _of_opinion(standing: Sequence[StoredCard], feeds_: Sequence[Feed]) -> frozenset[str]:
    """The cards that came by feeds of opinion only."""
    kinds = {feed.id: feed.kind for feed in feeds_}
    found = [one for one in standing if one.feeds or one.feed_id]
    came = {one.card.id or "": {kinds.get(feed) for feed in one.feeds or (one.feed_id or "",)} for one in found}
    return frozenset(name for name, all_ in came.items() if all_ == {FeedKind.OPINION})


async def _known(tx: AsyncConnection, channel: Channel, held: StoryHeld, told: Sequence[digests.Told]) -> StoryHeld:
    """With what the channel knows of the story: from its digests, and from cards that it was sent."""
    ids = {card.id or "" for card in held.cards}
    of_it = [one for one in told if one.story == held.story or one.lead in ids]
    sent = await posts.told_in(tx, place_of(channel), [name for name in ids if name not in held.waiting])
    known = (frozenset(sent).union(*(one.cards for one in of_it)) & ids) - set(held.waiting)
    times = [*sent.values(), *(one.at for one in of_it)]
    return replace(held, told=known, told_at=max(times)) if known else held


async def _corrections(tx: AsyncConnection, told: Sequence[digests.Told], since: datetime) -> tuple[Correction, ...]:
    """What an earlier digest of the channel told, and is no longer so: of each card the latest word."""
    named = {card: one.lead for one in told for card in one.cards} | {one.lead: one.lead for one in told}
    found: dict[str, Correction] = {}
    if not named:
        return ()
    for changed in reversed((await revisions.latest(tx, limit=_LOOKED_THROUGH, since=since)).items):
        card_id = changed.stored.card.id or ""
        if card_id in named and (revision := await _undone(tx, changed, named[card_id])) is not None:
            found[card_id] = Correction(card=changed.stored.card, at=revision.at, revision=revision)
    for back in await digests.retractions(tx, since=since):
        stored = await cards.get(tx, back.card_id) if back.card_id in named else None
        if stored is not None:
            found[back.card_id] = Correction(card=stored.card, at=back.at, retracted=back.reason)
    return tuple(found.values())


async def _undone(tx: AsyncConnection, changed: revisions.Correction, lead: str) -> Revision | None:
    """What the revision undid of what was told. Of a card whose outlet was only named beside the `lead`: that it was withdrawn
    or came back, and what the lead's own words say still."""
    revision, card = changed.revision, changed.stored.card
    if revision.only_more:
        return None
    if card.id == lead or revision.kind is not RevisionKind.SUBSTANTIAL:
        return revision
    teller = await cards.get(tx, lead)
    before = {one.number: was for one, was in (await revisions.of_cards(tx, [card.id or ""])).get(card.id or "", ())}
    if teller is None or teller.retraction is not None or revision.number not in before:
        return None
    still = tuple(one for one in revision.telling if echoes(one, before[revision.number], teller.card))
    return replace(revision, changes=still) if still else None


async def _silences(
    tx: AsyncConnection, channel: Channel, wanted: Wanted, since: datetime, now: datetime
) -> tuple[Silence, ...]:
    """Of the outlets whose feeds the channel would take cards of."""
    failing = {state.id for state in (await feeds.states(tx)).values() if state.failing_since is not None}
    heard = [feed for feed in wanted.feeds if not channel.languages or feed.language in channel.languages]
    heard = [feed for feed in heard if not feed.paused and feed.outlet not in channel.outlets_muted]

    async def counts(until: datetime) -> list[Counts]:
        items = await digests.items(tx, days=WATCHED, now=until)
        counted: dict[str, list[Feed]] = {}
        for feed in heard:
            if feed.id in items:
                counted.setdefault(feed.outlet, []).append(feed)
        return [
            Counts(outlet=outlet, days=_sum([items[feed.id] for feed in some]), failing=all(one.id in failing for one in some))
            for outlet, some in counted.items()
        ]

    return silence(await counts(now), before=await counts(since))


def _sum(columns: Sequence[Sequence[int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*columns, strict=True)))
