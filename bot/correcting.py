"""What is owed when an article has changed: the card as it is now wherever it stands, and a word on it where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.editorial.echoes import agrees, echoes
from bot.editorial.hours import opens
from bot.layout.correction import Root, correction_message
from bot.model.cards import Card
from bot.model.chat import Debt, DeliveryKind, DeliveryState, Place
from bot.model.desk import Channel, Desk, outlet_name
from bot.model.revisions import Revision, RevisionKind
from bot.showing import place_of, shown_anew
from bot.store import deliveries, stories

_READ = frozenset({DeliveryKind.CARD, DeliveryKind.DIRECT, DeliveryKind.UPDATE})
"""Messages by which somebody has read of the card."""


async def tell(
    tx: AsyncConnection,
    card: Card,
    revision: Revision,
    *,
    before: Card,
    desk: Desk,
    channels: Sequence[Channel],
    now: datetime,
) -> int:
    """Owes the card anew, and for all but a cosmetic revision a correction under it wherever it was or may have been read, or
    under the card on which it was only named; gives to how many places. `card`: as it is stored now, in this transaction;
    `before`: as it was; the revision is kept already."""
    await shown_anew(tx, card.id or "", desk, channels, now)
    if revision.kind is RevisionKind.COSMETIC:
        return 0
    known = {place_of(channel): channel for channel in channels}
    told: dict[Place, Debt] = {}
    owed = await deliveries.of_subject(tx, card.id or "")
    for one in owed:
        # what is still owed goes out in its new words: nobody has read the old ones there
        if one.kind in _READ and one.state not in {DeliveryState.OWED, DeliveryState.DEAD} and one.place not in told:
            channel = known.get(one.place)
            zone = channel.zone if channel else "UTC"
            message = correction_message(
                card, revision, outlet=outlet_name(desk.outlets, card.outlet), language=one.message.language, now=now, zone=zone
            )
            told[one.place] = Debt(
                place=one.place,
                kind=DeliveryKind.CORRECTION,
                subject=card.id or "",
                revision=revision.number,
                message=message,
                not_before=opens(channel.hours, channel.quiet, channel.zone, now) if channel else None,
            )
    posted = {one.place for one in owed if one.kind in _READ}
    unread = [channel for channel in channels if place_of(channel) not in posted]
    named = await _where_named(tx, card, revision, before=before, desk=desk, channels=unread, now=now)
    return await deliveries.owe(tx, [*told.values(), *named], now)


async def _where_named(
    tx: AsyncConnection,
    card: Card,
    revision: Revision,
    *,
    before: Card,
    desk: Desk,
    channels: Sequence[Channel],
    now: datetime,
) -> list[Debt]:
    """Under the story's card that stands in each of these channels. Nothing where that has the corrected words already: nobody
    there has read others."""
    story = await stories.of_card(tx, card.id or "")
    others = {one.card.id or "": one.card for one in story.cards if one.card.id != card.id} if story else {}
    debts: list[Debt] = []
    for channel in channels if others else ():
        place = place_of(channel)
        above = await deliveries.first_of(tx, place, list(others))
        if above is None:
            continue
        says = tuple(dict.fromkeys(said for one in revision.telling if (said := echoes(one, before, others[above]))))
        claims = [one for one in revision.telling if one.why != "note"]
        if claims and not says and all(agrees(one, others[above]) for one in claims):
            continue
        root = Root(card_id=above, outlet=outlet_name(desk.outlets, others[above].outlet), says=says)
        message = correction_message(
            card,
            revision,
            outlet=outlet_name(desk.outlets, card.outlet),
            language=channel.labels,
            now=now,
            zone=channel.zone,
            root=root,
        )
        debts.append(
            Debt(
                place=place,
                kind=DeliveryKind.CORRECTION,
                subject=card.id or "",
                revision=revision.number,
                message=message,
                not_before=opens(channel.hours, channel.quiet, channel.zone, now),
            )
        )
    return debts
