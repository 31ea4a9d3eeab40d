"""A stored card as it is shown now, with all that is known of it since: readers' reports, the outlets that tell
the same, how its article changed.

Whatever changes about a card after it was posted, `shown_anew` brings it to every place where the card stands.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.editorial.stories import Copy, Features, standing
from bot.layout.card import Beside, card_message
from bot.model.cards import Card
from bot.model.chat import Delivery, DeliveryKind, Message, Place
from bot.model.desk import Channel, Desk, outlet_name
from bot.model.revisions import Revision
from bot.model.stories import Story
from bot.outbox.edits import renew
from bot.store import cards, posts, stories


def place_of(channel: Channel) -> Place:
    """Where the channel's messages go; a channel without an address is addressed by its id."""
    return Place(platform=channel.platform, workspace=channel.workspace, channel=channel.address or channel.id)


def message_of(
    card: Card,
    desk: Desk,
    *,
    language: str,
    now: datetime,
    zone: str = "UTC",
    reports: int = 0,
    beside: Beside | None = None,
    revised: Revision | None = None,
) -> Message:
    """The card as a message to a channel, with labels in `language`."""
    return card_message(
        card,
        outlet=outlet_name(desk.outlets, card.outlet),
        language=language,
        topics=desk.topics,
        registers=desk.registers,
        now=now,
        zone=zone,
        reports=reports,
        beside=beside,
        revised=revised,
    )


async def shown_anew(
    tx: AsyncConnection, card_id: str, desk: Desk, channels: Sequence[Channel], now: datetime, *, story: Story | None = None
) -> int:
    """Owes the card as it is to be shown now wherever it was or may be posted; gives in how many places. `story`: the card's,
    where it is at hand. To be called in the transaction that changed something; a card that was taken back stays so."""
    stored = await cards.get(tx, card_id)
    if stored is None or stored.retraction is not None:
        return 0
    whole = story or await stories.of_card(tx, card_id)
    beside = await beside_of(tx, stored.card, whole, desk) if whole else None
    zones = {place_of(channel): channel.zone for channel in channels}

    def message(delivery: Delivery) -> Message:
        before = delivery.message
        zone = zones.get(delivery.place, "UTC")
        made = message_of(
            stored.card,
            desk,
            language=before.language,
            now=now,
            zone=zone,
            reports=stored.reports,
            beside=beside,
            revised=stored.revised,
        )
        # a direct message opens with what of its reader's it meets
        why = before.blocks[:1] if delivery.kind is DeliveryKind.DIRECT else ()
        return replace(made, blocks=(*why, *made.blocks), silent=before.silent, mentions=before.mentions, under=before.under)

    return await renew(tx, card_id, message, now)


async def others_anew(
    tx: AsyncConnection, card_id: str, desk: Desk, channels: Sequence[Channel], now: datetime, *, story: Story | None = None
) -> int:
    """Owes the other cards of the story anew wherever they stand, for they name the outlet of this one; gives in how many
    places."""
    whole = story or await stories.of_card(tx, card_id)
    others = [one.card.id or "" for one in whole.cards if one.card.id != card_id] if whole else []
    edited = 0
    for one in sorted(await posts.shown(tx, others)):
        edited += await shown_anew(tx, one, desk, channels, now, story=whole)
    return edited


async def beside_of(tx: AsyncConnection, card: Card, story: Story, desk: Desk) -> Beside | None:
    """The story's other outlets, in the order in which they came; None where there is none. One that withdrew what it told is
    named, and counts for nothing."""
    others = dict.fromkeys(outlet_name(desk.outlets, one.card.outlet) for one in story.cards if one.card.outlet != card.outlet)
    others.pop("", None)
    if not others:
        return None
    owners = {outlet.id: outlet.owner or outlet.id for outlet in desk.outlets}
    sketches = {id_: _sketch(told) for id_, told in await stories.told_in(tx, story.id)}
    copies = [
        Copy(
            id=one.card.id or "",
            outlet=one.card.outlet or "",
            owner=owners.get(one.card.outlet or "", one.card.outlet or ""),
            sketch=sketches.get(one.card.id or "", ()),
        )
        for one in story.cards
        if not one.withdrawn or one.card.id == card.id
    ]
    gone = frozenset(outlet_name(desk.outlets, outlet) for outlet in story.withdrawn)
    return Beside(
        story=story.id,
        outlets=tuple(others),
        independent=standing(copies).independent,
        withdrawn=gone & others.keys(),
    )


def _sketch(told: str) -> tuple[int, ...]:
    """Empty where an earlier version of the engine kept it: such a text counts as one of its own."""
    try:
        return Features.unpacked(json.loads(told)).sketch
    except ValueError:
        return ()
