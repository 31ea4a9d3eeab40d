"""The words of a sentence that date: where each expression of time starts and ends."""

from __future__ import annotations

from bot.condense.figures.dates import is_month
from bot.condense.figures.found import Part
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.sentence import DASHES, Sentence

_LONGEST = 8
"""How many words before its heart a dating expression may have."""

_PREPOSITIONS = 7
"""How many words before its heart it may start with its prepositions."""

_CENTURIES = ("19", "21")
"""Between these, in the order of text, years start that a word needs no other to date by."""

_YEAR = 4
"""Digits of a year."""


def is_year(word: str) -> bool:
    return len(word) == _YEAR and word.isdecimal()


def dating_expressions(sentence: Sentence) -> list[Part]:
    """In order, disjoint."""
    lex, lowers = sentence.lex, sentence.lowers
    spans: list[Part] = []
    end, timely = sentence.floor, lex.timely
    hearts = [
        at
        for at in range(sentence.floor, sentence.stop)
        if lowers[at] in timely or (_CENTURIES[0] < lowers[at] < _CENTURIES[1] and is_year(lowers[at]))
    ]
    for at in hearts:
        if at < end or (span := _expression(sentence, at, end)) is None:
            continue
        gap = lowers[end : span[0]]
        years = gap == [","] and is_year(lowers[end - 1]) and is_year(lowers[span[0]])  # `2004, 2005 y 2006`
        if (
            spans
            and lowers[span[0]] not in lex.since
            and (years or (len(gap) <= 2 and all(word in lex.time_links or word == "-" for word in gap)))
        ):
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
        end = max(at + 1, span[1])
    return spans


def _expression(sentence: Sentence, at: int, floor: int) -> Part | None:
    """The expression around the telling word at `at`, not before `floor`."""
    lex, word = sentence.lex, sentence.lowers[at]
    rate = lex.rates.ahead(sentence.lowers, at, sentence.stop)
    if rate and sentence.before(at) in lex.time_within:
        return None  # `the most in a month`
    if rate:
        return None if sentence.at(rate.last) in lex.distance else (rate.first, rate.last)
    if len(word) > 1 and sentence.words[at].isupper() and word.isalpha():
        return None  # capitals make a name of it: `USA TODAY`
    if word in lex.time_words or word in lex.weekdays:
        # `este diario` is a newspaper, `las siete de la mañana` a time of day
        named = sentence.before(at) in lex.determiners and word not in lex.weekdays
        return None if named else (at, at + 1)
    dated = word[0].isdecimal() or is_month(sentence, at)
    return _around(sentence, at, floor, dated=dated) if dated or word in lex.time_nouns else None


def _around(sentence: Sentence, at: int, floor: int, *, dated: bool) -> Part | None:
    """Grows the expression over markers, numbers, months and prepositions; a stretch of time without a marker dates nothing."""
    lex, lowers = sentence.lex, sentence.lowers
    first, last, marked = at, at + 1, dated
    while first > max(floor, at - _LONGEST):
        before = lowers[first - 1]
        marker = before in lex.time_markers
        number = before in lex.atoms or (before.isdecimal() and len(before) <= 2)
        counts = number and not marker and _points(lex, lowers[first])
        if counts or not (marker or number or before in lex.time_nouns or before in lex.months):
            break
        marked |= marker
        first -= 1
    while last < sentence.stop and (lowers[last] in lex.time_markers or is_month(sentence, last)):
        if lowers[last] in lex.relatives:
            break  # `the years that followed`
        marked = True
        last += 1
    article = sentence.at(first - 1)
    within = article in lex.determiners - lex.articles and sentence.at(first - 2) in lex.time_within
    if not (marked or within):
        return None
    if sentence.at(last) in lex.decade_endings and sentence.tied(last - 1):
        last += 1  # `the 1950s`
    last = _over_split(sentence, last)
    last = _over_whole(sentence, last)
    if is_month(sentence, last - 1):
        last = _over_day(sentence, last)
    if dated:
        first = _to_day(sentence, first, floor)
    first = _to_preposition(sentence, first, max(floor, at - _PREPOSITIONS))
    if _is_adjectival(sentence, first, last):
        return None
    clock = lowers[at] in lex.day_parts and first > floor and (lowers[first - 1] in lex.atoms or lowers[first - 1].isdecimal())
    return None if clock else (first, last)  # `four in the morning`


