"""When: the words near a figure that date it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from bot.condense.figures.dating import dating_expressions, is_year
from bot.condense.figures.found import Found, Part
from bot.condense.figures.qualifier import is_from
from bot.condense.figures.sentence import Sentence

_REACH = 40
"""How many words behind the figure its date may stand."""

_AROUND = 4
"""How many expressions before and behind the figure are asked."""

_BESIDE = 1
"""A date so many words before the figure goes before one behind it: `last year 4 million people, this year 6`."""

_ASIDE = 3
"""How many words of its relative clause may stand before a date."""

_EXTREME = 8
"""How many words before `since` the superlative may stand: `the lowest level on record since`."""

_COMPARED = 4
"""How many words a phrase of comparison may have before the date: `en relación con`."""

_STOPS = frozenset(";:.!?")


class Dates:
    """The dating expressions of each sentence, worked out once."""

    def __init__(self) -> None:
        self._known: dict[int, list[Part]] = {}

    def of_sentence(self, sentence: Sentence) -> list[Part]:
        """In order."""
        if sentence.floor not in self._known:
            self._known[sentence.floor] = dating_expressions(sentence)
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
    first = date[0]
    while sentence.before(first) in sentence.lex.determiners:
        first -= 1  # `y el martes otros 7`
    opener = sentence.before(first)
    return date[1] <= next_figure and (opener in {",", ";"} or opener in sentence.lex.joiners)


def _opens_clause(sentence: Sentence, first: int, last: int) -> bool:
    """`… this year, after it had grown by 9 %`: what stands behind the comma was at another time."""
    openers = sentence.lex.clause_openers - sentence.lex.relatives
    return any(comma == "," and word in openers for comma, word in pairwise(sentence.lowers[first:last]))


def _is_near(sentence: Sentence, start: int, date: Part) -> bool:
    """Whether no other sentence and no clause joined to the figure's opens between the two, no relative clause that the date
    opens, and none that tells what happened to another noun in a year of its own."""
    lex, words = sentence.lex, sentence.lowers[start : date[0]]
    joined = any(word in lex.joiners and then in lex.relatives for word, then in pairwise(words))
    opens = any(word == "," and then in lex.relatives for word, then in pairwise(words[-_ASIDE - 1 :]))
    elsewhere = any(map(is_year, sentence.lowers[slice(*date)])) and _describes(sentence, words)
    return not (joined or opens or elsewhere) and _STOPS.isdisjoint(words)


def _is_base(sentence: Sentence, date: Part) -> bool:
    """Whether the date is what something is compared with: `the lowest since June`, `más que en 2019`."""
    lex, lowers = sentence.lex, sentence.lowers
    first, last = date
    if lowers[first] in lex.since:
        return not lex.extremes.isdisjoint(lowers[max(sentence.floor, first - _EXTREME) : first])
    for at in range(max(sentence.floor, first - _COMPARED), first):
        met = lex.compared.ahead(lowers, at, last)
        dates = met is not None and met.last - at == 1 and lowers[at] in lex.time_leads  # `from Thursday`
        if met and first <= met.last and not dates and lowers[at] not in lex.since and lowers[at] not in lex.relatives:
            return True
    return False


def _is_aside(sentence: Sentence, date: Part) -> bool:
    """Whether the date stands in a relative clause between commas: `the fiscal year, which ends in June, …`."""
    lex, lowers, first = sentence.lex, sentence.lowers, date[0]
    opens = range(max(sentence.floor + 1, first - _ASIDE), first)
    return sentence.at(date[1]) == "," and any(lowers[at] in lex.relatives and lowers[at - 1] == "," for at in opens)


def _describes(sentence: Sentence, words: Sequence[str]) -> bool:
    """Whether a relative clause about another noun than the figure's stands there: `55 were tried by a law that both had signed
    in 1978`."""
    lex = sentence.lex
    at = next((index for index, word in enumerate(words) if word in lex.relatives), 0)
    linked = [index for index, word in enumerate(words[:at]) if word in lex.adjunct_links - lex.complements]
    return bool(linked) and at - linked[-1] > 1
