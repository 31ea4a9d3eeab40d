"""How common words are in the news of late, learnt as the stream flows: what every article has tells nothing of one of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

ASSUMED = 60
"""Articles assumed to have been read without the word in question, so that the first ones of a stream are compared sensibly:
until then all words but those of grammar weigh nearly alike."""


class Commonness:
    """Counts of articles by word, a language apart from another."""

    def __init__(self) -> None:
        self._articles: Counter[str] = Counter()
        self._with: dict[str, Counter[str]] = {}

    def learn(self, language: str, words: Iterable[str]) -> None:
        self._articles[language] += 1
        self._with.setdefault(language, Counter()).update(words)

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
        return {word: math.log1p(use) * (total - math.log1p(counts[word])) for word, use in uses.items()}
