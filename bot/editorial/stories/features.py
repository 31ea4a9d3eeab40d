"""What of an article tells one event from another: who, where, when, how many, and the words it is told in.

All of it is written so that languages meet: cognates by a common stem, numbers in figures, weekdays as dates, what the desk and
the languages know by ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

NUMBER = "#"
"""Before a term that is a number."""

READING = 2
"""Which reading of articles this is: one more with each change of what is read, for features of two readings do not compare."""

DECIMALS = 3
"""Places to which weights are kept, in memory as in the store, so that a restored window decides alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Of one article. Weights count a word's uses, those near the beginning more: what happened stands there.

    `terms`: stems and numbers (`#6`) → weight; `concepts`: a stem among them → the id by which all languages know it;
    `names`: names and pairs of names that stand together → weight; `title`: the terms of its headline. Of its beginning:
    `dates` (`02-01`, month and day) and `ages`. `looks_back`: its headline marks the return of a day (an
    anniversary). `sketch`: the MinHash of its text, by which copies are known.
    """

    language: str
    terms: Mapping[str, float]
    concepts: Mapping[str, str]
    names: Mapping[str, float]
    title: frozenset[str]
    dates: frozenset[str]
    ages: frozenset[str]
    looks_back: bool
    sketch: tuple[int, ...]

    def packed(self) -> dict[str, Any]:
        """As plain JSON values, for a row of the store."""
        return {"reading": READING, **{field.name: _plain(getattr(self, field.name)) for field in fields(self)}}

    @classmethod
    def unpacked(cls, packed: Mapping[str, Any]) -> Features:
        """What `packed` wrote. Raises ValueError for what another reading wrote: the article has to be read anew."""
        if packed.get("reading") != READING:
            raise ValueError(packed.get("reading"))
        return cls(
            language=packed["language"],
            terms=packed["terms"],
            concepts=packed["concepts"],
            names=packed["names"],
            title=frozenset(packed["title"]),
            dates=frozenset(packed["dates"]),
            ages=frozenset(packed["ages"]),
            looks_back=packed["looks_back"],
            sketch=tuple(packed["sketch"]),
        )


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value
