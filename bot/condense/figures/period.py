"""When: the words near a figure that date it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from bot.condense.document import Document
from bot.condense.figures.exclude import is_month
from bot.condense.figures.found import Found
from bot.condense.figures.lexicon import Lexicon
from bot.languages import Language

_REACH = 40
"""How many words behind the figure its date may stand."""
_LONGEST = 8
"""How many words before its heart a dating expression may have."""

_STOPS = frozenset(";:.!?")


class Dates:
    """The dating expressions of each sentence, worked out once."""

    def __init__(self, doc: Document, lex: Lexicon) -> None:
        self._doc = doc
        self._lex = lex
        self._timely = _timely(doc.language)
        self._known: dict[int, list[tuple[int, int]]] = {}

    def of_sentence(self, floor: int, stop: int) -> list[tuple[int, int]]:
        """Tokens, half-open, in order."""
        if floor not in self._known:
            self._known[floor] = self._find(floor, stop)
        return self._known[floor]

    def of_figure(self, figure: Found, before: Found | None, after: Found | None) -> tuple[int, int] | None:
        """The expression nearest behind the figure, as far as the next figure; else the one nearest before it."""
        spans = self.of_sentence(figure.floor, figure.stop)
        if not spans:
            return None
        limit = after.first if after is not None and after.stop == figure.stop else figure.stop
        at = bisect_left(spans, (figure.last, 0))
        if at < len(spans) and spans[at][0] < min(limit, figure.last + _REACH):
            if not any(word in _STOPS for word in self._doc.lowers[figure.last : spans[at][0]]):
                return spans[at]
        at = bisect_left(spans, (figure.first, 0)) - 1
        return spans[at] if at >= 0 and spans[at][1] <= figure.first else None

    def _find(self, floor: int, stop: int) -> list[tuple[int, int]]:
        lowers, timely = self._doc.lowers, self._timely
        spans: list[tuple[int, int]] = []
        at = floor
        while at < stop:
            word = lowers[at]
            if (word not in timely or self._shouted(at)) and not (
                len(word) == 4 and word[:2] in {"19", "20"} and word.isdecimal()
            ):
                at += 1
                continue
            span = self._expression(at, floor if not spans else spans[-1][1], stop)
            if span is None:
                at += 1
                continue
            if spans and self._joined(spans[-1][1], span[0]):
                spans[-1] = (spans[-1][0], span[1])
            else:
                spans.append(span)
            at = max(at + 1, span[1])
        return spans

    def _joined(self, end: int, start: int) -> bool:
        gap = self._doc.lowers[end:start]
        return len(gap) <= 2 and all(word in self._lex.time_links or word == "-" for word in gap)

    def _expression(self, at: int, floor: int, stop: int) -> tuple[int, int] | None:
        """The expression around the telling word at `at`."""
        lowers, lex = self._doc.lowers, self._lex
        rate = lex.rates.ahead(lowers, at, stop)
        if rate:
            return rate.first, rate.last
        word = lowers[at]
        if word in lex.time_words or word in lex.weekdays:
            return at, at + 1
        if not (word in lex.time_nouns or word[0].isdecimal() or self._is_month(at)):
            return None
        first, last = at, at + 1
        dated = word[0].isdecimal() or self._is_month(at)
        marked = dated
        while first > floor and at - first < _LONGEST:
            before = lowers[first - 1]
            if before in lex.time_markers:
                marked = True
            elif not (
                before in lex.atoms
                or (before.isdecimal() and len(before) <= 2)
                or before in lex.months
                or before in lex.time_nouns
            ):
                break
            first -= 1
        while last < stop and (lowers[last] in lex.time_markers or self._is_month(last)):
            marked = True
            last += 1
        if self._is_month(last - 1):
            last = self._over_day(last, stop)
        if not marked:
            return None
        while (
            first > floor
            and (lowers[first - 1] in lex.time_prepositions or lowers[first - 1] in lex.determiners)
            and first > at - 7
        ):
            first -= 1
        return first, last

    def _is_month(self, at: int) -> bool:
        return is_month(self._doc, self._lex, at)

    def _shouted(self, at: int) -> bool:
        """Capitals make a name of it: `USA TODAY`."""
        return len(self._doc.words[at]) > 1 and self._doc.words[at].isupper()

    def _over_day(self, at: int, stop: int) -> int:
        """Behind a month: its day and year, `Sept. 11, 2001`."""
        lowers = self._doc.lowers
        if at + 1 < stop and lowers[at] == "." and lowers[at + 1].isdecimal():
            at += 1
        if at < stop and lowers[at].isdecimal() and len(lowers[at]) <= 2:
            at += 1
            if at + 1 < stop and lowers[at] == "," and lowers[at + 1].isdecimal() and len(lowers[at + 1]) == 4:
                at += 2
        return at


@cache
def _timely(language: Language) -> frozenset[str]:
    """All words that may be the heart of a dating expression, or start one."""
    time = language.units.time
    rates = (phrase.split()[0] for phrase in time.rates)
    months = (*language.basics.months, *language.numbers.labels.months_short)
    return frozenset({*time.nouns, *time.words, *rates, *months, *language.basics.weekdays})
