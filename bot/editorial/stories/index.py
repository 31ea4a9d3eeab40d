"""Which articles have a word, so that an article is compared only with those that share rare words with it."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nlargest

COMMON = 300
"""A word of more articles than these leads to none of them."""


LEADING = 30
"""Words of an article by which others are looked for: the weightiest."""


class Index:
    """Word → article → weight."""

    def __init__(self) -> None:
        self._having: dict[str, dict[str, float]] = {}

    def add(self, article: str, weights: Mapping[str, float]) -> None:
        for word, weight in weights.items():
            self._having.setdefault(word, {})[article] = weight

    def remove(self, article: str, weights: Mapping[str, float]) -> None:
        for word in weights:
            having = self._having[word]
            del having[article]
            if not having:
                del self._having[word]

    def gather(self, weights: Mapping[str, float], found: dict[str, float], share: float = 1.0) -> None:
        """Adds to `found` what each article has in common with these weights, times `share`."""
        for word in nlargest(LEADING, weights, key=weights.__getitem__):
            having = self._having.get(word)
            if having is None or len(having) > COMMON:
                continue
            weight = share * weights[word]
            for article, its in having.items():
                found[article] = found.get(article, 0.0) + weight * its
