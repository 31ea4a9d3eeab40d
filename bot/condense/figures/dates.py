"""Numbers that date: days, years, times of day, ages."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from bot.condense.figures.numerals import Numeral
from bot.condense.figures.sentence import DASHES, Sentence
from bot.condense.figures.units import Unit

_OPENING, _CLOSING = frozenset("([{"), frozenset(",.;)]:")
_DAYS, _HOURS = 31, 24
_AROUND = 14
"""Days before and after a text came out of which it may speak by weekday and day alone."""

OLDEST = 115
_FIRST_YEAR, _MODERN, _LAST_YEAR = 1500, 1900, 2100
_THIS_CENTURY = range(1990, 2036)
_MEASURED = frozenset({"share", "money", "measure"})


def is_modern(numeral: Numeral) -> bool:
    """Whether it could be a year of a news text's own time."""
    return numeral.whole and _FIRST_YEAR <= numeral.value <= _LAST_YEAR


def is_month(sentence: Sentence, at: int) -> bool:
    """Where the language writes months with a capital, a small letter makes another word of it (`they may`); where it does not,
    a capital before another makes a name of it (`Julio César`)."""
    lex = sentence.lex
    if sentence.lowers[at] not in lex.months:
        return False
    capital = sentence.opens_with_capital(at)
    if lex.labels.months_capital:
        return capital
    return not (capital and at + 1 < sentence.stop and sentence.opens_with_capital(at + 1))


def is_date(sentence: Sentence, numeral: Numeral, unit: Unit | None) -> bool:
    """`November 20`, `el 8 de marzo`, `24 y 25 de junio`, `lunes 5`; not `este lunes 12 cuerpos` where no Monday is a 12th."""
    if not 1 <= numeral.value <= _DAYS or numeral.form == "fraction":
        return False
    first, lowers = numeral.first, sentence.lowers
    if first > 1 and lowers[first - 1] == "." and is_month(sentence, first - 2):
        return True  # a short month's point may have been taken for the end of a sentence
    at = first - 1 - (sentence.before(first) == ",")
    day = sentence.lex.weekdays.get(lowers[at]) if at >= sentence.floor and numeral.form == "digits" else None
    counted = unit is not None and unit.name != "hours" and at == first - 1
    weekday = day is not None and not (counted and not _falls_on(day, numeral.value, sentence.published))
    month = first > sentence.floor and is_month(sentence, first - 1)
    return weekday or month or _leads_to_month(sentence, numeral.last) or _follows_day(sentence, first)


def _falls_on(weekday: int, day: Decimal, published: date | None) -> bool:
    """Whether a day of the month is such a weekday near the day on which the text came out, or that is not known."""
    if published is None:
        return True
    around = (published + timedelta(days=number) for number in range(-_AROUND, _AROUND + 1))
    return any(one.day == day and one.weekday() == weekday for one in around)


def _leads_to_month(sentence: Sentence, start: int) -> bool:
    """Behind a day: other days and links, then a month."""
    lex = sentence.lex
    for at in range(start, min(start + 8, sentence.stop)):
        if is_month(sentence, at):
            return True
        word = sentence.lowers[at]
        is_day = (word.isdecimal() and len(word) <= 2) or (word in lex.atoms and lex.atoms[word] <= _DAYS)
        if not (is_day or word in lex.labels.date_links or word in DASHES or word in {",", "."}):
            return False
    return False


def _follows_day(sentence: Sentence, first: int) -> bool:
    """Before it: `May 5 and`, `May 5-`."""
    link = sentence.before(first)
    if first < sentence.floor + 3 or not (link in sentence.lex.labels.date_links or link in DASHES):
        return False
    day = sentence.lowers[first - 2]
    return day.isdecimal() and len(day) <= 2 and is_month(sentence, first - 3)


def is_year(sentence: Sentence, numeral: Numeral, unit: Unit | None) -> bool:
    """`in 2014`, `the 2018 reform`; not `2000 people`, `$1,900`."""
    word = sentence.lowers[numeral.first]
    plain = numeral.form == "words" or (word.isdecimal() and numeral.last - numeral.first == 1)
    if not plain or not numeral.whole or not _FIRST_YEAR <= numeral.value <= _LAST_YEAR:
        return False
    if unit is not None and unit.kind in _MEASURED:
        return False
    before = sentence.before(numeral.first)
    led = before in sentence.lex.labels.year_before
    if unit is None:
        return numeral.form == "digits" or led
    return _is_year_before_noun(sentence, numeral, unit, before) and (led or numeral.form == "digits")


