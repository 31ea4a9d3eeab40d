"""One figure in its sentence, with what stands around it: what all readings of a measure share."""

from __future__ import annotations

from dataclasses import dataclass

from bot.condense.figures.clause import Clause
from bot.condense.figures.found import Found, Part
from bot.condense.figures.sentence import HYPHENS

Parts = tuple[Part, ...]

SHARES = frozenset({"share", "fraction", "times"})
THINGS = frozenset({"people", "count", "noun"})
POINTS = frozenset({"points", "basis points"})
"""Measures of other things than lengths, weights and times."""

CARRIED = 4
"""How many words may stand between a verb and the noun of change that it carries."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`before`, `after`: the figures beside it in the sentence. `inherited`: what the figure before measures, or the one from
    which this one moved."""

    clause: Clause
    figure: Found
    before: Found | None
    after: Found | None
    inherited: Parts

    @property
    def floor(self) -> int:
        return self.before.last if self.before is not None else self.clause.floor

    @property
    def stop(self) -> int:
        return self.after.first if self.after is not None else self.clause.stop

    @property
    def next(self) -> str:
        return self.figure.sentence.at(self.figure.last)

    def _trimmed(self, first: int, last: int) -> Parts:
        part = self.clause.trim(first, last)
        return (part,) if part else ()

    def _head(self) -> Parts:
        """The noun alone that a bare number goes on counting."""
        return ((self.figure.head, self.figure.head + 1),) if self.figure.head >= 0 else ()

    def _is_hyphened(self) -> bool:
        at = self.figure.tail
        tied = at < self.figure.last and self.clause.lowers[at] in HYPHENS
        return tied and self.clause.lowers[at + 1] not in self.clause.lex.hyphened_qualifiers
