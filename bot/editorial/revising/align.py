"""Which sentence of the new text stands for which of the old one. Equal ones first, by their words; of what is left, those that
share rare words and resemble each other most. Near linear in the texts' length: each sentence is held against a few
others only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from bot.editorial.revising.tokens import Token

ALIKE = 0.5
"""Share of words in common, from which two sentences are versions of one."""

_COMMON = 24
"""A word in more of the sentences that are left says nothing of which belong together."""

_CANDIDATES = 6
_LONGEST = 400
"""Words of a sentence that are compared; what is no sentence at all may be longer."""

_SHINGLE = 5


Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """Indices into the old and the new sentences. `same`: equal in words; `edited`: one became the other; `gone`, `new`: the
    rest, without those whose words stand in the other text all the same, parted or joined otherwise."""

    same: tuple[tuple[int, int], ...]
    edited: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]
    shingles_old: frozenset[Words] = frozenset()
    shingles_new: frozenset[Words] = frozenset()

    def stood(self, words: Words) -> bool:
        """Whether the words stand in the old text, wherever its sentences end."""
        return _stands(words, self.shingles_old)

    def stands(self, words: Words) -> bool:
        return _stands(words, self.shingles_new)


def align(old: Sequence[Sequence[Token]], new: Sequence[Sequence[Token]]) -> Aligned:
    olds, news = [tuple(t.norm for t in one) for one in old], [tuple(t.norm for t in one) for one in new]
    same = _equal(olds, news)
    before, after = {i for i, _ in same}, {j for _, j in same}
    left_old = [i for i in range(len(olds)) if i not in before and olds[i]]
    left_new = [j for j in range(len(news)) if j not in after and news[j]]
    edited = _resembling(olds, news, left_old, left_new)
    before |= {i for i, _ in edited}
    after |= {j for _, j in edited}
    whole_old, whole_new = _shingles(olds), _shingles(news)
    return Aligned(
        same=tuple(same),
        edited=tuple(sorted(edited)),
        gone=tuple(i for i in left_old if i not in before and not _stands(olds[i], whole_new)),
        new=tuple(j for j in left_new if j not in after and not _stands(news[j], whole_old)),
        shingles_old=whole_old,
        shingles_new=whole_new,
    )


def resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of their words two sentences share, in order: in [0, 1]."""
    return Indel.normalized_similarity(one[:_LONGEST], other[:_LONGEST])


def _equal(olds: Sequence[Words], news: Sequence[Words]) -> list[tuple[int, int]]:
    places: defaultdict[Words, list[int]] = defaultdict(list)
    for j in reversed(range(len(news))):
        places[news[j]].append(j)
    return [(i, places[words].pop()) for i, words in enumerate(olds) if places.get(words)]


def _resembling(
    olds: Sequence[Words], news: Sequence[Words], left_old: Sequence[int], left_new: Sequence[int]
) -> list[tuple[int, int]]:
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for j in left_new:
        for word in set(news[j]):
            holding[word].append(j)
    scored: list[tuple[float, int, int, int]] = []
    for i in left_old:
        shared: Counter[int] = Counter()
        for word in set(olds[i]):
            if len(holding.get(word, ())) <= _COMMON:
                shared.update(holding.get(word, ()))
        for j, _ in shared.most_common(_CANDIDATES):
            likeness = resemblance(olds[i], news[j])
            if likeness >= ALIKE:
                scored.append((-likeness, abs(i - j), i, j))
    taken: list[tuple[int, int]] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            taken.append((i, j))
    return taken


def _shingles(sentences: Sequence[Words]) -> frozenset[Words]:
    words = [word for sentence in sentences for word in sentence]
    return frozenset(tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def _stands(sentence: Words, shingles: frozenset[Words]) -> bool:
    """Whether the words stand in the other text, in that order, though its sentences end elsewhere."""
    if len(sentence) < _SHINGLE:
        return False
    return all(sentence[at : at + _SHINGLE] in shingles for at in range(len(sentence) - _SHINGLE + 1))
