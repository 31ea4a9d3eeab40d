"""`/digests set`: when a channel's digest comes, and of what; what is not given stays."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import digesting
from bot.commands.ask import Ask, Edit
from bot.commands.changing import carried_out
from bot.commands.command import command
from bot.commands.digest_wishes import Days, Empty, Labels, Stories, Times, TopicsOrAll, ZoneName, wished
from bot.commands.options import ChannelId, DigestId
from bot.model.chat import Reply
from bot.model.errors import UsageError


@command(needs="admin")
async def digests_set(
    ask: Ask,
    *,
    channel: ChannelId,
    digest: DigestId,
    at: Times = (),
    cron: str = "",
    days: Days = (),
    topic: TopicsOrAll = (),
    threshold: str = "",
    stories: Stories = None,
    zone: ZoneName = "",
    labels: Labels = "",
    empty: Empty | None = None,
    charts: bool | None = None,
) -> Reply:
    kept, plan = digesting.held(ask, channel, digest)
    told = wished(
        at=at, cron=cron, days=days, topic=topic, threshold=threshold, stories=stories, charts=charts,
        zone=zone, labels=labels, empty=empty,
    )  # fmt: skip
    wanted = replace(plan, **told)
    if wanted == plan:
        raise UsageError("nothing-changed", entry=f"digest {digest}")
    edit = Edit(kind="channel", id=channel, value=digesting.put(kept, wanted))
    return await carried_out(ask, edit, "digest_set", id=digest, channel=channel)
