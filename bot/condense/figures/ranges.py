"""Two numbers that are one figure (`between 5 and 10`), or the two ends of a change (`rose from 5 to 10`)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from bot.condense.figures.found import Found
from bot.condense.figures.sentence import DASHES
from bot.condense.figures.units import is_large

Link = Literal["range", "change", "sum"]

PARTS = {
    ("years", "months"): Decimal(12),
    ("weeks", "days"): Decimal(7),
    ("days", "hours"): Decimal(24),
    ("hours", "minutes"): Decimal(60),
    ("minutes", "seconds"): Decimal(60),
}
"""How many of a smaller unit of time make one of a larger."""

_LONGEST_VALUE = 12
"""Digits of a sum of times that is still told in the larger unit."""

_WHOLE = 100
"""No share is larger."""

_COUNTED = 100
"""From here on `, from A to B` behind a comma tells of a change; below, of a stretch."""

_CLAUSE = 14
"""How many words before a stretch a word of change may stand."""

_VERB = 6
"""How many words before the size of a change its verb may stand."""

_TWICE, _TENFOLD = 2, 10
"""So many times the size of a change its result is at least, where the size has a unit or scale of its own, and where not."""

_APART = 8
"""How many words may part the two ends of a change: `from 8.1 percent in March to 7.8 percent`."""


def join_ranges(found: Sequence[Found]) -> list[Found]:
    """The figures with ranges joined, parts of a time added up, and the two ends of a change tied to each other."""
    joined: list[Found] = []
    for figure in _share_back(found):
        before = joined[-1] if joined else None
        link = None if before is None or before.high is not None else _link(before, figure)
        if before is None or link is None:
            joined.append(figure)
        elif link == "range":
            unit = figure.unit or before.unit
            end = figure.numeral.last
            points = before.points or figure.points or (figure.lasts and _is_distant(before))
            before = _scaled(before, figure)
            joined[-1] = before._replace(
                unit=unit,
                last=figure.last,
                high=figure.numeral.value,
                range_end=end,
                points=points,
                carried=figure.carried,
            )
        elif link == "sum":
            joined[-1] = _added(before, figure)
        else:
            unit = figure.unit or before.unit
            joined[-1] = before._replace(unit=unit, carried=before.carried or before.unit is None)
            joined.append(figure._replace(unit=unit, carried=figure.unit is None, moved_from=before.first))
    return joined


def _share_back(found: Sequence[Found]) -> list[Found]:
    """`5, 10 or 15 percent`: bare numbers before a last one with its unit take it."""
    shared = list(found)
    for index in range(len(shared) - 2, -1, -1):
        low, high = shared[index], shared[index + 1]
        beside = low.sentence is high.sentence and high.first - low.last == 1
        bare = low.unit is None and high.unit is not None and not is_large(low.numeral)
        if beside and bare and low.sentence.lowers[low.last] in low.sentence.lex.sharers:
            shared[index] = low._replace(unit=high.unit, carried=True)
    return shared


def _scaled(low: Found, high: Found) -> Found:
    """`1.5 to 2 million`, `entre 2 y 3 mil`: the scale of the second number is the first one's too."""
    lex, numeral = high.sentence.lex, high.numeral
    word = high.sentence.lowers[numeral.last - 1]
    scale = lex.scales.get(word) or lex.short_scales.get(word)
    own = low.sentence.lowers[low.numeral.last - 1]
    if scale is None or own in lex.scales or own in lex.short_scales or low.numeral.value * scale >= numeral.value:
        return low
    return low._replace(numeral=low.numeral._replace(value=low.numeral.value * scale))


def _is_distant(figure: Found) -> bool:
    """`hace 15 o 20 años`."""
    return figure.sentence.before(figure.first) in figure.sentence.lex.distance_before


def _added(more: Found, less: Found) -> Found:
    """`two years and six months`: in the larger unit where that comes out even, else in the smaller."""
    assert more.unit is not None
    assert less.unit is not None
    ratio = PARTS[more.unit.name, less.unit.name]
    total = more.numeral.value * ratio + less.numeral.value
    value = total / ratio
    even = value * ratio == total and len(str(value)) < _LONGEST_VALUE
    numeral = more.numeral._replace(last=less.numeral.last, value=value if even else total)
    unit = more.unit if even else more.unit._replace(name=less.unit.name)
    return more._replace(numeral=numeral, unit=unit, last=less.last)


def _link(low: Found, high: Found) -> Link | None:
    """How two figures that follow each other belong together, if they do."""
    sentence = low.sentence
    if sentence is not high.sentence:
        return None
    lex, lowers = sentence.lex, sentence.lowers
    ranges = lex.language.numbers.ranges
    if low.unit and high.unit and (low.unit.name, high.unit.name) in PARTS:
        return "sum" if high.first - low.last == 1 and lowers[low.last] in lex.sharers else None
    if (low.unit and high.unit and low.unit.name != high.unit.name) or "fraction" in {low.numeral.form, high.numeral.form}:
        return None
    if low.kind == "share" and high.unit is None and high.numeral.value > _WHOLE:
        return None  # `rose 4 % to 2,300`
    end = high.first
    while end > low.last and lowers[end - 1] in ranges.articles:
        end -= 1
    at = low.first - (sentence.before(low.first) in ranges.articles)
    opener = sentence.before(at)
    if end - low.last == 1:
        return _beside(low, high, opener, lowers[low.last])
    led = opener in ranges.openers and 1 < end - low.last <= _APART and lowers[end - 1] in ranges.links
    return "change" if led and _moves(low) else None


def _beside(low: Found, high: Found, opener: str, link: str) -> Link | None:
    """One word or dash parts the two."""
    lex = low.sentence.lex
    ranges = lex.language.numbers.ranges
    rising = low.numeral.value < high.numeral.value
    if ranges.between.get(opener) == link:
        return "range" if rising else None
    if link in DASHES:
        return "range" if rising and (low.unit or high.unit) else None
    if link in lex.alternatives and low.carried and high.lasts and opener not in lex.sharers:
        return "range" if rising else None  # `hace 15 o 20 años`
    if link not in ranges.links or (opener not in ranges.openers and _is_size_and_level(low, high, opener)):
        return None
    if opener in ranges.openers:
        apart = low.numeral.value >= _COUNTED and low.sentence.before(low.first - 1) == ","
        return "change" if apart or not rising or _moves(low) else "range"
    shared = low.unit is None and high.unit is not None
    return "range" if rising and (shared or not lex.noun_first) else None


def _is_size_and_level(low: Found, high: Found, opener: str) -> bool:
    """`fell by 28,000 to 7.58 million`, `slid $1.63 to $13.03`: how much, and where it led. Ends of a stretch are nearer."""
    lex, sentence = low.sentence.lex, low.sentence
    near = sentence.lowers[max(sentence.floor, low.first - _VERB) : low.first]
    if opener not in lex.movement_by and not any(word in lex.moves for word in near):
        return False
    told = low.unit is not None or low.numeral.of
    return high.numeral.value >= low.numeral.value * (_TWICE if told else _TENFOLD)


def _moves(figure: Found) -> bool:
    sentence = figure.sentence
    lex = sentence.lex
    window = sentence.lowers[max(sentence.floor, figure.first - _CLAUSE) : figure.first]
    return any(word in lex.moves or word in lex.movers or word in lex.passages for word in window)
