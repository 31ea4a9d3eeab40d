"""Two numbers that are one figure (`between 5 and 10`), or the two ends of a change (`rose from 5 to 10`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.condense.document import Document
from bot.condense.figures.found import Found
from bot.condense.figures.lexicon import Lexicon

_DASHES = frozenset("-‐‑–—−")
_CLAUSE = 14
"""How many words before a stretch a word of change may stand."""


def join_ranges(doc: Document, lex: Lexicon, found: Sequence[Found]) -> list[Found]:
    joined: list[Found] = []
    for figure in found:
        before = joined[-1] if joined else None
        if before is None or before.stop != figure.stop or before.high is not None:
            joined.append(figure)
            continue
        link = _link(doc, lex, before, figure)
        if link == "range":
            joined[-1] = replace(before, unit=figure.unit or before.unit, last=figure.last, high=figure.numeral.value, range_end=figure.numeral.last)
        elif link == "shared" or link == "change":
            if before.unit is None and figure.unit is not None:
                joined[-1] = replace(before, unit=figure.unit, carried=True)
            elif figure.unit is None and before.unit is not None:
                figure = replace(figure, unit=before.unit, carried=True)
            joined.append(replace(figure, moved_from=joined[-1].first) if link == "change" else figure)
        else:
            joined.append(figure)
    return joined


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
                if _moves(doc, lex, low):
                    return "change"
                return "range" if rising else "change"
            return "range" if rising and low.unit is None and high.unit is not None or (rising and not lex.language.units.noun_first) else None
        if low.unit is None and high.unit is not None and word in lex.sharers:
            return "shared"
    if opener in ranges.openers and 1 < len(between) <= 8 and between[-1] in ranges.links and _moves(doc, lex, low):
        return "change"
    return None


def _moves(doc: Document, lex: Lexicon, figure: Found) -> bool:
    window = doc.lowers[max(figure.floor, figure.first - _CLAUSE) : figure.first]
    return any(word in lex.moves or word in lex.movers or word in lex.passages for word in window)
