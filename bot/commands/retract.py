"""`/retract`: take a card back. It is struck wherever it stands, in digests too, and no other card names its outlet for it; it
is never posted again, and found no longer."""

from __future__ import annotations

from bot.commands import held, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import CardId, Words
from bot.layout.retracted import retracted_message
from bot.model.chat import Message, Reply
from bot.model.errors import UsageError
from bot.model.readers import Retraction
from bot.outbox.retraction import strike
from bot.retelling import retold
from bot.showing import others_anew
from bot.store import marks


@command(needs="admin")
async def retract(ask: Ask, *, id: CardId, words: Words) -> Reply:  # noqa: A002 (the option's name, as users type it)
    card = (await held.card(ask, id)).card
    kept = card.id or id
    back = Retraction(card_id=kept, at=ask.now, who=ask.who.name or ask.who.id, where=str(ask.where), reason=words)

    def message(language: str) -> Message:
        return retracted_message(card, back, outlet=ask.outlet_name(card.outlet), language=language, zone=ask.zone)

    async with ask.store.begin() as tx:
        if not await marks.retract(tx, back):
            raise UsageError("card-retracted", id=kept)
        struck = await strike(tx, kept, message, ask.now)
        named = await others_anew(tx, kept, ask.desk, ask.channels, ask.now)
        told = await retold(tx, kept, ask.desk, ask.channels, ask.now)
    edited = struck.edited + named + told
    said = show.sentence(ask, "retracted", id=kept, edited=edited, dropped=struck.dropped)
    data = {"id": kept, "edited": edited, "dropped": struck.dropped}
    return Reply(blocks=(said,), private=True, data=data)
