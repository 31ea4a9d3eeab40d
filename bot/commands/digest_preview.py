"""`/digest preview`: what a channel's next digest would say, for the asker alone; nothing is posted and nothing is settled."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import digesting
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import ChannelId, DigestId
from bot.commands.routes import channel_of
from bot.digests import Page, gather, lay_out, waiting_for
from bot.editorial.digesting import compose, plans
from bot.layout.digest import Occasion
from bot.layout.times import moment
from bot.model.chat import Context, Plain, Reply
from bot.model.desk import Channel
from bot.model.digests import CATCH_UP, DigestPlan
from bot.model.errors import UsageError
from bot.publishing import Wanted
from bot.store import digests


@command(private=True)
async def digest_preview(ask: Ask, *, channel: ChannelId = "", digest: DigestId = "") -> Reply:
    """`channel`: this one where none is named; `digest`: its next one."""
    where = channel_of(ask, channel) if channel else _here(ask)
    plan = digesting.held(ask, where.id, digest)[1] if digest else _next(ask, where)
    wanted = Wanted(desk=ask.desk, feeds=ask.feeds, channels=ask.channels)
    at = digesting.next_of(where, plan, ask.now) if plan.id != CATCH_UP else None
    async with ask.store.read() as tx:
        last = (await digests.last_runs(tx)).get((where.id, plan.id))
        since = last.at if last else ask.now
        held = await waiting_for(tx, where)
        gathered = await gather(tx, where, held, wanted, since=since, now=ask.now)
        made = compose(
            gathered.stories,
            plan,
            where,
            ask.desk,
            others=plans(where),
            corrections=gathered.corrections,
            silences=gathered.silences,
            since=last.at if last else None,
        )
        made = replace(made, dropped=(*made.dropped, *gathered.taken_back))
        occasion, zone = Occasion(slot=at or ask.now), digesting.zone_of(where, plan)
        page = Page(occasion=occasion, language=plan.labels or where.labels, zone=zone, charts=plan.charts)
        messages = await lay_out(tx, made, page, ask.desk, ask.now)
    shown = moment(at, language=ask.language, now=ask.now, zone=ask.zone) if at else Plain(ask.texts.say("replies.digest.held"))
    note = Context((Plain(f"{ask.texts.say('replies.digest.preview', channel=where.id, digest=plan.id)} "), shown))
    data = digesting.as_plain(made) | {"channel": where.id, "digest": plan.id, "at": at.isoformat() if at else None}
    return Reply(blocks=(note, *digesting.joined(messages)), private=True, data=data)


def _here(ask: Ask) -> Channel:
    here = ask.where.channel
    found = next((channel for channel in ask.channels if here and here in {channel.id, channel.address}), None)
    if found is None:
        raise UsageError("digest-where")
    return found


def _next(ask: Ask, channel: Channel) -> DigestPlan:
    """The one that comes first; of a channel that has none, the one in which what is held would be told."""
    timed = [(at, plan) for plan in plans(channel) if (at := digesting.next_of(channel, plan, ask.now))]
    if not timed:
        return DigestPlan(id=CATCH_UP, at=("00:00",))
    return min(timed, key=lambda pair: pair[0])[1]
