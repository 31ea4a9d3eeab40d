"""`/said`: one speaker's words on a subject, in order of time."""

from __future__ import annotations

from bot.commands.ask import Ask
from bot.commands.command import When, command
from bot.commands.options import LIMIT, Langs, Limit, PageNumber, QueryWords, Speaker
from bot.commands.quotes import answer
from bot.model.chat import Reply


@command
async def said(
    ask: Ask,
    *,
    speaker: Speaker,
    words: QueryWords = "",
    lang: Langs = (),
    since: When | None = None,
    until: When | None = None,
    limit: Limit = LIMIT,
    page: PageNumber = 1,
) -> Reply:
    filters = {"speaker": (speaker,), "lang": lang}
    return await answer(ask, words, filters, since=since, until=until, oldest_first=True, limit=limit, page=page)
