"""Who may talk to the page: a browser on this machine that opened the page itself.

The page has no login, for it listens on loopback alone. What is left is that another site uses the reader's browser: by a name
that it points at loopback (so the Host header is checked), or by a form of its own (so changes are taken from our own pages
only).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # outlets are told nothing; our own forms still say where they come from, which older browsers do in no other way
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        response = await _let_in(request, handler)
    except web.HTTPException as answer:
        answer.headers.update(HEADERS)
        raise
    response.headers.update(HEADERS)
    return response


async def _let_in(request: web.Request, handler: Handler) -> web.StreamResponse:
    host = request.host.lower()
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    if name not in NAMES:
        raise web.HTTPMisdirectedRequest(text="This page answers on 127.0.0.1 only.\n")
    if request.method not in {"GET", "HEAD"} and not _from_our_pages(request, host):
        raise web.HTTPForbidden(text="This form was not sent from this page.\n")
    return await handler(request)


def _from_our_pages(request: web.Request, host: str) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", "").lower() == f"http://{host}"
