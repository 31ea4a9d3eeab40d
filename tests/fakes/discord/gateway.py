"""Discord's gateway, version 10: identify, resume, heartbeats and events, with what may go wrong."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
WRONG_TOKEN = 4004
MESSAGES, CONTENT = 1 << 9 | 1 << 12, 1 << 15


@dataclass
class Session:
    """`told`: all events, by number, so that one who resumes is told what was missed."""

    id: str
    socket: web.WebSocketResponse | None = None
    told: list[dict[str, Any]] = field(default_factory=list)


class Gateway:
    """`deaf`: heartbeats are not answered and nothing is told. `closed`: nobody is let in at all. `no_way_back`: only those who
    resume are not let in (discord.py issue 10511). `refuses`: the token is not taken here."""

    def __init__(self, fake: FakeDiscord) -> None:
        self.fake = fake
        self.sessions: dict[str, Session] = {}
        self.current: Session | None = None
        self.heartbeat = 41_250
        self.deaf = self.closed = self.no_way_back = self.refuses = False
        self.connected = self.beats = self.identified = self.resumed = self.turned_away = 0
        self.changed = asyncio.Condition()
        self._sockets: set[web.WebSocketResponse] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self.closed or (self.no_way_back and request.path.startswith("/resume")):
            self.turned_away += 1
            await self._tell_of_change()
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._sockets.add(socket)
        self.connected += 1
        await self._tell_of_change()
        try:
            await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": self.heartbeat}, "s": None, "t": None})
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    await self._hear(socket, json.loads(frame.data))
        finally:
            self._sockets.discard(socket)
            if self.current is not None and self.current.socket is socket:
                self.current.socket = None
        return socket

    async def _hear(self, socket: web.WebSocketResponse, told: dict[str, Any]) -> None:
        if self.deaf:
            return
        match told["op"]:
            case 1:
                self.beats += 1
                await self._tell_of_change()
                await socket.send_json({"op": ACK, "d": None, "s": None, "t": None})
            case 2:
                await self._identify(socket, told["d"])
            case 6:
                await self._resume(socket, told["d"])

    async def _identify(self, socket: web.WebSocketResponse, told: dict[str, Any]) -> None:
        if self.refuses or told["token"] != self.fake.token:
            await socket.close(code=WRONG_TOKEN)
            return
        world = self.fake.world
        assert told["intents"] & MESSAGES == MESSAGES, "who does not ask for messages is told of none"
        assert not told["intents"] & CONTENT, "the content of messages is for bots that Discord has looked at"
        session = Session(f"session-{len(self.sessions)}", socket)
        self.sessions[session.id] = self.current = session
        self.identified += 1
        ready = {
            "v": 10,
            "user": {**world.bot.user, "bot": True},
            "guilds": [{"id": guild, "unavailable": True} for guild in (world.guild, *world.other_guilds)],
            "session_id": session.id,
            "resume_gateway_url": f"{self.fake.socket_url}/resume/",
            "application": {"id": world.application, "flags": 0},
        }
        await self.tell("READY", ready)
        await self.tell("GUILD_CREATE", world.guild_payload())
        await self._tell_of_change()

    async def _resume(self, socket: web.WebSocketResponse, told: dict[str, Any]) -> None:
        session = self.sessions.get(told["session_id"])
        if session is None:
            await socket.send_json({"op": INVALID, "d": False, "s": None, "t": None})
            return
        session.socket, self.current = socket, session
        self.resumed += 1
        for event in session.told[told["seq"] :]:
            await socket.send_json(event)
        await self.tell("RESUMED", {})
        await self._tell_of_change()

    async def tell(self, event: str, data: dict[str, Any]) -> None:
        """An event: told now, or to whoever resumes."""
        session = self.current
        assert session is not None, "nobody is connected"
        told = {"op": DISPATCH, "t": event, "d": data, "s": len(session.told) + 1}
        session.told.append(told)
        if session.socket is not None and not self.deaf:
            await session.socket.send_json(told)

    async def drop(self, *, forget: bool = False) -> None:
        """All connections break. `forget`: nobody can resume."""
        if forget:
            self.sessions.clear()
        for socket in list(self._sockets):
            await socket.close(code=4000)

    async def until(self, what: str, count: int) -> None:
        """Waits until it has happened so many times: `connected`, `beats`, `identified`, `resumed`, `turned_away`."""
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(lambda: getattr(self, what) >= count)

    async def _tell_of_change(self) -> None:
        async with self.changed:
            self.changed.notify_all()
