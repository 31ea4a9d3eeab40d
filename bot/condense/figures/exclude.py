"""What looks like a figure and is none: dates, years, times, ages, ordinals, labels, names, scores."""

from __future__ import annotations

from decimal import Decimal

from bot.condense.document import Document
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.numerals import Numeral, adjacent
from bot.condense.figures.units import Unit

_HYPHENS = frozenset("-‐‑–—−")
_OPENING = frozenset("([{")
_CLOSING = frozenset(",.;)]:")


def is_month(doc: Document, lex: Lexicon, at: int) -> bool:
    """Where the language writes months with a capital, a small letter makes another word of it: `they may`."""
    return doc.lowers[at] in lex.months and (not lex.language.numbers.labels.months_capital or doc.words[at][0].isupper())


def is_glued(doc: Document, lex: Lexicon, numeral: Numeral) -> bool:
    """Digits written onto letters or other digits: `CO2`, `5G`, `COVID-19`, `22:30`, `9/11`, `1970s`, `20th`, `555-0134`."""
    if numeral.form != "digits":
        return False
    first, last, words, lowers = numeral.first, numeral.last, doc.words, doc.lowers
    if first and adjacent(doc, first - 1):
        before = words[first - 1]
        if before[0].isalpha() and not lex.symbols.starts(lowers[first - 1]):
            return True
        if before in "/:_#@&" and first > 1 and adjacent(doc, first - 2) and words[first - 2][-1].isalnum():
            return True
        if before in "#@_":
            return True
        if before in _HYPHENS and first > 1 and adjacent(doc, first - 2) and words[first - 2][0].isalpha():
            return lowers[first - 2] not in lex.triggers
    if last < len(words) and adjacent(doc, last - 1) and words[last - 1][-1].isdecimal():
        after = lowers[last]
        if after[0].isalpha():
            return (
                not lex.units.starts(after)
                or after in lex.labels.ordinal_suffixes
                or not (words[last].islower() or len(after) > 1)
            )
        if after in lex.labels.ordinal_suffixes:
            return True
        if after in ":/_@" and last + 1 < len(words) and adjacent(doc, last) and words[last + 1][0].isalnum():
            return not (after == "/" and lex.units.ahead(lowers, last + 1, last + 2))
    return False


def is_label(doc: Document, lex: Lexicon, numeral: Numeral, unit: Unit | None, floor: int, stop: int) -> bool:
    """Whether the number names, dates or orders something instead of counting it."""
    return (
        _is_date(doc, lex, numeral, floor, stop)
        or _is_year(doc, lex, numeral, unit, floor, stop)
        or _is_time(doc, lex, numeral, unit, floor, stop)
        or _is_age(doc, lex, numeral, unit, floor, stop)
        or (unit is None or unit.kind in {"noun"})
        and _is_numbered(doc, lex, numeral, unit, floor, stop)
        or unit is None
        and _is_score(doc, lex, numeral, floor, stop)
        or _is_list_number(doc, numeral, unit, floor, stop)
        or _refers(doc, lex, numeral, unit, floor, stop)
        or _is_pronoun(doc, lex, numeral, unit, floor, stop)
    )


def _is_date(doc: Document, lex: Lexicon, numeral: Numeral, floor: int, stop: int) -> bool:
    """`November 20`, `el 8 de marzo`, `24 y 25 de junio`, `lunes 5`."""
    if not 1 <= numeral.value <= 31 or numeral.form == "fraction":
        return False
    lowers, at = doc.lowers, numeral.first - 1
    if at > 0 and lowers[at] == "." and is_month(doc, lex, at - 1):
        return True  # a short month's point may have been taken for the end of a sentence
    if at >= floor and (is_month(doc, lex, at) or (lowers[at] in lex.weekdays and numeral.form == "digits")):
        return True
    if at >= floor + 1 and lowers[at] == "," and lowers[at - 1] in lex.weekdays and numeral.form == "digits":
        return True
    return _leads_to_month(doc, lex, numeral.last, stop) or _follows_day(doc, lex, numeral, floor)


def _leads_to_month(doc: Document, lex: Lexicon, at: int, stop: int) -> bool:
    """Behind a day: other days and links, then a month."""
    lowers = doc.lowers
    for _ in range(8):
        if at >= stop:
            return False
        word = lowers[at]
        if is_month(doc, lex, at):
            return True
        is_day = (word.isdecimal() and len(word) <= 2) or (word in lex.atoms and lex.atoms[word] <= 31)
        if not (is_day or word in lex.labels.date_links or word in _HYPHENS or word in {",", "."}):
            return False
        at += 1
    return False


