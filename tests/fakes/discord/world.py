"""What the fake Discord knows: one server with its channels and people, messages with the memory of their nonces."""

from __future__ import annotations

import asyncio
import itertools
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

EPOCH = 1_420_070_400_000
EPHEMERAL = 1 << 6
TEXT, DIRECT, THREAD, FORUM, VOICE = 0, 1, 11, 15, 2

PERMISSIONS = {
    "manage_guild": 1 << 5,
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "attach_files": 1 << 15,
    "read_message_history": 1 << 16,
    "mention_everyone": 1 << 17,
    "manage_threads": 1 << 34,
    "send_messages_in_threads": 1 << 38,
}
ALLOWED = sum(PERMISSIONS.values()) - PERMISSIONS["manage_guild"] - PERMISSIONS["manage_threads"]


@dataclass
class Person:
    """Somebody on the server. `manages`: may manage it. `roles`: ids."""

    id: str
    name: str
    manages: bool = False
    roles: tuple[str, ...] = ()

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.id, "username": self.name, "discriminator": "0", "avatar": None, "global_name": self.name}

    @property
    def member(self) -> dict[str, Any]:
        rights = ALLOWED | (PERMISSIONS["manage_guild"] if self.manages else 0)
        return {
            "user": self.user,
            "roles": list(self.roles),
            "joined_at": "2024-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
            "permissions": str(rights),
        }


@dataclass
class Room:
    """A channel, thread or direct channel. `lacking`: what the bot may not do there, by discord.py's names."""

    id: str
    kind: int
    name: str = ""
    parent: str | None = None
    tags: tuple[tuple[str, bool], ...] = ()
    applied: list[str] = field(default_factory=list)
    lacking: frozenset[str] = frozenset()
    recipient: Person | None = None
    archived_at: datetime | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)

    def allows(self, permission: str) -> bool:
        return permission not in self.lacking


