"""Discord's REST interface, version 10, as far as the bot uses it. What the bot sends is held against the limits, and against
Discord's own document where it is present: a payload that is wrong is refused, and written down."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.discord import limits, schema
from tests.fakes.discord.troubles import Held, Lost, Says, told
from tests.fakes.discord.world import FORUM, THREAD, Room, World

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

API = "/api/v10"
Answer = Callable[["Rest", web.Request, dict[str, Any]], Awaitable[Any]]


class Refusal(Exception):  # noqa: N818 - an answer of Discord's
    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


UNKNOWN_CHANNEL = (404, 10003, "Unknown Channel")
UNKNOWN_MESSAGE = (404, 10008, "Unknown Message")
MISSING_ACCESS = (403, 50001, "Missing Access")
MISSING_PERMISSIONS = (403, 50013, "Missing Permissions")

_ROUTES: list[tuple[str, str, re.Pattern[str], Answer]] = []


def route(method: str, path: str) -> Callable[[Answer], Answer]:
    def keep(answer: Answer) -> Answer:
        pattern = re.compile(re.sub(r"\\?\{(\w+)\\?\}", r"(?P<\1>[^/]+)", path) + r"\Z")
        _ROUTES.append((method, path, pattern, answer))
        return answer

    return keep


class Rest:
    def __init__(self, fake: FakeDiscord) -> None:
        self.fake = fake
        self.asked: list[tuple[str, str]] = []
        self.payloads: list[dict[str, Any]] = []

    @property
    def world(self) -> World:
        return self.fake.world

    async def handle(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(API)
        self.asked.append((request.method, path))
        trouble = self.fake.troubles.take(request.method, path)
        if isinstance(trouble, Held) and not trouble.does:
            trouble.came.set()
            await trouble.until.wait()
        if trouble is Lost.REQUEST:
            return self._hang_up(request)
        if isinstance(trouble, Says) and not trouble.does:
            return trouble.answer()
        answer = await self._answer(request, path)
        if isinstance(trouble, Held) and trouble.does:
            trouble.came.set()
            await trouble.until.wait()
        if trouble is Lost.ANSWER:
            return self._hang_up(request)
        return trouble.answer() if isinstance(trouble, Says) else answer

    def _hang_up(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.abort()
        return web.Response()

    async def _answer(self, request: web.Request, path: str) -> web.StreamResponse:
        try:
            answer = await self._serve(request, path)
        except Refusal as refusal:
            return told({"message": refusal.message, "code": refusal.code}, status=refusal.status)
        return web.Response(status=204) if answer is None else told(answer)

    async def _serve(self, request: web.Request, path: str) -> Any:
        by_token = path.startswith(("/interactions/", "/webhooks/"))
        if not by_token and request.headers.get("Authorization") != f"Bot {self.fake.token}":
            raise Refusal(401, 0, "401: Unauthorized")
        for method, template, pattern, answer in _ROUTES:
            if method == request.method and (match := pattern.fullmatch(path)):
                payload = await _payload(request, self.world)
                self._look(method, template, payload)
                return await answer(self, request, {**match.groupdict(), "payload": payload})
        self.fake.complaints.append(f"no such route: {request.method} {path}")
        raise Refusal(404, 0, "404: Not Found")

    def _look(self, method: str, template: str, payload: Any) -> None:
        if payload is not None:
            self.payloads.append(payload)
            self.refuse_if(schema.complaints(method, template, payload))

    def refuse_if(self, complaints: list[str]) -> None:
        """What Discord would say 50035 to is a fault of the bot's, told at the test's end as well."""
        if complaints:
            self.fake.complaints += complaints
            raise Refusal(400, 50035, f"Invalid Form Body: {complaints[0]}")

    def room(self, number: str, *permissions: str) -> Room:
        room = self.world.rooms.get(number)
        if room is None:
            raise Refusal(*UNKNOWN_CHANNEL)
        # a thread has its parent's permissions
        ruling = self.world.rooms.get(room.parent, room) if room.parent else room
        if not ruling.allows("view_channel"):
            raise Refusal(*MISSING_ACCESS)
        if not all(ruling.allows(permission) for permission in permissions):
            raise Refusal(*MISSING_PERMISSIONS)
        return room


async def _payload(request: web.Request, world: World) -> Any:
    if not request.can_read_body:
        return None
    if not request.content_type.startswith("multipart/"):
        return await request.json()
    payload: Any = None
    form = await request.post()
    for name, value in form.items():
        if name == "payload_json":
            payload = json.loads(str(value))
        elif isinstance(value, web.FileField):
            world.pictures[value.filename] = value.file.read()
    return payload


# ── who the bot is, and its commands ─────────────────────────────────────────────────────────────────────────────────────────


@route("GET", "/users/@me")
async def me(rest: Rest, _request: web.Request, _asked: dict[str, Any]) -> Any:
    return {**rest.world.bot.user, "bot": True}


@route("GET", "/oauth2/applications/@me")
async def application(rest: Rest, _request: web.Request, _asked: dict[str, Any]) -> Any:
    return {
        "id": rest.world.application,
        "name": "briefbot",
        "icon": None,
        "description": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": rest.world.bot.user,
    }


@route("GET", "/applications/{application_id}/commands")
async def known(rest: Rest, request: web.Request, _asked: dict[str, Any]) -> Any:
    """Names in other languages are left out unless they are asked for."""
    if request.query.get("with_localizations") == "true":
        return rest.world.commands
    return [{k: v for k, v in each.items() if not k.endswith("_localizations")} for each in rest.world.commands]


@route("PUT", "/applications/{application_id}/commands")
async def declared(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    rest.refuse_if(list(limits.of_commands(asked["payload"])))
    rest.world.registrations += 1
    rest.world.commands = [_as_kept(rest.world, each) for each in asked["payload"]]
    return rest.world.commands


def _as_kept(world: World, command: dict[str, Any]) -> dict[str, Any]:
    """With what Discord adds, and without what says nothing."""
    kept = {"id": world.snowflake(), "application_id": world.application, "version": world.snowflake()}
    kept |= {"default_member_permissions": None, "type": 1, "name_localizations": None, "description_localizations": None}
    kept |= {"description": "", "dm_permission": True, "contexts": None, "integration_types": [0, 1], "nsfw": False}
    kept |= _lean(command)
    permissions = kept["default_member_permissions"]
    return kept | {"default_member_permissions": None if permissions is None else str(permissions)}


def _lean(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _lean(v) for k, v in value.items() if not (k == "required" and v is False)}
    return [_lean(each) for each in value] if isinstance(value, list) else value


# ── channels and messages ────────────────────────────────────────────────────────────────────────────────────────────────────


@route("GET", "/channels/{channel_id}")
async def channel(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    return rest.world.channel_payload(rest.room(asked["channel_id"]))


@route("POST", "/users/@me/channels")
async def direct(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    person = rest.fake.people.get(str(asked["payload"]["recipient_id"]))
    if person is None:
        raise Refusal(400, 50033, "Invalid Recipient(s)")
    return rest.world.channel_payload(rest.world.direct(person))


@route("POST", "/channels/{channel_id}/messages")
async def post(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    payload, world = asked["payload"], rest.world
    room = world.rooms.get(asked["channel_id"])
    needed = "send_messages_in_threads" if room is not None and room.kind == THREAD else "send_messages"
    room = rest.room(asked["channel_id"], needed, *(["attach_files"] if payload.get("attachments") else []))
    rest.refuse_if(list(limits.of_message(payload)))
    if answered := payload.get("message_reference"):
        rest.room(room.id, "read_message_history")
        if all(one["id"] != str(answered["message_id"]) for one in room.messages):
            if answered.get("fail_if_not_exists", True):
                raise Refusal(400, 50035, "Invalid Form Body: Unknown message")
            payload = {**payload, "message_reference": None}
    nonce = payload.get("nonce")
    if nonce and payload.get("enforce_nonce") and nonce in world.nonces:
        # the same author and nonce: the first message is the answer, whatever channel was meant
        first = world.nonces[nonce]
        for other in world.rooms.values():
            for message in other.messages:
                if message["id"] == first:
                    return message
        raise Refusal(*UNKNOWN_MESSAGE)
    made = world.message(room, payload)
    if nonce:
        world.nonces[nonce] = made["id"]
    return {**made, "nonce": nonce}


@route("PATCH", "/channels/{channel_id}")
async def change_thread(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    """A thread is put away, or taken out again, or renamed."""
    thread, payload = rest.room(asked["channel_id"], "send_messages_in_threads"), asked["payload"]
    assert thread.kind == THREAD
    if "archived" in payload:
        thread.archived_at = datetime.now(UTC) if payload["archived"] else None
    if thread.archived_at is not None and payload.keys() - {"archived"}:
        raise Refusal(400, 50083, "Thread is archived")
    if "name" in payload:
        rest.refuse_if([] if 1 <= len(payload["name"]) <= 100 else ["a thread's name has 1 to 100 characters"])
        thread.name = payload["name"]
    return rest.world.channel_payload(thread)


@route("GET", "/channels/{channel_id}/messages")
async def history(rest: Rest, request: web.Request, asked: dict[str, Any]) -> Any:
    room = rest.room(asked["channel_id"], "read_message_history")
    before = request.query.get("before")
    return rest.world.history(
        room,
        after=int(request.query.get("after", 0)),
        before=int(before) if before else None,
        limit=min(int(request.query.get("limit", 50)), 100),
    )


@route("PATCH", "/channels/{channel_id}/messages/{message_id}")
async def edit(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    room = rest.room(asked["channel_id"])
    message = next((one for one in room.messages if one["id"] == asked["message_id"]), None)
    if message is None:
        raise Refusal(*UNKNOWN_MESSAGE)
    if room.archived_at is not None:
        raise Refusal(400, 50083, "Thread is archived")
    rest.refuse_if(list(limits.of_message(asked["payload"], flags=message["flags"])))
    return rest.world.edited(message, asked["payload"])


# ── forums ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@route("POST", "/channels/{channel_id}/threads")
async def open_post(rest: Rest, _request: web.Request, asked: dict[str, Any]) -> Any:
    payload, world = asked["payload"], rest.world
    forum = rest.room(asked["channel_id"], "send_messages")
    complaints = [] if 1 <= len(payload["name"]) <= 100 else ["a post's name has 1 to 100 characters"]
    complaints += [] if len(payload.get("applied_tags") or []) <= 5 else ["more than 5 tags"]
    rest.refuse_if([*complaints, *limits.of_message(payload["message"])])
    tags = {tag["id"]: tag for tag in world.channel_payload(forum)["available_tags"]}
    for tag in payload.get("applied_tags") or []:
        if tags[str(tag)]["moderated"]:
            raise Refusal(*MISSING_PERMISSIONS)
    assert forum.kind == FORUM
    thread = world.room(THREAD, payload["name"], parent=forum.id, applied=[str(tag) for tag in payload["applied_tags"]])
    made = world.message(thread, payload["message"], id=thread.id)
    return {**world.channel_payload(thread), "message": made}


@route("GET", "/guilds/{guild_id}/threads/active")
async def active(rest: Rest, _request: web.Request, _asked: dict[str, Any]) -> Any:
    threads = [room for room in rest.world.rooms.values() if room.kind == THREAD and room.archived_at is None]
    return {"threads": [rest.world.channel_payload(thread) for thread in threads], "members": []}


@route("GET", "/channels/{channel_id}/threads/archived/public")
async def archived(rest: Rest, request: web.Request, asked: dict[str, Any]) -> Any:
    """The latest put away come first, one page at a time."""
    rest.room(asked["channel_id"], "read_message_history")
    threads = rest.world.threads_of(asked["channel_id"], archived=True)
    threads.sort(key=lambda room: room.archived_at, reverse=True)
    before = request.query.get("before")
    if before:
        threads = [room for room in threads if room.archived_at < datetime.fromisoformat(before)]
    size = min(int(request.query.get("limit", 50)), rest.fake.page)
    page = [rest.world.channel_payload(thread) for thread in threads[:size]]
    return {"threads": page, "members": [], "has_more": len(threads) > size}
