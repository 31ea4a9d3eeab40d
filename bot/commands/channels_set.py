"""`/channels set`: what a channel wants, or where it stands; what is not given stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from bot.commands import suggest, urgency
from bot.commands.ask import Ask, Edit
from bot.commands.changing import carried_out
from bot.commands.command import OneOf, Suggest, command
from bot.commands.mentioning import rules
from bot.commands.options import ChannelId
from bot.commands.routes import channel_of, may_post, wishes
from bot.model.chat import Reply
from bot.model.errors import UsageError


@command(needs="admin")
async def channels_set(
    ask: Ask,
    *,
    channel: ChannelId,
    address: str = "",
    workspace: str = "",
    labels: Annotated[str, OneOf(suggest.spoken)] = "",
    topic: Annotated[tuple[str, ...], OneOf(suggest.topics_or_all)] = (),
    lang: Annotated[tuple[str, ...], OneOf(suggest.languages_or_all)] = (),
    threshold: str = "",
    mode: Literal["live", "digest"] | None = None,
    hours: str = "",
    quiet: str = "",
    cap: str = "",
    zone: Annotated[str, Suggest(suggest.zones)] = "",
    muted: Annotated[tuple[str, ...], OneOf(suggest.outlets_or_none)] = (),
    mentions: tuple[str, ...] = (),
    urgent: tuple[str, ...] = (),
    canvas: bool | None = None,
) -> Reply:
    kept = channel_of(ask, channel)
    plain = {"address": address, "workspace": workspace, "labels": labels, "mode": mode or "", "hours": hours, "zone": zone}
    plain |= {"quiet": quiet, "cap": cap}
    wanted = replace(kept, **wishes(topic, lang, muted, threshold, **plain))
    if mentions:
        wanted = replace(wanted, mentions=rules(ask, mentions))
    if urgent:
        wanted = replace(wanted, urgent=urgency.rules(ask, urgent))
    if canvas is not None:
        wanted = replace(wanted, canvas=canvas)
    if wanted == kept:
        raise UsageError("nothing-changed", entry=f"channel {channel}")
    moved = (wanted.workspace, wanted.address) != (kept.workspace, kept.address)
    more = await may_post(ask, wanted) if moved else ()
    return await carried_out(ask, Edit(kind="channel", id=channel, value=wanted), "channel_set", *more, id=channel)
