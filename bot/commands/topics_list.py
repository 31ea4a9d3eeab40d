"""`/topics list`: the desk's topics, their weights and terms, and which channels ask for them."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data
from bot.layout.neutral import clean
from bot.model.chat import Bullets, Code, Line, Plain, Reply, Strong
from bot.model.desk import Topic


@command(needs="admin")
async def topics_list(ask: Ask) -> Reply:
    topics = ask.desk.topics
    data = as_data(topics)
    if not topics:
        return Reply(blocks=(show.sentence(ask, "lists.no_topics"),), private=True, data=data)
    blocks = (show.heading(ask, "lists.topics", count=len(topics)), Bullets(tuple(_line(ask, one) for one in topics)))
    return Reply(blocks=blocks, private=True, data=data)


def _line(ask: Ask, topic: Topic) -> Line:
    say = ask.texts.say
    terms = sum(map(len, topic.terms.values()))
    parts = [say("replies.lists.weight", weight=f"{topic.weight:g}"), say("replies.lists.terms", count=terms)]
    wanted = ", ".join(channel.id for channel in ask.channels if topic.id in channel.topics)
    if wanted:
        parts.append(say("replies.lists.wanted_in", channels=wanted))
    name = Strong(clean(topic.name.get(ask.language, topic.id)))
    return (name, Plain(" · "), Code(topic.id), *(Plain(f" · {part}") for part in parts))
