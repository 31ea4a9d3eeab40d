"""`/saved remove`, in short `/unsave`: keep a card no longer."""

from __future__ import annotations

from bot.commands import held, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import SavedId
from bot.model.chat import Reply
from bot.store import saves


@command(short="unsave", private=True, changes=True)
async def saved_remove(ask: Ask, *, id: SavedId) -> Reply:  # noqa: A002 (the option's name, as users type it)
    kept = (await held.card(ask, id)).card.id or id
    async with ask.store.begin() as tx:
        there = await saves.remove(tx, ask.person, kept)
    told = show.sentence(ask, "saves.dropped" if there else "saves.never", id=kept)
    return Reply(blocks=(told,), private=True, data={"id": kept, "saved": False, "was": there})
