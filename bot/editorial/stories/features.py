"""What of an article tells one event from another: who, where, when, how many, and the words it is told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Of one article. `words`: folded word → how often; `title`: those of its headline; `names`: words that it writes as names;
    `sketch`: the MinHash of its text, by which copies are known."""

    language: str
    words: Mapping[str, int]
    title: frozenset[str]
    names: frozenset[str]
    sketch: tuple[int, ...]

    def packed(self) -> dict[str, Any]:
        """As plain JSON values, for a row of the store."""
        return {
            "language": self.language,
            "words": dict(self.words),
            "title": sorted(self.title),
            "names": sorted(self.names),
            "sketch": list(self.sketch),
        }

    @classmethod
    def unpacked(cls, packed: Mapping[str, Any]) -> Features:
        """What `packed` wrote."""
        return cls(
            language=packed["language"],
            words=packed["words"],
            title=frozenset(packed["title"]),
            names=frozenset(packed["names"]),
            sketch=tuple(packed["sketch"]),
        )
