"""Figures that count the same thing, period by period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Period(NamedTuple):
    """A year, or a month of it (else 0); periods of one kind sort by time."""

    year: int
    month: int = 0


class Kind(NamedTuple):
    """What makes figures comparable. `monthly`: whether the periods are months."""

    measure: str
    unit: str
    place: str
    register: str
    monthly: bool


@dataclass(frozen=True, slots=True)
class Point:
    """`index`: of the figure among those asked about. `exact`: without “over”, “about” or the like."""

    period: Period
    value: Decimal
    index: int
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Points in order of time; a period has several where several were published."""

    kind: Kind
    points: tuple[Point, ...]
