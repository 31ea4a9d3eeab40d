"""What every page has in common: its language, its frame, the list of channels; and what is shown where a page fails."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import web
from babel import negotiate_locale
from jinja2 import Environment, PackageLoader, select_autoescape

from bot.languages import available, texts
from bot.languages.texts import Texts
from bot.platforms.console.room import Room
from bot.platforms.console.web.guard import Handler

ROOM = web.AppKey("room", Room)

_log = structlog.get_logger("console")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("bot.platforms.console.web"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
    )


def language_of(request: web.Request) -> str:
    """The first language of the browser's that the bot speaks, else that of the desk."""
    wanted = [part.partition(";")[0].strip() for part in request.headers.get("Accept-Language", "").split(",")]
    return negotiate_locale(wanted, available(), sep="-") or request.app[ROOM].labels()


def texts_for(request: web.Request) -> Texts:
    return texts(language_of(request))


async def sidebar(room: Room) -> list[tuple[str, int]]:
    """The channels with how many messages they hold: the desk's in its order, then those that only the log still knows."""
    counts = await room.log.channels()
    names = [c.id for c in room.channels]
    return [(name, counts.get(name, 0)) for name in [*names, *sorted(set(counts) - set(names))]]


async def page(request: web.Request, template: str, *, status: int = HTTPStatus.OK, **values: Any) -> web.Response:
    """A whole page in its frame."""
    room = request.app[ROOM]
    frame: dict[str, Any] = {"desk": room.desk_name, "sidebar": await sidebar(room), "channel": None, "line": "", "q": None}
    return fragment(request, template, status=status, **{**frame, **values})


def fragment(request: web.Request, template: str, *, status: int = HTTPStatus.OK, **values: Any) -> web.Response:
    """A piece of a page, to stand in one that is there."""
    language = language_of(request)
    text = _templates().get_template(template).render(t=texts(language), language=language, **values)
    return web.Response(status=status, text=text, content_type="text/html")


async def missing(request: web.Request, what: str) -> web.HTTPNotFound:
    """The error to be raised where what was asked for is not there."""
    shown = await page(request, "problem.html", what=what)
    return web.HTTPNotFound(text=shown.text, content_type="text/html")


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """An address that leads nowhere, and a fault of ours, each told on a page."""
    try:
        return await handler(request)
    except web.HTTPNotFound as error:
        if error.content_type == "text/html":
            raise
        raise await missing(request, texts_for(request).say("console.no_page")) from error
    except web.HTTPException:
        raise
    except Exception:  # noqa: BLE001 - the edge of the page: whatever it is, it is logged and told
        _log.exception("a page failed", path=request.path)
        told = texts_for(request).say("console.failed")
        return await page(request, "problem.html", status=HTTPStatus.INTERNAL_SERVER_ERROR, what=told)
