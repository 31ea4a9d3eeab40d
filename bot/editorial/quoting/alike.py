"""Versions in one language: word for word, cut, or worded otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import LCSseq

from bot.editorial.quoting.said import NEAR, Kind, Read, denies, may_be, one_story

LEAST_SAME, LEAST_TRIMMED, LEAST_REWORDED = 2, 4, 6
"""Words of the shorter of two quotes."""

FURTHER = 2
"""So many more words are needed where the cards tell different stories, or where the speaker has no name."""

REWORDED, REWORDED_ELSEWHERE = 0.7, 0.85
"""Share of the shorter quote's words that stand in the other one in order, in one story and in different ones."""

STRETCHED = 1.4
"""The stretch of the other quote in which they stand has at most so many words for one of theirs."""

_SHINGLE, _COMMON = 3, 40
"""Quotes are held against those that share a stretch of so many words; one that more quotes have is no evidence."""

_REACH = 2
"""So many words behind a denial are what it denies."""


def in_one_language(read: Sequence[Read]) -> Iterator[tuple[int, int, Kind]]:
    for i, j in _near(read):
        kind = _alike(read[i], read[j]) if may_be(read[i], read[j]) else None
        if kind is not None:
            yield i, j, kind


def _near(read: Sequence[Read]) -> Iterator[tuple[int, int]]:
    """Pairs that share a rare stretch of words, or all of a few."""
    holding: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(read):
        near: dict[int, None] = {}
        for stretch in _stretches(one):
            held = holding[one.said.language, *stretch]
            if len(held) < _COMMON:
                near.update(dict.fromkeys(held))
                held.append(number)
        yield from ((other, number) for other in list(near)[:NEAR])


def _stretches(one: Read) -> Iterable[tuple[str, ...]]:
    words = one.words
    if len(words) < _SHINGLE:
        return (words,) if words else ()
    return dict.fromkeys(words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1))


def _alike(one: Read, other: Read) -> Kind | None:
    few, many = sorted((one.words, other.words), key=lambda words: (len(words), words))
    near = one_story(one, other) and one.said.named and other.said.named
    more = 0 if near else FURTHER
    if few == many:
        return Kind.SAME if len(few) >= LEAST_SAME + more else None
    if len(few) >= LEAST_TRIMMED + more and (before := _before(few, many)) is not None:
        # cut right behind a denial, it says the contrary
        turned = any(denies(word, one.said.language or "") for word in before[-_REACH:])
        return Kind.REWORDED if turned else Kind.TRIMMED
    if len(few) < LEAST_REWORDED + more or not (one.said.named and other.said.named):
        return None
    blocks = [block for block in LCSseq.opcodes(few, many) if block.tag == "equal"]
    matched = sum(block.src_end - block.src_start for block in blocks)
    width = blocks[-1].dest_end - blocks[0].dest_start if blocks else 0
    enough = matched >= len(few) * (REWORDED if near else REWORDED_ELSEWHERE)
    return Kind.REWORDED if enough and width <= len(few) * STRETCHED else None


def _before(few: tuple[str, ...], many: tuple[str, ...]) -> tuple[str, ...] | None:
    """The words of the longer quote before the shorter one, where that stands in it."""
    before, met, _ = f" {' '.join(many)} ".partition(f" {' '.join(few)} ")
    return tuple(before.split()) if met else None
