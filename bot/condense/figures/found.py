"""A figure on its way to the card."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.condense.figures.numerals import Numeral
from bot.condense.figures.units import Unit


@dataclass(frozen=True, slots=True)
class Found:
    """Tokens `[first, last)` are the figure's span; `floor`, `stop` bound its sentence. A range has `high`.

    `unit` may be `carried` from another figure. `qualifier`: its tokens, half-open.
    """

    numeral: Numeral
    unit: Unit | None
    first: int
    last: int
    floor: int
    stop: int
    high: Decimal | None = None
    carried: bool = False
    qualifier: tuple[int, int] | None = None
    moved_from: int | None = None
    """The first token of the figure from which a change came: `from 9 to 10`."""
    range_end: int = -1
    """Of a range, the token behind its second number."""

    @property
    def tail(self) -> int:
        """The token behind the number or numbers."""
        return self.numeral.last if self.high is None else self.range_end
