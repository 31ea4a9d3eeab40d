"""An article's features, read from its headline and text alone: cheap enough for every article of a stream."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Protocol

from bot.editorial.stories.copies import sketch
from bot.editorial.stories.features import Features
from bot.languages import load, readable
from bot.model.desk import Desk
from bot.model.folding import fold

LONGEST = 20_000
"""Characters of a text that are read: what an event is stands at the beginning."""

STEM = 7
"""Letters of a word that tell what it is about, its ending aside; so much English and Spanish cognates share."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


class Readable(Protocol):
    """An Article or a Card."""

    @property
    def title(self) -> str | None: ...
    @property
    def text(self) -> str: ...
    @property
    def language(self) -> str | None: ...


class Reader:
    """Reads articles for a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._grammar = {code: frozenset(map(fold, load(code).basics.function_words)) for code in readable()}
        self._stem = lru_cache(maxsize=50_000)(_stem)

    def read(self, article: Readable) -> Features:
        language = article.language or ""
        title, text = article.title or "", article.text[:LONGEST]
        grammar = self._grammar.get(language, frozenset())
        body = [word for word in map(self._stem, _WORD.findall(text)) if word not in grammar]
        head = [word for word in map(self._stem, _WORD.findall(title)) if word not in grammar]
        return Features(
            language=language,
            words=Counter(body + head),
            title=frozenset(head),
            names=frozenset(),
            sketch=sketch(text),
        )


def _stem(word: str) -> str:
    return fold(word)[:STEM]
