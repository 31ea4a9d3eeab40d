"""A figure on its way to the card."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from bot.condense.figures.numerals import Numeral
from bot.condense.figures.sentence import Sentence
from bot.condense.figures.units import Unit

Part = tuple[int, int]
"""A stretch of tokens, half-open."""


class Found(NamedTuple):
    """Tokens `[first, last)` are the figure's span. A range has `high`. `unit` may be `carried` from another figure."""

    sentence: Sentence
    numeral: Numeral
    unit: Unit | None
    first: int
    last: int
    high: Decimal | None = None
    carried: bool = False
    head: int = -1
    """Of a carried unit, the token of the noun that it was carried from, -1 where none was counted."""
    points: bool = False
    """It points (`two years later`, `these three cities`) and measures nothing."""
    qualifier: Part | None = None
    moved_from: int | None = None
    """The first token of the figure from which a change came: `from 9 to 10`."""
    range_end: int = -1
    """Of a range, the token behind its second number."""

    @property
    def tail(self) -> int:
        """The token behind the number or numbers."""
        return self.numeral.last if self.high is None else self.range_end

    @property
    def start(self) -> int:
        """The first token, with a qualifier that stands before."""
        return self.qualifier[0] if self.qualifier is not None and self.qualifier[0] < self.first else self.first

    @property
    def kind(self) -> str | None:
        return self.unit.kind if self.unit is not None else None

    @property
    def name(self) -> str | None:
        return self.unit.name if self.unit is not None else None

    @property
    def lasts(self) -> bool:
        """Whether it is a stretch of time."""
        return self.name in self.sentence.lex.durations
