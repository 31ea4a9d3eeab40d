"""Numerals in digits and in words: where they stand and what they are worth.

The grammar is one for all languages: small numbers are added where the number before leaves room for them (`treinta y dos`),
scales multiply what is smaller than they are (`13 mil 200 millones`), halves, dozens, shares and ratios come on top.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from bot.condense.document import Document
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.marks import Marks

Form = Literal["digits", "words", "fraction", "multiple"]

HALF = Decimal("0.5")
MILLION = Decimal(1_000_000)
_APOSTROPHES = frozenset("'’´")
_HYPHENS = frozenset("-‐‑")


class Numeral(NamedTuple):
    """Tokens `[first, last)`. `of`: a scale or a collective ends it, so that its noun may follow behind `of`."""

    first: int
    last: int
    value: Decimal
    form: Form
    of: bool = False


class _State(NamedTuple):
    parts: tuple[Decimal, ...]
    rooms: tuple[Decimal, ...]
    at: int


def adjacent(doc: Document, token: int) -> bool:
    """Whether nothing stands between this token and the next."""
    return token + 1 < len(doc.starts) and doc.ends[token] == doc.starts[token + 1]


def read(doc: Document, lex: Lexicon, marks: Marks, at: int, floor: int, stop: int) -> Numeral | None:
    """The numeral whose first telling word stands at `at`; it may reach back (`a hundred`, `half a million`), not before `floor`."""
    word = doc.lowers[at]
    if word in lex.multiples:
        return Numeral(at, at + 1, lex.multiples[word], "multiple")
    half = lex.half_of.ahead(doc.lowers, at, stop)
    if half and _measures(lex, doc, half.last, stop):
        return Numeral(at, half.last, HALF, "words")
    first, parts = at, ()
    if word in lex.scales or word in lex.collectives:
        half = lex.half_of.behind(doc.lowers, at, floor)
        if half:
            first, parts = half.first, (HALF,)
        elif at > floor and doc.lowers[at - 1] in lex.articles:
            first, parts = at - 1, (Decimal(1),)
        elif word not in lex.language.numbers.bare_scales:
            return None
    elif word in lex.fractions or word in lex.fraction_parts or word in lex.language.numbers.halves:
        return _lone_fraction(doc, lex, at, floor, stop)
    found = _compose(doc, lex, marks, _State(parts, tuple(Decimal(0) for _ in parts), at), stop)
    if found is None:
        return None
    value, end, of = found
    form: Form = "digits" if word[0].isdecimal() else "words"
    numeral = Numeral(first, end, value, form, of)
    return _as_share(doc, lex, marks, numeral, stop) or numeral


def _compose(doc: Document, lex: Lexicon, marks: Marks, state: _State, stop: int) -> tuple[Decimal, int, bool] | None:
    """Value, end token, and whether a scale or collective ends it."""
    lowers = doc.lowers
    parts, rooms, at = list(state.parts), list(state.rooms), state.at
    last_scale = Decimal(1)
    scale_ends = False
    before_joiner: tuple[list[Decimal], list[Decimal], int] | None = None
    while at < stop:
        word = lowers[at]
        if word[0].isdecimal():
            digits = _digits(doc, lex, marks, at, stop)
            if digits is None:
                break
            value, end = digits
            if parts and not (lex.language.numbers.digits_follow_scale and scale_ends and value < rooms[-1]):
                break
            parts.append(value)
            rooms.append(Decimal(0))
            at, scale_ends = end, False
            continue
        atom = lex.atoms.get(word)
        scale = None if atom is not None else _scale(doc, lex, word, at)
        if atom is not None:
            if parts and not atom < rooms[-1]:
                break
            parts.append(atom)
            rooms.append(_room(atom))
            scale_ends = False
        elif scale is not None:
            taken = [part for part in parts if part < scale]
            kept = len(parts) - len(taken)
            if parts[:kept] != [part for part in parts if part >= scale] or (parts and not taken):
                break
            product = (sum(taken) if taken else Decimal(1)) * scale
            if kept and product >= rooms[kept - 1]:
                if before_joiner:
                    parts, rooms, at = before_joiner
                break
            parts[kept:], rooms[kept:] = [product], [scale]
            last_scale, scale_ends = scale, True
        elif parts and word in lex.joiners and at + 1 < stop and lex.atoms.get(lowers[at + 1], rooms[-1]) < rooms[-1]:
            before_joiner = (parts.copy(), rooms.copy(), at)
        elif not (
            parts
            and word in _HYPHENS
            and adjacent(doc, at - 1)
            and adjacent(doc, at)
            and at + 1 < stop
            and (lex.atoms.get(lowers[at + 1], rooms[-1]) < rooms[-1] or lowers[at + 1] in lex.scales)
        ):
            break
        at += 1
        more = lex.half_more.ahead(lowers, at, stop) if parts else None
        if more:
            parts[-1] += HALF * (last_scale if scale_ends else 1)
            at, scale_ends = more.last, scale_ends
    if not parts or at == state.at:
        return None
    return sum(parts, Decimal(0)), at, scale_ends


def _digits(doc: Document, lex: Lexicon, marks: Marks, at: int, stop: int) -> tuple[Decimal, int] | None:
    """A number in digits with its groups, also those parted by spaces or, for millions, by an apostrophe."""
    token, end = doc.words[at], at + 1
    while end < stop and len(token) <= 24 and _is_group(doc, lex, at, end):
        token, end = token + doc.words[end], end + 1
    if at + 2 < stop and end == at + 1 and doc.words[end] in _APOSTROPHES and adjacent(doc, at) and adjacent(doc, end):
        tail = doc.words[end + 1]
        if len(token) <= 3 and token.isdecimal() and tail[:3].isdecimal() and len(tail.split(",")[0]) == 3:
            mark = next((mark for mark in ",." if mark in tail), "")
            token, end = token + mark + tail, end + 2
    value = marks.value(token, counts_things=end < stop and _countable(doc, lex, end))
    return None if value is None else (value, end)


def _is_group(doc: Document, lex: Lexicon, first: int, at: int) -> bool:
    """Whether token `at` goes on with the thousands of the number that starts at `first`: `12 000`."""
    gap = doc.text[doc.ends[at - 1] : doc.starts[at]]
    if gap not in {"\u00a0", "\u202f", "\u2009", "\u2007"} and not (gap == " " and lex.language.numbers.space_groups):
        return False
    head, word = doc.words[first], doc.words[at]
    return head.isdecimal() and len(head) <= 3 and head[0] != "0" and word.isdecimal() and len(word) == 3


def _countable(doc: Document, lex: Lexicon, at: int) -> bool:
    word = doc.lowers[at]
    if not word.isalpha():
        return False
    if word in lex.scales:
        return True
    met = lex.units.ahead(doc.lowers, at, min(at + 4, len(doc.lowers)))
    if met:
        return met.value.kind in {"count", "people"}
    return doc.words[at].islower() and word not in lex.boundaries and word not in lex.verbs and word[-1] == "s"


def _scale(doc: Document, lex: Lexicon, word: str, at: int) -> Decimal | None:
    found = lex.scales.get(word) or lex.collectives.get(word)
    if found is None and word in lex.short_scales:
        close = at > 0 and adjacent(doc, at - 1) and doc.words[at - 1][-1].isdecimal()
        found = lex.short_scales[word] if close or lex.symbols.starts(word) else None
    return found


def _room(atom: Decimal) -> Decimal:
    """How large a number may follow: units behind tens, tens behind hundreds."""
    if atom >= 100:
        return Decimal(100)
    return Decimal(10) if atom >= 20 and atom % 10 == 0 else Decimal(0)


def _as_share(doc: Document, lex: Lexicon, marks: Marks, numeral: Numeral, stop: int) -> Numeral | None:
    """`two-thirds`, `tres cuartas partes`, `six in 10`: the numeral is the upper part of a share."""
    lowers, at = doc.lowers, numeral.last
    if numeral.of or numeral.value != numeral.value.to_integral_value() or at >= stop:
        return None
    if lowers[at] in _HYPHENS and at + 1 < stop and lowers[at + 1] in lex.fractions:
        at += 1
    part = lex.fractions.get(lowers[at])
    if part is not None and part * numeral.value <= 1:
        plural_or_of = numeral.value > 1 or (at + 1 < stop and lowers[at + 1] in lex.language.numbers.partitives)
        if plural_or_of or lowers[at - 1] in _HYPHENS:
            exact = (
                part * numeral.value if lowers[at] in lex.language.numbers.halves else _times(lex, lowers[at], numeral.value)
            )
            return Numeral(numeral.first, at + 1, exact, "fraction")
    if lowers[at] in lex.fraction_parts and at + 1 < stop and lowers[at + 1] in lex.language.numbers.parts:
        return Numeral(numeral.first, at + 2, _times(lex, lowers[at], numeral.value), "fraction")
    return _ratio(doc, lex, marks, numeral, stop)


def _times(lex: Lexicon, word: str, above: Decimal) -> Decimal:
    """`above` parts, worked out from the fraction itself so that three thirds are one."""
    numbers = lex.language.numbers
    top, bottom = (numbers.fractions.get(word) or numbers.fraction_parts[word]).split("/")
    return (above * Decimal(top) / Decimal(bottom)).quantize(Decimal("0.0001")).normalize()


def _ratio(doc: Document, lex: Lexicon, marks: Marks, numeral: Numeral, stop: int) -> Numeral | None:
    """`one in three`, `cuatro de cada diez`, `$4 of every $5`."""
    link = lex.ratios.ahead(doc.lowers, numeral.last, stop)
    if link is None or link.last >= stop:
        return None
    at = link.last
    sign = lex.symbols.ahead(doc.lowers, at, stop)
    at = sign.last if sign else at
    if at >= stop:
        return None
    word = doc.lowers[at]
    below = lex.atoms.get(word)
    if below is None and word.isdecimal() and len(word) <= 4:
        below = marks.value(word)
    end = at + 1
    if below is None or not numeral.value < below or below < 2:
        return None
    if link.last - link.first == 1:  # a bare `in` also leads to years, times and places
        unit = lex.units.ahead(doc.lowers, end, stop)
        if numeral.value > 99 or below not in {*range(2, 13), 20, 50, 100, 1000} or (unit and unit.value.kind != "people"):
            return None
    value = (numeral.value / below).quantize(Decimal("0.0001")).normalize()
    return Numeral(numeral.first, end, value, "fraction")


def _lone_fraction(doc: Document, lex: Lexicon, at: int, floor: int, stop: int) -> Numeral | None:
    """`half`, `la mitad`, `a third of`, `la tercera parte`."""
    lowers, numbers = doc.lowers, lex.language.numbers
    word = lowers[at]
    before = lowers[at - 1] if at > floor else ""
    after = lowers[at + 1] if at + 1 < stop else ""
    if word in lex.fraction_parts:
        return Numeral(at, at + 2, lex.fraction_parts[word], "fraction") if after in numbers.parts else None
    if word in numbers.halves:
        if before in lex.labels.halves_not_after or after in _HYPHENS:
            return None
        if lex.labels.halves_before and after not in lex.labels.halves_before:
            qualified = lex.qualifiers.behind(lowers, at, floor)
            if not qualified or not (after in lex.boundaries or not after.isalpha() or after in lex.verbs):
                return None
        return Numeral(at, at + 1, HALF, "fraction")
    if not word[0].isalpha():  # ½
        return Numeral(at, at + 1, lex.fractions[word], "fraction")
    qualified = lex.qualifiers.behind(lowers, at - 1, floor) or (at - 1 > floor and lowers[at - 2] in lex.movement_by)
    closed = not after.isalpha() or (after in lex.boundaries and qualified)
    if before in lex.articles and (after in numbers.partitives or (closed and qualified)):
        return Numeral(at - 1, at + 1, lex.fractions[word], "fraction")
    return None


def _measures(lex: Lexicon, doc: Document, at: int, stop: int) -> bool:
    """Whether a unit of measure stands at `at`: `half an hour`."""
    unit = lex.units.ahead(doc.lowers, at, stop)
    return unit is not None and unit.value.kind == "measure" and len(doc.lowers[at]) > 2
