"""The outbox's port to Discord: a message is posted with its delivery's key as nonce, and carries it as small print."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import discord

from bot.languages import texts
from bot.model.chat import Message, Place, Ref
from bot.outbox.port import Later, Limits, Refused, Unknown
from bot.platforms.discord import limits
from bot.platforms.discord.forum import post_title, tags_for
from bot.platforms.discord.once import Unanswered
from bot.platforms.discord.render import Sheet, message_sheet

NAME = "discord"

LIMITS = Limits(
    characters=limits.CHARACTERS, blocks=limits.COMPONENTS, block_characters=limits.CHARACTERS, choices=limits.CHOICES
)

NEEDED = ("view_channel", "send_messages", "read_message_history", "attach_files")
NEEDED_IN_THREADS = ("view_channel", "send_messages_in_threads", "read_message_history", "attach_files")
NEEDED_IN_FORUMS = (*NEEDED, "send_messages_in_threads")
"""Without the history a doubtful message could never be looked for."""

MENTION = "mention_everyone"
"""What wakes a role that not everybody may mention."""

_NO_ANSWER = 500
_DID_NOTHING = {401, 429}
"""The token is not taken at the moment, or too much was asked: neither says anything of this message."""
_PAUSE = timedelta(minutes=1)

Keep = Callable[[Iterable[tuple[str, str]]], Awaitable[None]]
Talk = discord.TextChannel | discord.Thread | discord.DMChannel | discord.PartialMessageable
"""What messages are posted to."""
Room = Talk | discord.ForumChannel


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message is posted; `answered`: the message there that it answers."""

    room: Room
    answered: int | None = None

    @property
    def reference(self) -> discord.MessageReference | None:
        """What makes it an answer; where the message has gone, it stands by itself."""
        if self.answered is None:
            return None
        return discord.MessageReference(message_id=self.answered, channel_id=self.room.id, fail_if_not_exists=False)


@dataclass(slots=True, kw_only=True)
class DiscordPort:
    reach: Callable[[], discord.Client]
    """The client that is logged in. Raises Later where none is."""
    keep: Keep
    """Keeps the lines of buttons that are too long to be carried, by their tokens."""
    name: str = NAME
    limits: Limits = LIMITS

    async def post(self, place: Place, message: Message, *, key: str) -> Ref:
        with _answers():
            spot = await self._spot(place)
            room = spot.room
            sheet = message_sheet(message, texts(message.language), key=key)
            await self.keep(sheet.kept)
            if not isinstance(room, discord.ForumChannel):
                files, quiet, wakes = sheet.files(), message.silent, sheet.allowed
                told: dict[str, Any] = {} if spot.reference is None else {"reference": spot.reference}
                sent = await room.send(view=sheet.view, files=files, nonce=key, silent=quiet, allowed_mentions=wakes, **told)
                return Ref(place=place, message=str(sent.id))
            # a forum's first message takes no nonce: after a lost answer `find` has to tell
            made = await room.create_thread(
                name=post_title(message),
                view=sheet.view,
                files=sheet.files(),
                applied_tags=tags_for(message, self._free_tags(room)),
                silent=message.silent,
                allowed_mentions=sheet.allowed,
            )
            return _in_thread(place, made.thread.id, made.message.id)

    async def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        with _answers():
            room = (await self._spot(place)).room
            if isinstance(room, discord.ForumChannel):
                async for thread in _threads(room, since):
                    if (found := await self._seen(thread, key, since)) is not None:
                        return _in_thread(place, thread.id, found)
                return None
            found = await self._seen(room, key, since)
            if found is None and (beside := await self._beside(place, room)) is not None:
                found = await self._seen(beside, key, since)
            return None if found is None else Ref(place=place, message=str(found))

    async def edit(self, ref: Ref, message: Message) -> None:
        with _answers():
            room = (await self._spot(ref.place)).room
            if isinstance(room, discord.ForumChannel):
                raise Refused(f"{ref.place} is a forum, which holds posts and no messages")
            sheet = message_sheet(message, texts(message.language))
            await self.keep(sheet.kept)
            if isinstance(room, discord.Thread) and room.archived:
                await room.edit(archived=False)  # Discord changes nothing in a thread that is put away
            try:
                await _change(room, ref, sheet)
            except discord.NotFound:
                if (beside := await self._beside(ref.place, room)) is None:
                    raise
                await _change(beside, ref, sheet)
            if isinstance(room, discord.Thread) and str(room.id) == ref.message:
                await self._call(room, message)

    async def missing_permissions(self, place: Place, roles: Sequence[str] = ()) -> tuple[str, ...]:
        with _answers():
            try:
                room = (await self._spot(place)).room
            except discord.Forbidden:
                return NEEDED[:1]
            if isinstance(room, discord.DMChannel | discord.PartialMessageable) or room.guild is None:
                return ()
            me = self._member(room.guild)
            if me is None:
                raise Unknown(f"Discord has not told of the server of {place} yet")
            has = room.permissions_for(me)
            lacking = tuple(name for name in _needed(room) if not getattr(has, name))
            return lacking if has.mention_everyone else (*lacking, *_silent(room.guild, roles))

    async def open_direct(self, person: str) -> Place:
        with _answers():
            channel = await self.reach().create_dm(discord.Object(_number(person.rpartition("/")[2])))
            return Place(platform=NAME, channel=str(channel.id))

    async def _spot(self, place: Place) -> Spot:
        """A thread that was begun from a message has the message's id: where none was begun, the message itself is answered."""
        if not place.thread:
            return Spot(await self._room(place.channel))
        try:
            return Spot(await self._room(place.thread))
        except discord.NotFound:
            room = await self._room(place.channel)
            if isinstance(room, discord.ForumChannel):
                raise
            return Spot(room, _number(place.thread))

    async def _room(self, id_: str) -> Room:
        """The channel or thread, from what the gateway has told, else asked for."""
        number = _number(id_)
        client = self.reach()
        known = client.get_channel(number) or await client.fetch_channel(number)
        if not isinstance(known, Room):
            raise Refused(f"{id_} is a {type(known).__name__}, which holds no messages of ours")
        return known

    async def _beside(self, place: Place, room: Room) -> Talk | None:
        """Where else an answer may stand: in the channel, when the thread was begun from the message only afterwards."""
        if not (place.thread and isinstance(room, discord.Thread)):
            return None
        channel = await self._room(place.channel)
        return None if channel == room or isinstance(channel, discord.ForumChannel) else channel

    async def _call(self, thread: discord.Thread, message: Message) -> None:
        """A forum's post is called as the card that it opens with: what is no longer so shall not go on standing in the list
        of posts. Discord lets who made a post rename it, but seldom; hence only where it differs."""
        title = post_title(message)
        if thread.name != title and isinstance(await self._room(str(thread.parent_id)), discord.ForumChannel):
            await thread.edit(name=title)

    def _member(self, guild: discord.Guild) -> discord.Member | None:
        """The bot on that server; None until the gateway has told of it."""
        me = self.reach().user
        return guild.get_member(me.id) if me else None

    def _free_tags(self, forum: discord.ForumChannel) -> list[discord.ForumTag]:
        """The tags that we may set: moderated ones are the moderators'."""
        me = self._member(forum.guild)
        moderates = me is not None and forum.permissions_for(me).manage_threads
        return [tag for tag in forum.available_tags if moderates or not tag.moderated]

    async def _seen(self, room: discord.abc.Messageable, key: str, since: datetime) -> int | None:
        me = self.reach().user
        async for message in room.history(limit=None, after=since, oldest_first=True):
            if me is not None and message.author.id == me.id and any(key in text for text in _written(message.components)):
                return message.id
        return None


