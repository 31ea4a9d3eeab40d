"""`/digests pause`: make no digest of this name for now; what it would tell waits."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import digesting
from bot.commands.ask import Ask, Edit
from bot.commands.changing import already, carried_out
from bot.commands.command import command
from bot.commands.options import ChannelId, DigestId
from bot.model.chat import Reply


@command(needs="admin")
async def digests_pause(ask: Ask, *, channel: ChannelId, digest: DigestId) -> Reply:
    kept, plan = digesting.held(ask, channel, digest)
    if plan.paused is True:
        return already(ask, f"digest {digest}")
    edit = Edit(kind="channel", id=channel, value=digesting.put(kept, replace(plan, paused=True)))
    return await carried_out(ask, edit, "digest_paused", id=digest, channel=channel)
