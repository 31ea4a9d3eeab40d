"""The pages, and the fragments that htmx fetches; without scripts the same addresses give whole pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from aiohttp import web
from babel import negotiate_locale
from jinja2 import Environment, PackageLoader, select_autoescape

from bot.commands import all_commands, run
from bot.commands.complete import complete
from bot.commands.parse import parse
from bot.languages import available, texts
from bot.layout.card import WHOLE, card_message
from bot.model.errors import BriefbotError
from bot.platforms.console.html import html
from bot.platforms.console.log import Posted
from bot.platforms.console.room import OWNER, Room, place
from bot.platforms.console.web.source import marked
from bot.store import cards

ROOM = web.AppKey("room", Room)
PAGE = 30
"""Messages on a page; older ones are a link away."""

LONGEST_LINE = 2_000

routes = web.RouteTableDef()
routes.static("/static", __file__.replace("pages.py", "static"))


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("bot.platforms.console.web"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
    )


@routes.get("/")
async def home(request: web.Request) -> web.Response:
    channels = request.app[ROOM].channels
    if not channels:
        return await _page(request, "channel.html", channel=None, messages=[], newest=0, older=None)
    raise web.HTTPFound(f"/c/{channels[0].id}")


@routes.get("/c/{channel}")
async def channel(request: web.Request) -> web.Response:
    room, name = request.app[ROOM], request.match_info["channel"]
    await _known(room, name)
    before = _whole(request.query.get("before"))
    messages = await room.log.newest(name, limit=PAGE + 1, before=before)
    shown = messages[:PAGE]
    older = shown[-1].id if len(messages) > PAGE else None
    newest = shown[0].id if shown else 0
    return await _page(
        request,
        "channel.html",
        channel=name,
        messages=[_view(m) for m in shown],
        newest=newest,
        older=older,
        live=before is None,
    )


@routes.get("/c/{channel}/after/{id}")
async def arrived(request: web.Request) -> web.Response:
    """What has come since, as a fragment that asks again for what comes next."""
    room, name = request.app[ROOM], request.match_info["channel"]
    await _known(room, name)
    since = _whole(request.match_info["id"]) or 0
    messages = await room.log.after(name, since)
    newest = messages[0].id if messages else since
    return _html("arrived.html", channel=name, messages=[_view(m) for m in messages], newest=newest, fresh=True)


@routes.get("/card/{id}")
async def card(request: web.Request) -> web.Response:
    room, language = request.app[ROOM], _language(request)
    ask = await room.ask(OWNER, place(""), language)
    async with ask.store.read() as tx:
        stored = await cards.get(tx, request.match_info["id"])
    if stored is None:
        raise web.HTTPNotFound(text=texts(language).say("console.no_card", id=request.match_info["id"]))
    outlet = ask.outlet_name(stored.card.outlet)
    message = card_message(
        stored.card,
        outlet=outlet,
        language=language,
        topics=ask.desk.topics,
        now=ask.now,
        registers=ask.desk.registers,
        zone=ask.zone,
        fit=WHOLE,
    )
    body, text = html(message.blocks, level=1), marked(stored.card)
    return await _page(request, "card.html", title=stored.card.title, card=stored.card, message=message, body=body, text=text)


@routes.get("/say")
async def asked(request: web.Request) -> web.Response:
    """Answers a line that only reads; one that changes something is shown, to be sent by hand."""
    line = request.query.get("line", "")[:LONGEST_LINE]
    if _changes(line):
        return await _page(request, "say.html", line=line, answer=None)
    return await _answer(request, line)


@routes.post("/say")
async def said(request: web.Request) -> web.Response:
    line = str((await request.post()).get("line", ""))[:LONGEST_LINE]
    return await _answer(request, line)


@routes.get("/search")
async def search(request: web.Request) -> web.Response:
    words = request.query.get("q", "").strip()[:LONGEST_LINE]
    return await _answer(request, f"/search {words}" if words else "/help search")


@routes.get("/complete")
async def completions(request: web.Request) -> web.Response:
    line = request.query.get("line", "")[:LONGEST_LINE]
    ask = await request.app[ROOM].ask(OWNER, place(""), _language(request))
    return _html("completions.html", lines=await complete(line, ask))


async def _answer(request: web.Request, line: str) -> web.Response:
    ask = await request.app[ROOM].ask(OWNER, place(""), _language(request))
    reply = await run(line, ask)
    values = {"line": line, "answer": html(reply.blocks, level=2), "more": reply.more}
    if request.headers.get("HX-Request") == "true":
        return _html("answer.html", t=ask.texts, **values)
    return await _page(request, "say.html", **values)


def _changes(line: str) -> bool:
    try:
        return parse(line, all_commands()).command.needs != "reader"
    except BriefbotError:
        return False


async def _known(room: Room, name: str) -> None:
    if name not in {c.id for c in room.channels} and name not in await room.log.channels():
        raise web.HTTPNotFound(text=f"no channel {name}\n")


def _view(posted: Posted) -> dict[str, Any]:
    own = texts(posted.message.language)
    return {"posted": posted, "message": posted.message, "body": html(posted.message.blocks, level=2), "own": own}


async def _page(request: web.Request, template: str, **values: Any) -> web.Response:
    room, language = request.app[ROOM], _language(request)
    counts = await room.log.channels()
    names = [c.id for c in room.channels]
    sidebar = [(name, counts.get(name, 0)) for name in [*names, *sorted(set(counts) - set(names))]]
    common: Mapping[str, Any] = {"t": texts(language), "language": language, "desk": room.desk_name, "sidebar": sidebar}
    return _html(template, **{"channel": None, "line": "", "q": request.query.get("q", ""), **common, **values})


def _html(template: str, **values: Any) -> web.Response:
    return web.Response(text=_templates().get_template(template).render(**values), content_type="text/html")


def _language(request: web.Request) -> str:
    wanted = [part.partition(";")[0].strip() for part in request.headers.get("Accept-Language", "").split(",")]
    return negotiate_locale(wanted, available(), sep="-") or request.app[ROOM].labels


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