def _is_year_before_noun(sentence: Sentence, numeral: Numeral, unit: Unit, before: str) -> bool:
    led = before in sentence.lex.labels.year_before
    modern = numeral.value >= _MODERN
    if not led and sentence.lex.qualifiers.behind(sentence.lowers, numeral.first, sentence.floor):
        return False
    if sentence.lex.language.numbers.thousands_marked and numeral.form == "digits" and numeral.value in _THIS_CENTURY:
        return True  # `2016 hopefuls`: so many would be written 2,016
    if unit.kind in {"people", "count"} and numeral.last == unit.noun:
        opens = before == "" and numeral.value in _THIS_CENTURY
        return opens or (modern and led) or bool(before and not before.isalpha())
    return led or modern


def is_time(sentence: Sentence, numeral: Numeral, unit: Unit | None) -> bool:
    """`12.30 hora local`, `a las 20,00 horas`, `at 5 p.m.`, `a la 1,45`."""
    if numeral.value > _HOURS:
        return False
    lex, word = sentence.lex, sentence.lowers[numeral.first]
    led = sentence.before(numeral.first) in lex.labels.clock_before
    minutes = len(word) in {4, 5} and word[-3] in ".," and word[-2:].isdecimal() and word[-2] in "012345"
    after = sentence.at(numeral.last)
    if after in lex.labels.clock_after:
        halved = len(after) == 1 and not (sentence.at(numeral.last + 1) == "." and sentence.at(numeral.last + 2) == "m")
        in_hours = unit is not None and unit.name == "hours"
        return not halved and (not in_hours or minutes or led)
    return unit is None and led and (minutes or lex.noun_first)


_HURT = 5
"""How many words behind an age the one may stand that tells what befell whoever has it."""


def is_age(sentence: Sentence, numeral: Numeral, unit: Unit | None) -> bool:
    """`Juan, 34, …`, `de 22 años` behind a person, `26-year-old`, `aged 8`, `tenía 26 años`."""
    if not 0 < numeral.value <= OLDEST or numeral.form == "fraction":
        return False
    lex, lowers, last = sentence.lex, sentence.lowers, numeral.last
    in_years = unit is not None and unit.kind == "measure" and sentence.at(last) in lex.labels.age_units
    first, floor = numeral.first, sentence.floor
    bare = (unit is None or in_years) and lex.labels.age_before.behind(lowers, first, floor) is not None
    told = in_years and lex.labels.age_before_years.behind(lowers, first, floor) is not None
    return bool(
        bare
        or told
        or lex.labels.age_after.ahead(lowers, last, sentence.stop)
        or _is_hyphened_age(sentence, last)
        or ((in_years or unit is None) and _is_somebodys(sentence, numeral, in_years=in_years))
        or ((unit is None or in_years) and _is_apposed(sentence, numeral, in_years=in_years))
    )


def _is_hyphened_age(sentence: Sentence, last: int) -> bool:
    labels = sentence.lex.labels
    if sentence.at(last) not in DASHES or sentence.at(last + 1) not in labels.age_units:
        return False
    return sentence.at(last + 2) in labels.age_tails or sentence.at(last + 3) in labels.age_tails


def _is_somebodys(sentence: Sentence, numeral: Numeral, *, in_years: bool) -> bool:
    """`de 22 años` behind a comma, a name or a person, also of two at once (`de 19 y 22 años`); `a boy of 15`."""
    lex, first, last = sentence.lex, numeral.first, numeral.last
    if in_years and first > sentence.floor + 3 and sentence.lowers[first - 1] in lex.sharers:
        if not sentence.lowers[first - 2].isdecimal():
            return False
        first -= 2
    if first < sentence.floor + 2 or sentence.lowers[first - 1] not in lex.labels.age_links:
        return False
    before = sentence.lowers[first - 2]
    person = before in lex.people
    if in_years:
        hurt = lex.noun_first and any(
            word in lex.harms for word in sentence.lowers[last + 1 : min(last + _HURT, sentence.stop)]
        )
        return before == "," or person or hurt or sentence.opens_with_capital(first - 2)  # `un buzo de 33 años fue asesinado`
    shared = sentence.at(last) in lex.sharers and sentence.at(last + 2) in lex.labels.age_units
    closed = not sentence.at(last)[:1].isalnum()
    return (person and closed and numeral.form == "digits") or (shared and (person or before == ","))


def _is_apposed(sentence: Sentence, numeral: Numeral, *, in_years: bool) -> bool:
    """`Maria Lopez, 34, …`, `su tío (51 años)`."""
    first, end = numeral.first, numeral.last + in_years
    opening = sentence.before(first)
    bracketed = opening in _OPENING and opening != ""
    if in_years and bracketed and sentence.at(end) == ")":
        return True
    if numeral.form != "digits" or numeral.value < 10 or first < sentence.floor + 2:
        return False
    joined = sentence.at(end) in sentence.lex.joiners and end + 1 < sentence.stop and sentence.opens_with_capital(end + 1)
    closed = end >= sentence.stop or sentence.lowers[end] in _CLOSING or joined
    named = sentence.opens_with_capital(first - 2) and sentence.lowers[first - 2][-1].isalpha()
    return closed and named and (bracketed or opening == ",")
