"""Web servers on loopback, on any free port: friendly outlets, and hostile ones that hold, lie, flood and lead astray.

A path's answer is a function of the request. What was asked is kept, so that a test can count. Nothing here sleeps: a hostile
answer waits for an event that is set when the server closes.
"""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

FEED = b"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>La Voz del Valle</title>
<link>http://la-voz.example/</link><language>es-mx</language>
<item><title>Detienen a tres en Celaya</title><link>http://la-voz.example/nota/1?utm_source=rss</link><guid>nota-1</guid>
<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate>
<description>La polic\xc3\xada inform\xc3\xb3 de tres detenciones.</description></item>
</channel></rss>"""


class Outlets:
    """One server. `site.port`, `site.url("/feed")`, `site.asked` (the requests, in order), `site.at("/x", answer)`."""

    def __init__(self) -> None:
        self.asked: list[web.Request] = []
        self.closing = asyncio.Event()
        self.port = 0
        self._answers: dict[str, Answer] = {}

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.path for request in self.asked]

    def at(self, path: str, answer: Answer) -> None:
        self._answers[path] = answer

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        answer = self._answers.get(request.path)
        return await answer(request) if answer else web.Response(status=404)


@asynccontextmanager
async def outlets() -> AsyncIterator[Outlets]:
    site = Outlets()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", site.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    listener = web.TCPSite(runner, "127.0.0.1", 0)
    await listener.start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        site.closing.set()
        await runner.cleanup()


def gives(body: bytes | str = b"", *, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    """The same answer, always."""
    data = body.encode() if isinstance(body, str) else body

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=data, status=status, headers=headers)

    return answer


def redirects(target: str, status: int = 302) -> Answer:
    return gives(status=status, headers={"Location": target})


def conditional(body: bytes, *, etag: str, media: str = "application/octet-stream") -> Answer:
    """304 for those who hold the etag."""

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(
            body=body, content_type=media, headers={"ETag": etag, "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}
        )

    return answer


def holds(site: Outlets, *, after: bytes | None = None) -> Answer:
    """Never ends: before the head, or after the first bytes of the body."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        if after is not None:
            await response.prepare(request)
            await response.write(after)
        await site.closing.wait()
        return response

    return answer


def drips(site: Outlets, every: float = 0.01) -> Answer:
    """One byte at a time, for ever."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while not site.closing.is_set():
            await response.write(b" ")
            try:
                await asyncio.wait_for(site.closing.wait(), every)
            except TimeoutError:
                continue
        return response

    return answer


def floods(site: Outlets, chunk: bytes = b"x" * 65_536) -> Answer:
    """As much as the reader takes, without saying how much it will be."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while not site.closing.is_set():
            await response.write(chunk)
        return response

    return answer


def breaks_off(body: bytes, claimed: int) -> Answer:
    """Claims more than it sends, then hangs up."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(claimed)})
        await response.prepare(request)
        await response.write(body)
        assert request.transport is not None
        request.transport.close()
        return response

    return answer


def gzip_bomb(size: int) -> bytes:
    """`size` zero bytes, packed about a thousandfold."""
    return gzip.compress(bytes(size), 9)


def deflated(body: bytes, *, wrapped: bool) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()
