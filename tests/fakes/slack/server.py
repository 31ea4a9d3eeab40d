"""The server: tokens, troubles, sockets, answers to response_url, the OAuth exchange."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from base64 import b64decode
from collections import defaultdict, deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from tests.fakes.slack import check
from tests.fakes.slack.web import Refusal, method_for
from tests.fakes.slack.world import Changes, Shown, Team, Upload, number, ts

APP_TOKEN = "xapp-1-fake"
SECRET = "signing-secret"
CLIENT_ID, CLIENT_SECRET = "1.2", "client-secret"


@dataclass(frozen=True)
class Limited:
    after: int = 1


@dataclass(frozen=True)
class Status:
    code: int = 500
    body: str = "Slack is having a bad day"
    kind: str = "text/html"


@dataclass(frozen=True)
class Lost:
    """The connection ends without an answer. `done`: after the thing was done."""

    done: bool = True


@dataclass(frozen=True)
class Held:
    """The thing is done, and its answer waits for the event; `came` is set when it does."""

    until: asyncio.Event
    came: asyncio.Event


@dataclass(frozen=True)
class Error:
    code: str


@dataclass
class FakeSlack:
    url: str = ""
    teams: dict[str, Team] = field(default_factory=dict)
    calls: list[tuple[str, dict]] = field(default_factory=list)
    troubles: dict[str, deque] = field(default_factory=lambda: defaultdict(deque))
    changes: Changes = field(default_factory=Changes)
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    acknowledged: dict[str, dict] = field(default_factory=dict)
    codes: dict[str, Team] = field(default_factory=dict)
    page: int = 100
    patience: float = 30.0
    """Seconds; Slack waits three, which a machine that does much else cannot promise to a test."""
    endpoint: str | None = None
    """Where signed requests go; without it Socket Mode is used."""
    heard: int = 0
    """Requests that the bot has acknowledged."""
    uploads: dict[str, Upload] = field(default_factory=dict)
    told_of_files: dict[str, str] = field(default_factory=dict)
    """What Slack says of a shared file beside its id."""
    faults: list[BaseException] = field(default_factory=list)
    _responses: dict[str, dict] = field(default_factory=dict)
    _triggers: set[str] = field(default_factory=set)

    # ── the world ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def team(self, name="T1", token="xoxb-1"):
        self.teams[token] = Team(name, token)
        return self.teams[token]

    def revoke(self, team):
        self.teams.pop(team.token)

    def called(self, method):
        return [told for name, told in self.calls if name == method]

    def trigger(self):
        name = f"trigger.{number()}"
        self._triggers.add(name)
        return name

    def spend(self, trigger):
        """Once each."""
        if trigger not in self._triggers:
            raise Refusal("expired_trigger_id")
        self._triggers.remove(trigger)

    def response_url(self, team, user, channel, *, of=None):
        """Where an answer goes. `of`: what the button stood on that was pressed."""
        name = f"r{number()}"
        self._responses[name] = {"team": team, "user": user, "channel": channel, "of": of, "uses": 0}
        return f"{self.url.removesuffix('api/')}response/{name}"

    async def until(self, what, most=30.0):
        found = await self.changes.until(lambda: self.faults or what(), most)
        if self.faults:
            raise self.faults[0]
        return found

    # ── what is sent to the bot ──────────────────────────────────────────────────────────────────────────────────────────────

    async def send(self, kind, payload, *, twice=False):
        """Gives the answer's payload; raises TimeoutError unless it comes within `patience`."""
        if self.endpoint is not None:
            told = await self._signed(kind, payload, twice=twice)
        else:
            told = [await self._envelope(kind, payload) for _ in range(1 + twice)][-1]
        self.heard += 1
        await self.changes.tell()
        return told

    async def _envelope(self, kind, payload):
        name = f"e{number()}"
        told = {"envelope_id": name, "type": kind, "payload": payload, "accepts_response_payload": kind != "events_api"}
        (socket,) = [one for one in self.sockets if not one.closed][-1:]
        await socket.send_str(json.dumps(told))
        return await self.changes.until(lambda: self.acknowledged.get(name), self.patience)

    async def _signed(self, kind, payload, *, twice):
        if kind == "slash_commands":
            body = aiohttp.FormData(payload)()._value.decode()
            content = "application/x-www-form-urlencoded"
        elif kind == "interactive":
            body = aiohttp.FormData({"payload": json.dumps(payload)})()._value.decode()
            content = "application/x-www-form-urlencoded"
        else:
            body, content = json.dumps(payload), "application/json"
        headers = {"Content-Type": content, **signed(body, time.time())}
        async with aiohttp.ClientSession() as session:
            for _ in range(1 + twice):
                async with session.post(
                    self.endpoint, data=body, headers=headers, timeout=aiohttp.ClientTimeout(self.patience)
                ) as answer:
                    told = await answer.text()
                    assert answer.status == 200, (answer.status, told)
        return {"body": told}

    async def disconnect(self, reason="refresh_requested"):
        """Slack asks for another connection, as it does every few hours."""
        (socket,) = [one for one in self.sockets if not one.closed][-1:]
        await socket.send_str(json.dumps({"type": "disconnect", "reason": reason}))

    async def drop(self):
        """The socket ends without a word."""
        for socket in [one for one in self.sockets if not one.closed]:
            await socket.close()

    async def connected(self, times=1):
        await self.until(lambda: len(self.sockets) >= times and not self.sockets[-1].closed)

    # ── what the bot sends ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def on_method(self, request):
        name, told = request.match_info["method"], await _arguments(request)
        self.calls.append((name, told))
        trouble = self.troubles[name].popleft() if self.troubles[name] else None
        try:
            return await self._answer(request, name, told, trouble)
        except Refusal as error:
            return web.json_response({"ok": False, "error": str(error)})
        except (AssertionError, KeyError, TypeError, ValueError) as error:
            self.faults.append(error)
            raise
        finally:
            await self.changes.tell()

    async def _answer(self, request, name, told, trouble):
        match trouble:
            case Limited(after):
                limited = {"ok": False, "error": "ratelimited"}
                return web.json_response(limited, status=429, headers={"Retry-After": str(after)})
            case Status(code, body, kind):
                return web.Response(text=body, status=code, content_type=kind)
            case Error(code):
                raise Refusal(code)
            case Lost(done=False):
                request.transport.close()
                return web.Response()
        answer = self._call(request, name, told)
        if isinstance(trouble, Lost):
            request.transport.close()
        if isinstance(trouble, Held):
            trouble.came.set()
            await trouble.until.wait()
        team = self.teams.get(_token(request))
        return web.json_response({"ok": True} | answer, headers={"x-oauth-scopes": team.scopes} if team else None)

    def _call(self, request, name, told):
        token = _token(request)
        if name == "apps.connections.open":
            if token != APP_TOKEN:
                raise Refusal("invalid_auth")
            return {"url": f"ws://{request.host}/socket"}
        if name == "oauth.v2.access":
            return self._exchange(request, told)
        team = self.teams.get(token)
        if team is None:
            raise Refusal("token_revoked" if token else "not_authed")
        return method_for(name)(self, team, told)

    def _exchange(self, request, told):
        given = b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
        assert given == f"{CLIENT_ID}:{CLIENT_SECRET}"
        code = told.get("code") or told.get("refresh_token")
        if code not in self.codes:
            raise Refusal("invalid_code")
        team = self.codes.pop(code)
        refresh = f"xoxe-1-{number()}"
        self.codes[refresh] = team
        if told.get("grant_type") == "refresh_token":
            self.teams.pop(team.token, None)
            team.token = f"xoxe.xoxb-{number()}"
            self.teams[team.token] = team
        return {
            "access_token": team.token,
            "refresh_token": refresh,
            "expires_in": 43_200,
            "token_type": "bot",
            "scope": "chat:write,commands",
            "bot_user_id": team.bot,
            "app_id": "A1",
            "team": None if team.workspaces else {"id": team.id, "name": team.id},
            "enterprise": {"id": team.id, "name": team.id} if team.workspaces else None,
            "is_enterprise_install": bool(team.workspaces),
            "authed_user": {"id": "U1"},
        }

    async def on_upload(self, request):
        upload = self.uploads[request.match_info["name"]]
        if request.content_type.startswith("multipart/"):
            (part,) = (await request.post()).values()
            upload.data = part.file.read()
        else:
            upload.data = await request.read()
        return web.Response(text="OK")

    async def on_response(self, request):
        use = self._responses[request.match_info["name"]]
        told = await request.json()
        self.calls.append(("response_url", told))
        trouble = self.troubles["response_url"].popleft() if self.troubles["response_url"] else None
        use["uses"] += 1
        try:
            if use["uses"] > 5:
                return web.Response(status=404, text="used_url")
            if isinstance(trouble, Status):
                return web.Response(status=trouble.code, text=trouble.body)
            check.message(told, files=use["team"].files, new_blocks=use["team"].new_blocks)
            self._show(use, told)
        except check.Invalid as error:
            if error.code != "invalid_blocks":
                self.faults.append(error)
            return web.Response(status=400, text=error.code)
        finally:
            await self.changes.tell()
        if isinstance(trouble, Lost):
            request.transport.close()
        return web.Response(text="ok")

    def _show(self, use, told):
        if told.get("replace_original") and use["of"] is not None:
            shown = use["of"]
            shown.text, shown.blocks, shown.edits = told["text"], told["blocks"], shown.edits + 1
            return
        alone = None if told.get("response_type") == "in_channel" else use["user"]
        shown = Shown(use["channel"], ts(), told["text"], told.get("blocks") or [], alone, told.get("thread_ts"))
        use["team"].shown.append(shown)

    async def on_socket(self, request):
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_str(json.dumps({"type": "hello", "num_connections": 1}))
        self.sockets.append(socket)
        await self.changes.tell()
        async for message in socket:
            told = json.loads(message.data)
            self.acknowledged[told["envelope_id"]] = told
            await self.changes.tell()
        return socket


def signed(body, at, secret=SECRET):
    stamp = str(int(at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


@asynccontextmanager
async def a_slack():
    """A Slack with one workspace, T1, of which the bot's token is `xoxb-1`."""
    fake = FakeSlack()
    app = web.Application(client_max_size=2**24)
    app.router.add_route("*", "/api/upload/{name}", fake.on_upload)
    app.router.add_route("*", "/api/{method}", fake.on_method)
    app.router.add_get("/socket", fake.on_socket)
    app.router.add_post("/response/{name}", fake.on_response)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        yield fake
    finally:
        await asyncio.gather(*(socket.close() for socket in fake.sockets), return_exceptions=True)
        await runner.cleanup()
    assert not fake.faults, fake.faults


def _token(request):
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


async def _arguments(request):
    told = dict(request.query)
    if request.content_type == "application/json":
        told |= await request.json()
    elif request.can_read_body:
        told |= dict(await request.post())
    return {name: _value(name, value) for name, value in told.items()}


def _value(name, value):
    return json.loads(value) if name in {"blocks", "metadata"} and isinstance(value, str) else value
