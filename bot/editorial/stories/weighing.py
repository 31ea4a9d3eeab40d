"""Words weighed by how rare they are, for articles of their own language and of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from bot.editorial.stories.commonness import Commonness, Shares
from bot.editorial.stories.features import NUMBER, Features
from bot.editorial.stories.lexicon import ID
from bot.editorial.stories.likeness import Placed, Words, parts, unit
from bot.editorial.stories.stems import stem


class Scales:
    """What has been read so far decides what a word weighs."""

    def __init__(self, before: Shares) -> None:
        self._own, self._shared, self._names = Commonness(before), Commonness(before), Commonness({})

    def weigh(self, id: str, features: Features, at: datetime) -> Placed:  # noqa: A002 - the field's name everywhere else
        """The article, which is learnt from first."""
        language = features.language
        shared = in_concepts(features)
        self._own.learn(language, features.terms)
        self._shared.learn(language, shared)
        self._names.learn(language, features.names)
        meant = {features.concepts.get(term, term) for term in features.title}
        names = self._names.weighed(language, features.names)
        return Placed(
            id=id,
            at=at,
            language=language,
            own=_words(self._own, language, features.terms, features.title),
            shared=_words(self._shared, language, shared, meant),
            names=unit(names),
            named=parts(names),
            stems=frozenset(stem(word) for name in features.names if ID not in name for word in name.split()),
            numbers=_numbers(features.terms),
            headline=_numbers(features.title),
            dates=features.dates,
            ages=features.ages,
            looks_back=features.looks_back,
            sketch=features.sketch,
        )

    def forget(self, placed: Placed) -> None:
        """An article that fell out of memory."""
        self._own.unlearn(placed.language, placed.own.terms)
        self._shared.unlearn(placed.language, placed.shared.terms)
        self._names.unlearn(placed.language, placed.names)


def in_concepts(features: Features) -> dict[str, float]:
    """The terms with concepts in the place of the words that name them."""
    weights: dict[str, float] = {}
    for term, weight in features.terms.items():
        meant = features.concepts.get(term, term)
        weights[meant] = weights.get(meant, 0.0) + weight
    return weights


def _words(scale: Commonness, language: str, terms: Mapping[str, float], title: AbstractSet[str]) -> Words:
    return Words(terms=unit(scale.weighed(language, terms)), title=parts(scale.weighed(language, dict.fromkeys(title, 1.0))))


def _numbers(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(term for term in terms if term.startswith(NUMBER))
