"""Units that the text leaves out because a figure before has said them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.condense.document import Document
from bot.condense.figures.found import Found
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.money import Money
from bot.condense.figures.units import Unit, is_large

_HEADS = 5
"""How many words before a bare number the noun that governs it may stand: `population of the town at 2,000`."""


def carry_units(doc: Document, lex: Lexicon, money: Money, found: Sequence[Found]) -> list[Found]:
    """Bare numbers take the unit of the figure they follow; those that find none and could be anything are left out."""
    kept: list[Found] = []
    for index, figure in enumerate(found):
        if figure.unit is not None:
            kept.append(figure)
            continue
        unit = _governed(doc, lex, figure) or _sum_of_money(doc, lex, money, found, index) or _parallel(doc, lex, kept, figure)
        if unit is not None:
            kept.append(replace(figure, unit=unit._replace(first=figure.first, last=figure.last, noun=-1), carried=True))
        elif _tells(doc, figure):
            kept.append(figure)
    return kept


def _governed(doc: Document, lex: Lexicon, figure: Found) -> Unit | None:
    """`a population of 2,000`, `the death toll stands at 43`."""
    lowers = doc.lowers
    for at in range(figure.first - 1, max(figure.floor, figure.first - _HEADS) - 1, -1):
        unit = lex.heads.get(lowers[at])
        if unit is not None:
            return Unit(unit.kind, unit.name, figure.first, figure.last)
    return None


def _sum_of_money(doc: Document, lex: Lexicon, money: Money, found: Sequence[Found], index: int) -> Unit | None:
    """`8.700 millones`: a sum whose currency stands elsewhere in the text, or goes without saying."""
    figure = found[index]
    if not is_large(figure.numeral) or not lex.language.units.noun_first:
        return None
    around = [*reversed(found[:index]), *found[index + 1 :]]
    said = next((other.unit for other in around if other.unit and other.unit.kind == "money"), None)
    code = said.name if said else money.bare()
    return Unit("money", code, figure.first, figure.last) if code else None


def _parallel(doc: Document, lex: Lexicon, before: Sequence[Found], figure: Found) -> Unit | None:
    """The unit of the last figure, where both stand in one sentence or the number opens the next one."""
    if not before or before[-1].unit is None:
        return None
    last = before[-1]
    unit = last.unit
    fraction = figure.numeral.value != figure.numeral.value.to_integral_value()
    if unit is None or unit.kind in {"fraction", "times"} or (fraction and unit.kind in {"people", "count", "noun"}):
        return None
    if last.stop == figure.stop:
        return unit
    opens = figure.first - figure.floor <= 2
    return unit if unit.kind in {"people", "count", "noun"} and opens else None


def _tells(doc: Document, figure: Found) -> bool:
    """A bare number that is large and grouped is information even without a unit."""
    word = doc.words[figure.numeral.first]
    return figure.numeral.form == "digits" and figure.numeral.value >= 100 and ("," in word or "." in word)
