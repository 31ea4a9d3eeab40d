"""`/channels remove`: post in a channel no longer. What was posted stays."""

from __future__ import annotations

from bot.commands.ask import Ask, Edit
from bot.commands.changing import carried_out
from bot.commands.command import command
from bot.commands.options import ChannelId
from bot.commands.routes import channel_of
from bot.model.chat import Reply


@command(needs="admin")
async def channels_remove(ask: Ask, *, channel: ChannelId) -> Reply:
    channel_of(ask, channel)
    return await carried_out(ask, Edit(kind="channel", id=channel, value=None), "channel_removed", id=channel)
