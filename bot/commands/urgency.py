"""What is urgent in a channel, as an admin writes it and as it is told: `urgent:"severity 3; arms 0.9"`.

A rule names topics, the least relevance, and `severity` from 1 to 3: all that it names has to hold; one rule is enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.commands import conditions
from bot.commands.ask import Ask
from bot.layout.neutral import clean
from bot.model.digests import Urgent
from bot.model.errors import UsageError


def rules(ask: Ask, written: Sequence[str]) -> tuple[Urgent, ...]:
    """The rules, in the order in which they were written; `none` takes all away. Raises UsageError."""
    return tuple(_rule(ask, one) for one in conditions.parted(written))


def told(ask: Ask, rule: Urgent) -> str:
    """`Arms, severity from 2, relevance from 0.9`."""
    said: list[str] = []
    if rule.severity is not None:
        said.append(ask.texts.say("replies.channel.severity", level=rule.severity))
    if rule.relevance is not None:
        said.append(ask.texts.say("replies.channel.relevance", score=rule.relevance))
    return clean(conditions.told(ask, rule.topics, *said))


def _rule(ask: Ask, text: str) -> Urgent:
    named = re.compile(rf"\b(?:{'|'.join(map(re.escape, conditions.spoken('values.severity')))})\b[\s:=]*(\d*)", re.IGNORECASE)
    severity, topics, relevance = None, list[str](), None
    if (graded := named.search(text)) is not None:
        if not graded[1]:
            raise UsageError("urgent-severity", text=text)
        severity = int(graded[1])
        text = f"{text[: graded.start()]},{text[graded.end() :]}"
    for word in conditions.words(ask, text):
        value, topic = conditions.number(word), conditions.topic_named(ask, word)
        if value is not None:
            relevance = value
        elif topic is not None:
            topics.append(topic)
        else:
            raise UsageError("urgent-word", word=word)
    if severity is None and relevance is None and not topics:
        raise UsageError("urgent-empty", text=text)
    return Urgent(relevance=relevance, topics=tuple(dict.fromkeys(topics)), severity=severity)
