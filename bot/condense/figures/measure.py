"""What is counted, or whose size a figure gives: the words of the text, in one part or several."""

from __future__ import annotations

from bot.condense.document import Document
from bot.condense.figures.change import Move
from bot.condense.figures.found import Found
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.period import Dates

Part = tuple[int, int]

_STOPS = frozenset(";:.!?()[]\"“”«»…")
_REACH_AFTER = 9
_REACH_BEFORE = 9


def measure_of(
    doc: Document,
    lex: Lexicon,
    dates: Dates,
    figure: Found,
    before: Found | None,
    after: Found | None,
    move: Move | None,
) -> list[Part]:
    """Token stretches, half-open, in order."""
    return _Reader(doc, lex, dates, figure, before, after, move).parts()


class _Reader:
    def __init__(
        self,
        doc: Document,
        lex: Lexicon,
        dates: Dates,
        figure: Found,
        before: Found | None,
        after: Found | None,
        move: Move | None,
    ) -> None:
        self.doc, self.lex, self.figure, self.move = doc, lex, figure, move
        self.lowers = doc.lowers
        self.dates = dates.of_sentence(figure.floor, figure.stop)
        self.stop = after.first if after is not None and after.stop == figure.stop else figure.stop
        self.floor = before.last if before is not None and before.stop == figure.stop else figure.floor
        self.start = figure.qualifier[0] if figure.qualifier and figure.qualifier[0] < figure.first else figure.first

    def parts(self) -> list[Part]:
        found = self._choose()
        return [part for part in (self._trim(*part) for part in found) if part]

    def _choose(self) -> list[Part]:
        lex, figure, lowers = self.lex, self.figure, self.lowers
        unit, at = figure.unit, figure.last
        after = lowers[at] if at < self.stop else ""
        share = unit is not None and unit.kind in {"share", "fraction", "times"}
        if self.move is not None:
            moved = self._moved()
            if moved:
                return moved
        if share and after in lex.whole_links:
            return [(at + 1, self._end(at + 1, _REACH_AFTER))]
        if unit is not None and unit.kind in {"people", "count", "noun"} and unit.noun >= 0 and unit.noun < figure.last:
            return self._counted(unit.noun)
        if unit is not None and unit.noun >= figure.last:
            return [(at + 1, self._end(at + 1, _REACH_AFTER))]
        if after and after[0].isalpha() and after not in lex.boundaries and after not in lex.verbs and not lex.language.units.noun_first:
            return [(at, self._end(at, 6))]
        subject = self._before()
        return subject or [(at, self._end(at, _REACH_AFTER))]

    def _counted(self, noun: int) -> list[Part]:
        """The noun with its modifiers and what follows it."""
        first = self.figure.numeral.last
        if first < noun and self.lowers[first] in self.lex.language.units.of:
            first += 1
        end = self._end(noun + 1, 6)
        return [(first, max(end, noun + 1))]

    def _moved(self) -> list[Part]:
        """What rose or fell: the subject before the verb, the noun behind it, or the complement of the noun of change."""
        move, lex, lowers = self.move, self.lex, self.lowers
        assert move is not None
        at = self.figure.last
        if lowers[at : at + 1] and lowers[at] in lex.whole_links and self.figure.unit and self.figure.unit.kind == "share":
            return [(at + 1, self._end(at + 1, 7))]
        if move.at >= self.figure.last and lowers[move.at] in lex.movers:
            inside = self._end(move.at + 1, 7)
            return [(move.at + 1, inside)] if inside > move.at + 1 else self._subject(self.start)
        if move.at < 0 or move.at >= self.figure.first:
            return self._before()
        if move.at < self.floor:
            return [(self.floor, self.start)]
        inner = self._trim(move.at + 1, self.start)
        if inner and sum(lowers[k] not in lex.boundaries for k in range(*inner)) >= 1 and lowers[inner[0]][0].isalpha() and lex.language.units.noun_first:
            return [inner]
        if lowers[move.at] in lex.movers:
            return self._subject(move.at) or [inner or (at, self._end(at, 6))]
        if lex.language.units.noun_first and at < self.stop and lowers[at] in lex.determiners:
            return [(at, self._end(at, 7))]
        if inner and not lex.language.units.noun_first and inner[1] - inner[0] >= 2:
            return [inner]
        return self._subject(move.at)

    def _before(self) -> list[Part]:
        """The noun that leads to the figure (`a cost of $5`), the subject of its verb, or the words since the last figure."""
        lex, lowers = self.lex, self.lowers
        at = self.start - 1
        while at > self.floor and (lowers[at] in lex.gaps or lowers[at] in lex.language.units.of or lowers[at] in lex.complements):
            at -= 1
        if at < self.floor:
            return []
        return self._subject(at + 1) if not self._is_verb(at) else self._subject(at)

    def _subject(self, end: int) -> list[Part]:
        """The words before `end`, back over verbs to what stands before them, as far as the clause goes."""
        lex, lowers = self.lex, self.lowers
        at = end
        while at > self.floor and (self._is_verb(at - 1) or not lowers[at - 1][0].isalpha() or lowers[at - 1] in lex.boundaries):
            at -= 1
        stop = at
        while at > self.floor and stop - at < _REACH_BEFORE:
            word = lowers[at - 1]
            if word in _STOPS or word in lex.clause_openers or self._is_verb(at - 1):
                break
            if word == "," and stop - at > 1:
                break
            at -= 1
        return [(at, stop)] if stop > at else []

    def _is_verb(self, at: int) -> bool:
        word = self.lowers[at]
        return word in self.lex.verbs or word in self.lex.moves or word in self.lex.arrivals or word.endswith(self.lex.language.units.verb_endings)

    def _end(self, start: int, reach: int) -> int:
        """Where the words from `start` on stop to belong together."""
        at = start
        while at < self.stop and at - start < reach:
            word = self.lowers[at]
            if word in _STOPS or word == "," or word in self.lex.clause_openers:
                break
            at += 1
        return at

    def _trim(self, first: int, last: int) -> Part | None:
        """Without dates and function words at the ends."""
        lex, lowers = self.lex, self.lowers
        for begin, end in self.dates:
            if begin <= first < end:
                first = end
            if begin < last <= end:
                last = begin
            if first < begin < last and end <= last and begin - first >= 1:
                last = begin
        while first < last and (lowers[first] in lex.boundaries or not lowers[first][0].isalnum()):
            first += 1
        while first < last and (lowers[last - 1] in lex.boundaries or not lowers[last - 1][0].isalnum()):
            last -= 1
        return (first, last) if first < last else None

