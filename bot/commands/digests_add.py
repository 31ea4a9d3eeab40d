"""`/digests add`: a digest for a channel, at hours of its clock; `/digests set` says of what."""

from __future__ import annotations

from bot.commands import digesting
from bot.commands.ask import Ask, Edit
from bot.commands.changing import carried_out
from bot.commands.command import command
from bot.commands.digest_wishes import Days, Times, ZoneName, wished
from bot.commands.options import ChannelId
from bot.commands.routes import channel_of
from bot.model.chat import Reply
from bot.model.digests import DigestPlan
from bot.model.errors import UsageError


@command(needs="admin")
async def digests_add(
    ask: Ask,
    *,
    channel: ChannelId,
    at: Times = (),
    cron: str = "",
    days: Days = (),
    id: str = "",  # noqa: A002 (the option's name, as users type it)
    zone: ZoneName = "",
) -> Reply:
    kept = channel_of(ask, channel)
    taken = {plan.id for plan in kept.digest}
    name = id or next(name for number in range(1, len(taken) + 2) if (name := f"digest-{number}") not in taken)
    if name in taken:
        raise UsageError("digest-id-taken", id=name, channel=channel)
    told = wished(at=at, cron=cron, days=days, zone=zone)
    wanted = digesting.put(kept, DigestPlan(id=name, **told))
    return await carried_out(ask, Edit(kind="channel", id=channel, value=wanted), "digest_added", id=name, channel=channel)
