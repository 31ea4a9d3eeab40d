"""When: the words near a figure that date it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from bot.condense.figures.dates import is_month
from bot.condense.figures.found import Found, Part
from bot.condense.figures.qualifier import is_from
from bot.condense.figures.sentence import DASHES, Sentence

_REACH = 40
"""How many words behind the figure its date may stand."""

_AROUND = 4
"""How many expressions before and behind the figure are asked."""

_BESIDE = 1
"""A date so many words before the figure goes before one behind it: `last year 4 million people, this year 6`."""

_LONGEST = 8
"""How many words before its heart a dating expression may have."""

_PREPOSITIONS = 7
"""How many words before its heart it may start with its prepositions."""

_ASIDE = 3
"""How many words of its relative clause may stand before a date."""

_EXTREME = 8
"""How many words before `since` the superlative may stand: `the lowest level on record since`."""

_COMPARED = 4
"""How many words a phrase of comparison may have before the date: `en relación con`."""

_CENTURIES = ("19", "21")
"""Between these, in the order of text, years start that a word needs no other to date by."""

_YEAR = 4
"""Digits of a year."""

_STOPS = frozenset(";:.!?")


class Dates:
    """The dating expressions of each sentence, worked out once."""

    def __init__(self) -> None:
        self._known: dict[int, list[Part]] = {}

    def of_sentence(self, sentence: Sentence) -> list[Part]:
        """In order."""
        if sentence.floor not in self._known:
            self._known[sentence.floor] = _find(sentence)
        return self._known[sentence.floor]

    def of_figure(self, figure: Found, before: Found | None, after: Found | None, baseline: Part | None) -> Part | None:
        """The expression nearest behind the figure, as far as the next figure; else the one nearest before it. The date of the
        base of a comparison is not the figure's."""
        spans = self.of_sentence(figure.sentence)
        at = bisect_left(spans, (figure.first, 0))
        near = spans[max(0, at - _AROUND) : at + _AROUND]
        if baseline is not None:
            near = [span for span in near if span[1] <= baseline[0] or baseline[1] <= span[0]]
        near = [span for span in near if not (_is_base(figure.sentence, span) or _is_aside(figure.sentence, span))]
        soft = figure.sentence.lex.time_adjectives
        firm = [span for span in near if span[1] - span[0] > 1 or figure.sentence.lowers[span[0]] not in soft]
        alone = before is None or before.sentence is not figure.sentence
        return _nearest(figure, after, firm, alone=alone) or _nearest(figure, after, near, alone=alone)


def _nearest(figure: Found, after: Found | None, spans: Sequence[Part], *, alone: bool) -> Part | None:
    """`alone`: no other figure stands before this one, to which a date before it may belong."""
    sentence = figure.sentence
    limit = after.first if after is not None and after.sentence is sentence else sentence.stop
    at = bisect_left(spans, (figure.first, 0))
    before = spans[at - 1] if at and spans[at - 1][1] <= figure.first else None
    if before is not None and alone and figure.start - before[1] <= _BESIDE:
        return before
    at = bisect_left(spans, (figure.last, 0))
    behind = spans[at] if at < len(spans) and spans[at][0] < min(limit, figure.last + _REACH) else None
    if behind is not None and before is not None and limit < sentence.stop and _opens_item(sentence, behind, limit):
        return before
    if behind is not None and _is_near(sentence, figure.last, behind):
        return behind
    if before is None or is_from(figure):
        return None  # `up from two` was before that date
    parted = before[0] > sentence.floor and _opens_clause(sentence, before[1], figure.start)
    return None if parted else before


def _opens_item(sentence: Sentence, date: Part, next_figure: int) -> bool:
    """`en enero 7 mil, en febrero 10 mil`: behind a comma or `y`, a date opens the item of the next figure."""
    opener = sentence.before(date[0])
    return date[1] <= next_figure and (opener in {",", ";"} or opener in sentence.lex.joiners)


