"""`/card`: one card by its permanent id, whole or one part of it."""

from __future__ import annotations

from bot.commands import held, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import CardId, CardPart, part_of
from bot.layout.card import WHOLE, card_message
from bot.model.card_json import to_json
from bot.model.chat import Reply


@command
async def card(ask: Ask, *, id: CardId, part: CardPart = "") -> Reply:  # noqa: A002 (the option's name, as users type it)
    stored = await held.card(ask, id)
    if gone := show.retracted(ask, stored):
        return gone
    message = card_message(
        stored.card,
        outlet=ask.outlet_name(stored.card.outlet),
        language=ask.language,
        topics=ask.desk.topics,
        registers=ask.desk.registers,
        now=ask.now,
        zone=ask.zone,
        fit=WHOLE,
        part=part_of(part),
        reports=stored.reports,
        revised=stored.revised,
    )
    return Reply(blocks=message.blocks, data=to_json(stored.card))
