"""How common words are in the news of late, learnt as the stream flows: what every article has tells nothing of one of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

ASSUMED = 60
"""Articles that are taken to have been read before the first, so that the first ones are compared sensibly too."""

Shares = Mapping[str, Mapping[str, float]]
"""Language → word → the share of articles that are taken to have it beforehand."""


class Commonness:
    """Counts of articles by word, a language apart from another."""

    def __init__(self, before: Shares) -> None:
        self._before = before
        self._articles: Counter[str] = Counter()
        self._with: dict[str, Counter[str]] = {}

    def learn(self, language: str, words: Iterable[str]) -> None:
        self._articles[language] += 1
        self._with.setdefault(language, Counter()).update(iter(words))

    def unlearn(self, language: str, words: Iterable[str]) -> None:
        """An article that fell out of memory."""
        self._articles[language] -= 1
        counts = self._with[language]
        for word in words:
            counts[word] -= 1
            if not counts[word]:
                del counts[word]

    def weighed(self, language: str, uses: Mapping[str, float]) -> dict[str, float]:
        """The words' tf-idf weights, not brought to unit length."""
        total = math.log(self._articles[language] + ASSUMED)
        counts = self._with.get(language, Counter())
        before = self._before.get(language, {})
        return {
            word: math.log1p(use) * (total - math.log1p(counts[word] + ASSUMED * before.get(word, 0.0)))
            for word, use in uses.items()
        }
