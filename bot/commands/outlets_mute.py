"""`/outlets mute`: keep an outlet's cards out of a channel, or let them in again."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.ask import Ask, Edit
from bot.commands.changing import carried_out
from bot.commands.command import command
from bot.commands.options import ChannelId, OutletId
from bot.commands.routes import channel_of
from bot.model.chat import Reply
from bot.model.errors import UsageError


@command(needs="admin")
async def outlets_mute(ask: Ask, *, outlet: OutletId, channel: ChannelId, off: bool = False) -> Reply:
    kept = channel_of(ask, channel)
    if (outlet in kept.outlets_muted) is not off:
        raise UsageError("nothing-changed", entry=f"channel {channel}")
    others = tuple(one for one in kept.outlets_muted if one != outlet)
    edit = Edit(kind="channel", id=channel, value=replace(kept, outlets_muted=others if off else (*others, outlet)))
    key = "outlet_heard" if off else "outlet_muted"
    return await carried_out(ask, edit, key, outlet=ask.outlet_name(outlet), id=channel)
