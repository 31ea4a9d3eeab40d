"""Walks in a sentence without a parser: back to a subject, on to the end of a phrase."""

from __future__ import annotations

from bisect import bisect_left

from bot.condense.document import Document
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.numerals import adjacent
from bot.condense.figures.period import Dates

Part = tuple[int, int]
"""Tokens, half-open."""

STOPS = frozenset(';:.!?()[]"“”«»…–—')
_DASHES = frozenset("-‐‑–—")
_SUBJECT = 7
"""How many words of a subject are kept."""
_ASIDE = 28
"""How many words an aside between commas or brackets may have: `Caracas, with a population of …, had`."""


class Clause:
    """A sentence, tokens `[floor, stop)`."""

    def __init__(self, doc: Document, lex: Lexicon, dates: Dates, floor: int, stop: int) -> None:
        self.doc, self.lex, self.floor, self.stop = doc, lex, floor, stop
        self.lowers = doc.lowers
        self.dates = dates.of_sentence(floor, stop)

    def is_verb(self, at: int) -> bool:
        word = self.lowers[at]
        lex = self.lex
        if word in lex.verbs or word in lex.moves or word in lex.arrivals or word in lex.passages:
            return True
        return word.endswith(lex.language.units.verb_endings) and self.doc.words[at].islower()

    def is_content(self, at: int) -> bool:
        word = self.lowers[at]
        return (
            word[0].isalnum() and word not in self.lex.boundaries and not word.endswith(self.lex.language.units.adverb_endings)
        )

    def end(self, start: int, stop: int, reach: int) -> int:
        """Where the words from `start` on stop to belong together; brackets right behind a figure are stepped over."""
        at = start
        while at < stop and at - start < reach:
            word = self.lowers[at]
            if word in STOPS or word == "," or self._is_dash(at):
                break
            if word in self.lex.clause_openers and not (word in self.lex.relatives and 0 < at - start <= 2):
                break
            at += 1
        while at + 1 < stop and self.lowers[at] in _DASHES and adjacent(self.doc, at - 1) and adjacent(self.doc, at):
            at += 2
        return at

    def phrase_end(self, start: int, stop: int, reach: int) -> int:
        """Where the noun phrase from `start` on ends: its words, then one complement behind a preposition."""
        at = start
        while at < stop and at - start < reach and self.lowers[at][0].isalnum():
            word = self.lowers[at]
            if word in self.lex.complement_links and at > start:
                return self._complement_end(at + 1, stop)
            if (word in self.lex.boundaries or self.is_verb(at)) and at > start:
                break
            at += 1
        return at

    def _complement_end(self, start: int, stop: int) -> int:
        at = start
        while at < stop and self.lowers[at] in self.lex.determiners:
            at += 1
        while at < stop and at - start < 5 and self.is_content(at) and not self.is_verb(at):
            at += 1
        return at

    def subject(self, end: int, floor: int) -> Part | None:
        """The noun phrase that the verb before `end` says something of, not before `floor`; asides are stepped over."""
        at = self._over_verbs(end, floor)
        part = self.trim(*self._back(at, floor))
        if part is not None or at <= self.floor:
            return part
        if self.lowers[at - 1] in {",", ")"}:
            opener = self._aside(at - 1)
            if opener is None:
                return self.trim(*self._back(at - 1, floor)) if at - 1 > floor else None
            return self.trim(*self._back(self._over_verbs(opener, self.floor), self.floor))
        if self.lowers[at - 1] in self.lex.relatives:
            at -= 1
            while at > self.floor and (self.lowers[at - 1] in {",", ")"} or self.lowers[at - 1] in self.lex.boundaries):
                if self.lowers[at - 1] == ")":
                    at = self._aside(at - 1) or at - 1
                else:
                    at -= 1
            return self.trim(*self._back(at, self.floor, short=True))
        return None

    def _over_verbs(self, end: int, floor: int) -> int:
        """Back over verbs, function words, adverbs and dates."""
        at = end
        floor = max(floor, end - _ASIDE)
        while at > floor:
            word = self.lowers[at - 1]
            dated = self._date_start(at)
            if dated is not None:
                at = max(dated, floor)
            elif word in self.lex.relatives:
                break
            elif (
                self.is_verb(at - 1)
                or word in self.lex.boundaries
                or not (self.is_content(at - 1) or word in {",", ")"} or word in STOPS)
            ):
                at -= 1
            else:
                break
        return at

    def _date_start(self, at: int) -> int | None:
        """Where the dating expression starts that token `at - 1` belongs to."""
        index = bisect_left(self.dates, (at, 0)) - 1
        return self.dates[index][0] if index >= 0 and at <= self.dates[index][1] else None

    def _back(self, end: int, floor: int, *, short: bool = False) -> Part:
        at = end
        while at > floor and end - at < (6 if short else _SUBJECT):
            word = self.lowers[at - 1]
            if word in STOPS or word in self.lex.clause_openers or word == "," or self.is_verb(at - 1) or self._is_dash(at - 1):
                break
            at -= 1
        return at, end

    def _aside(self, close: int) -> int | None:
        """Where the aside that ends at token `close` starts."""
        wanted = "(" if self.lowers[close] == ")" else ","
        for at in range(close - 1, max(self.floor, close - _ASIDE), -1):
            if self.lowers[at] == wanted:
                return at
            if self.lowers[at] == ";":
                return None
        return None

    def _is_dash(self, at: int) -> bool:
        """A dash between words, not one inside a word."""
        return self.lowers[at] in _DASHES and not (at and adjacent(self.doc, at - 1) and adjacent(self.doc, at))

    def trim(self, first: int, last: int) -> Part | None:
        """Without dates and function words at the ends."""
        lex, lowers = self.lex, self.lowers
        for begin, end in self.dates[max(0, bisect_left(self.dates, (first, 0)) - 1) : bisect_left(self.dates, (last, 0))]:
            if end - begin == 1 and lowers[begin] in lex.time_words:
                continue
            if begin <= first < end:
                first = end
            if begin < last <= end:
                last = begin
            if first < begin < last and end <= last and last - first > 0:
                last = begin
        while first < last and (lowers[first] in lex.boundaries or not lowers[first][0].isalnum()):
            first += 1
        while first < last and (lowers[last - 1] in lex.boundaries or not lowers[last - 1][0].isalnum()):
            last -= 1
        return (first, last) if first < last else None

    def has_content(self, part: Part | None) -> bool:
        return part is not None and any(self.is_content(at) for at in range(*part))
