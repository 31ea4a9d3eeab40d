"""A card that says something else from now on, wherever it stands: what was posted is edited, what is still owed reworded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.chat import Debt, Delivery, DeliveryKind, DeliveryState, Message, Place
from bot.store import deliveries

SHOWN = frozenset({DeliveryKind.CARD, DeliveryKind.DIRECT})
"""Deliveries that are the card itself, where they answer no other message."""


async def renew(tx: AsyncConnection, card_id: str, message: Callable[[Delivery], Message], now: datetime) -> int:
    """Owes the card anew wherever it was or may be posted, and gives in how many places. `message`: the new one, in place of
    that delivery's. To be called in the transaction that changes the card."""
    of_card = await deliveries.of_subject(tx, card_id, lock=True)
    revision = next_revision(of_card)
    edits: dict[Place, Debt] = {}
    renewed: set[Place] = set()
    for one in of_card:
        if one.kind in SHOWN and one.message.under is None:
            says = message(one)
            if one.state is not DeliveryState.SENT:
                # whoever sends it holds the old words; should it be lost, or refused, and sent anew, it goes out with these
                await deliveries.reword(tx, one, says)
            if one.state is DeliveryState.DEAD:
                continue
            renewed.add(one.place)
            if one.state is not DeliveryState.OWED:
                edit = Debt(place=one.place, kind=DeliveryKind.EDIT, subject=card_id, revision=revision, message=says)
                edits.setdefault(one.place, edit)
    for one in of_card:
        if one.kind is DeliveryKind.EDIT and one.state is DeliveryState.OWED and one.place in edits:
            # it has not been sent yet: it may as well say the newest
            await deliveries.reword(tx, one, edits.pop(one.place).message)
    await deliveries.owe(tx, list(edits.values()), now)
    return len(renewed)


def standing(delivery: Delivery, of_subject: Iterable[Delivery]) -> Message:
    """What the delivery says, or will have said, when all edits of it are made. `of_subject`: all deliveries of its subject, in
    the order in which they were owed."""
    edits = [one.message for one in of_subject if one.message.edits == delivery.key]
    return edits[-1] if edits else delivery.message


async def amend(
    tx: AsyncConnection, delivery: Delivery, says: Message, of_subject: Collection[Delivery], now: datetime
) -> None:
    """Has the delivery say this wherever it has come to: what was posted is edited, what was not is reworded. `of_subject`: all
    deliveries of its subject, held by this transaction."""
    if delivery.state is not DeliveryState.SENT:
        await deliveries.reword(tx, delivery, replace(says, edits=None))  # as in `renew`
    if delivery.state in {DeliveryState.OWED, DeliveryState.DEAD}:
        return
    edit = replace(says, edits=delivery.key)
    waiting = [one for one in of_subject if one.message.edits == delivery.key and one.state is DeliveryState.OWED]
    if waiting:
        await deliveries.reword(tx, waiting[-1], edit)
        return
    revision = next_revision(of_subject)
    debt = Debt(place=delivery.place, kind=DeliveryKind.EDIT, subject=delivery.subject, revision=revision, message=edit)
    await deliveries.owe(tx, [debt], now)


def next_revision(of_card: Iterable[Delivery]) -> int:
    """The number of the next edit of a card, given all its deliveries."""
    return 1 + max((one.revision for one in of_card if one.kind is DeliveryKind.EDIT), default=0)
