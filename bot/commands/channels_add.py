"""`/channels add`: post in a channel from now on, once the bot is seen to be allowed to."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from slugify import slugify

from bot.commands import suggest
from bot.commands.ask import Ask, Edit
from bot.commands.changing import carried_out
from bot.commands.command import OneOf, Suggest, command
from bot.commands.mentioning import rules
from bot.commands.routes import may_post, wishes
from bot.model.chat import Reply
from bot.model.desk import Channel
from bot.model.errors import UsageError


@command(needs="admin")
async def channels_add(
    ask: Ask,
    *,
    id: str = "",  # noqa: A002 (the option's name, as users type it)
    platform: Annotated[str, OneOf(suggest.platforms)] = "",
    address: str = "",
    workspace: str = "",
    labels: Annotated[str, OneOf(suggest.spoken)] = "",
    topic: Annotated[tuple[str, ...], OneOf(suggest.topics_or_all)] = (),
    lang: Annotated[tuple[str, ...], OneOf(suggest.languages_or_all)] = (),
    threshold: str = "",
    mode: Literal["live", "digest"] = "live",
    hours: str = "",
    quiet: str = "",
    cap: str = "",
    zone: Annotated[str, Suggest(suggest.zones)] = "",
    muted: Annotated[tuple[str, ...], OneOf(suggest.outlets_or_none)] = (),
    mentions: tuple[str, ...] = (),
    canvas: bool = False,
) -> Reply:
    here = not platform or platform == ask.where.platform
    there = platform or ask.where.platform
    address = address or (ask.where.channel if here else "")
    if not address and there != "console":
        raise UsageError("channel-address", platform=there)
    made = Channel(
        id=id or slugify(address) or there,
        platform=there,
        labels=labels or ask.language,
        workspace=workspace or (ask.where.workspace if here else ""),
        address="" if there == "console" else address,
        mode=mode,
        zone=ask.zone,
        canvas=canvas,
    )
    made = replace(
        made,
        **wishes(topic, lang, muted, threshold, hours=hours, quiet=quiet, cap=cap, zone=zone),
        mentions=rules(ask, mentions),
    )
    if any(known.id == made.id for known in ask.channels):
        raise UsageError("channel-id-taken", id=made.id)
    more = await may_post(ask, made)
    return await carried_out(ask, Edit(kind="channel", id=made.id, value=made), "channel_added", *more, id=made.id)
