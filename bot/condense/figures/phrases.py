"""Phrases of a language, looked up by their first or their last word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


def tokens(phrase: str) -> tuple[str, ...]:
    """A phrase cut as the document cuts its text, case folded."""
    return tuple(_TOKEN.findall(phrase.casefold()))


class Met(NamedTuple, Generic[T]):
    """A phrase met: what it stands for, and the tokens it takes, half-open."""

    value: T
    first: int
    last: int


class Phrases(Generic[T]):
    """A table of phrases. The longest that fits is met; of equals, the one listed first."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        seen: set[tuple[str, ...]] = set()
        for phrase, value in entries:
            words = tokens(phrase)
            if words in seen:
                continue
            seen.add(words)
            self._by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))
        for table in (self._by_first, self._by_last):
            for found in table.values():
                found.sort(key=lambda entry: -len(entry[0]))

    def starts(self, word: str) -> bool:
        return word in self._by_first

    def may_stand(self, words: Iterable[str]) -> bool:
        """Whether any phrase can start among the words: saves the walk over a sentence that has none."""
        return not self._by_first.keys().isdisjoint(words)

    def ahead(self, lowers: Sequence[str], at: int, stop: int) -> Met[T] | None:
        """The longest phrase that starts at token `at` and ends before `stop`."""
        if at >= stop:
            return None
        for words, value in self._by_first.get(lowers[at], ()):
            end = at + len(words)
            if end <= stop and (len(words) == 1 or tuple(lowers[at:end]) == words):
                return Met(value, at, end)
        return None

    def behind(self, lowers: Sequence[str], end: int, floor: int) -> Met[T] | None:
        """The longest phrase that ends right before token `end` and starts at `floor` or later."""
        if end <= floor:
            return None
        for words, value in self._by_last.get(lowers[end - 1], ()):
            start = end - len(words)
            if start >= floor and (len(words) == 1 or tuple(lowers[start:end]) == words):
                return Met(value, start, end)
        return None
