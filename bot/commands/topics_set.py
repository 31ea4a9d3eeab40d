"""`/topics set`: a topic's weight, its name in a language, and its terms; what is not given stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.commands import suggest
from bot.commands.ask import Ask, Edit
from bot.commands.changing import carried_out, number_of
from bot.commands.command import OneOf, command
from bot.commands.options import TopicId
from bot.model.chat import Reply
from bot.model.errors import UsageError

PLAIN = 1.0
"""The weight of a term that comes without one."""


@command(needs="admin")
async def topics_set(
    ask: Ask,
    *,
    topic: TopicId,
    lang: Annotated[str, OneOf(suggest.spoken)] = "",
    name: str = "",
    weight: str = "",
    term: tuple[str, ...] = (),
    drop: tuple[str, ...] = (),
) -> Reply:
    kept = next(one for one in ask.desk.topics if one.id == topic)
    code = lang or ask.language
    terms = dict(kept.terms.get(code, {}))
    for word in drop:
        if word not in terms:
            raise UsageError("term-unknown", term=word, topic=topic, lang=code)
        del terms[word]
    terms |= dict(_weighted(one) for one in term)
    wanted = replace(
        kept,
        weight=number_of(weight, "weight") if weight else kept.weight,
        name={**kept.name, code: name} if name else kept.name,
        terms={**kept.terms, code: terms} if term or drop else kept.terms,
    )
    if wanted == kept:
        raise UsageError("nothing-changed", entry=f"topic {topic}")
    return await carried_out(ask, Edit(kind="topic", id=topic, value=wanted), "topic_set", id=topic)


def _weighted(written: str) -> tuple[str, float]:
    """`homicid*=1.2` as the term and its weight."""
    word, sign, weight = written.rpartition("=")
    return (word.strip(), number_of(weight, "term")) if sign else (written.strip(), PLAIN)
