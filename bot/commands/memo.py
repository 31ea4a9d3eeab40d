"""`/memo`: chosen cards as a paragraph with footnotes, to be read here, as Markdown, and as a Word document."""

from __future__ import annotations

import asyncio
from typing import Annotated

from bot.commands import held
from bot.commands.ask import Ask
from bot.commands.command import Rest, Suggest, Within, command
from bot.commands.suggest import cards as known_cards
from bot.layout.memo import Chosen, blocks, markdown
from bot.layout.memo import memo as compose
from bot.layout.neutral import clean
from bot.model.chat import Attachment, Reply
from bot.model.errors import UsageError

MOST = 20
"""Cards of one memo."""


@command
async def memo(
    ask: Ask,
    *,
    cards: Annotated[str, Rest(), Suggest(known_cards)],
    title: str = "",
    points: Annotated[int, Within(1, 3)] = 1,
) -> Reply:
    ids = list(dict.fromkeys(word.upper() for word in cards.replace(",", " ").split()))
    if len(ids) > MOST:
        raise UsageError("memo-too-long", most=MOST, count=len(ids))
    chosen: list[Chosen] = []
    for one in ids:
        stored = await held.card(ask, one)
        if stored.retraction is not None:
            raise UsageError("memo-retracted", id=one, reason=clean(stored.retraction.reason))
        chosen.append(
            Chosen(
                card=stored.card, outlet=ask.outlet_name(stored.card.outlet), read=stored.stored_at, reported=stored.reports > 0
            )
        )
    told = compose(chosen, title=title or ask.texts.say("layout.memo.title"), points=points, texts=ask.texts, zone=ask.zone)
    from bot.layout.word import MIME, docx  # slow to load, and seldom wanted

    written = markdown(told)
    document = await asyncio.to_thread(docx, told, now=ask.now)
    alt = ask.texts.say("layout.memo.file", title=told.title)
    files = (
        Attachment("memo.docx", MIME, document, alt),
        Attachment("memo.md", "text/markdown; charset=utf-8", written.encode(), alt),
    )
    data = {"title": told.title, "cards": [one.card.id for one in chosen], "markdown": written}
    return Reply(blocks=(*blocks(told, ask.texts), *files), data=data)
