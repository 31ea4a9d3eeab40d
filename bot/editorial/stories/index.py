"""Which articles have a word, so that an article is compared only with those that share rare words with it."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nlargest

VISITED = 600
"""Articles that are met at most, those of the rarest words first: the cost must not grow with what is remembered."""


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
        leading = nlargest(LEADING, weights, key=weights.__getitem__)
        known = [(self._having[word], share * weights[word]) for word in leading if word in self._having]
        visited = 0
        for having, weight in sorted(known, key=lambda one: len(one[0])):
            visited += len(having)
            if visited > VISITED:
                return
            for article, its in having.items():
                found[article] = found.get(article, 0.0) + weight * its
