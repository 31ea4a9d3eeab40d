"""What is owed when an article has changed: the card as it is now wherever it stands, and a word on it where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.editorial.hours import opens
from bot.layout.correction import correction_message
from bot.model.cards import Card
from bot.model.chat import Debt, DeliveryKind, DeliveryState, Place
from bot.model.desk import Channel, Desk
from bot.model.revisions import Revision, RevisionKind
from bot.showing import outlet_name, place_of, shown_anew
from bot.store import deliveries

_READ = frozenset({DeliveryKind.CARD, DeliveryKind.DIRECT, DeliveryKind.UPDATE})
"""Messages by which somebody has read of the card."""


async def tell(
    tx: AsyncConnection, card: Card, revision: Revision, *, desk: Desk, channels: Sequence[Channel], now: datetime
) -> int:
    """Owes the card anew, and for all but a cosmetic revision a correction under it wherever it was or may have been read;
    gives to how many places. `card`: as it is stored now, in this transaction; the revision is kept already."""
    await shown_anew(tx, card.id or "", desk, channels, now)
    if revision.kind is RevisionKind.COSMETIC:
        return 0
    known = {place_of(channel): channel for channel in channels}
    told: dict[Place, Debt] = {}
    for one in await deliveries.of_subject(tx, card.id or ""):
        # what is still owed goes out in its new words: nobody has read the old ones there
        if one.kind in _READ and one.state not in {DeliveryState.OWED, DeliveryState.DEAD} and one.place not in told:
            channel = known.get(one.place)
            zone = channel.zone if channel else "UTC"
            message = correction_message(
                card, revision, outlet=outlet_name(card, desk), language=one.message.language, now=now, zone=zone
            )
            told[one.place] = Debt(
                place=one.place,
                kind=DeliveryKind.CORRECTION,
                subject=card.id or "",
                revision=revision.number,
                message=message,
                not_before=opens(channel.hours, channel.quiet, channel.zone, now) if channel else None,
            )
    return await deliveries.owe(tx, list(told.values()), now)