def _follows_day(doc: Document, lex: Lexicon, numeral: Numeral, floor: int) -> bool:
    """Before it: `May 5 and`, `May 5-`."""
    lowers, at = doc.lowers, numeral.first - 1
    if at < floor + 2 or not (lowers[at] in lex.labels.date_links or lowers[at] in _HYPHENS):
        return False
    return lowers[at - 1].isdecimal() and len(lowers[at - 1]) <= 2 and is_month(doc, lex, at - 2)


def _is_year(doc: Document, lex: Lexicon, numeral: Numeral, unit: Unit | None, floor: int, stop: int) -> bool:
    if numeral.value != numeral.value.to_integral_value() or not 1500 <= numeral.value <= 2100:
        return False
    word = doc.lowers[numeral.first]
    if numeral.form == "digits" and not (word.isdecimal() and numeral.last - numeral.first == 1):
        return False
    if unit and unit.kind in {"share", "money", "measure"}:
        return False
    before = doc.lowers[numeral.first - 1] if numeral.first > floor else ""
    if lex.qualifiers.behind(doc.lowers, numeral.first, floor) and unit and before not in lex.labels.year_before:
        return False
    if before == "" and unit and 1990 <= numeral.value <= 2035 and unit.kind in {"people", "count"}:
        return True
    if unit and unit.kind in {"people", "count"} and numeral.last == unit.noun:
        return numeral.value >= 1900 and before in lex.labels.year_before or not (before == "" or before.isalpha())
    if numeral.form == "words":
        return before in lex.labels.year_before and unit is None
    if unit and numeral.value < 1900:
        return before in lex.labels.year_before
    return True


def _is_time(doc: Document, lex: Lexicon, numeral: Numeral, unit: Unit | None, floor: int, stop: int) -> bool:
    """`12.30 hora local`, `a las 20,00 horas`, `2:30`, `at 5 p.m.`, `a la 1,45`."""
    if numeral.value > 24:
        return False
    lowers, last = doc.lowers, numeral.last
    before = lowers[numeral.first - 1] if numeral.first > floor else ""
    after = lowers[last] if last < stop else ""
    word = lowers[numeral.first]
    minutes = len(word) in {4, 5} and word[-3] in ".," and word[-2:].isdecimal() and word[-2] in "012345"
    if after in lex.labels.clock_after:
        short = len(after) == 1
        if short and not (last + 2 < stop and lowers[last + 1] == "." and lowers[last + 2] == "m"):
            return False
        if unit and unit.name == "hours":
            return minutes or before in lex.labels.clock_before
        return True
    if before in lex.labels.clock_before and unit is None and (minutes or lex.language.units.noun_first):
        return True
    return bool(minutes and unit is None and after in _OPENING and before in lex.labels.clock_before)


def _is_age(doc: Document, lex: Lexicon, numeral: Numeral, unit: Unit | None, floor: int, stop: int) -> bool:
    """`Juan, 34, …`, `de 22 años` behind a person, `26-year-old`, `aged 8`, `tenía 26 años`."""
    if not 0 < numeral.value <= 115 or numeral.form == "fraction":
        return False
    lowers, first, last = doc.lowers, numeral.first, numeral.last
    if lex.labels.age_after.ahead(lowers, last, stop):
        return True
    hyphened = last + 3 < stop and lowers[last] in _HYPHENS
    if hyphened and lowers[last + 1] in lex.labels.age_units and lex.labels.age_tails & {lowers[last + 2], lowers[last + 3]}:
        return True
    led = lex.labels.age_before.behind(lowers, first, floor)
    in_years = unit is not None and unit.kind == "measure" and lowers[last] in lex.labels.age_units
    if led and (unit is None or in_years):
        return True
    if in_years and first > floor + 1 and lowers[first - 1] in lex.labels.age_links:
        before = first - 2
        if lowers[before] == ",":
            return True
        return doc.words[before][0].isupper() or lowers[before] in lex.people
    if in_years and unit is not None and lowers[first - 1] in _OPENING and unit.last < stop and lowers[unit.last] == ")":
        return True
    if first > floor + 1 and numeral.form == "digits" and 10 <= numeral.value:
        opened = lowers[first - 1] == "," or lowers[first - 1] in _OPENING
        closed = last == stop or lowers[last] in _CLOSING or (in_years and (last + 1 >= stop or lowers[last + 1] in _CLOSING))
        return (
            opened
            and closed
            and (unit is None or in_years)
            and doc.words[first - 2][0].isupper()
            and lowers[first - 2][-1].isalpha()
        )
    return False


