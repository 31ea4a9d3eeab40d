"""`/digests remove`: make a channel's digest no longer; what it would have told waits for another one of the channel."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import digesting
from bot.commands.ask import Ask, Edit
from bot.commands.changing import carried_out
from bot.commands.command import command
from bot.commands.options import ChannelId, DigestId
from bot.model.chat import Reply
from bot.model.errors import UsageError


@command(needs="admin")
async def digests_remove(ask: Ask, *, channel: ChannelId, digest: DigestId) -> Reply:
    kept, plan = digesting.held(ask, channel, digest)
    wanted = replace(kept, digest=tuple(one for one in kept.digest if one.id != plan.id))
    if wanted == kept:  # a channel that collects has one in the morning where none is named
        raise UsageError("digest-unsaid", id=digest, channel=channel)
    return await carried_out(ask, Edit(kind="channel", id=channel, value=wanted), "digest_removed", id=digest, channel=channel)
