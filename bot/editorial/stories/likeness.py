"""How much speaks for it that two articles tell one event, and how much against it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.editorial.stories.copies import ALIKE, resemblance

DAY = 86_400

KEPT = 0.5
"""The share of its numbers that a copy keeps: one may be put right."""

BRIEF = 80
NO_NAME = 0.05
"""A lesser share of names is none: a small word within one."""

FAR = 7
"""Days from which on more of them tell nothing more."""

NAMED = 0.5
MATTER = 0.07
HEADING = 0.2
"""Articles that have at least this share of names in common, but less of their other words and of their headlines' than these,
tell of another matter."""

NOTHING = 1e-9

UNTITLED = 0.3
NAMELESS = 0.4
NUMBERLESS = 0.5
"""What an article without a headline, without names or without numbers is taken to share: what others do."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """`terms`: of unit length; `title`: the headline's terms and what part of it each makes up."""

    terms: Mapping[str, float]
    title: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """An article with its words weighed as they were when it came. `own`: for articles in its language; `shared`: for those in
    another, with concepts in the place of the words that name them. `names` have unit length; `named`: what part of them each
    makes up; `stems`: those of their words. `numbers` are all that it tells, `headline` those of its headline; the rest is as
    in its features."""

    id: str
    at: datetime
    language: str
    own: Words
    shared: Words
    names: Mapping[str, float]
    named: Mapping[str, float]
    stems: frozenset[str]
    numbers: frozenset[str]
    headline: frozenset[str]
    dates: frozenset[str]
    ages: frozenset[str]
    looks_back: bool
    sketch: tuple[int, ...]


class Evidence(NamedTuple):
    """What two articles have in common, each from 0 to 1 unless said otherwise. Of dates and ages: `same` where they
    share one, `other` where both tell some and share none."""

    terms: float
    names: float
    """The share of one article's names that is found in the other, the larger of both ways."""
    title_least: float
    """The share of one headline that is found in the other article, the smaller of both ways."""
    title_most: float
    numbers: float
    """The share of the numbers of the one that has fewer which the other has too."""
    same_date: float
    other_date: float
    same_age: float
    other_age: float
    other_headline: float
    """1 where both headlines tell numbers, share none, and tell of other dates."""
    other_numbers: float
    """1 where both tell numbers, share none, and tell of other dates."""
    other_names: float
    """1 where both name somebody or something, share no name, and tell of other dates."""
    other_matter: float
    """1 where both name the same and have little else in common, and no number: another speech, another crime of one town."""
    brief: float
    """How much the shorter article lacks of `BRIEF` terms: short texts share their few words by chance."""
    days: float
    """log(1 + days between), at most that of `FAR`."""


def evidence(a: Placed, b: Placed) -> Evidence:
    alike = a.language == b.language
    one, other = (a.own, b.own) if alike else (a.shared, b.shared)
    titles = (_held(one.title, other.terms, UNTITLED), _held(other.title, one.terms, UNTITLED))
    names = max(_held(a.named, b.named, NAMELESS), _held(b.named, a.named, NAMELESS))
    numbers = _common(a.numbers, b.numbers)
    same_date, other_date = _agree(a.dates, b.dates)
    same_age, other_age = _agree(a.ages, b.ages)
    _, other_headline = _agree(a.headline, b.headline)
    days = abs((a.at - b.at).total_seconds()) / DAY
    return Evidence(
        terms=math.sqrt(max(dot(one.terms, other.terms), 0.0)),
        names=names,
        title_least=min(titles),
        title_most=max(titles),
        numbers=numbers,
        same_date=same_date,
        other_date=other_date,
        same_age=same_age,
        other_age=other_age,
        other_headline=other_headline * other_date,
        other_numbers=float(numbers == 0) * other_date,
        other_names=float(names < NO_NAME) * other_date,
        other_matter=float(names >= NAMED and numbers <= NUMBERLESS and _apart_from_names(one, other, a.stems | b.stems)),
        brief=1 - min(len(a.own.terms), len(b.own.terms), BRIEF) / BRIEF,
        days=math.log1p(min(days, FAR)),
    )


def is_copy(a: Placed, b: Placed) -> bool:
    """Whether both are one text. A form that is filled in anew each day is none: its wording returns, its numbers do not."""
    return _common(a.numbers, b.numbers) >= KEPT and resemblance(a.sketch, b.sketch) >= ALIKE


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    total = 0.0
    for key, weight in a.items():  # a loop is faster than a sum over a generator, and this is where the time goes
        if key in b:
            total += weight * b[key]
    return total


def unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {key: weight / length for key, weight in weights.items()} if length else {}


def _apart_from_names(a: Words, b: Words, names: frozenset[str]) -> bool:
    """Whether two articles have little in common but names, given by their stems."""
    left_a, left_b, common = 1.0, 1.0, dot(a.terms, b.terms)
    for name in names:
        in_a, in_b = a.terms.get(name, 0.0), b.terms.get(name, 0.0)
        left_a -= in_a * in_a
        left_b -= in_b * in_b
        common -= in_a * in_b
    if left_a <= NOTHING or left_b <= NOTHING:
        return False
    alike = max(common, 0.0) / math.sqrt(left_a * left_b)
    return alike < MATTER and max(_heading(a, b, names), _heading(b, a, names)) < HEADING


def _heading(a: Words, b: Words, names: frozenset[str]) -> float:
    """How much of one's headline, its names aside, is found in the other."""
    left = {term: part for term, part in a.title.items() if term not in names}
    whole = sum(left.values())
    return sum(part for term, part in left.items() if term in b.terms) / whole if whole > NOTHING else UNTITLED


def _held(parts: Mapping[str, float], whole: Mapping[str, float], unknown: float) -> float:
    """How much of one is found in the other; `unknown` where there is nothing to find."""
    if not parts:
        return unknown
    held = 0.0
    for key, part in parts.items():
        if key in whole:
            held += part
    return held


def parts(weights: Mapping[str, float]) -> dict[str, float]:
    """What part of the whole each makes up, by the squares of the weights."""
    whole = sum(weight * weight for weight in weights.values())
    return {key: weight * weight / whole for key, weight in weights.items()} if whole else {}


def _common(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else NUMBERLESS


def _agree(a: frozenset[str], b: frozenset[str]) -> tuple[float, float]:
    if not a or not b:
        return 0.0, 0.0
    return (0.0, 1.0) if a.isdisjoint(b) else (1.0, 0.0)
