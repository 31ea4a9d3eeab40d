"""Versions in two languages of one story: only where numbers, names and kindred words say so, and nothing else that the speaker
said fits as well."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bot.editorial.quoting.said import NEAR, WORD, Kind, Read, denies, may_be
from bot.editorial.stories.lexicon import concept_of, lexicon
from bot.editorial.stories.stems import stem
from bot.languages import available, load
from bot.model import folding

_FIGURES = re.compile(r"\d[\d.,]*")

LEAST_TRANSLATED = 5
"""Words of the shorter of two quotes."""

SURE, MARGIN = 1.5, 1.0
"""What has to speak for a translation, and how much less for the speaker's next likely quote."""

_RATIO = 2.0
"""A translation is at most so many times as long."""

_LETTERS, _KIN = 5, 5
"""Letters of a word that says something by itself, and those that it shares with its kin in another language."""

_LARGE = 10


def translated(read: Sequence[Read]) -> Iterator[tuple[int, int, Kind]]:
    """Pairs in two languages of one story that speak for each other more than for anything else the speaker said there."""
    of_story: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(read):
        if one.said.story is not None and one.said.named and one.speaker and len(one.words) >= LEAST_TRANSLATED:
            of_story[one.said.story].append(number)
    for numbers in of_story.values():
        scores = dict(_scored(read, numbers))
        best: defaultdict[tuple[int, str], list[float]] = defaultdict(list)
        for (i, j), score in scores.items():
            best[i, read[j].said.card].append(score)
            best[j, read[i].said.card].append(score)
        for (i, j), score in scores.items():
            rivals = sorted(best[i, read[j].said.card])[:-1], sorted(best[j, read[i].said.card])[:-1]
            highest = max((one for some in rivals for one in some), default=0.0)
            first = score == max(best[i, read[j].said.card]) == max(best[j, read[i].said.card])
            if first and score >= SURE and score - highest >= MARGIN:
                yield i, j, Kind.TRANSLATED


def _scored(read: Sequence[Read], numbers: Sequence[int]) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs in two languages by one speaker, with what speaks for them."""
    of_word: defaultdict[str, list[int]] = defaultdict(list)
    for number in numbers:
        near = dict.fromkeys(other for word in sorted(read[number].speaker) for other in of_word[word])
        for other in list(near)[-NEAR:]:
            pair = read[other], read[number]
            if pair[0].said.language != pair[1].said.language and may_be(*pair) and _as_long(*pair):
                yield (other, number), _evidence(*pair)
        for word in read[number].speaker:
            of_word[word].append(number)


def _as_long(one: Read, other: Read) -> bool:
    few, many = sorted((len(one.said.quote.text), len(other.said.quote.text)))
    return many <= few * _RATIO


def _evidence(one: Read, other: Read) -> float:
    ours, theirs = _clues(one), _clues(other)
    shared = sum(max(ours[clue], theirs[clue]) for clue in ours.keys() & theirs.keys())
    rest = [clue for clue in ours.keys() ^ theirs.keys() if clue[0] == "s"]
    prefixes = ({clue[1][:_KIN] for clue in rest if clue in side and len(clue[1]) >= _KIN} for side in (ours, theirs))
    kin = len(frozenset.intersection(*map(frozenset, prefixes)))
    against = _NEGATION if (("n", "") in ours) is not (("n", "") in theirs) else 0.0
    numbers = [{clue for clue in side if clue[0] == "v"} for side in (ours, theirs)]
    against += sum(_NUMBER for one, other in (numbers, numbers[::-1]) if one - other)
    return shared + kin - against


Clue = tuple[str, str]
"""What two languages may share: its kind and itself."""

_NEGATION, _NUMBER = 0.5, 1.5
"""What a denial in one of the two says against them, and numbers that the other has not."""


def _clues(one: Read) -> dict[Clue, float]:
    """Numbers, names, concepts and stems, each with what it weighs; and that something is denied."""
    language = one.said.language or ""
    known, found = lexicon(language), dict[Clue, float]()
    text = one.said.quote.text
    for match in _FIGURES.finditer(text):
        found["v", re.sub(r"\D", "", match.group())] = 2.0
    for at, match in enumerate(WORD.finditer(text)):
        word = folding.fold(match.group())
        value = known.cardinals.get(word)
        if value is not None and value > 1:
            found["v", str(value)] = 2.0 if value >= _LARGE else 1.5
        elif denies(word, language):
            found["n", ""] = _NEGATION
        elif (order := _orders(language).get(word)) is not None:
            found["o", str(order)] = 1.5
        elif (concept := concept_of(known, word)) is not None:
            found["c", concept] = 1.0
        elif word not in known.grammar and len(word) >= _LETTERS and not word.isdecimal():
            name = at > 0 and match.group()[:1].isupper()
            found["s", stem(word)] = 2.0 if name else 1.0
    return found


@cache
def _orders(language: str) -> Mapping[str, int]:
    told = load(language).numbers.ordinals if language in available() else {}
    return {folding.fold(word): place for word, place in told.items()}
