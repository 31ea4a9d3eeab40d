"""A card on which a reader reported an error is marked so wherever it stands, until the report is settled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.layout.marked import marked
from bot.model.chat import Delivery, DeliveryKind, DeliveryState, Message
from bot.outbox.edits import renew
from bot.store import deliveries


async def mark(tx: AsyncConnection, card_id: str, *, wrong: bool, now: datetime) -> int:
    """Owes the card with the mark, or without it, and gives in how many places. To be called in the transaction that keeps
    or settles the report."""
    of_card = await deliveries.of_subject(tx, card_id, lock=True)
    edits = [one for one in of_card if one.kind is DeliveryKind.EDIT and one.state is not DeliveryState.DEAD]
    newest = {one.place: one.message for one in sorted(edits, key=lambda one: one.revision)}

    def message(shown: Delivery) -> Message:
        return marked(newest.get(shown.place, shown.message), wrong=wrong)

    return await renew(tx, card_id, message, now)
