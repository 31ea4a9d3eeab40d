"""`/saved add`, in short `/save`: keep a card for later."""

from __future__ import annotations

from bot.commands import held, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import CardId
from bot.model.chat import Button, Buttons, Reply
from bot.store import saves


@command(short="save", private=True, changes=True)
async def saved_add(ask: Ask, *, id: CardId) -> Reply:  # noqa: A002 (the option's name, as users type it)
    stored = await held.card(ask, id)
    if gone := show.retracted(ask, stored):
        return gone
    kept = stored.card.id or id
    async with ask.store.begin() as tx:
        new = await saves.add(tx, ask.person, kept, ask.now)
    told = show.sentence(ask, "saves.kept" if new else "saves.already", id=kept)
    say = ask.texts.say
    buttons = Buttons(
        (Button(say("labels.buttons.saved"), "/saved list"), Button(say("labels.buttons.unsave"), f"/saved remove {kept}"))
    )
    return Reply(blocks=(told, buttons), private=True, data={"id": kept, "saved": True, "new": new})
