"""Words weighed by how rare they are, for articles of their own language and of others."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime

from bot.editorial.stories.commonness import Commonness, Shares
from bot.editorial.stories.features import Features
from bot.editorial.stories.likeness import Placed, Words, parts, unit


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
            features=features,
            own=_words(self._own, language, features.terms, features.title),
            shared=_words(self._shared, language, shared, meant),
            names=unit(names),
            named=parts(names),
            numbers=frozenset(term for term in features.terms if term.startswith("#")),
        )

    def forget(self, features: Features) -> None:
        """An article that fell out of memory."""
        self._own.unlearn(features.language, features.terms)
        self._shared.unlearn(features.language, in_concepts(features))
        self._names.unlearn(features.language, features.names)


def in_concepts(features: Features) -> dict[str, float]:
    """The terms with concepts in the place of the words that name them."""
    weights: dict[str, float] = {}
    for term, weight in features.terms.items():
        meant = features.concepts.get(term, term)
        weights[meant] = weights.get(meant, 0.0) + weight
    return weights


def _words(scale: Commonness, language: str, terms: Mapping[str, float], title: AbstractSet[str]) -> Words:
    return Words(terms=unit(scale.weighed(language, terms)), title=parts(scale.weighed(language, dict.fromkeys(title, 1.0))))
