"""The same statement elsewhere: which quotes of several cards are versions of one. Pure; near linear, for each quote is held
against a few others only. Nothing is translated.

same        word for word                       trimmed      one is a stretch of the other, and no denial is cut off
reworded    most words, in their order          translated   another language; only where numbers, names and kindred words
                                                             say so, and nothing else that the speaker said fits as well

A quote is never a version of another speaker's, nor of another one on its own card.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from rapidfuzz.distance import LCSseq

from bot.editorial.stories.lexicon import concept_of, lexicon
from bot.editorial.stories.stems import stem
from bot.languages import available, load
from bot.model import folding
from bot.model.cards import Card, Quote
from bot.model.text import Span

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_FIGURES = re.compile(r"\d[\d.,]*")

LEAST_SAME, LEAST_TRIMMED, LEAST_REWORDED, LEAST_TRANSLATED = 2, 4, 6, 5
"""Words of the shorter of two quotes."""

FURTHER = 2
"""So many more words are needed where the cards tell different stories, or where the speaker has no name."""

REWORDED, REWORDED_ELSEWHERE = 0.7, 0.85
"""Share of the shorter quote's words that stand in the other one in order, in one story and in different ones."""

STRETCHED = 1.4
"""The stretch of the other quote in which they stand has at most so many words for one of theirs."""

SURE, MARGIN = 1.5, 1.0
"""What has to speak for a translation, and how much less for the speaker's next likely quote."""

_RATIO = 2.0
"""A translation is at most so many times as long."""

_LONGEST = 300
"""Words of a quote that are compared."""

_SHINGLE, _COMMON, _NEAR = 3, 40, 40
"""Quotes in one language are held against those that share a stretch of so many words; one that more quotes have is no
evidence, and no quote is held against more others."""

_REACH = 2
"""So many words behind a denial are what it denies."""

_LETTERS, _KIN = 5, 5
"""Letters of a word that says something by itself, and those that it shares with its kin in another language."""

_LARGE = 10


class Kind(StrEnum):
    SAME = "same"
    TRIMMED = "trimmed"
    REWORDED = "reworded"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quote with what it is known by. `position`: where it begins in the card's text; `story`: None where the card has none;
    `named`: its speaker is a name on the card and no description."""

    card: str
    position: int
    quote: Quote
    language: str | None
    story: str | None = None
    named: bool = True

    @property
    def key(self) -> tuple[str, int]:
        return (self.card, self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two versions of one statement, in the order in which they were given."""

    one: Said
    other: Said
    kind: Kind


def said_on(card: Card, story: str | None) -> tuple[Said, ...]:
    """The card's quotes."""
    names = {person.name for person in card.people} | {body.name for body in card.organisations}
    return tuple(
        Said(
            card=card.id or "",
            position=position_of(quote),
            quote=quote,
            language=card.language,
            story=story,
            named=quote.speaker is not None and quote.speaker.name in names,
        )
        for quote in card.quotes
    )


def position_of(quote: Quote) -> int:
    return quote.spans[0].start if quote.spans else 0


def links(sayings: Sequence[Said]) -> tuple[Link, ...]:
    """All pairs of versions."""
    read = [_read(one) for one in sayings]
    found = [*_in_one_language(read), *_translated(read)]
    return tuple(Link(one=sayings[i], other=sayings[j], kind=kind) for i, j, kind in sorted(found))


