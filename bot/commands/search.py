"""`/search`: cards whose title and text meet the words. The grammar stands in `query.py`."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import When, command
from bot.commands.data import card_data
from bot.commands.options import LIMIT, Langs, Limit, Outlets, PageNumber, Places, QueryWords, Speakers, Topics
from bot.commands.query import read_query
from bot.model.chat import Reply
from bot.store import search as kept


@command
async def search(
    ask: Ask,
    *,
    words: QueryWords = "",
    topic: Topics = (),
    outlet: Outlets = (),
    lang: Langs = (),
    since: When | None = None,
    until: When | None = None,
    speaker: Speakers = (),
    place: Places = (),
    limit: Limit = LIMIT,
    page: PageNumber = 1,
) -> Reply:
    filters = {"topic": topic, "outlet": outlet, "lang": lang, "speaker": speaker, "place": place}
    query = read_query(ask, words, **filters, since=since, until=until)
    async with ask.store.read() as tx:
        found = await kept.cards(tx, query, limit=limit, offset=(page - 1) * limit)
    if not found.items:
        return show.nothing(ask, "nothing_found", total=found.total, data={"total": found.total, "cards": []})
    blocks = (show.heading(ask, "found.cards", count=found.total), show.cards(ask, found.items))
    data = {"total": found.total, "cards": [card_data(held.card) for held in found.items]}
    return show.paged(ask, blocks, page=page, limit=limit, total=found.total, data=data)
