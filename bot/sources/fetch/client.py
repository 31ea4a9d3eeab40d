"""The client: one request a hop, each guarded, paced, bounded."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot import __version__
from bot.model.errors import SourceError
from bot.model.meters import Meters
from bot.sources.addresses import shown
from bot.sources.fetch.answer import Fetched, Kind, Limits, fresh_for, refusal, retry_after
from bot.sources.fetch.body import BadEncoding, BrokenOff, TooLarge, read_body
from bot.sources.fetch.guard import ForbiddenAddress, Guard, GuardedResolver, Pair
from bot.sources.fetch.pace import Pace
from bot.sources.fetch.robots import AGENT, Robots

_FOR_GOOD = frozenset({301, 308})
_ELSEWHERE = frozenset({302, 303, 307}) | _FOR_GOOD
_ACCEPT: dict[Kind, str] = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "page": "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
    "robots": "text/plain, */*;q=0.5",
}
_PAGES = frozenset({"", "text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain"})
_CHUNK = 64 * 1024


def user_agent(contact: str) -> str:
    """`contact`: an address of mail or web at which the desk answers."""
    return f"{AGENT}/{__version__} (+{contact})" if contact else f"{AGENT}/{__version__}"


class Fetcher:
    """Gets feeds and pages. One for a process, used as an async context manager.

    `agent`: the User-Agent, see `user_agent`; another may be set at any time. `allow`: exact pairs of literal address and port
    let through the guard; `hosts`: names that stand for one of those pairs (the demo's `.example` outlets). `proxy`:
    `http://host:port`, never taken from the environment; behind it the guard sees literal addresses only. `resolver` and
    `pace` are a test's to replace.

    No cookie is kept, no address with a user or a password in it is asked.
    """

    def __init__(
        self,
        *,
        agent: str,
        allow: Collection[Pair] = (),
        hosts: Mapping[str, Pair] | None = None,
        limits: Limits | None = None,
        proxy: str | None = None,
        meters: Meters | None = None,
        resolver: AbstractResolver | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.agent = agent
        self._hosts = {name.lower(): pair for name, pair in (hosts or {}).items()}
        if not frozenset(self._hosts.values()) <= frozenset(allow):
            raise ValueError("a host may only stand for an allowed pair")
        self._limits = limits or Limits()
        self._proxy = proxy
        self._meters = meters or Meters()
        self._resolver = resolver
        self._guard = Guard(allow, proxied=proxy is not None)
        self._pace = pace or Pace(gap=self._limits.gap, per_host=self._limits.per_host, at_once=self._limits.at_once)
        self._robots = Robots(self._robots_txt)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        proxied = self._proxy is not None
        resolver = GuardedResolver(self._resolver or aiohttp.ThreadedResolver(), self._guard, self._hosts, proxied=proxied)
        connector = aiohttp.TCPConnector(
            resolver=resolver,
            socket_factory=self._guard.socket,
            use_dns_cache=False,
            limit=0,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=aiohttp.ClientTimeout(total=None, connect=self._limits.connect, sock_read=self._limits.first_byte),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(
        self,
        url: str,
        *,
        kind: Kind,
        now: datetime,
        etag: str | None = None,
        modified: str | None = None,
        agent: str | None = None,
    ) -> Fetched:
        """Gets one address, following at most `limits.redirects` redirects. `agent`: a User-Agent for this feed alone.

        Raises `SourceError`; where the server said how long to wait, its parameter `retry_after` is in seconds.
        """
        headers = {"User-Agent": agent or self.agent, "Accept": _ACCEPT[kind], "Accept-Encoding": "gzip, deflate, br"}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        try:
            fetched = await self._follow(url, kind, headers, now)
        except SourceError as error:
            self._meters.add("fetches", kind=kind, outcome=error.code)
            raise
        self._meters.add("fetches", kind=kind, outcome="not-modified" if fetched.not_modified else "ok")
        return fetched

    async def _follow(self, start: str, kind: Kind, headers: Mapping[str, str], now: datetime) -> Fetched:
        url, for_good, left = self._address(start, None), True, self._limits.whole
        began = url
        for hop in range(self._limits.redirects + 1):
            gap = await self._robots.gap(url, now) if kind == "page" else 0.0
            self._not_held(url)
            async with self._pace.turn(url.host_port_subcomponent or "", gap=gap):
                loop = asyncio.get_running_loop()
                started = loop.time()
                answer = await self._ask(url, kind, headers, now, left)
                left -= loop.time() - started
            if isinstance(answer, Fetched):
                moved = hop > 0 and for_good and not (began.scheme == "https" and url.scheme == "http")
                return replace(answer, moved_to=str(url)) if moved else answer
            for_good = for_good and answer[0] in _FOR_GOOD
            url = self._address(answer[1], url)
        raise SourceError("too-many-redirects", url=shown(start), limit=self._limits.redirects)

    async def _ask(
        self, url: URL, kind: Kind, headers: Mapping[str, str], now: datetime, left: float
    ) -> Fetched | tuple[int, str]:
        """One hop: an answer, or the status and the target of a redirect."""
        told = shown(str(url))
        try:
            async with asyncio.timeout(left), self._response(url, headers) as response:
                plain = {name.lower(): _readable(value) for name, value in response.headers.items()}
                if response.status in _ELSEWHERE:
                    if not plain.get("location"):
                        raise SourceError("bad-redirect", url=told)
                    return response.status, plain["location"]
                not_modified = response.status == 304 and not headers.keys().isdisjoint({"If-None-Match", "If-Modified-Since"})
                if not not_modified:
                    self._accept(response, plain, kind, now)
                body = b"" if not_modified else await self._body(response, plain, kind)
                return Fetched(
                    url=str(url),
                    status=response.status,
                    body=body,
                    headers=plain,
                    etag=plain.get("etag") or (headers.get("If-None-Match") if not_modified else None),
                    modified=plain.get("last-modified") or (headers.get("If-Modified-Since") if not_modified else None),
                    fresh_for=fresh_for(plain, now),
                    not_modified=not_modified,
                )
        except TimeoutError:
            raise SourceError("timeout-whole", url=told, seconds=self._limits.whole) from None

    def _accept(self, response: aiohttp.ClientResponse, headers: Mapping[str, str], kind: Kind, now: datetime) -> None:
        """Raises `SourceError` for an answer whose body is not worth reading."""
        url = str(response.url)
        wait = retry_after(headers, now)
        if wait is not None and response.status in {429, 503}:
            self._pace.hold(response.url.host_port_subcomponent or "", wait.total_seconds())
        if (refused := refusal(response.status, headers, url=url, kind=kind, now=now)) is not None:
            raise refused
        if kind == "page" and (media := headers.get("content-type", "").partition(";")[0].strip().lower()) not in _PAGES:
            raise SourceError("not-a-page", url=shown(url), content_type=media)
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self._limits.cap(kind):
            raise self._too_large(url, kind)

    async def _body(self, response: aiohttp.ClientResponse, headers: Mapping[str, str], kind: Kind) -> bytes:
        url = str(response.url)
        try:
            chunks = response.content.iter_chunked(_CHUNK)
            return await read_body(chunks, headers.get("content-encoding", ""), self._limits.cap(kind))
        except TooLarge:
            raise self._too_large(url, kind) from None
        except BadEncoding:
            told = headers.get("content-encoding", "gzip")
            raise SourceError("bad-encoding", url=shown(url), encoding=told) from None
        except aiohttp.SocketTimeoutError:
            raise SourceError("timeout-stalled", url=shown(url), seconds=self._limits.first_byte) from None
        except (BrokenOff, aiohttp.ClientPayloadError, aiohttp.ClientConnectionError):
            raise SourceError("broken-off", url=shown(url)) from None

    @asynccontextmanager
    async def _response(self, url: URL, headers: Mapping[str, str]) -> AsyncIterator[aiohttp.ClientResponse]:
        """The answer's head; what keeps it from coming is told by name."""
        if self._session is None:
            raise RuntimeError("the fetcher is used outside its context")
        told = shown(str(url))
        try:
            response = await self._session.get(url, headers=headers, allow_redirects=False, proxy=self._proxy)
        except aiohttp.ConnectionTimeoutError:
            raise SourceError("timeout-connect", url=told, seconds=self._limits.connect) from None
        except aiohttp.SocketTimeoutError:
            raise SourceError("timeout-first-byte", url=told, seconds=self._limits.first_byte) from None
        except aiohttp.ClientConnectorError as error:
            raise SourceError(_unreachable(error), url=told, host=url.host or "") from None
        except aiohttp.ClientError:
            raise SourceError("bad-answer", url=told) from None
        try:
            yield response
        finally:
            response.close()  # an answer read to its end has already given its connection back

    def _address(self, address: str, base: URL | None) -> URL:
        """The address to ask, absolute and decent. Raises `SourceError`."""
        try:
            given = URL(address.strip())
            url = given if base is None else base.join(given)
            host, port = url.host, url.port
        except ValueError:
            raise SourceError("bad-url", url=_shown_or_not(address)) from None
        if url.scheme not in {"http", "https"}:
            raise SourceError("forbidden-scheme", url=shown(str(url)), scheme=url.scheme or "?")
        if not host or port is None:
            raise SourceError("bad-url", url=shown(str(url)))
        if url.user is not None or url.password is not None:
            raise SourceError("credentials-in-url", url=shown(str(url)))
        if not self._guard.permits_host(host, port):
            raise SourceError("forbidden-address", url=shown(str(url)), host=host)
        return url.with_fragment(None)

    def _not_held(self, url: URL) -> None:
        wait = self._pace.held(url.host_port_subcomponent or "")
        if wait > 0:
            raise SourceError("rate-limited", url=shown(str(url)), status=429, retry_after=wait)

    def _too_large(self, url: str, kind: Kind) -> SourceError:
        return SourceError("too-large", url=shown(url), megabytes=round(self._limits.cap(kind) / (1024 * 1024), 3))

    async def _robots_txt(self, url: str, now: datetime) -> Fetched:
        return await self.get(url, kind="robots", now=now)


def _readable(value: str) -> str:
    """A header's words: aiohttp hands raw bytes that are no UTF-8 on as surrogates, which cannot be sent again."""
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _unreachable(error: aiohttp.ClientConnectorError) -> str:
    if isinstance(error.os_error, ForbiddenAddress):
        return "forbidden-address"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "dns"
    if isinstance(error, aiohttp.ClientSSLError) or isinstance(error.os_error, ssl.SSLError):
        return "tls"
    return "refused"


def _shown_or_not(address: str) -> str:
    """An address that cannot even be taken apart is shown only where it surely holds no password."""
    return "…" if "@" in address else address[:200]
