"""`/condense`: an article by its address, condensed for the asker alone. It is not kept, not posted, and not of the desk."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.layout.card import WHOLE, card_message
from bot.layout.neutral import clean, clean_url
from bot.model.card_json import to_json
from bot.model.chat import Button, Buttons, Context, Plain, Reply
from bot.model.errors import UsageError
from bot.sources.identity import identity_of
from bot.store import cards as kept


@command(private=True, changes=True)
async def condense(ask: Ask, *, url: str) -> Reply:
    address = clean_url(url.strip().strip("<>"))
    if address is None:
        raise UsageError("address-incomplete", text=url)
    async with ask.store.read() as tx:
        known = await kept.by_identity(tx, identity_of(address))
    if known is not None:
        if gone := show.retracted(ask, known):
            return gone
        told = show.sentence(ask, "condensed.known", id=known.card.id)
        button = Buttons((Button(ask.texts.say("labels.whole_card"), f"/card {known.card.id}"),))
        return Reply(blocks=(told, show.cards(ask, [known]), button), private=True, data=to_json(known.card))
    card = await ask.services.condense(address, who=ask.person)
    message = card_message(
        card,
        outlet=clean(urlsplit(card.url or address).hostname or ""),
        language=ask.language,
        topics=ask.desk.topics,
        registers=ask.desk.registers,
        now=ask.now,
        zone=ask.zone,
        fit=WHOLE,
    )
    note = Context((Plain(ask.texts.say("replies.condensed.apart")),))
    return Reply(blocks=(note, *message.blocks), private=True, data=to_json(card))
