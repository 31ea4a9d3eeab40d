"""What is owed to whom when a card has been stored: to the channels that want it, and to those who follow what it meets.

One event is one post: what a channel was told of the story decides whether the card is posted, told as an update under the card
that stands there, or only named on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.editorial import following
from bot.editorial.developments import developments
from bot.editorial.pacing import Pace, pace, read_cap, urgent
from bot.editorial.publication import Act, Publication, publication
from bot.editorial.routing import Routing, Verdict, route
from bot.languages import texts
from bot.layout.card import Beside
from bot.layout.neutral import clean
from bot.layout.update import update_message
from bot.model.cards import Card
from bot.model.chat import Context, Debt, DeliveryKind, Message, Plain
from bot.model.desk import Channel, Desk
from bot.model.feeds import Feed
from bot.model.reasons import Reason
from bot.model.stories import Story
from bot.placing import Placement, Placing
from bot.showing import beside_of, message_of, place_of, shown_anew
from bot.store import deliveries, digests, follows, posts, stories, waiting

NEWS = timedelta(days=3)
"""How long a card is news: one that was hidden for longer is found by who looks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the desk wants at this moment, changes by chat included. `served`: the platforms to which something may be owed;
    None: all. `unserved`: ids of channels on others. `paused`: nothing is polled."""

    desk: Desk
    feeds: tuple[Feed, ...]
    channels: tuple[Channel, ...]
    served: frozenset[str] | None = None
    unserved: frozenset[str] = frozenset()
    paused: bool = False


async def publish(
    tx: AsyncConnection,
    card: Card,
    routing: Routing,
    wanted: Wanted,
    *,
    placing: Placing,
    now: datetime,
    first: bool = False,
) -> Mapping[str, Reason]:
    """Owes the card, just stored in this transaction, to all who are to have it; where its channel's pace holds it, it waits
    for a digest. `first`: it came by the first poll of its feed. Gives what became of it in each channel that wants it, by the
    channel's id."""
    placed = await placing.place(tx, card, wanted.desk, now)
    telling = _Telling(placed=placed, desk=wanted.desk, beside=await beside_of(tx, card, placed.story, wanted.desk), now=now)
    debts: list[Debt] = []
    became: dict[str, Reason] = {}
    for verdict in routing.wanting:
        channel = verdict.channel
        decided = await _decided(tx, placed, channel, now)
        paced = await _paced(tx, card, channel, decided, now, first=first)
        became[channel.id] = paced.reason or decided.reason
        if paced.held and paced.reason is not None:
            await waiting.hold(tx, channel.id, card.id or "", paced.reason, now)
        elif debt := telling.to_channel(verdict, decided):
            debts.append(debt)
    await deliveries.owe(tx, [*debts, *await _to_followers(tx, telling, wanted)], now)
    for one in sorted(await posts.shown(tx, [earlier.id or "" for earlier in placed.earlier])):
        await shown_anew(tx, one, wanted.desk, wanted.channels, now, story=placed.story)
    return became


async def release(tx: AsyncConnection, card: Card, channel: Channel, wanted: Wanted, now: datetime) -> int:
    """Owes a stored card that waited to its channel after all, if that still wants it; gives how many messages."""
    (verdict,) = route(card, (channel,), card.outlet, now).verdicts
    story = await stories.of_card(tx, card.id or "")
    if story is None or not verdict.wanted:
        return 0
    copy_of = next((one.copy_of for one in story.cards if one.card.id == card.id), None)
    placed = Placement(card=card, story=story, new=False, copy_of=copy_of)
    telling = _Telling(placed=placed, desk=wanted.desk, beside=await beside_of(tx, card, story, wanted.desk), now=now)
    # what waited is no alarm any more
    debt = telling.to_channel(verdict, await _decided(tx, placed, channel, now), rings=False)
    return await deliveries.owe(tx, [debt], now) if debt else 0


async def announce(
    tx: AsyncConnection, story: Story, *, other: Story, channels: Sequence[Channel], desk: Desk, now: datetime
) -> int:
    """Owes a story that an admin parted from the `other` to each channel that wants it and was told of that one alone, on whose
    cards it was only named, or in whose entry of a digest it went under. Gives to how many. What came longer ago than `NEWS` is
    no news any more."""
    made = 0
    mine, others = _ids([one.card for one in story.cards]), _ids([one.card for one in other.cards])
    fates = [(card_id, fate) for card_id in mine for fate in await waiting.of_card(tx, card_id)]
    for channel in channels:
        digested = await digests.told(tx, channel.id, since=now - digests.REMEMBERED)
        heard = {*await posts.told_in(tx, place_of(channel), [*mine, *others]), *(one.lead for one in digested)}
        waited = {card_id: fate.settled for card_id, fate in fates if fate.channel == channel.id}
        if heard.isdisjoint(others) or not heard.isdisjoint(mine) or None in waited.values():
            continue
        routed = ((one, route(one.card, (channel,), one.card.outlet, now).verdicts[0]) for one in story.cards)
        first = next(((one, verdict) for one, verdict in routed if verdict.wanted and one.at >= now - NEWS), None)
        if first is None:
            continue
        one, verdict = first
        if one.card.id in waited:
            made += await waiting.reopen(tx, channel.id, one.card.id, now)
            continue
        placed = Placement(card=one.card, story=replace(story, cards=(one,)), new=True)
        decided = await _decided(tx, placed, channel, now)
        paced = await _paced(tx, one.card, channel, decided, now, first=False)
        telling = _Telling(placed=placed, desk=desk, beside=await beside_of(tx, one.card, story, desk), now=now)
        if paced.held and paced.reason is not None:
            await waiting.hold(tx, channel.id, one.card.id or "", paced.reason, now)
            made += 1
        elif debt := telling.to_channel(verdict, decided, rings=False):
            made += await deliveries.owe(tx, [debt], now)
    return made


