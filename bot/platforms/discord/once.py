"""A forum's post takes no nonce: what discord.py repeats by itself would stand there twice."""

from __future__ import annotations

import re
from types import SimpleNamespace

import aiohttp

_POSTS = re.compile(r"/channels/\d+/threads$")
_SERVER_ERROR = 500


class Unanswered(Exception):  # noqa: N818 - what Discord did not say, not a fault
    """A forum's post may have been made or not. It takes no nonce, so it must not be sent again by itself."""


def no_second_post() -> aiohttp.TraceConfig:
    """discord.py repeats requests after a 5xx, on some systems after a lost connection too; a forum's post it must not."""

    async def ended(_session: aiohttp.ClientSession, _context: SimpleNamespace, told: aiohttp.TraceRequestEndParams) -> None:
        if told.method == "POST" and told.response.status >= _SERVER_ERROR and _POSTS.search(told.url.path):
            raise Unanswered(f"{told.response.status} {told.response.reason}")

    async def failed(
        _session: aiohttp.ClientSession, _context: SimpleNamespace, told: aiohttp.TraceRequestExceptionParams
    ) -> None:
        if told.method == "POST" and _POSTS.search(told.url.path):
            raise Unanswered(f"{type(told.exception).__name__}: {told.exception}") from told.exception

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    trace.on_request_exception.append(failed)
    return trace
