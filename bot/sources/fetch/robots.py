"""What a site's robots.txt allows (RFC 9309), kept for a day, for a bounded number of sites."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego
from yarl import URL

from bot.model.errors import SourceError
from bot.sources.addresses import shown
from bot.sources.fetch.answer import Fetched

AGENT = "briefbot"
_SITES = 512
_KEEP = timedelta(days=1)
_KEEP_SILENCE = timedelta(minutes=10)
_SLOWEST = 30.0
_UNAVAILABLE = frozenset({"not-found", "wants-login", "wants-payment", "bot-wall", "status"})


@dataclass(frozen=True, slots=True)
class _Rules:
    """`rules` is None where the site did not say: then nothing may be read for a while."""

    rules: Protego | None
    until: datetime


class Robots:
    """`fetch` gets a robots.txt; its `SourceError`s of the 4xx kind mean that all is allowed, every other that nothing is."""

    def __init__(self, fetch: Callable[[str, datetime], Awaitable[Fetched]]) -> None:
        self._fetch = fetch
        self._sites: OrderedDict[str, _Rules] = OrderedDict()
        self._asking: dict[str, asyncio.Lock] = {}

    async def gap(self, url: URL, now: datetime) -> float:
        """Seconds that the site wants between two requests, at most 30. Raises `SourceError` where it forbids the page."""
        rules = await self._of(str(url.origin()), now)
        if rules is None:
            raise SourceError("robots-unreachable", url=shown(str(url)))
        if not rules.can_fetch(str(url), AGENT):
            raise SourceError("robots", url=shown(str(url)))
        return min(float(rules.crawl_delay(AGENT) or 0.0), _SLOWEST)

    async def _of(self, origin: str, now: datetime) -> Protego | None:
        async with self._asking.setdefault(origin, asyncio.Lock()):
            try:
                known = self._sites.get(origin)
                if known is None or known.until <= now:
                    known = await self._ask(origin, now)
                    self._sites[origin] = known
                self._sites.move_to_end(origin)
            finally:
                while len(self._sites) > _SITES:
                    self._sites.popitem(last=False)
        self._forget_locks()
        return known.rules

    async def _ask(self, origin: str, now: datetime) -> _Rules:
        try:
            body = (await self._fetch(f"{origin}/robots.txt", now)).body
        except SourceError as error:
            if error.code not in _UNAVAILABLE:
                return _Rules(None, now + _KEEP_SILENCE)
            body = b""
        return _Rules(Protego.parse(body.decode("utf-8", "replace").lstrip("\ufeff")), now + _KEEP)

    def _forget_locks(self) -> None:
        if len(self._asking) > 2 * _SITES:
            self._asking = {origin: lock for origin, lock in self._asking.items() if lock.locked()}