def versions(links: Iterable[Link]) -> dict[tuple[str, int], tuple[tuple[Said, Kind], ...]]:
    """Of each quote (by card and position) its versions elsewhere."""
    found: defaultdict[tuple[str, int], list[tuple[Said, Kind]]] = defaultdict(list)
    for link in links:
        found[link.one.key].append((link.other, link.kind))
        found[link.other.key].append((link.one, link.kind))
    return {key: tuple(some) for key, some in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One of several versions, and the others as far as each is a version of that one."""

    said: Said
    versions: tuple[tuple[Said, Kind], ...] = ()


def statements(sayings: Sequence[Said], language: str) -> tuple[Statement, ...]:
    """Every statement, each speaker's together, in the order in which the speakers came up; those of nobody last. Of
    several versions the one in this language is told, else the longest; a version of a version is told by itself, with what
    it is a version of."""
    known = versions(links(sayings))
    place = {one.key: number for number, one in enumerate(sayings)}
    used: set[tuple[str, int]] = set()
    found: list[Statement] = []
    for one in sorted(sayings, key=lambda one: (one.language != language, -len(one.quote.text), place[one.key])):
        if one.key not in used:
            others = known.get(one.key, ())
            used |= {one.key, *(other.key for other, _ in others)}
            found.append(Statement(said=one, versions=tuple(sorted(others, key=lambda each: place[each[0].key]))))
    first = _speakers(sayings)
    return tuple(sorted(found, key=lambda told: (first[told.said.key], place[told.said.key])))


def _speakers(sayings: Sequence[Said]) -> dict[tuple[str, int], int]:
    """The number of each quote's speaker: the same for a name and a part of it."""
    names: list[frozenset[str]] = []
    of_key: dict[tuple[str, int], int] = {}
    for one in sayings:
        words = frozenset(folding.words(one.quote.speaker.name or "")) if one.quote.speaker else frozenset[str]()
        met = (number for number, name in enumerate(names) if words and (name <= words or words <= name))
        number = next(met, len(names))
        if number == len(names) and words:
            names.append(words)
        of_key[one.key] = number if words else len(sayings)
    return of_key


def differing(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The words of each text that do not stand in the other in their order: spans of the text, neighbours joined."""
    ours, theirs = [*_WORD.finditer(one)], [*_WORD.finditer(other)]
    if max(len(ours), len(theirs)) > _LONGEST * 4:
        return (), ()
    codes = LCSseq.opcodes([folding.fold(w.group()) for w in ours], [folding.fold(w.group()) for w in theirs])
    mine = [
        Span(ours[c.src_start].start(), ours[c.src_end - 1].end())
        for c in codes
        if c.tag != "equal" and c.src_end > c.src_start
    ]
    yours = [
        Span(theirs[c.dest_start].start(), theirs[c.dest_end - 1].end())
        for c in codes
        if c.tag != "equal" and c.dest_end > c.dest_start
    ]
    return tuple(mine), tuple(yours)


# ── as they are compared ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    said: Said
    speaker: frozenset[str]
    words: tuple[str, ...]


def _read(one: Said) -> _Read:
    name = one.quote.speaker.name if one.quote.speaker else None
    return _Read(
        said=one,
        speaker=frozenset(folding.words(name or "")),
        words=tuple(folding.fold(word.group()) for word in _WORD.finditer(one.quote.text))[:_LONGEST],
    )


def _may_be(one: _Read, other: _Read) -> bool:
    """Whether one person may have said both, and two cards tell it. A description is the same person only in one story."""
    if one.said.card == other.said.card or not one.speaker or not other.speaker:
        return False
    if one.said.named and other.said.named:
        return one.speaker <= other.speaker or other.speaker <= one.speaker
    return one.speaker == other.speaker and _one_story(one, other)


def _one_story(one: _Read, other: _Read) -> bool:
    return one.said.story is not None and one.said.story == other.said.story


# ── in one language ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _in_one_language(read: Sequence[_Read]) -> Iterator[tuple[int, int, Kind]]:
    for i, j in _near(read):
        kind = _alike(read[i], read[j]) if _may_be(read[i], read[j]) else None
        if kind is not None:
            yield i, j, kind


def _near(read: Sequence[_Read]) -> Iterator[tuple[int, int]]:
    """Pairs that share a rare stretch of words, or all of a few."""
    holding: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(read):
        near: dict[int, None] = {}
        for stretch in _stretches(one):
            held = holding[one.said.language, *stretch]
            if len(held) < _COMMON:
                near.update(dict.fromkeys(held))
                held.append(number)
        yield from ((other, number) for other in list(near)[:_NEAR])


def _stretches(one: _Read) -> Iterable[tuple[str, ...]]:
    words = one.words
    if len(words) < _SHINGLE:
        return (words,) if words else ()
    return dict.fromkeys(words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1))


def _alike(one: _Read, other: _Read) -> Kind | None:
    few, many = sorted((one.words, other.words), key=lambda words: (len(words), words))
    near = _one_story(one, other) and one.said.named and other.said.named
    more = 0 if near else FURTHER
    if few == many:
        return Kind.SAME if len(few) >= LEAST_SAME + more else None
    if len(few) >= LEAST_TRIMMED + more and (before := _before(few, many)) is not None:
        # cut right behind a denial, it says the contrary
        turned = any(_denies(word, one.said.language or "") for word in before[-_REACH:])
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


# ── across languages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _translated(read: Sequence[_Read]) -> Iterator[tuple[int, int, Kind]]:
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


def _scored(read: Sequence[_Read], numbers: Sequence[int]) -> Iterator[tuple[tuple[int, int], float]]:
    """Pairs in two languages by one speaker, with what speaks for them."""
    of_word: defaultdict[str, list[int]] = defaultdict(list)
    for number in numbers:
        near = dict.fromkeys(other for word in sorted(read[number].speaker) for other in of_word[word])
        for other in list(near)[-_NEAR:]:
            pair = read[other], read[number]
            if pair[0].said.language != pair[1].said.language and _may_be(*pair) and _as_long(*pair):
                yield (other, number), _evidence(*pair)
        for word in read[number].speaker:
            of_word[word].append(number)


def _as_long(one: _Read, other: _Read) -> bool:
    few, many = sorted((len(one.said.quote.text), len(other.said.quote.text)))
    return many <= few * _RATIO


def _evidence(one: _Read, other: _Read) -> float:
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


def _clues(one: _Read) -> dict[Clue, float]:
    """Numbers, names, concepts and stems, each with what it weighs; and that something is denied."""
    language = one.said.language or ""
    known, found = lexicon(language), dict[Clue, float]()
    text = one.said.quote.text
    for match in _FIGURES.finditer(text):
        found["v", re.sub(r"\D", "", match.group())] = 2.0
    for at, match in enumerate(_WORD.finditer(text)):
        word = folding.fold(match.group())
        value = known.cardinals.get(word)
        if value is not None and value > 1:
            found["v", str(value)] = 2.0 if value >= _LARGE else 1.5
        elif _denies(word, language):
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


def _denies(word: str, language: str) -> bool:
    if language not in available():
        return False
    endings = load(language).changes.negated_endings
    return word in _negations(language) or any(word.replace("’", "'").endswith(ending) for ending in endings)


@cache
def _negations(language: str) -> frozenset[str]:
    return frozenset(folding.fold(word) for word in load(language).changes.negations if " " not in word)
