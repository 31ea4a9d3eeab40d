"""The newsroom on loopback: one server, told apart by the Host header."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.model.clock import Clock
from bot.newsroom import feeds, pages
from bot.newsroom.pieces import Access, FeedFile, Masthead, Piece, Published, carried, published, relayed

LOOPBACK = "127.0.0.1"
LAST_ANSWERS = 2.0
"""Seconds that requests under way are given when the newsroom closes."""

ROBOTS = "User-agent: *\nDisallow: /admin/\n"


@dataclass(frozen=True, slots=True)
class Server:
    """A newsroom that is being served: `hosts` are to be reached at `127.0.0.1:port`."""

    port: int
    hosts: tuple[str, ...]


@asynccontextmanager
async def serve(
    mastheads: Sequence[Masthead], pieces: Sequence[Piece], *, started: datetime, port: int, clock: Clock
) -> AsyncIterator[Server]:
    """Serve until the context ends. Raises `OSError` when `port` is taken."""
    app = application(mastheads, pieces, started=started, clock=clock)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=LAST_ANSWERS)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
        yield Server(port=runner.addresses[0][1], hosts=tuple(masthead.host for masthead in mastheads))
    finally:
        await runner.cleanup()


def application(mastheads: Sequence[Masthead], pieces: Sequence[Piece], *, started: datetime, clock: Clock) -> web.Application:
    """Every answer is what stands in the outlet's pages at `clock.now()`, counted from `started`."""
    by_host = {masthead.host: masthead for masthead in mastheads}

    async def answer(request: web.Request) -> web.StreamResponse:
        masthead = by_host.get(request.host.partition(":")[0].lower())
        if masthead is None:
            return web.Response(status=421, text="no such host here\n")
        now = clock.now()
        if any(feed.path == request.path and feed.is_down(now - started) for feed in masthead.feeds):
            return web.Response(status=503, text="out of order\n")
        if masthead.relays:
            return _relay(request, masthead, relayed(pieces, masthead, mastheads, started=started, now=now))
        return _respond(request, masthead, published(pieces, masthead, started=started, now=now))

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    return app


def _respond(request: web.Request, masthead: Masthead, articles: Sequence[Published]) -> web.Response:
    path = request.path
    feed = next((feed for feed in masthead.feeds if feed.path == path), None)
    if feed:
        return _feed(request, feed, masthead, carried(feed, articles))
    if article := next((article for article in articles if path in {article.piece.path, article.amp, article.short}), None):
        return _article(request, article, articles)
    if path == "/":
        return _packed(request, web.Response(text=pages.front_page(masthead, articles), content_type="text/html"))
    if path == "/robots.txt":
        return web.Response(text=ROBOTS)
    return _missing(masthead)


def _article(request: web.Request, article: Published, articles: Sequence[Published]) -> web.Response:
    if request.path == article.short:
        return web.Response(status=302, headers={"Location": article.url})
    if article.version.withdrawn is not None:
        return _missing(article.masthead, article.version.withdrawn)
    if article.piece.access is Access.MISSING:
        return _missing(article.masthead)
    return _page(request, pages.article_page(article, articles), article.updated)


def _missing(masthead: Masthead, status: int = 404) -> web.Response:
    return web.Response(status=status, text=pages.missing_page(masthead), content_type="text/html")


def _relay(request: web.Request, masthead: Masthead, articles: Sequence[Published]) -> web.Response:
    feed = next((feed for feed in masthead.feeds if feed.path == request.path), None)
    if feed:
        return _feed(request, feed, masthead, tuple(article for article in articles if article.listed))
    if article := next((article for article in articles if article.relay == request.path), None):
        return web.Response(status=302, headers={"Location": article.url})
    return _missing(masthead)


def _page(request: web.Request, text: str, changed: datetime) -> web.Response:
    tag = hashlib.sha256(text.encode()).hexdigest()[:16]
    fresh = web.Response(text=text, content_type="text/html")
    # a page's links to others change without its date: only the tag can say that all of it is the same
    known = request.if_none_match is not None and any(known.value == tag for known in request.if_none_match)
    response = web.Response(status=304) if known else _packed(request, fresh)
    response.headers["ETag"] = f'W/"{tag}"'
    response.last_modified = changed.replace(microsecond=0)
    return response


def _feed(request: web.Request, feed: FeedFile, masthead: Masthead, articles: Sequence[Published]) -> web.Response:
    body = feeds.render(feed, masthead, articles)
    tag = hashlib.sha256(body).hexdigest()[:16]
    changed = feeds.modified(articles)
    response = web.Response(status=304) if _known(request, tag, changed) else web.Response(body=body)
    if response.status != web.HTTPNotModified.status_code:
        response.content_type = feeds.media_type(feed)
        response.charset = "utf-8"
        _packed(request, response)
    # weak, for the same feed goes out packed and unpacked
    response.headers["ETag"] = f'W/"{tag}"'
    response.last_modified = changed
    response.headers["Cache-Control"] = "no-cache"
    return response


def _known(request: web.Request, tag: str, changed: datetime) -> bool:
    """Whether the client has this very version; a tag, where it sends one, decides alone (RFC 9110, 13.2.2)."""
    if request.if_none_match is not None:
        return any(known.value in {tag, "*"} for known in request.if_none_match)
    return request.if_modified_since is not None and request.if_modified_since >= changed


def _packed(request: web.Request, response: web.Response) -> web.Response:
    response.headers["Vary"] = "Accept-Encoding"
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.enable_compression(web.ContentCoding.gzip)
    return response
