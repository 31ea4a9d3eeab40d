"""What may go wrong between the bot and Discord: troubles that befall the next requests of a kind, in order."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from aiohttp import web


class Lost(Enum):
    """A connection that breaks: before anything was done, or after everything was."""

    REQUEST = auto()
    ANSWER = auto()


def told(body: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """JSON as Discord gives it: discord.py takes a content type with a charset for a text."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json")


@dataclass(frozen=True)
class Says:
    """An answer instead of the usual one; nothing is done. `does`: … but it is, before."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    does: bool = False

    def answer(self) -> web.Response:
        return told(self.body, status=self.status, headers=self.headers)


@dataclass(frozen=True)
class Held:
    """The request waits for the event; `came` is set when it is there. `does`: what it asks for is done before that."""

    until: asyncio.Event
    came: asyncio.Event
    does: bool = False


Trouble = Lost | Says | Held


def too_many(seconds: float, *, everywhere: bool = False) -> Says:
    """429, as Discord says it itself."""
    scope = "global" if everywhere else "user"
    headers = {"Retry-After": str(seconds), "Via": "1.1 google", "X-RateLimit-Scope": scope}
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    return Says(429, body, headers)


def banned(seconds: int) -> Says:
    """429 from the network before Discord: no `Via`, no JSON of Discord's."""
    return Says(429, {}, {"Retry-After": str(seconds)})


def broken(status: int = 500, *, does: bool = False) -> Says:
    return Says(status, {"message": f"{status}: Internal Server Error", "code": 0}, does=does)


def refused(status: int, code: int, message: str) -> Says:
    return Says(status, {"message": message, "code": code})


class Troubles:
    """`over`: all that were added have befallen."""

    def __init__(self) -> None:
        self._next: list[tuple[str, re.Pattern[str], Trouble]] = []
        self.over = asyncio.Event()

    def add(self, method: str, path: str, *troubles: Trouble) -> None:
        """They befall, one each, the next requests of that method whose path the pattern is found in."""
        self._next += [(method, re.compile(path), trouble) for trouble in troubles]
        self.over.clear()

    def take(self, method: str, path: str) -> Trouble | None:
        for index, (of, pattern, trouble) in enumerate(self._next):
            if of == method and pattern.search(path):
                del self._next[index]
                if not self._next:
                    self.over.set()
                return trouble
        return None