class World:
    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.application = self.snowflake()
        self.bot = Person(self.application, "briefbot")
        self.guild = self.snowflake()
        self.other_guilds: list[str] = []
        self.managers = self.snowflake()
        """The role of those who may manage the server."""
        self.mentionable: frozenset[str] = frozenset()
        """Roles that anybody may mention."""
        self.rooms: dict[str, Room] = {}
        self.nonces: dict[str, str] = {}
        self.commands: list[dict[str, Any]] = []
        self.registrations = 0
        self.pictures: dict[str, bytes] = {}
        self.posted = asyncio.Event()
        self.born: dict[str, str] = {}
        """The components with which a message was posted, as JSON, by its id."""
        self.text = self.room(TEXT, "alerts")
        self.forum = self.room(FORUM, "cards", tags=(("Homicides", False), ("Homicidios", False), ("Armed forces", True)))

    def snowflake(self, at: datetime | None = None) -> str:
        moment = int((at or datetime.now(UTC)).timestamp() * 1_000)
        return str((moment - EPOCH << 22) + next(self._numbers))

    def room(self, kind: int, name: str = "", **more: Any) -> Room:
        made = Room(self.snowflake(), kind, name, **more)
        self.rooms[made.id] = made
        return made

    def direct(self, person: Person) -> Room:
        known = next((room for room in self.rooms.values() if room.recipient == person), None)
        return known or self.room(DIRECT, recipient=person)

    def threads_of(self, parent: str, *, archived: bool) -> list[Room]:
        return [room for room in self.rooms.values() if room.parent == parent and (room.archived_at is not None) == archived]

    # ── messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def message(self, room: Room, payload: dict[str, Any], *, author: Person | None = None, id: str | None = None):  # noqa: A002
        """A message as Discord gives it back, kept in the room."""
        made = {
            "id": id or self.snowflake(),
            "channel_id": room.id,
            "author": {**(author or self.bot).user, "bot": author is None},
            "timestamp": datetime.now(UTC).isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "pinned": False,
            "type": 0,
            **({"message_reference": _as_told(answered)} if (answered := payload.get("message_reference")) else {}),
        }
        room.messages.append(made)
        told = self.edited(made, payload)
        self.born[made["id"]] = json.dumps(told["components"])
        self.posted.set()
        return told

    def edited(self, made: dict[str, Any], payload: dict[str, Any]) -> dict[str, Any]:
        files = [
            {"id": self.snowflake(), "size": 1, "url": f"https://files.example/{file['filename']}", "proxy_url": "x", **file}
            for file in payload.get("attachments") or []
        ]
        numbers = itertools.count(1)
        made |= {
            "content": payload.get("content") or "",
            "embeds": payload.get("embeds") or [],
            "attachments": [{**file, "id": str(file["id"])} for file in files],
            "components": [_given_back(each, numbers) for each in payload.get("components") or []],
            # who sees it is said once and for all
            "flags": (payload.get("flags", made.get("flags")) or 0) | (made.get("flags", 0) & EPHEMERAL),
        }
        return made

    def history(self, room: Room, *, after: int = 0, before: int | None = None, limit: int = 50) -> list[dict[str, Any]]:
        """Newest first, as Discord lists them; those right after `after`, where that is given."""
        seen = [message for message in room.messages if not message["flags"] & EPHEMERAL]
        within = [m for m in seen if int(m["id"]) > after and (before is None or int(m["id"]) < before)]
        within.sort(key=lambda message: int(message["id"]))
        chosen = within[:limit] if after else within[-limit:]
        return chosen[::-1]

    # ── as Discord tells of them ─────────────────────────────────────────────────────────────────────────────────────────────

    def channel_payload(self, room: Room) -> dict[str, Any]:
        told: dict[str, Any] = {"id": room.id, "type": room.kind, "name": room.name, "flags": 0}
        if room.kind == DIRECT:
            assert room.recipient is not None
            return told | {"recipients": [room.recipient.user], "last_message_id": None}
        told |= {"guild_id": self.guild}
        if room.kind == THREAD:
            put_away = room.archived_at or datetime.now(UTC)
            return told | {
                "parent_id": room.parent,
                "owner_id": self.bot.id,
                "message_count": 1,
                "member_count": 1,
                "applied_tags": room.applied,
                "thread_metadata": {
                    "archived": room.archived_at is not None,
                    "auto_archive_duration": 1440,
                    "archive_timestamp": put_away.isoformat(),
                    "locked": False,
                    "create_timestamp": made_at(room.id).isoformat(),
                },
            }
        denied = sum(PERMISSIONS[name] for name in room.lacking)
        overwrites = [{"id": self.bot.id, "type": 1, "allow": "0", "deny": str(denied)}] if denied else []
        tags = [
            {"id": str(int(room.id) + n), "name": name, "moderated": moderated, "emoji_id": None, "emoji_name": None}
            for n, (name, moderated) in enumerate(room.tags, 1)
        ]
        if room.kind == VOICE:
            told |= {"bitrate": 64_000, "user_limit": 0}
        told |= {"position": 0, "permission_overwrites": overwrites, "nsfw": False, "parent_id": None, "topic": None}
        return told | ({"available_tags": tags, "default_auto_archive_duration": 1440} if room.kind == FORUM else {})

    def guild_payload(self) -> dict[str, Any]:
        everyone = {
            "id": self.guild,
            "name": "@everyone",
            "permissions": str(ALLOWED),
            "position": 0,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
        managing = ALLOWED | PERMISSIONS["manage_guild"]
        managers = {**everyone, "id": self.managers, "name": "managers", "permissions": str(managing), "position": 1}
        managers["mentionable"] = self.managers in self.mentionable
        channels = [room for room in self.rooms.values() if room.kind in {TEXT, FORUM, VOICE}]
        threads = [room for room in self.rooms.values() if room.kind == THREAD and room.archived_at is None]
        return {
            "id": self.guild,
            "name": "The desk",
            "owner_id": self.guild,
            "roles": [everyone, managers],
            "channels": [self.channel_payload(room) for room in channels],
            "threads": [self.channel_payload(room) for room in threads],
            "members": [self.bot.member],
            "member_count": 2,
            "features": [],
            "emojis": [],
            "stickers": [],
            "preferred_locale": "en-US",
        }


def made_at(snowflake: str) -> datetime:
    return datetime.fromtimestamp(((int(snowflake) >> 22) + EPOCH) / 1_000, UTC)


def long_ago(**by: float) -> datetime:
    return datetime.now(UTC) - timedelta(**by)


def _as_told(reference: dict[str, Any]) -> dict[str, Any]:
    """Ids are texts in whatever Discord says, also where a number was given."""
    return {name: str(value) for name, value in reference.items() if name.endswith("_id")}


def _given_back(component: dict[str, Any], numbers: itertools.count[int]) -> dict[str, Any]:
    """A component with the number and the addresses that Discord adds."""
    told = {**component, "id": next(numbers)}
    if "components" in told:
        told["components"] = [_given_back(each, numbers) for each in told["components"]]
    if "items" in told:
        told["items"] = [
            {**item, "media": {**item["media"], "proxy_url": "x", "width": 1, "height": 1}} for item in told["items"]
        ]
    return told
