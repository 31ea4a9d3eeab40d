"""Rules that an admin writes in a line, and what they hang on: topics and numbers, in any order. A semicolon parts two rules;
`none` takes all away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.commands.ask import Ask
from bot.languages import available, texts
from bot.model.folding import fold

NONE = "none"

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_COMMA = re.compile(r",(?!\d)|(?<!\d),")
"""A comma between two digits may be a decimal one."""


def parted(written: Sequence[str]) -> tuple[str, ...]:
    """The rules by themselves, in the order in which they were written; none for `none`."""
    every = tuple(one.strip() for text in written for one in text.split(";") if one.strip())
    return () if len(every) == 1 and fold(every[0]) in {NONE, *map(fold, spoken("values.none"))} else every


def spoken(key: str) -> tuple[str, ...]:
    """The text in every language: an admin may write in any."""
    return tuple(texts(code).say(key) for code in available())


def words(ask: Ask, text: str) -> Iterator[str]:
    """Names of topics may be of several words; what is no name between two commas is read word by word."""
    for stretch in filter(None, map(str.strip, _COMMA.split(text))):
        if topic_named(ask, stretch) is not None:
            yield stretch
        else:
            yield from stretch.split()


def number(word: str) -> float | None:
    return float(word.replace(",", ".")) if _NUMBER.fullmatch(word) else None


def told(ask: Ask, topics: Sequence[str], *rest: str) -> str:
    """`Arms, from 0.8`: the topics by their names in the asker's language, then the rest."""
    names = {topic.id: topic.name.get(ask.language, topic.id) for topic in ask.desk.topics}
    return ", ".join([*(names.get(topic, topic) for topic in topics), *rest])


def topic_named(ask: Ask, name: str) -> str | None:
    """The topic of that id, name or alias, in any language."""
    meant = fold(name)
    topics = ask.desk.topics
    return next((t.id for t in topics if meant in map(fold, (t.id, *t.name.values(), *t.aliases))), None)
