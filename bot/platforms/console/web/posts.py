"""Posted messages as the page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from aiohttp import web
from markupsafe import Markup

from bot.commands.ask import Ask
from bot.languages import texts
from bot.languages.texts import Texts
from bot.layout.neutral import clean, clean_url
from bot.layout.times import told
from bot.model.cards import Card
from bot.model.chat import Block, Buttons, Code, Context
from bot.platforms.console.html import html
from bot.platforms.console.log import Posted
from bot.platforms.console.room import OWNER, place
from bot.platforms.console.web.guide import address, guide_to
from bot.platforms.console.web.page import ROOM, language_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message ready for the template. `own`: the words of its channel's language; `card`, `url`, `outlet`: where the card
    and its article can be read, for a message that is one; `edited`: when its words were last changed; `answers`: what stands
    in its thread; `on`: the number of the message that it answers, where it is not shown below that."""

    posted: Posted
    body: Markup
    own: Texts
    card: str | None = None
    url: str | None = None
    outlet: str = ""
    edited: str | None = None
    answers: Sequence[Post] = ()
    on: int | None = None


async def in_threads(request: web.Request, channel: str, messages: Sequence[Posted]) -> list[Post]:
    """The messages, each with what stands in its thread."""
    answers = await request.app[ROOM].log.answers(channel, [one.id for one in messages])
    below: dict[int, list[Post]] = {}
    for post in await posts(request, answers):
        below.setdefault(int(post.posted.thread), []).append(replace(post, on=None))
    return [replace(post, answers=below.get(post.posted.id, ())) for post in await posts(request, messages)]


async def posts(request: web.Request, messages: Sequence[Posted]) -> list[Post]:
    ask = await request.app[ROOM].ask(OWNER, place(""), language_of(request))
    made: list[Post] = []
    for posted in messages:
        message = posted.message
        guide = await guide_to(ask.store, message.blocks, message.language, message.article)
        own = texts(message.language)
        blocks = above_foot(message.blocks, message.article)
        about = guide.about
        edited = posted.edited_at
        made.append(
            Post(
                posted=posted,
                body=html(blocks, level=2, guide=guide),
                own=own,
                card=address(about) if about else None,
                url=clean_url(about.url) if about else None,
                outlet=where(about, ask) if about else "",
                on=int(posted.thread) if posted.thread else None,
                edited=told(edited, language=own.code, now=ask.now, zone=ask.zone) if edited else None,
            )
        )
    return made


def where(card: Card, ask: Ask) -> str:
    """The outlet's name, or its address where it has none."""
    return clean(ask.outlet_name(card.outlet)) or urlsplit(clean_url(card.url) or "").netloc


def above_foot(blocks: Sequence[Block], article: str | None) -> list[Block]:
    """The blocks without what the line below a card's message says as well: its id, and the way to the whole of it."""
    kept: list[Block] = []
    for block in blocks:
        match block:
            case Context((Code(text),)) if text == article:
                pass
            case Buttons(buttons):
                others = tuple(button for button in buttons if button.command != f"/card {article}")
                kept += [Buttons(others)] if others else []
            case _:
                kept.append(block)
    return kept
