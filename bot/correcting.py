"""What is owed when an article has changed: the card as it is now wherever it stands, and a word on it where it was read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.editorial.echoes import agrees, echoes
from bot.editorial.hours import opens
from bot.layout.correction import Root, correction_message
from bot.model.cards import Card
from bot.model.chat import Debt, DeliveryKind, DeliveryState, Place
from bot.model.desk import Channel, Desk, outlet_name
from bot.model.revisions import Revision, RevisionKind
from bot.retelling import retold
from bot.showing import others_anew, place_of, shown_anew
from bot.store import deliveries, posts, stories

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
    card_id = card.id or ""
    await shown_anew(tx, card_id, desk, channels, now)
    if revision.kind is RevisionKind.COSMETIC:
        return 0
    if revision.kind is not RevisionKind.SUBSTANTIAL:
        await others_anew(tx, card_id, desk, channels, now)
    await retold(tx, card_id, desk, channels, now)
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
    read = {one.place for one in owed if one.kind in _READ}
    named = await _where_named(tx, card, revision, before=before, desk=desk, known=known, read=read, now=now)
    return await deliveries.owe(tx, [*told.values(), *named], now)


async def _where_named(
    tx: AsyncConnection,
    card: Card,
    revision: Revision,
    *,
    before: Card,
    desk: Desk,
    known: Mapping[Place, Channel],
    read: Collection[Place],
    now: datetime,
) -> list[Debt]:
    """Under the story's card that stands in each other channel, or was sent to a follower. Nothing where that has the corrected
    words already: nobody there has read others. `known`: the desk's channels; `read`: where the card was told itself."""
    story = await stories.of_card(tx, card.id or "")
    others = {one.card.id or "": one.card for one in story.cards if one.card.id != card.id} if story else {}
    debts: list[Debt] = []
    first = {one.place: one for one in reversed(await posts.showing(tx, list(others))) if one.place not in read}
    for place, above in first.items():
        channel, other = known.get(place), others[above.subject]
        if channel is None and above.kind is not DeliveryKind.DIRECT:
            continue
        says = tuple(dict.fromkeys(said for one in revision.telling if (said := echoes(one, before, other))))
        claims = [one for one in revision.telling if one.why != "note"]
        if claims and not says and all(agrees(one, other) for one in claims):
            continue
        message = correction_message(
            card,
            revision,
            outlet=outlet_name(desk.outlets, card.outlet),
            language=channel.labels if channel else above.message.language,
            now=now,
            zone=channel.zone if channel else "UTC",
            root=Root(card_id=above.subject, outlet=outlet_name(desk.outlets, other.outlet), says=says),
        )
        debts.append(
            Debt(
                place=place,
                kind=DeliveryKind.CORRECTION,
                subject=card.id or "",
                revision=revision.number,
                message=message,
                not_before=opens(channel.hours, channel.quiet, channel.zone, now) if channel else None,
            )
        )
    return debts
