"""A card that was taken back is struck wherever it stands: what was posted is edited, what is still owed is dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.chat import Debt, Delivery, DeliveryKind, DeliveryState, Message
from bot.outbox import states
from bot.outbox.edits import next_revision
from bot.store import deliveries

SHOWING = frozenset({DeliveryKind.CARD, DeliveryKind.DIRECT, DeliveryKind.UPDATE, DeliveryKind.CORRECTION})
"""Deliveries that show a card, or something about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """In how many places the card is edited, and how many messages are no longer sent."""

    edited: int
    dropped: int


async def strike(tx: AsyncConnection, card_id: str, message: Callable[[str], Message], now: datetime) -> Struck:
    """Owes an edit of every message that is the card or tells of it, and drops what is owed of it. `message(language)`: what
    takes its place. To be called in the transaction that takes the card back."""
    of_card = [one for one in await deliveries.of_subject(tx, card_id) if one.kind in SHOWING | {DeliveryKind.EDIT}]
    revision = next_revision(of_card)
    edits: list[Debt] = []
    dropped = 0
    for one in of_card:
        says = message(one.message.language)
        if one.state is DeliveryState.OWED and await _drop(tx, one, now):
            await deliveries.reword(tx, one, says)
            dropped += one.kind in SHOWING
        elif one.kind in SHOWING and one.state is not DeliveryState.DEAD:
            if one.state is not DeliveryState.SENT:
                # whoever sends it holds the old words; should it be lost and sent anew, it goes out with these
                await deliveries.reword(tx, one, says)
            # one card may have several messages in a place: itself, and what was said of it in a thread
            number, edit = revision + len(edits), replace(says, edits=one.key)
            edits.append(Debt(place=one.place, kind=DeliveryKind.EDIT, subject=card_id, revision=number, message=edit))
    await deliveries.owe(tx, edits, now)
    return Struck(edited=len({one.place for one in edits}), dropped=dropped)


async def _drop(tx: AsyncConnection, delivery: Delivery, now: datetime) -> bool:
    """False where a worker was quicker: then it is on its way."""
    return await deliveries.step(tx, delivery, replace(states.drop(delivery), error="retracted"), now)
