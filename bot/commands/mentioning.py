"""Whom a channel's cards wake, as an admin writes it and as it is told: `mentions:"<@&456789012345678901> arms, 0.8"`.

A rule is a role (Discord) or a user group (Slack), mentioned or by its id, then topics and the least relevance, in any order;
a semicolon parts two rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.commands.ask import Ask
from bot.languages import available, texts
from bot.layout.neutral import clean
from bot.model.desk import Mention
from bot.model.errors import UsageError
from bot.model.folding import fold

NONE = "none"

_ROLE = re.compile(r"\s*<(?:@&|!subteam\^)(?P<id>\w+)(?:\|[^>]*)?>|\s*(?P<bare>[^\s,]+)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_COMMA = re.compile(r",(?!\d)|(?<!\d),")
"""A comma between two digits may be a decimal one."""


def rules(ask: Ask, written: Sequence[str]) -> tuple[Mention, ...]:
    """The rules, in the order in which they were written; `none` takes all away. Raises UsageError."""
    every = [one.strip() for text in written for one in text.split(";") if one.strip()]
    if len(every) == 1 and fold(every[0]) in {NONE, *(fold(texts(code).say("values.none")) for code in available())}:
        return ()
    return tuple(_rule(ask, one) for one in every)


def told(ask: Ask, mention: Mention) -> str:
    """`456789012345678901 (Arms, from 0.8)`."""
    names = {topic.id: topic.name.get(ask.language, topic.id) for topic in ask.desk.topics}
    conditions = [names.get(topic, topic) for topic in mention.topics]
    if mention.at_least:
        conditions.append(ask.texts.say("replies.channel.at_least", score=mention.at_least))
    return clean(f"{mention.role} ({', '.join(conditions)})" if conditions else mention.role)


def _rule(ask: Ask, text: str) -> Mention:
    role = _ROLE.match(text)
    if role is None:
        raise UsageError("mention-rule", text=text)
    topics: list[str] = []
    least = 0.0
    for word in _words(ask, text[role.end() :]):
        if _NUMBER.fullmatch(word):
            least = float(word.replace(",", "."))
        else:
            topics.append(_topic(ask, word))
    return Mention(role=role["id"] or role["bare"], topics=tuple(dict.fromkeys(topics)), at_least=least)


def _words(ask: Ask, text: str) -> Iterator[str]:
    """Names of topics may be of several words; what is no name between two commas is read word by word."""
    for stretch in filter(None, map(str.strip, _COMMA.split(text))):
        if _named(ask, stretch) is not None:
            yield stretch
        else:
            yield from stretch.split()


def _topic(ask: Ask, word: str) -> str:
    found = _named(ask, word)
    if found is None:
        raise UsageError("mention-word", word=word)
    return found


def _named(ask: Ask, name: str) -> str | None:
    """The topic of that id, name or alias, in any language."""
    meant = fold(name)
    topics = ask.desk.topics
    return next((t.id for t in topics if meant in map(fold, (t.id, *t.name.values(), *t.aliases))), None)