def _is_numbered(doc: Document, lex: Lexicon, numeral: Numeral, unit: Unit | None, floor: int, stop: int) -> bool:
    """`Article 4`, `calle 63`, `No. 19`, `Fortune 500`, `G7`."""
    lowers, at = doc.lowers, numeral.first - 1
    if at < floor or numeral.form == "fraction":
        return False
    word = lowers[at]
    if word == "#" or (word in {"º", "°"} and at > floor and lowers[at - 1] == "n"):
        return True
    if word == "." and at > floor and lowers[at - 1] in lex.labels.number_signs:
        return True
    if unit is None and word in lex.labels.numbered:
        return True
    if not doc.words[at][0].isupper() or numeral.form != "digits" or not word.isalpha():
        return False
    if (
        _opens_pair(doc, lex, numeral, stop)
        or word in lex.boundaries
        or word in lex.modifiers
        or lex.qualifiers.behind(lowers, numeral.first, floor)
    ):
        return False
    if lowers[numeral.first].count(",") or numeral.value >= 10000:
        return False
    return at > floor


def _refers(doc: Document, lex: Lexicon, numeral: Numeral, unit: Unit | None, floor: int, stop: int) -> bool:
    """Numbers that point instead of telling: `two years later`, `these three cities`, the base of a rate (`per 100,000`)."""
    lowers, first = doc.lowers, numeral.first
    before = lowers[first - 1] if first > floor else ""
    if lex.labels.rate_bases.behind(lowers, first, floor):
        return True
    if before in lex.labels.references and numeral.value <= 10:
        return True
    if (
        unit is None
        or unit.name not in lex.durations
        or numeral.form == "digits"
        and numeral.last < stop
        and lowers[numeral.last] in _HYPHENS
    ):
        return False
    after = lowers[unit.last] if unit.last < stop else ""
    return before in lex.distance_before or after in lex.distance


def _opens_pair(doc: Document, lex: Lexicon, numeral: Numeral, stop: int) -> bool:
    """`45 to 40 percent` behind a name."""
    at = numeral.last
    return at + 2 < stop and doc.lowers[at] in lex.language.numbers.ranges.links and doc.lowers[at + 1][0].isdecimal()


def _is_score(doc: Document, lex: Lexicon, numeral: Numeral, floor: int, stop: int) -> bool:
    """`1 – 0`, `3-2`: two bare numbers around a dash."""
    if numeral.form != "digits":
        return False
    words, first, last = doc.words, numeral.first, numeral.last
    after = last + 1 < stop and words[last] in _HYPHENS and words[last + 1][0].isdecimal()
    if after and last + 2 < stop and (lex.units.starts(doc.lowers[last + 2]) or doc.lowers[last + 2] in lex.scales):
        return False
    if (
        after
        and last + 2 < stop
        and words[last + 2].islower()
        and doc.lowers[last + 2] not in lex.boundaries
        and numeral.value >= 10
    ):
        return False
    before = first > floor + 1 and words[first - 1] in _HYPHENS and words[first - 2][-1].isdecimal()
    return after or before


def _is_list_number(doc: Document, numeral: Numeral, unit: Unit | None, floor: int, stop: int) -> bool:
    """`1.` or `2)` where a sentence starts."""
    if numeral.first != floor or numeral.form != "digits" or numeral.value > 99 or unit is not None:
        return False
    return numeral.last == stop or doc.words[numeral.last] in {".", ")", ":", "-"}


def _is_pronoun(doc: Document, lex: Lexicon, numeral: Numeral, unit: Unit | None, floor: int, stop: int) -> bool:
    """`one of his rallies`, `no one`: the word for one counts only before a noun."""
    if numeral.value != Decimal(1) or numeral.form != "words" or numeral.last - numeral.first > 1:
        return False
    before = doc.lowers[numeral.first - 1] if numeral.first > floor else ""
    after = doc.lowers[numeral.last] if numeral.last < stop else "."
    if before in lex.labels.one_before or after in lex.labels.one_after or not after[0].isalpha() or after in lex.boundaries:
        return True
    return unit is None or (unit.kind == "noun" and unit.noun == numeral.last and after.endswith(lex.labels.participles))
