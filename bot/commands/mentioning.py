"""Whom a channel's cards wake, as an admin writes it and as it is told: `mentions:"<@&456789012345678901> arms, 0.8"`.

A rule is a role (Discord) or a user group (Slack), mentioned or by its id, then topics and the least relevance, in any order;
a semicolon parts two rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.commands import conditions
from bot.commands.ask import Ask
from bot.layout.neutral import clean
from bot.model.desk import Mention
from bot.model.errors import UsageError

_ROLE = re.compile(r"\s*<(?:@&|!subteam\^)(?P<id>\w+)(?:\|[^>]*)?>|\s*(?P<bare>[^\s,]+)")


def rules(ask: Ask, written: Sequence[str]) -> tuple[Mention, ...]:
    """The rules, in the order in which they were written; `none` takes all away. Raises UsageError."""
    return tuple(_rule(ask, one) for one in conditions.parted(written))


def told(ask: Ask, mention: Mention) -> str:
    """`456789012345678901 (Arms, from 0.8)`."""
    least = [ask.texts.say("replies.channel.at_least", score=mention.at_least)] if mention.at_least else []
    where = conditions.told(ask, mention.topics, *least)
    return clean(f"{mention.role} ({where})" if where else mention.role)


def _rule(ask: Ask, text: str) -> Mention:
    role = _ROLE.match(text)
    if role is None:
        raise UsageError("mention-rule", text=text)
    topics: list[str] = []
    least = 0.0
    for word in conditions.words(ask, text[role.end() :]):
        number, topic = conditions.number(word), conditions.topic_named(ask, word)
        if number is not None:
            least = number
        elif topic is not None:
            topics.append(topic)
        else:
            raise UsageError("mention-word", word=word)
    return Mention(role=role["id"] or role["bare"], topics=tuple(dict.fromkeys(topics)), at_least=least)
