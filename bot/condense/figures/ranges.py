"""Two numbers that are one figure (`between 5 and 10`), or the two ends of a change (`rose from 5 to 10`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.condense.document import Document
from bot.condense.figures.found import Found
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.units import is_large

_DASHES = frozenset("-‐‑–—−")
_PARTS = {
    ("years", "months"): Decimal(12),
    ("weeks", "days"): Decimal(7),
    ("days", "hours"): Decimal(24),
    ("hours", "minutes"): Decimal(60),
    ("minutes", "seconds"): Decimal(60),
}
_COUNTED = 100
"""From here on `, from A to B` behind a comma tells of a change; below, of a stretch."""
_CLAUSE = 14
"""How many words before a stretch a word of change may stand."""


def join_ranges(doc: Document, lex: Lexicon, found: Sequence[Found]) -> list[Found]:
    joined: list[Found] = []
    for figure in _share_back(doc, lex, found):
        before = joined[-1] if joined else None
        if before is None or before.stop != figure.stop or before.high is not None:
            joined.append(figure)
            continue
        link = _link(doc, lex, before, figure)
        if link == "range":
            joined[-1] = replace(
                before,
                unit=figure.unit or before.unit,
                last=figure.last,
                high=figure.numeral.value,
                range_end=figure.numeral.last,
            )
        elif link == "change":
            unit = figure.unit or before.unit
            joined[-1] = replace(before, unit=unit, carried=before.carried or before.unit is None)
            joined.append(replace(figure, unit=unit, carried=figure.unit is None, moved_from=joined[-1].first))
        elif link == "sum" and before.unit is not None and figure.unit is not None:
            value, name = _added(before.numeral.value, before.unit.name, figure.numeral.value, figure.unit.name)
            numeral = before.numeral._replace(last=figure.numeral.last, value=value)
            joined[-1] = replace(before, numeral=numeral, unit=before.unit._replace(name=name), last=figure.last)
        else:
            joined.append(figure)
    return joined


def _share_back(doc: Document, lex: Lexicon, found: Sequence[Found]) -> list[Found]:
    """`5, 10 or 15 percent`: bare numbers before a last one with its unit take it."""
    shared = list(found)
    for index in range(len(shared) - 2, -1, -1):
        low, high = shared[index], shared[index + 1]
        if (
            low.unit is None
            and high.unit is not None
            and low.stop == high.stop
            and high.first - low.last == 1
            and not is_large(low.numeral)
        ):
            if doc.lowers[low.last] in lex.sharers:
                shared[index] = replace(low, unit=high.unit, carried=True)
    return shared


def _added(more: Decimal, large: str, less: Decimal, small: str) -> tuple[Decimal, str]:
    """`two years and six months`: in the larger unit where that comes out even, else in the smaller."""
    ratio = _PARTS[large, small]
    total = more * ratio + less
    value = total / ratio
    return (value.normalize() + 0, large) if value * ratio == total and len(str(value)) < 12 else (total, small)


def _link(doc: Document, lex: Lexicon, low: Found, high: Found) -> str | None:
    """`range`, `change`, `shared` (two figures, one unit), or nothing."""
    lowers = doc.lowers
    ranges = lex.language.numbers.ranges
    between = lowers[low.last : high.first]
    while between and (between[-1] in ranges.articles):
        between = between[:-1]
    opener = lowers[low.first - 1] if low.first > low.floor else ""
    if opener in ranges.articles and low.first - 1 > low.floor:
        opener = lowers[low.first - 2]
    if low.unit and high.unit and (low.unit.name, high.unit.name) in _PARTS:
        return "sum" if high.first - low.last == 1 and lowers[low.last] in lex.sharers else None
    rising = low.numeral.value < high.numeral.value
    alike = low.unit is None or high.unit is None or low.unit.name == high.unit.name
    if not alike or "fraction" in {low.numeral.form, high.numeral.form}:
        return None
    if len(between) == 1:
        word = between[0]
        if ranges.between.get(opener) == word and rising:
            return "range"
        if word in _DASHES:
            return "range" if rising and (low.unit or high.unit) else None
        if word in ranges.links:
            if opener in ranges.openers:
                apart = low.first - 2 >= low.floor and lowers[low.first - 2] == "," and low.numeral.value >= _COUNTED
                if apart or _moves(doc, lex, low):
                    return "change"
                return "range" if rising else "change"
            return (
                "range"
                if rising and low.unit is None and high.unit is not None or (rising and not lex.language.units.noun_first)
                else None
            )
    if opener in ranges.openers and 1 < len(between) <= 8 and between[-1] in ranges.links and _moves(doc, lex, low):
        return "change"
    return None


def _moves(doc: Document, lex: Lexicon, figure: Found) -> bool:
    window = doc.lowers[max(figure.floor, figure.first - _CLAUSE) : figure.first]
    return any(word in lex.moves or word in lex.movers or word in lex.passages for word in window)
