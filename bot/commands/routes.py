"""Where the bot posts: a channel as an admin asks for it, and whether the bot may post there."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.changing import ALL, chosen, number_of
from bot.languages import available, texts
from bot.model.chat import Block, Place
from bot.model.desk import Channel
from bot.model.errors import PlatformError, UsageError
from bot.model.folding import fold


def channel_of(ask: Ask, channel_id: str) -> Channel:
    found = next((channel for channel in ask.channels if channel.id == channel_id), None)
    if found is None:
        raise UsageError("channel-unknown", id=channel_id)
    return found


_EVERY = frozenset({ALL, *(fold(texts(code).say("values.all")) for code in available())})
"""In place of a limit: there is none."""


def wishes(
    topic: Sequence[str],
    lang: Sequence[str],
    muted: Sequence[str],
    threshold: str,
    **plain: str,
) -> Mapping[str, Any]:
    """The channel's fields that were given, by their names; what was left out is not in it."""
    told: dict[str, Any] = {name: value for name, value in plain.items() if value}
    lists = {"topics": topic, "languages": lang, "outlets_muted": muted}
    told |= {name: chosen(values) for name, values in lists.items() if values}
    if threshold:
        told["threshold"] = number_of(threshold, "threshold")
    told |= {name: None for name in ("hours", "quiet", "cap") if fold(told.get(name, "")) in _EVERY}
    return told


def where_of(channel: Channel) -> Place:
    return Place(platform=channel.platform, workspace=channel.workspace, channel=channel.address or channel.id)


def roles_of(channel: Channel) -> tuple[str, ...]:
    """Whom its rules wake, each once."""
    return tuple(dict.fromkeys(rule.role for rule in channel.mentions))


async def may_post(ask: Ask, channel: Channel) -> tuple[Block, ...]:
    """What there is to say beside the change: that nobody here could look. Raises UsageError naming what the bot lacks."""
    missing = await ask.services.missing_permissions(where_of(channel), roles_of(channel))
    if missing:
        raise UsageError("place-permissions", place=str(where_of(channel)), missing=", ".join(missing))
    return (show.sentence(ask, "changes.unchecked", platform=channel.platform),) if missing is None else ()


async def lacking(ask: Ask, channels: Sequence[Channel]) -> dict[str, tuple[str, ...]]:
    """What the bot lacks, by the channel's id, of those channels where it lacks something or cannot be asked."""

    async def look(channel: Channel) -> tuple[str, ...]:
        try:
            return await ask.services.missing_permissions(where_of(channel), roles_of(channel)) or ()
        except PlatformError as error:
            return (ask.texts.error(error).what,)

    found = await asyncio.gather(*map(look, channels))
    return {channel.id: missing for channel, missing in zip(channels, found, strict=True) if missing}
