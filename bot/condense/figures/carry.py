"""Units that the text leaves out because a figure or a noun before has said them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.condense.document import Document
from bot.condense.figures.found import Found
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.money import Money
from bot.condense.figures.units import Unit, is_large

_AROUND = 40
"""How many figures before and behind are asked for their currency."""

_HEADS = 8
"""How many words before a bare number the noun may stand that governs it: `the population of the town that year as 2,000`."""

_SUBJECT = 24
"""How many words before the two ends of a change the thing may stand that changed: `seats in … increased from 9 to 10`."""

_SENTENCES = 3
"""How many sentences back the thing may stand that a large bare number goes on counting."""

_THINGS = frozenset({"people", "count", "noun"})


def carry_units(doc: Document, lex: Lexicon, money: Money, found: Sequence[Found]) -> list[Found]:
    """Bare numbers take the unit of the figure they follow; those that find none and could be anything are left out."""
    kept: list[Found] = []
    sources = {figure.moved_from for figure in found if figure.moved_from is not None}
    for index, figure in enumerate(found):
        if figure.unit is not None:
            kept.append(figure)
            continue
        moves = figure.moved_from is not None or figure.first in sources
        unit = (
            _governed(doc, lex, figure)
            or _rate(doc, lex, figure)
            or _sum_of_money(doc, lex, money, found, index)
            or ((moves or _reached(doc, lex, figure)) and _changed(doc, lex, figure))
            or _parallel(doc, lex, kept, figure)
            or (
                _tells(doc, figure)
                and (_continued(doc, kept, figure) or _changed(doc, lex, figure) or _foreshadowed(found, index))
            )
            or _equated(doc, lex, figure)
        )
        if unit:
            kept.append(replace(figure, unit=unit._replace(first=figure.first, last=figure.last, noun=-1), carried=True))
        elif moves or _tells(doc, figure):
            kept.append(figure)
    return kept


def _governed(doc: Document, lex: Lexicon, figure: Found) -> Unit | None:
    """`a population of 2,000`, `the death toll stands at 43`."""
    lowers = doc.lowers
    for at in range(figure.first - 1, max(figure.floor, figure.first - _HEADS) - 1, -1):
        if lowers[at][0].isdecimal() or lowers[at] == ";":
            return None
        unit = lex.heads.get(lowers[at])
        if unit is not None:
            return Unit(unit.kind, unit.name, figure.first, figure.last, at)
    return None


def _rate(doc: Document, lex: Lexicon, figure: Found) -> Unit | None:
    """`a homicide rate of 24.9`, `la tasa de homicidios es de 18,5`: the events that the rate counts."""
    lowers = doc.lowers
    for at in range(figure.first - 1, max(figure.floor, figure.first - _SUBJECT) - 1, -1):
        if lowers[at] not in lex.rate_nouns:
            continue
        for start in (at + 2, at - 1):
            met = lex.units.ahead(lowers, start, figure.first) if start >= figure.floor else None
            if met and met.value.kind == "count":
                return Unit("count", met.value.name, figure.first, figure.last, start)
        return None
    return None


def _sum_of_money(doc: Document, lex: Lexicon, money: Money, found: Sequence[Found], index: int) -> Unit | None:
    """`8.700 millones`: a sum whose currency stands elsewhere in the text, or goes without saying."""
    figure = found[index]
    if not is_large(figure.numeral) or not lex.language.units.noun_first:
        return None
    around = [*reversed(found[max(0, index - _AROUND) : index]), *found[index + 1 : index + 1 + _AROUND]]
    said = next(
        (other.unit for other in around if other.unit and other.unit.kind == "money" and not _converts(doc, other)), None
    )
    code = said.name if said else money.bare()
    return Unit("money", code, figure.first, figure.last) if code else None


def _changed(doc: Document, lex: Lexicon, figure: Found) -> Unit | None:
    """The countable thing nearest before a bare change."""
    for at in range(figure.first - 1, max(figure.floor, figure.first - _SUBJECT) - 1, -1):
        met = lex.units.ahead(doc.lowers, at, figure.first)
        if met and met.value.kind in {"count", "people"}:
            return Unit(met.value.kind, met.value.name, figure.first, figure.last, at)
    return None


def _reached(doc: Document, lex: Lexicon, figure: Found) -> bool:
    """`los homicidios ascendieron a 89`: a verb of movement or arrival leads to the number."""
    lowers, at = doc.lowers, figure.first - 1
    if at <= figure.floor or lowers[at] not in lex.movement_to:
        return False
    return any(word in lex.moves or word in lex.arrivals for word in lowers[max(figure.floor, at - 2) : at])


def _parallel(doc: Document, lex: Lexicon, before: Sequence[Found], figure: Found) -> Unit | None:
    """The unit of an earlier figure: of the one that the same word leads to, else of the last that fits."""
    candidates = [other for other in reversed(before[-6:]) if _fits(doc, lex, other, figure)]
    if not candidates:
        return None
    lead = _lead(doc, figure)
    alike = next((other for other in candidates if lead is not None and _lead(doc, other) == lead), None)
    return (alike or candidates[0]).unit


def _continued(doc: Document, before: Sequence[Found], figure: Found) -> Unit | None:
    """A large bare number goes on counting what the sentences before counted."""
    if figure.numeral.value != figure.numeral.value.to_integral_value():
        return None
    near = [f for f in reversed(before[-8:]) if doc.sentence_of[figure.first] - doc.sentence_of[f.first] <= _SENTENCES]
    things = [other.unit for other in near if other.unit is not None and other.unit.kind in _THINGS]
    return next((unit for unit in things if unit.kind != "noun"), things[0] if things else None)


def _foreshadowed(found: Sequence[Found], index: int) -> Unit | None:
    """`rather than 250,000, only 2,200 Syrians`: the next figure of the sentence says the thing."""
    figure = found[index]
    after = found[index + 1] if index + 1 < len(found) else None
    same = after is not None and after.stop == figure.stop and after.unit is not None and after.unit.kind in {"people", "count"}
    return after.unit if same and after else None


def _equated(doc: Document, lex: Lexicon, figure: Found) -> Unit | None:
    """`the dead were 10.`: a whole number that ends what is said of a countable subject."""
    lowers, at = doc.lowers, figure.first - 1
    closed = figure.last >= figure.stop or not lowers[figure.last][0].isalnum()
    if at <= figure.floor or lowers[at] not in lex.copulas or not closed or figure.numeral.value < 2:
        return None
    return _changed(doc, lex, figure)


def _converts(doc: Document, figure: Found) -> bool:
    """An amount in brackets behind another is that one in a second currency."""
    return figure.first > figure.floor and doc.words[figure.first - 1] == "("


def _fits(doc: Document, lex: Lexicon, other: Found, figure: Found) -> bool:
    unit = other.unit
    if unit is None or unit.kind in {"fraction", "times"} or unit.name in lex.durations:
        return False
    value = figure.numeral.value
    whole = value == value.to_integral_value()
    if unit.kind in _THINGS and not whole and other.numeral.value == other.numeral.value.to_integral_value():
        return False
    if unit.kind == "share" and value > 100:
        return False
    lead = _lead(doc, figure)
    if other.stop == figure.stop:
        return unit.kind in _THINGS or lead is None or lead in lex.leads
    opens = figure.first == figure.floor and figure.last < figure.stop and doc.lowers[figure.last][0].isalpha()
    if doc.sentence_of[figure.first] - doc.sentence_of[other.first] > (2 if opens else 1):
        return False
    if unit.kind == "share" and not whole:
        return figure.first > figure.floor and doc.words[figure.first - 1] == "("
    if unit.kind not in _THINGS:
        return False
    return (
        lead is None
        or lead in lex.carriers
        or (figure.numeral.form == "digits" and value >= 10 and (lead in lex.verbs or lead in lex.holding))
    )


def _lead(doc: Document, figure: Found) -> str | None:
    """The word right before a figure; None where it opens its sentence."""
    at = figure.first - 1
    return doc.lowers[at] if at >= figure.floor else None


def _tells(doc: Document, figure: Found) -> bool:
    """A bare number that is large and grouped is information even without a unit."""
    word = doc.words[figure.numeral.first]
    return figure.numeral.form == "digits" and figure.numeral.value >= 100 and ("," in word or "." in word)
