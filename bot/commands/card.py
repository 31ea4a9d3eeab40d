"""`/card`: one card, whole, by its permanent id."""

from __future__ import annotations

from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import CardId
from bot.commands.tokens import nearest
from bot.layout.card import WHOLE, card_message
from bot.model.card_json import to_json
from bot.model.chat import Reply
from bot.model.errors import UsageError
from bot.store import cards as kept


@command
async def card(ask: Ask, *, id: CardId) -> Reply:  # noqa: A002 (the option's name, as users type it)
    async with ask.store.read() as tx:
        held = await kept.get(tx, id)
        latest = await kept.latest(tx, limit=100) if held is None else ()
    if held is None:
        near = nearest(id, [one.card.id for one in latest if one.card.id])
        raise UsageError("card-unknown-near", id=id, near=near) if near else UsageError("card-unknown", id=id)
    message = card_message(
        held.card,
        outlet=ask.outlet_name(held.card.outlet),
        language=ask.language,
        topics=ask.desk.topics,
        registers=ask.desk.registers,
        now=ask.now,
        zone=ask.zone,
        fit=WHOLE,
    )
    return Reply(blocks=message.blocks, data=to_json(held.card))