def _opens_clause(sentence: Sentence, first: int, last: int) -> bool:
    """`… this year, after it had grown by 9 %`: what stands behind the comma was at another time."""
    openers = sentence.lex.clause_openers - sentence.lex.relatives
    return any(comma == "," and word in openers for comma, word in pairwise(sentence.lowers[first:last]))


def _is_near(sentence: Sentence, start: int, date: Part) -> bool:
    """Whether no other sentence and no clause joined to the figure's opens between the two, and no relative clause that tells
    what happened to another noun in a year of its own."""
    lex, words = sentence.lex, sentence.lowers[start : date[0]]
    joined = any(word in lex.joiners and then in lex.relatives for word, then in pairwise(words))
    elsewhere = any(map(_is_year, sentence.lowers[slice(*date)])) and _describes(sentence, words)
    return not (joined or elsewhere) and _STOPS.isdisjoint(words)


def _is_base(sentence: Sentence, date: Part) -> bool:
    """Whether the date is what something is compared with: `the lowest since June`, `más que en 2019`."""
    lex, lowers = sentence.lex, sentence.lowers
    first, last = date
    if lowers[first] in lex.since:
        return not lex.extremes.isdisjoint(lowers[max(sentence.floor, first - _EXTREME) : first])
    for at in range(max(sentence.floor, first - _COMPARED), first):
        met = lex.compared.ahead(lowers, at, last)
        if met and first <= met.last and lowers[at] not in lex.since and lowers[at] not in lex.relatives:
            return True
    return False


def _is_aside(sentence: Sentence, date: Part) -> bool:
    """Whether the date stands in a relative clause between commas: `the fiscal year, which ends in June, …`."""
    lex, lowers, first = sentence.lex, sentence.lowers, date[0]
    opens = range(max(sentence.floor + 1, first - _ASIDE), first)
    return sentence.at(date[1]) == "," and any(lowers[at] in lex.relatives and lowers[at - 1] == "," for at in opens)


def _is_year(word: str) -> bool:
    return len(word) == _YEAR and word.isdecimal()


def _describes(sentence: Sentence, words: Sequence[str]) -> bool:
    """Whether a relative clause about another noun than the figure's stands there: `55 were tried by a law that both had signed
    in 1978`."""
    lex = sentence.lex
    at = next((index for index, word in enumerate(words) if word in lex.relatives), 0)
    linked = [index for index, word in enumerate(words[:at]) if word in lex.adjunct_links - lex.complements]
    return bool(linked) and at - linked[-1] > 1


def _find(sentence: Sentence) -> list[Part]:
    lex, lowers = sentence.lex, sentence.lowers
    spans: list[Part] = []
    end, timely = sentence.floor, lex.timely
    hearts = [
        at
        for at in range(sentence.floor, sentence.stop)
        if lowers[at] in timely or (_CENTURIES[0] < lowers[at] < _CENTURIES[1] and _is_year(lowers[at]))
    ]
    for at in hearts:
        if at < end or (span := _expression(sentence, at, end)) is None:
            continue
        gap = lowers[end : span[0]]
        years = gap == [","] and _is_year(lowers[end - 1]) and _is_year(lowers[span[0]])  # `2004, 2005 y 2006`
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
        if not (marker or number or before in lex.time_nouns or before in lex.months):
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
    clock = lowers[at] in lex.day_parts and first > floor and (lowers[first - 1] in lex.atoms or lowers[first - 1].isdecimal())
    return None if clock else (first, last)  # `four in the morning`


def _over_split(sentence: Sentence, last: int) -> int:
    """Behind a year: the short one that goes on, `2016-17`, `2007/08`."""
    tied = sentence.at(last) in DASHES | {"/"} and sentence.tied(last - 1) and sentence.tied(last)
    short = sentence.at(last + 1)
    split = last < sentence.stop and tied and _is_year(sentence.lowers[last - 1]) and short.isdecimal()
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
