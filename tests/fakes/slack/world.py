"""What stands on the fake Slack: workspaces, people, channels, and all that anybody sees there."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass, field


@dataclass
class User:
    id: str
    name: str
    locale: str = "en-US"
    is_admin: bool = False
    home: str | None = None
    """The workspace that they come from, where it is another."""


@dataclass
class Channel:
    id: str
    name: str
    is_member: bool = True
    is_archived: bool = False
    is_im: bool = False
    is_private: bool = False
    canvas: str | None = None


@dataclass
class Shown:
    """Something that stands in a channel. `alone`: the only person who sees it."""

    channel: str
    ts: str
    text: str
    blocks: list
    alone: str | None = None
    thread_ts: str | None = None
    metadata: dict | None = None
    edits: int = 0
    broadcast: bool = False

    @property
    def words(self):
        """All words of its blocks, as a person reads them."""
        return "".join(words_of(self.blocks))

    @property
    def buttons(self):
        """Label → button."""
        rows = (block["elements"] for block in self.blocks if block["type"] == "actions")
        return {each["text"]["text"]: each for row in rows for each in row}


@dataclass
class Upload:
    """A file that was sent, before and after it is shared."""

    name: str
    data: bytes = b""


@dataclass
class Team:
    id: str
    token: str
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)
    homes: dict[str, dict] = field(default_factory=dict)
    views: list[dict] = field(default_factory=list)
    canvases: dict[str, str] = field(default_factory=dict)
    unfurled: list[dict] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    shared: list[tuple[str, Upload]] = field(default_factory=list)
    """Files by the channel in which they are."""
    workspaces: tuple[str, ...] = ()
    """Of an organisation that has installed the app for all of them; its own id begins with E."""
    new_blocks: bool = True
    scopes: str = "chat:write,channels:history,groups:history,im:history"
    bot: str = "UBOT"

    def person(self, user, *, locale="en-US", is_admin=False):
        self.users[user] = User(user, user.lower(), locale, is_admin)
        return self.users[user]

    def channel(self, channel, **more):
        self.channels[channel] = Channel(channel, channel.lower(), **more)
        return self.channels[channel]

    def direct(self, user):
        """The channel in which only this person and the bot read."""
        return self.channels.setdefault(f"D{user}", Channel(f"D{user}", "", is_im=True))

    def posted(self, channel):
        return [one for one in self.shown if one.channel == channel and one.alone is None]


class Changes:
    """Tells those who wait that something has changed. Nobody sleeps."""

    def __init__(self):
        self._condition = asyncio.Condition()

    async def tell(self):
        async with self._condition:
            self._condition.notify_all()

    async def until(self, what, most=30.0):
        """Waits for `what()` to be true, and gives it."""
        async with asyncio.timeout(most), self._condition:
            await self._condition.wait_for(what)
            return what()


_numbers = itertools.count(1)


def number():
    return next(_numbers)


def ts():
    """The time of a message that is posted now, one of a kind."""
    return f"{1_795_600_000 + number()}.000100"


def words_of(value):
    if isinstance(value, list):
        for each in value:
            yield from words_of(each)
    elif isinstance(value, dict):
        if value.get("type") == "button":
            return
        told = value.get("text", value.get("fallback"))
        if isinstance(told, str):
            yield told
        for name, each in value.items():
            if name in {"elements", "rows", "text"} and not isinstance(each, str):
                yield from words_of(each)
        if value.get("type", "").startswith("rich_text_"):
            yield "\n"
