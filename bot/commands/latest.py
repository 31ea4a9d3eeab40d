"""`/latest`: what came in last."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import card_data
from bot.commands.options import LIMIT, Langs, Limit, Outlets, PageNumber, Topics
from bot.commands.query import read_query
from bot.model.chat import Reply
from bot.store import search as kept


@command
async def latest(
    ask: Ask, *, topic: Topics = (), outlet: Outlets = (), lang: Langs = (), limit: Limit = LIMIT, page: PageNumber = 1
) -> Reply:
    query = read_query(ask, topic=topic, outlet=outlet, lang=lang)
    async with ask.store.read() as tx:
        found = await kept.cards(tx, query, limit=limit, offset=(page - 1) * limit)
    if not found.items:
        return show.nothing(ask, "no_cards", total=found.total, data={"total": found.total, "cards": []})
    blocks = (show.heading(ask, "latest"), show.cards(ask, found.items))
    data = {"total": found.total, "cards": [card_data(held.card) for held in found.items]}
    return show.paged(ask, blocks, page=page, limit=limit, total=found.total, data=data)
