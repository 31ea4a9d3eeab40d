"""`/digests list`: which channels get digests, when, of what, and when the next one comes."""

from __future__ import annotations

from bot.commands import digesting, show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data
from bot.commands.options import ChannelId
from bot.commands.routes import channel_of
from bot.editorial.digesting import plans
from bot.layout.lines import dotted
from bot.layout.locales import language_name
from bot.layout.times import moment
from bot.model.chat import Bullets, Code, Inline, Line, Plain, Reply
from bot.model.desk import Channel
from bot.model.digests import DigestPlan


@command(needs="admin")
async def digests_list(ask: Ask, *, channel: ChannelId = "") -> Reply:
    asked = (channel_of(ask, channel),) if channel else ask.channels
    every = [(one, plan) for one in asked for plan in one.digest or plans(one)]
    data = [{"channel": one.id, **as_data(plan)} for one, plan in every]
    if not every:
        return Reply(blocks=(show.sentence(ask, "digest.none"),), private=True, data=data)
    lines = tuple(_line(ask, one, plan) for one, plan in every)
    return Reply(blocks=(show.heading(ask, "digest.list", count=len(lines)), Bullets(lines)), private=True, data=data)


def _line(ask: Ask, channel: Channel, plan: DigestPlan) -> Line:
    say = ask.texts.say
    names = {topic.id: topic.name.get(ask.language, topic.id) for topic in ask.desk.topics}
    parts: list[Inline] = [Code(channel.id), Code(plan.id)]
    parts.append(Plain(f"{digesting.hours(ask, plan)} ({digesting.zone_of(channel, plan)})"))
    if plan.topics:
        parts.append(Plain(", ".join(names.get(topic, topic) for topic in plan.topics)))
    if plan.threshold is not None:
        parts.append(Plain(say("replies.channel.threshold", threshold=plan.threshold)))
    parts.append(Plain(say("replies.digest.most", count=plan.stories)))
    if plan.labels is not None:
        parts.append(Plain(say("labels.in_language", language=language_name(plan.labels, told_in=ask.language))))
    if plan.empty == "nothing":
        parts.append(Plain(say("replies.digest.quiet")))
    at = digesting.next_of(channel, plan, ask.now)
    if plan.paused or channel.paused:
        parts.append(Plain(say("replies.channel.paused")))
    elif at is not None:
        return (
            *dotted(parts),
            Plain(f" · {say('replies.digest.next')} "),
            moment(at, language=ask.language, now=ask.now, zone=ask.zone),
        )
    return dotted(parts)
