"""`/saved list`, in short `/saved`: the cards that the asker keeps, what was kept last first."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import card_data
from bot.commands.options import LIMIT, Limit, PageNumber
from bot.model.chat import Reply
from bot.store import saves


@command(short="saved", private=True)
async def saved_list(ask: Ask, *, limit: Limit = LIMIT, page: PageNumber = 1) -> Reply:
    async with ask.store.read() as tx:
        found = await saves.of(tx, ask.person, limit=limit, offset=(page - 1) * limit)
    data = {"total": found.total, "cards": [card_data(held.card) for held in found.items]}
    if not found.items:
        return show.nothing(ask, "saves.none", total=found.total, data=data, private=True)
    blocks = (show.heading(ask, "saves.title", count=found.total), show.cards(ask, found.items))
    return show.paged(ask, blocks, page=page, limit=limit, total=found.total, data=data, private=True)
