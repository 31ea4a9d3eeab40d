"""`/digests resume`: make a channel's digest again."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import digesting
from bot.commands.ask import Ask, Edit
from bot.commands.changing import already, carried_out
from bot.commands.command import command
from bot.commands.options import ChannelId, DigestId
from bot.model.chat import Reply


@command(needs="admin")
async def digests_resume(ask: Ask, *, channel: ChannelId, digest: DigestId) -> Reply:
    kept, plan = digesting.held(ask, channel, digest)
    if plan.paused is False:
        return already(ask, f"digest {digest}")
    edit = Edit(kind="channel", id=channel, value=digesting.put(kept, replace(plan, paused=False)))
    return await carried_out(ask, edit, "digest_resumed", id=digest, channel=channel)
