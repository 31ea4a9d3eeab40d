"""`/channels list`: where the bot posts, and what each channel wants; for admins, what the bot lacks there."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands import mentioning, show, urgency
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data
from bot.commands.routes import lacking
from bot.layout.locales import language_name
from bot.model.chat import Bullets, Code, Line, Plain, Reply
from bot.model.desk import Channel


@command
async def channels_list(ask: Ask) -> Reply:
    data = [as_data(channel) for channel in ask.channels]
    if not ask.channels:
        return Reply(blocks=(show.sentence(ask, "no_channels"),), data=data)
    missing = await lacking(ask, ask.channels) if ask.who.is_admin else {}
    data = [one | {"missing": list(missing.get(one["id"], ()))} for one in data] if ask.who.is_admin else data
    lines = tuple(_line(ask, channel, missing.get(channel.id, ())) for channel in ask.channels)
    return Reply(blocks=(show.heading(ask, "channels", count=len(lines)), Bullets(lines)), data=data)


def _line(ask: Ask, channel: Channel, missing: Sequence[str]) -> Line:
    say = ask.texts.say
    names = {topic.id: topic.name.get(ask.language, topic.id) for topic in ask.desk.topics}
    topics = ", ".join(names.get(topic, topic) for topic in channel.topics) or say("replies.channel.all_topics")
    languages = ", ".join(language_name(code, told_in=ask.language) for code in channel.languages)
    parts = [
        channel.platform,
        topics,
        languages or say("replies.channel.all_languages"),
        say(f"replies.channel.{channel.mode}"),
    ]
    parts.append(say("replies.channel.threshold", threshold=channel.threshold))
    if channel.outlets_muted:
        muted = ", ".join(ask.outlet_name(outlet) for outlet in channel.outlets_muted)
        parts.append(say("replies.channel.muted", outlets=muted))
    if channel.mentions:
        who = "; ".join(mentioning.told(ask, mention) for mention in channel.mentions)
        parts.append(say("replies.channel.mentions", who=who))
    if channel.urgent:
        rules = "; ".join(urgency.told(ask, rule) for rule in channel.urgent)
        parts.append(say("replies.channel.urgent", rules=rules))
    if channel.hours:
        parts.append(say("replies.channel.hours", hours=channel.hours, zone=channel.zone))
    if channel.canvas:
        parts.append(say("replies.channel.canvas"))
    if channel.quiet:
        parts.append(say("replies.channel.quiet", hours=channel.quiet, zone=channel.zone))
    if channel.cap:
        parts.append(say("replies.channel.cap", cap=channel.cap))
    if missing:
        parts.append(say("replies.channel.missing", what=", ".join(missing)))
    if channel.paused:
        parts.append(say("replies.channel.paused"))
    return (Code(channel.id), *(Plain(f" · {part}") for part in parts))