def _points(lex: Lexicon, word: str) -> bool:
    """Whether a number before the word counts no times: `rose to 23 this year`, but `los 12 últimos meses`."""
    return word in lex.time_markers and (word in lex.determiners or not lex.noun_first)


def _is_adjectival(sentence: Sentence, first: int, last: int) -> bool:
    """`over the February 26 murder`, `to July levels`: a month before a noun dates that noun."""
    lex, lowers = sentence.lex, sentence.lowers
    if lex.noun_first or is_year(lowers[last - 1]):
        return False
    months = [at for at in range(first, last) if is_month(sentence, at)]
    after = sentence.at(last)
    led = lowers[first] in lex.movement_to or not lex.determiners.isdisjoint(lowers[first : last - 1])
    noun = after.isalpha() and sentence.words[last].islower() and after not in lex.boundaries and after not in lex.verbs
    return bool(months) and led and noun


def _over_split(sentence: Sentence, last: int) -> int:
    """Behind a year: the short one that goes on, `2016-17`, `2007/08`."""
    tied = sentence.at(last) in DASHES | {"/"} and sentence.tied(last - 1) and sentence.tied(last)
    short = sentence.at(last + 1)
    split = last < sentence.stop and tied and is_year(sentence.lowers[last - 1]) and short.isdecimal()
    return last + 2 if split and len(short) in {2, _YEAR} else last


def _over_whole(sentence: Sentence, last: int) -> int:
    """Behind a stretch of time: the one it is part of, `the first quarter of the year`."""
    lex, lowers = sentence.lex, sentence.lowers
    if last >= sentence.stop or lowers[last] not in lex.whole_of:
        return last
    at = last + 1 + (sentence.at(last + 1) in lex.determiners)
    if sentence.at(at) not in lex.time_nouns or sentence.at(at + 1) in lex.time_markers:
        return last
    return at + 1


def _to_preposition(sentence: Sentence, first: int, floor: int) -> int:
    """Back over articles and one preposition: `in the`, `desde el`; `antes de` is one."""
    lex, lowers = sentence.lex, sentence.lowers
    while first > floor and lowers[first - 1] in lex.time_leads:
        first -= 1
        edge = lex.time_edges.behind(lowers, first, floor) if lowers[first] in lex.whole_of else None
        if edge is not None:  # `by the end of 2028`, `a principios de marzo`
            first = edge.first - (sentence.before(edge.first) in lex.determiners)
            return first - (first > floor and (lowers[first - 1] in lex.adjunct_links or lowers[first - 1] in lex.time_leads))
        if lowers[first] not in lex.determiners:
            return first - (first > floor and lowers[first] in lex.of and lowers[first - 1] in lex.distance)
    return first


def _to_day(sentence: Sentence, at: int, floor: int) -> int:
    """Before a month or a year behind its preposition: the month and the day, `18 de abril de 2023`, `1 y 2 de mayo`."""
    lex, lowers = sentence.lex, sentence.lowers
    while at - floor >= 2 and lowers[at - 1] in lex.labels.date_links:
        before = lowers[at - 2]
        month, here = is_month(sentence, at - 2), lowers[at]
        day = before.isdecimal() and len(before) <= 2 and (here in lex.months or (here.isdecimal() and len(here) <= 2))
        if not (day or (month and here.isdecimal() and len(here) == _YEAR)):
            break
        at -= 2
    marked = at > floor and lowers[at - 1] in lex.time_markers and lowers[at].isdecimal() and len(lowers[at]) <= 2
    return at - marked  # `el pasado 14 de septiembre`


def _over_day(sentence: Sentence, at: int) -> int:
    """Behind a month: its day and year, `Sept. 11, 2001`."""
    lex = sentence.lex
    if sentence.at(at) == "." and sentence.at(at + 1).isdecimal():
        at += 1
    day = sentence.at(at)
    if day.isdecimal() and len(day) <= 2 and sentence.at(at + 1) not in lex.scales:
        at += 1
        year = sentence.at(at + 1)
        if sentence.at(at) == "," and year.isdecimal() and len(year) == 4:
            at += 2
    return at