async def _decided(tx: AsyncConnection, placed: Placement, channel: Channel, now: datetime) -> Publication:
    root = await posts.first_of(tx, place_of(channel), _ids(placed.earlier))
    if root is None and channel.mode == "live" and (digest := await _digested(tx, placed, channel, now)) is not None:
        return digest
    told = [one for one in placed.earlier if route(one, (channel,), one.outlet, now).verdicts[0].wanted]
    return publication(root, placed.copy_of, developments(placed.card, told))


async def _digested(tx: AsyncConnection, placed: Placement, channel: Channel, now: datetime) -> Publication | None:
    """Where a digest told of the story, and the card adds nothing to that, it is not posted; else None."""
    told = await digests.told(tx, channel.id, since=now - digests.REMEMBERED)
    ids = set(_ids(placed.earlier))
    known = frozenset[str]().union(*(one.cards for one in told if one.story == placed.story.id or one.lead in ids)) & ids
    if not known or developments(placed.card, [one for one in placed.earlier if one.id in known]):
        return None
    return Publication(act=Act.JOIN, reason=Reason("digest-known", {"story": placed.story.id}))


async def _paced(
    tx: AsyncConnection, card: Card, channel: Channel, decided: Publication, now: datetime, *, first: bool
) -> Pace:
    """What only joins a card that stands there is no post, and an update in a card's thread fills no channel."""
    if decided.act is Act.JOIN:
        return Pace(held=False)
    sent = 0
    if channel.cap is not None and decided.act is Act.POST:
        sent = await posts.cards_owed(tx, place_of(channel), since=now - read_cap(channel.cap).window)
    return pace(card, channel, now=now, sent=sent, first=first)


async def _to_followers(tx: AsyncConnection, telling: _Telling, wanted: Wanted) -> list[Debt]:
    """A direct message to each who follows something that the card meets, saying what; of a story that they were told of
    already, or that they follow itself, only what is new, under what they were told."""
    placed, places = telling.placed, wanted.desk.places
    called = await stories.called(tx, placed.story.id)
    met = following.subjects(placed.card, places) | following.of_stories(called)
    asked = (*await follows.of_subjects(tx, met), *await follows.searches(tx))
    served = [follow for follow in asked if wanted.served is None or follow.person.platform in wanted.served]
    news = developments(placed.card, placed.earlier)
    debts: list[Debt] = []
    earlier = _ids(placed.earlier)
    for one in following.told(placed.card, served, places, called):
        root = await posts.first_of(tx, one.follows[0].place, earlier)
        if root is None and one.knows:
            root = next(iter(earlier), None)
        debt = telling.to_follower(one, publication(root, placed.copy_of, news))
        debts += [debt] if debt else []
    return debts


def _ids(some: Sequence[Card]) -> list[str]:
    return [one.id or "" for one in some]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """The card as it is told to one after another. `beside`: the outlets that told its story before."""

    placed: Placement
    desk: Desk
    beside: Beside | None
    now: datetime

    def to_channel(self, verdict: Verdict, decided: Publication, *, rings: bool = True) -> Debt | None:
        """`rings`: it makes a sound where the channel's rules say that it is urgent; with a mention it always does."""
        channel, roles = verdict.channel, tuple(one.role for one in verdict.mentioned)
        message = self._message(decided, language=channel.labels, zone=channel.zone)
        if message is None:
            return None
        news = decided.act is Act.POST or decided.broadcast
        alarm = rings and news and urgent(self.placed.card, channel.urgent) is not None
        return Debt(
            place=place_of(channel),
            kind=DeliveryKind.UPDATE if decided.act is Act.UPDATE else DeliveryKind.CARD,
            subject=self.placed.card.id or "",
            revision=0,
            message=replace(message, mentions=roles, silent=not (roles or alarm)),
        )

    def to_follower(self, told: following.Told, decided: Publication) -> Debt | None:
        first = told.follows[0]
        message = self._message(decided, language=first.language)
        if message is None:
            return None
        what = ", ".join(dict.fromkeys(clean(follow.words) for follow in told.follows))
        why = Context((Plain(texts(first.language).say("replies.follows.why", what=what)),))
        message = replace(message, blocks=(why, *message.blocks), silent=False)
        return Debt(place=first.place, kind=DeliveryKind.DIRECT, subject=self.placed.card.id or "", revision=0, message=message)

    def _message(self, decided: Publication, *, language: str, zone: str = "UTC") -> Message | None:
        """None where nothing is to be said by itself."""
        card = self.placed.card
        match decided.act:
            case Act.POST:
                return message_of(card, self.desk, language=language, now=self.now, zone=zone, beside=self.beside)
            case Act.UPDATE:
                return update_message(
                    card,
                    decided.developments,
                    outlets=self.desk.outlets,
                    language=language,
                    now=self.now,
                    zone=zone,
                    under=decided.root,
                    broadcast=decided.broadcast,
                )
            case Act.JOIN:
                return None
            case _:
                assert_never(decided.act)