def _number(id_: str) -> int:
    if not id_.isdecimal():
        raise Refused(f"{id_!r} is no id on Discord")
    return int(id_)


async def _change(room: Talk, ref: Ref, sheet: Sheet) -> None:
    # the client's own rule is for what it sends, not for what it edits
    quiet = discord.AllowedMentions.none()
    there = room.get_partial_message(_number(ref.message))
    await there.edit(view=sheet.view, attachments=sheet.files(), allowed_mentions=quiet)


def _needed(room: Room) -> tuple[str, ...]:
    if isinstance(room, discord.ForumChannel):
        return NEEDED_IN_FORUMS
    return NEEDED_IN_THREADS if isinstance(room, discord.Thread) else NEEDED


def _silent(guild: discord.Guild, roles: Iterable[str]) -> Iterator[str]:
    """The roles that would be written and not woken, unless the bot may mention everyone. A role that has gone wakes nobody."""
    for id_ in roles:
        role = guild.get_role(int(id_)) if id_.isdecimal() else None
        if role is None or not role.mentionable:
            yield f"{MENTION} (@{role.name if role else id_})"


def _in_thread(place: Place, thread: int, message: int) -> Ref:
    there = Place(platform=place.platform, workspace=place.workspace, channel=place.channel, thread=str(thread))
    return Ref(place=there, message=str(message))


async def _threads(forum: discord.ForumChannel, since: datetime) -> AsyncIterator[discord.Thread]:
    """The posts made since then: a forum's first messages are found through its threads, active and archived."""
    for thread in await forum.guild.active_threads():
        if thread.parent_id == forum.id and _born(thread) >= since:
            yield thread
    async for thread in forum.archived_threads(limit=None):
        if thread.archive_timestamp < since:
            return  # the latest archived come first; what was put away before then was not made since
        if _born(thread) >= since:
            yield thread


def _born(thread: discord.Thread) -> datetime:
    return thread.created_at or discord.utils.snowflake_time(thread.id)


def _written(components: Iterable[object]) -> Iterator[str]:
    """The texts of a message's components, nested ones included."""
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _written(getattr(component, "children", ()))


@contextmanager
def _answers() -> Iterator[None]:
    """Every error of the library's becomes one of the three that the outbox knows."""
    try:
        yield
    except discord.RateLimited as error:
        raise Later(timedelta(seconds=error.retry_after)) from error
    except discord.HTTPException as error:
        if error.status in _DID_NOTHING:
            raise Later(_wait(error)) from error
        if error.status >= _NO_ANSWER:
            raise Unknown(f"{error.status} {error.text}") from error
        raise Refused(f"{error.status} {error.text} (code {error.code})") from error
    except (aiohttp.ClientError, OSError, TimeoutError, Unanswered) as error:
        raise Unknown(f"{type(error).__name__}: {error}") from error
    except discord.ClientException as error:
        raise Unknown(str(error)) from error


def _wait(error: discord.HTTPException) -> timedelta:
    try:
        return timedelta(seconds=float(error.response.headers.get("Retry-After", "")))
    except ValueError:
        return _PAUSE
