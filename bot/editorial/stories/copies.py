"""Wire copy: near-identical texts in several outlets are one text, and outlets of one owner are one voice.

Independent are as many texts as have each an owner of their own to stand behind them. An outlet that told a story twice, with
an agency's text beside it in another, makes three texts and two voices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from zlib import crc32

SHINGLE = 4
"""Words of a shingle."""

SKETCHED = 48
"""How many of a text's shingles are kept: those with the smallest hashes, a fair sample of all."""

ALIKE = 0.5
"""Share of common shingles from which on two texts are copies of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article of a story. `owner`: who stands behind its outlet (the outlet itself where no owner is known)."""

    id: str
    outlet: str
    owner: str
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands behind a story. `texts`: ids of the articles, those of one text together, in order of time; `independent`:
    how many of them are no copy of one another and each another owner's."""

    outlets: int
    owners: int
    texts: tuple[tuple[str, ...], ...]
    independent: int


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The bottom-k MinHash, over shingles, of a text's folded words, sorted; empty where they are fewer than a shingle."""
    hashes = {crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(len(words) - SHINGLE + 1)}
    return tuple(nsmallest(SKETCHED, hashes))


def resemblance(a: Sequence[int], b: Sequence[int]) -> float:
    """An estimate of the share of shingles that two texts have in common, of all that either has, from their sketches."""
    both = {*a} & {*b}
    if not both:
        return 0.0
    smallest = sorted({*a, *b})[:SKETCHED]
    return sum(1 for value in smallest if value in both) / len(smallest)


def standing(copies: Sequence[Copy]) -> Standing:
    """How many outlets, owners and independent texts tell the story, in order of time."""
    texts: list[list[Copy]] = []
    for one in copies:
        alike = next((text for text in texts if any(resemblance(one.sketch, other.sketch) >= ALIKE for other in text)), None)
        if alike is None:
            texts.append([one])
        else:
            alike.append(one)
    return Standing(
        outlets=len({one.outlet for one in copies}),
        owners=len({one.owner for one in copies}),
        texts=tuple(tuple(one.id for one in text) for text in texts),
        independent=_independent([frozenset(one.owner for one in text) for text in texts]),
    )


def _independent(texts: Sequence[frozenset[str]]) -> int:
    """The most texts, told by their owners, that can be given each an owner of its own: a maximum matching (Kuhn)."""
    backs: dict[str, int] = {}

    def given(text: int, tried: set[str]) -> bool:
        for owner in sorted(texts[text] - tried):
            tried.add(owner)
            if owner not in backs or given(backs[owner], tried):
                backs[owner] = text
                return True
        return False

    return sum(given(text, set()) for text in range(len(texts)))
