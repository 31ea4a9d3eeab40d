"""What is owed to whom when a card has been stored: to the channels that want it, and to those who follow what it meets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.editorial import following
from bot.editorial.hours import opens
from bot.editorial.routing import Routing, Verdict
from bot.languages import texts
from bot.layout.card import card_message
from bot.layout.neutral import clean
from bot.model.cards import Card
from bot.model.chat import Context, Debt, DeliveryKind, Message, Place, Plain
from bot.model.desk import Channel, Desk
from bot.model.feeds import Feed
from bot.model.readers import Follow
from bot.store import deliveries, follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the desk wants at this moment, changes by chat included. `served`: the platforms to which something may be owed;
    None: all. `paused`: nothing is polled."""

    desk: Desk
    feeds: tuple[Feed, ...]
    channels: tuple[Channel, ...]
    served: frozenset[str] | None = None
    paused: bool = False


async def publish(tx: AsyncConnection, card: Card, routing: Routing, wanted: Wanted, now: datetime) -> None:
    """Owes the card, just stored in this transaction, to all who are to have it."""
    debts = [_debt(card, verdict, wanted.desk, now) for verdict in routing.posts]
    await deliveries.owe(tx, [*debts, *await _to_followers(tx, card, wanted, now)], now)


def place_of(channel: Channel) -> Place:
    """Where the channel's messages go; a channel without an address is addressed by its id."""
    return Place(platform=channel.platform, workspace=channel.workspace, channel=channel.address or channel.id)


async def _to_followers(tx: AsyncConnection, card: Card, wanted: Wanted, now: datetime) -> list[Debt]:
    """A direct message to each who follows something that the card meets, saying what."""
    places = wanted.desk.places
    asked = (*await follows.of_subjects(tx, following.subjects(card, places)), *await follows.searches(tx))
    served = [follow for follow in asked if wanted.served is None or follow.person.platform in wanted.served]
    debts: list[Debt] = []
    for one in following.told(card, served, places):
        first = one.follows[0]
        message = _message(card, wanted.desk, language=first.language, now=now)
        why = Context((Plain(texts(first.language).say("replies.follows.why", what=_listed(one.follows))),))
        told = replace(message, blocks=(why, *message.blocks), silent=False)
        debts.append(Debt(place=first.place, kind=DeliveryKind.DIRECT, subject=card.id or "", revision=0, message=told))
    return debts


def _listed(follows: Sequence[Follow]) -> str:
    return ", ".join(dict.fromkeys(clean(follow.words) for follow in follows))


def _debt(card: Card, verdict: Verdict, desk: Desk, now: datetime) -> Debt:
    channel, roles = verdict.channel, tuple(one.role for one in verdict.mentioned)
    message = _message(card, desk, language=channel.labels, now=now, zone=channel.zone)
    return Debt(
        place=place_of(channel),
        kind=DeliveryKind.CARD,
        subject=card.id or "",
        revision=0,
        message=replace(message, mentions=roles, silent=message.silent and not roles),
        not_before=opens(channel.hours, channel.zone, now),
    )


def _message(card: Card, desk: Desk, *, language: str, now: datetime, zone: str = "UTC") -> Message:
    outlet = next((outlet.name for outlet in desk.outlets if outlet.id == card.outlet), card.outlet or "")
    return card_message(
        card, outlet=outlet, language=language, topics=desk.topics, registers=desk.registers, now=now, zone=zone
    )
