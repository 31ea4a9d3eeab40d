"""The session with Discord, kept up until the service stops.

It never raises into its caller: a token that Discord does not take is told the admins once, asked about rarely, and exchanged
as soon as `.env` holds another; after any other failure the client is closed and begun anew. discord.py takes a lost connection
up again by itself; where it only seems to (its issue 10511: the address to resume at is down, and it tries that one for ever),
nothing is heard for a while, and a new client is begun.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import discord
import structlog

from bot.model.errors import BriefbotError, PlatformError
from bot.outbox.port import Later
from bot.platforms.discord.answers import Answers
from bot.platforms.discord.client import BriefClient
from bot.platforms.discord.port import DiscordPort
from bot.platforms.pauses import Pauses, stopped
from bot.platforms.surface import Surface

_WRONG_TOKEN = 4004
"""The gateway's code when it closes: it takes no such token."""

_UNTIL_LOGIN = timedelta(seconds=2)
"""Nothing was sent; by then somebody may be logged in."""

_DENIED = timedelta(minutes=1)
"""Nobody will be before an admin has mended the token."""


def _no_other() -> str | None:
    return None


_log = structlog.get_logger("discord")


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Seconds. `silence`: without a frame from the gateway, of whose heartbeats one is due every 41 or so; `watch`: between two
    looks at that; `login`: the longest that one takes; `steady`: a session that lasted so long has not failed; `landing`: what
    is being answered gets to end; `closing`: the longest that a client takes to close; `rest`: between two tries with a token
    that was refused; `look`: between two looks for another. `clock`: a steady one, in seconds."""

    silence: float = 150.0
    watch: float = 5.0
    login: float = 60.0
    steady: float = 600.0
    landing: float = 10.0
    closing: float = 10.0
    rest: float = 600.0
    look: float = 15.0
    pauses: Pauses = field(default_factory=Pauses)
    clock: Callable[[], float] = time.monotonic


@dataclass(slots=True, kw_only=True)
class Session:
    """`tell`: hands an error to the admins. `renewed`: the token as the environment has it now, if it has one. `port` may be
    used at any time; while nobody is logged in it raises Later."""

    token: str
    surface: Surface
    tell: Callable[[BriefbotError], Awaitable[None]]
    renewed: Callable[[], str | None] = _no_other
    times: Times = field(default_factory=Times)
    port: DiscordPort = field(init=False)
    _client: BriefClient | None = None
    _denied: str | None = None
    """The token that was refused, since somebody was last logged in."""

    def __post_init__(self) -> None:
        self.port = DiscordPort(reach=self._reach, keep=self.surface.keep)

    @property
    def up(self) -> bool:
        return self._client is not None and self._client.is_ready()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`."""
        failures = 0
        while not stop.is_set():
            began = self.times.clock()
            try:
                await self._serve(stop)
            except _WrongTokenError:
                failures = 0
                await self._complain()
                await self._another_token(stop)
            except Exception as error:  # noqa: BLE001 (a conductor's edge: Discord's failures stop nobody else)
                failures = 1 if self.times.clock() - began >= self.times.steady else failures + 1
                pause = self.times.pauses.after(failures)
                _log.warning("the session has ended", error=f"{type(error).__name__}: {error}", pause=round(pause, 1))
                await stopped(stop, pause)

    async def _serve(self, stop: asyncio.Event) -> None:
        """One client from its login to its end: returns at `stop`, raises what ended it otherwise."""
        client = BriefClient(Answers(surface=self.surface), clock=self.times.clock)
        connection: asyncio.Task[None] | None = None
        try:
            await self._login(client)
            self._client = client
            connection = asyncio.create_task(client.connect(), name="discord gateway")
            await self._watch(client, connection, stop)
            await client.settled(self.times.landing)
        finally:
            self._client = None
            await self._close(client, connection)

    async def _login(self, client: BriefClient) -> None:
        try:
            await asyncio.wait_for(client.login(self.token), self.times.login)
        except discord.LoginFailure as error:
            raise _WrongTokenError from error

    async def _watch(self, client: BriefClient, connection: asyncio.Task[None], stop: asyncio.Event) -> None:
        while not await stopped(stop, self.times.watch):
            if connection.done():
                _raise_why(connection)
            if client.is_ready():
                self._denied = None
            silent = self.times.clock() - client.heard_at
            if silent > self.times.silence:
                raise TimeoutError(f"nothing has been heard for {silent:.0f} s")

    async def _close(self, client: BriefClient, connection: asyncio.Task[None] | None) -> None:
        """Whatever state it is in; what goes wrong here changes nothing any more."""
        try:
            await asyncio.wait_for(client.close(), self.times.closing)
        except Exception as error:  # noqa: BLE001 (a conductor's edge: another client is begun, or the service stops)
            _log.warning("the client could not be closed well", error=f"{type(error).__name__}: {error}")
        if connection is not None:
            connection.cancel()
            await asyncio.wait([connection])
            with suppress(asyncio.CancelledError):
                connection.exception()  # it was told where it ended the session

    async def _another_token(self, stop: asyncio.Event) -> None:
        """Waits until there is one, or until it is time to try the same again: Discord may have taken it back by mistake."""
        until = self.times.clock() + self.times.rest
        while self.times.clock() < until and not await stopped(stop, self.times.look):
            found = self.renewed()
            if found and found != self.token:
                self.token = found
                _log.info("there is another token")
                return

    async def _complain(self) -> None:
        """Once for each token."""
        if self._denied == self.token:
            return
        self._denied = self.token
        error = PlatformError("discord-token")
        _log.error(error.code)
        try:
            await self.tell(error)
        except Exception:  # noqa: BLE001 (a conductor's edge: the log has it)
            _log.exception("the admins could not be told")

    def _reach(self) -> discord.Client:
        if self._client is None:
            raise Later(_DENIED if self._denied == self.token else _UNTIL_LOGIN)
        return self._client


def _raise_why(connection: asyncio.Task[None]) -> None:
    error = connection.exception()
    if isinstance(error, discord.ConnectionClosed) and error.code == _WRONG_TOKEN:
        raise _WrongTokenError from error
    raise error or ConnectionError("the connection was closed")


class _WrongTokenError(Exception):
    pass
