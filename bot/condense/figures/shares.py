"""Shares and multiples: `two-thirds`, `half`, `six in 10`, `la tercera parte`, `fourfold`."""

from __future__ import annotations

from decimal import Decimal

from bot.condense.figures.marks import Marks
from bot.condense.figures.nouns import is_word
from bot.condense.figures.numerals import HALF, ONE, Numeral, is_measure, read_plain
from bot.condense.figures.sentence import HYPHENS, Sentence

_PLACES = Decimal("0.0001")
_SMALL_BASES = frozenset(Decimal(base) for base in (*range(2, 13), 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100, 200, 500, 1000))
"""What stands below in `one in three`; other numbers behind a bare `in` are years, times, addresses."""

_GRADE = 3
"""Letters of a grade: `triple A`."""

_LONGEST_BASE = 5
"""Characters of such a number: `two out of every 1,000`."""


def read(sentence: Sentence, marks: Marks, at: int, free: int) -> Numeral | None:
    """The numeral, share or multiple whose first telling word stands at `at`; it may reach back to token `free`."""
    lex, word = sentence.lex, sentence.lowers[at]
    if word in lex.multiples_before or word in lex.multiples:
        return _multiple(sentence, at)
    half_of = lex.half_of.ahead(sentence.lowers, at, sentence.stop)
    named = word in lex.fractions or word in lex.fraction_parts or word in lex.halves
    if half_of and sentence.at(half_of.last) in lex.scales:
        return None  # `half a million`: read from its scale
    if named and not (half_of and is_measure(sentence, half_of.last)):
        return _lone_fraction(sentence, at, free)
    if word in lex.articles and sentence.at(at + 1) in lex.fractions and at + 1 > free:
        lone = _lone_fraction(sentence, at + 1, free)
        if lone is not None:
            return lone
    numeral = read_plain(sentence, marks, at, free)
    return numeral and (_fraction(sentence, numeral) or _ratio(sentence, marks, numeral) or numeral)


def _multiple(sentence: Sentence, at: int) -> Numeral | None:
    """`twice the average`, `sales doubled`; not `twice a day`, `doubled down`, `double-digit`."""
    lex, word, after = sentence.lex, sentence.lowers[at], sentence.at(at + 1)
    if word in lex.multiples_before:
        return Numeral(at, at + 1, lex.multiples_before[word], "multiple") if after in lex.comparatives else None
    noun = word in lex.adjectival and at + 1 < sentence.stop and is_word(sentence, at + 1)  # `doble nacionalidad`
    compound = noun or (after in HYPHENS and sentence.tied(at))
    graded = at + 1 < sentence.stop and after.isalpha() and sentence.words[at + 1].isupper() and len(after) <= _GRADE
    if compound or graded or after in lex.language.numbers.multiples_not_before:
        return None
    return Numeral(at, at + 1, lex.multiples[word], "multiple")


def _fraction(sentence: Sentence, numeral: Numeral) -> Numeral | None:
    """`two-thirds`, `tres cuartas partes`: the numeral is the upper part of a share."""
    lex, at = sentence.lex, numeral.last
    if numeral.of or not numeral.whole:
        return None
    hyphened = sentence.at(at) in HYPHENS
    at += hyphened
    word = sentence.at(at)
    written = lex.fractions.get(word)
    if written is not None:
        value = _times(written, numeral.value)
        told = hyphened or numeral.value > 1 or sentence.at(at + 1) in lex.partitives
        return Numeral(numeral.first, at + 1, value, "fraction") if told and value <= 1 else None
    written = lex.fraction_parts.get(word)
    if written is not None and sentence.at(at + 1) in lex.parts:
        return Numeral(numeral.first, at + 2, _times(written, numeral.value), "fraction")
    return None


def _times(fraction: tuple[Decimal, Decimal], above: Decimal) -> Decimal:
    """`above` such parts, worked out from the fraction itself so that three thirds are one."""
    return (above * fraction[0] / fraction[1]).quantize(_PLACES).normalize()


def _ratio(sentence: Sentence, marks: Marks, numeral: Numeral) -> Numeral | None:
    """`one in three`, `cuatro de cada diez`, `$4 of every $5`."""
    lex, lowers = sentence.lex, sentence.lowers
    link = None if numeral.of or not numeral.whole else lex.ratios.ahead(lowers, numeral.last, sentence.stop)
    if link is None and numeral.value == ONE and numeral.last < sentence.stop and is_word(sentence, numeral.last):
        link = lex.ratios.ahead(lowers, numeral.last + 1, sentence.stop)  # `one buyer in forty`
    if link is None:
        return None
    sign = lex.symbols.ahead(lowers, link.last, sentence.stop)
    at = sign.last if sign else link.last
    word = sentence.at(at)
    below = None if sentence.at(at + 1) in HYPHENS else lex.atoms.get(word)
    if below is None and word[:1].isdecimal() and len(word) <= _LONGEST_BASE:
        below = marks.value(word, counts_things=True)
    if below is None or not numeral.value < below or sentence.at(at + 1) in lex.scales:
        return None  # `25 por cada 100 mil` is a rate
    if link.last - link.first == 1:  # a bare `in` also leads to years, times and places
        unit = lex.units.ahead(lowers, at + 1, sentence.stop)
        people = unit is not None and unit.value.kind == "people"
        odds = numeral.value == ONE and people  # `one in 45 children`
        if numeral.value > 99 or not (odds or below in _SMALL_BASES) or (unit and not people):
            return None
    return Numeral(numeral.first, at + 1, (numeral.value / below).quantize(_PLACES).normalize(), "fraction")


def _lone_fraction(sentence: Sentence, at: int, free: int) -> Numeral | None:
    """`half`, `la mitad`, `a third of`, `la tercera parte`, `½`."""
    lex, word = sentence.lex, sentence.lowers[at]
    after = sentence.at(at + 1)
    if word in lex.fraction_parts:
        return Numeral(at, at + 2, _times(lex.fraction_parts[word], Decimal(1)), "fraction") if after in lex.parts else None
    if word in lex.halves:
        return Numeral(at, at + 1, HALF, "fraction") if _is_half(sentence, at, free) else None
    value = _times(lex.fractions[word], Decimal(1))
    if not word[0].isalpha():
        return Numeral(at, at + 1, value, "fraction")
    tied = after in HYPHENS and sentence.tied(at)  # `a quarter-century`
    if at == free or sentence.lowers[at - 1] not in lex.articles or tied:
        return None
    led = lex.qualifiers.behind(sentence.lowers, at - 1, free) or (at - 1 > free and sentence.lowers[at - 2] in lex.movement_by)
    opens = at - 1 == sentence.floor or sentence.lowers[at - 2] in {";", ",", *lex.joiners}
    told = (
        after in lex.partitives
        or (opens and (after in lex.verbs or after in lex.clitics))
        or (led and (not after.isalpha() or after in lex.boundaries))
    )
    return Numeral(at - 1, at + 1, value, "fraction") if told else None


def _is_half(sentence: Sentence, at: int, free: int) -> bool:
    """`half of the cells`, `almost half said`; not `the second half`, `half-brother`, `in half`."""
    lex, after = sentence.lex, sentence.at(at + 1)
    if (at > free and sentence.lowers[at - 1] in lex.labels.halves_not_after) or after in HYPHENS:
        return False
    if not lex.labels.halves_before or after in lex.labels.halves_before:
        return True
    qualified = lex.qualifiers.behind(sentence.lowers, at, free)
    return qualified is not None and (after in lex.boundaries or after in lex.verbs or not after.isalpha())
