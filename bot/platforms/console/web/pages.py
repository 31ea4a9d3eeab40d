"""The pages, and the fragments that htmx fetches; without scripts the same addresses give whole pages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.commands import all_commands, run
from bot.commands.complete import complete, suggestions
from bot.commands.forms import Filled, completed, form, hint_of, needs_form
from bot.commands.parse import partial
from bot.layout.card import WHOLE, card_message
from bot.layout.neutral import clean_url
from bot.layout.retracted import retracted_message
from bot.layout.text import plain
from bot.model.chat import with_pictures
from bot.model.errors import BriefbotError
from bot.platforms.console.html import NO_GUIDE, html
from bot.platforms.console.room import OWNER, place
from bot.platforms.console.web.guide import CardGuide, guide_to
from bot.platforms.console.web.page import ROOM, fragment, language_of, missing, page, sidebar, texts_for
from bot.platforms.console.web.posts import Post, above_foot, in_threads, posts, where
from bot.platforms.console.web.source import marked
from bot.store import cards

PAGE = 30
"""Messages on a page; older ones are a link away."""

LONGEST_LINE = 2_000

FIELDS = 12
"""Options of one command that a form asks for; more are typed."""

_LONGEST_HINT = 400
_CHOSEN, _TYPED = "chosen.", "typed."
"""Before the name of an option, in that of its field: values that were picked, and a text that may hold several."""

routes = web.RouteTableDef()


@routes.get("/")
async def home(request: web.Request) -> web.Response:
    channels = request.app[ROOM].channels
    if channels:
        raise web.HTTPFound(f"/c/{channels[0].id}")
    return await page(request, "empty.html")


@routes.get("/c/{channel}")
async def channel(request: web.Request) -> web.Response:
    room, name = request.app[ROOM], request.match_info["channel"]
    await _known(request, name)
    before = _whole(request.query.get("before"))
    last = await room.log.last()
    messages = await room.log.newest(name, limit=PAGE + 1, before=before)
    shown = messages[:PAGE]
    return await page(
        request,
        "channel.html",
        channel=name,
        posts=await in_threads(request, name, shown),
        last=last,
        older=shown[-1].id if len(messages) > PAGE else None,
        live=before is None,
    )


@routes.get("/c/{channel}/after/{id}")
async def arrived(request: web.Request) -> web.Response:
    """What has come since, as a fragment that asks again for what comes next; nothing (204) where nothing has."""
    room, name = request.app[ROOM], request.match_info["channel"]
    await _known(request, name)
    since = _whole(request.match_info["id"]) or 0
    last = await room.log.last()
    if last == since:
        return web.Response(status=204)
    new: list[Post] = await posts(request, [one for one in await room.log.after(name, since) if one.id <= last])
    values: dict[str, Any] = {"channel": name, "posts": new, "last": last, "fresh": True, "sidebar": await sidebar(room)}
    return fragment(request, "arrived.html", **values)


@routes.get("/card/{id}")
async def card(request: web.Request) -> web.Response:
    room, language = request.app[ROOM], language_of(request)
    ask = await room.ask(OWNER, place(""), language)
    async with ask.store.read() as tx:
        stored = await cards.get(tx, request.match_info["id"])
    if stored is None:
        raise await missing(request, ask.texts.say("console.no_card", id=request.match_info["id"]))
    held, outlet = stored.card, where(stored.card, ask)
    if stored.retraction:
        message = retracted_message(held, stored.retraction, outlet=outlet, language=language, zone=ask.zone)
        return await page(request, "say.html", line=f"/card {held.id}", answer=html(message.blocks, level=2, guide=NO_GUIDE))
    message = card_message(
        held,
        outlet=outlet,
        language=language,
        topics=ask.desk.topics,
        now=ask.now,
        registers=ask.desk.registers,
        zone=ask.zone,
        fit=WHOLE,
        reports=stored.reports,
    )
    headline, *rest = above_foot(message.blocks, held.id)
    out = ask.texts.say("console.sentence_at", outlet=outlet)
    return await page(
        request,
        "card.html",
        title=plain([headline]),
        card=held,
        language_of_title=held.language if held.title and held.language != language else None,
        colour=message.colour,
        body=html(rest, level=1, guide=CardGuide([], language, held)),
        text=marked(held, out),
        outlet=outlet,
        url=clean_url(held.url),
    )


@routes.get("/say")
async def asked(request: web.Request) -> web.Response:
    """Answers a line that only reads; one that changes is shown, with a form for what it lacks, to be sent by hand."""
    line = request.query.get("line", "")[:LONGEST_LINE]
    if not _changes(request, line):
        return await _answer(request, line)
    if not needs_form(line, all_commands(), texts_for(request)):
        return await page(request, "say.html", line=line, answer=None, form=None)
    ask = await request.app[ROOM].ask(OWNER, place(""), language_of(request))
    lacking = await form(line, all_commands(), ask, most=FIELDS)
    fields = [
        (field, field.hint, field.choices)
        if field.choices
        else (field, hint_of(field, _LONGEST_HINT, ask.texts), await suggestions(field.option, "", ask))
        for field in lacking.fields
    ]
    return await page(request, "say.html", line=line, answer=None, form=lacking, fields=fields)


@routes.post("/say")
async def said(request: web.Request) -> web.Response:
    sent = await request.post()
    line = str(sent.get("line", ""))[:LONGEST_LINE]
    filled: dict[str, Filled] = {}
    for name in sent:
        if name.startswith(_CHOSEN):
            filled[name.removeprefix(_CHOSEN)] = tuple(str(value) for value in sent.getall(name))
        elif name.startswith(_TYPED):
            filled[name.removeprefix(_TYPED)] = str(sent[name])
    return await _answer(request, _completed(request, line, filled)[:LONGEST_LINE])


@routes.get("/search")
async def search(request: web.Request) -> web.Response:
    words = request.query.get("q", "").strip()[:LONGEST_LINE]
    return await _answer(request, f"/search {words}" if words else "/help search", q=words)


@routes.get("/complete")
async def completions(request: web.Request) -> web.Response:
    line = request.query.get("line", "")[:LONGEST_LINE]
    ask = await request.app[ROOM].ask(OWNER, place(""), language_of(request))
    return fragment(request, "completions.html", lines=await complete(line, ask))


async def _answer(request: web.Request, line: str, q: str | None = None) -> web.Response:
    """`q`: the words, where the line is the search box's."""
    ask = await request.app[ROOM].ask(OWNER, place(""), language_of(request))
    reply = await run(line, ask)
    reply = replace(reply, blocks=await asyncio.to_thread(with_pictures, reply.blocks))
    guide = await guide_to(ask.store, reply.blocks, ask.language)
    if request.headers.get("HX-Request") != "true":
        answer = html(reply.blocks, level=2, guide=guide)
        return await page(request, "say.html", line=line, answer=answer, more=reply.more, q=q)
    # a line that failed stays to be mended; the next begins in an empty one
    left = line if reply.exit_code else ""
    answer = html(reply.blocks, level=3, guide=guide)
    return fragment(request, "answer.html", asked=line, answer=answer, more=reply.more, line=left)


def _changes(request: web.Request, line: str) -> bool:
    """A line that lacks something is sent by hand too, completed first."""
    try:
        return partial(line, all_commands(), texts_for(request))[0].changes
    except BriefbotError:
        return False


def _completed(request: web.Request, line: str, filled: Mapping[str, Filled]) -> str:
    """The line with what a form was filled with; one that cannot be read is left to be answered by its error."""
    try:
        return completed(line, filled, all_commands(), texts_for(request)) if filled else line
    except BriefbotError:
        return line


async def _known(request: web.Request, name: str) -> None:
    room = request.app[ROOM]
    if name not in {c.id for c in room.channels} and name not in await room.log.channels():
        raise await missing(request, texts_for(request).say("console.no_channel", channel=name))


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
