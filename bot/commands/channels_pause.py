"""`/channels pause`: post nothing new in a channel for now."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.ask import Ask, Edit
from bot.commands.changing import already, carried_out
from bot.commands.command import command
from bot.commands.options import ChannelId
from bot.commands.routes import channel_of
from bot.model.chat import Reply


@command(needs="admin")
async def channels_pause(ask: Ask, *, channel: ChannelId) -> Reply:
    kept = channel_of(ask, channel)
    if kept.paused is True:
        return already(ask, f"channel {channel}")
    edit = Edit(kind="channel", id=channel, value=replace(kept, paused=True))
    return await carried_out(ask, edit, "channel_paused", id=channel)
