"""`/quotes`: who said what, verbatim, newest first unless asked for otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bot.commands import elsewhere, show
from bot.commands.ask import Ask
from bot.commands.command import When, command
from bot.commands.data import as_data, source_data
from bot.commands.options import LIMIT, Langs, Limit, Outlets, PageNumber, Places, QueryWords, Speakers, Topics
from bot.commands.query import read_query
from bot.layout.card import WHOLE
from bot.layout.lines import DOT
from bot.layout.quotes import attribution, said
from bot.model.chat import Block, Context, Quotation, Reply
from bot.store import search as kept
from bot.store.records import QuoteHit


@command
async def quotes(
    ask: Ask,
    *,
    words: QueryWords = "",
    speaker: Speakers = (),
    topic: Topics = (),
    outlet: Outlets = (),
    lang: Langs = (),
    since: When | None = None,
    until: When | None = None,
    place: Places = (),
    order: Literal["newest", "oldest"] = "newest",
    limit: Limit = LIMIT,
    page: PageNumber = 1,
) -> Reply:
    filters = {"speaker": speaker, "topic": topic, "outlet": outlet, "lang": lang, "place": place}
    old = order == "oldest"
    return await answer(ask, words, filters, since=since, until=until, oldest_first=old, limit=limit, page=page)


async def answer(
    ask: Ask,
    words: str,
    filters: Mapping[str, tuple[str, ...]],
    *,
    since: When | None,
    until: When | None,
    oldest_first: bool,
    limit: int,
    page: int,
) -> Reply:
    """A page of the quotes that meet the words and filters."""
    query = read_query(ask, words, **filters, since=since, until=until)
    async with ask.store.read() as tx:
        found = await kept.quotes(tx, query, oldest_first=oldest_first, limit=limit, offset=(page - 1) * limit)
    told = [(hit.source.card_id, hit.quote) for hit in found.items]
    known = await elsewhere.versions_of(ask, told)
    data = {
        "total": found.total,
        "quotes": [
            as_data(hit.quote) | {"card": source_data(hit.source), "versions": elsewhere.as_plain(some)}
            for hit, some in zip(found.items, known, strict=True)
        ],
    }
    if not found.items:
        return show.nothing(ask, "nothing_found", total=found.total, data=data)
    blocks: list[Block] = [show.heading(ask, "found.quotes", count=found.total)]
    for hit, some in zip(found.items, known, strict=True):
        blocks += [*shown(ask, hit), *elsewhere.lines(ask, hit.quote, some)]
    return show.paged(ask, blocks, page=page, limit=limit, total=found.total, data=data)


def shown(ask: Ask, hit: QuoteHit) -> list[Block]:
    """The words, who said them, and where and when they stand."""
    who = attribution(hit.quote.speaker, ask.texts, WHOLE.part)
    origin = show.origin(ask, hit.source)
    parts = (show.headline(ask, hit.source), *(inline for one in origin for inline in (DOT, one)))
    return [Quotation(said(hit.quote), who, show.sentence_url(hit.source, " ".join(hit.sentences))), Context(parts)]
