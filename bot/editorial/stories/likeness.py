"""How much speaks for it that two articles tell one event, and how much against it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.editorial.stories.features import Features

DAY = 86_400

UNTITLED = 0.3
"""What an article without a headline is taken to share."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """An article with its words weighed as they were when it came; `terms` and `names` have unit length."""

    id: str
    at: datetime
    features: Features
    terms: Mapping[str, float]
    names: Mapping[str, float]
    title: Mapping[str, float]


class Evidence(NamedTuple):
    """What two articles have in common, each from 0 to 1 unless said. Of dates, ages, tolls and places: `same` where they share
    one, `other` where both tell some and share none."""

    terms: float
    names: float
    title_least: float
    """The share of one headline that is found in the other article, the smaller of both ways."""
    title_most: float
    same_date: float
    other_date: float
    same_age: float
    other_age: float
    same_toll: float
    other_toll: float
    same_place: float
    other_place: float
    days: float
    """log(1 + days between)."""


def evidence(a: Placed, b: Placed) -> Evidence:
    one, other = a.features, b.features
    titles = (_held(a.title, b.terms), _held(b.title, a.terms))
    return Evidence(
        math.sqrt(max(dot(a.terms, b.terms), 0.0)),
        math.sqrt(max(dot(a.names, b.names), 0.0)),
        min(titles),
        max(titles),
        *_agree(one.dates, other.dates),
        *_agree(one.ages, other.ages),
        *_agree(one.tolls, other.tolls),
        *_agree(one.places, other.places),
        math.log1p(abs((a.at - b.at).total_seconds()) / DAY),
    )


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[key] for key, weight in a.items() if key in b)


def unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {key: weight / length for key, weight in weights.items()} if length else {}


def _held(title: Mapping[str, float], terms: Mapping[str, float]) -> float:
    whole = sum(weight * weight for weight in title.values())
    return sum(weight * weight for key, weight in title.items() if key in terms) / whole if whole else UNTITLED


def _agree(a: frozenset[str], b: frozenset[str]) -> tuple[float, float]:
    if not a or not b:
        return 0.0, 0.0
    return (0.0, 1.0) if a.isdisjoint(b) else (1.0, 0.0)
