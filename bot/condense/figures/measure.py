"""What is counted, or whose size a figure gives: the words of the text, in one part or several."""

from __future__ import annotations

from collections.abc import Sequence

from bot.condense.figures.change import Move
from bot.condense.figures.clause import Clause
from bot.condense.figures.found import Found, Part
from bot.condense.figures.moved import Moved
from bot.condense.figures.noun_phrase import complement_end
from bot.condense.figures.period import Dates
from bot.condense.figures.qualifier import is_compared
from bot.condense.figures.reading import POINTS, SHARES, THINGS, Parts
from bot.condense.figures.sentence import Sentence

_STAND_IN = 10
"""How many words before a figure the word may stand that stands for what was measured before."""

_SKIPPED = 3
"""How many figures that only point may stand between two that tell."""


def measures_of(found: Sequence[Found], moves: Sequence[Move | None], dates: Dates) -> list[Parts]:
    """For each figure the token stretches that say what it measures, in the order of the text."""
    clauses: dict[int, Clause] = {}
    measures: list[Parts] = []
    last: Parts = ()
    last_time: Parts = ()
    by_first = {figure.first: index for index, figure in enumerate(found)}
    for index, figure in enumerate(found):
        clause = clauses.get(figure.sentence.floor)
        if clause is None:
            clause = Clause(figure.sentence, dates, _spans(figure.sentence, found, index))
            clauses[figure.sentence.floor] = clause
        before = _beside(figure, found[max(0, index - _SKIPPED) : index][::-1])
        after = _beside(figure, found[index + 1 : index + 1 + _SKIPPED])
        source = by_first.get(figure.moved_from, -1) if figure.moved_from is not None else -1
        crosses = index > 0 and found[index - 1].sentence is not figure.sentence and not _goes_on(found[index - 1], figure)
        inherited = measures[source] if source >= 0 else () if crosses else last_time if figure.lasts else last
        parts = () if figure.points else _Reader(clause, figure, before, after, inherited).parts(moves[index])
        measures.append(() if _tells_nothing(figure, parts) else tuple(sorted(set(parts))))
        last, last_time = (last, measures[-1]) if figure.lasts else (measures[-1], last_time)
    return measures


def _tells_nothing(figure: Found, parts: Parts) -> bool:
    """A name alone measures nothing but shares and points (`Lasso, 19 %`), a verb alone nothing but times and lengths."""
    if len(parts) != 1 or (figure.unit is not None and figure.unit.noun >= 0):
        return False
    sentence, (first, last) = figure.sentence, parts[0]
    named = all(word[0].isupper() or word in sentence.lex.name_links for word in sentence.words[first:last])
    if named and sentence.floor < first < figure.first:
        return figure.kind not in {*SHARES, None} and figure.name != "points"
    word = sentence.lowers[first]
    bare = word.endswith(sentence.lex.verb_endings) and word not in sentence.lex.not_verbs and figure.kind == "money"
    before = sentence.before(first)
    if last - first == 1 and figure.kind == "money" and before in sentence.lex.movement_to and last >= figure.start:
        return True  # `told to pay 2,000 pesos`
    noun = before in sentence.lex.boundaries or sentence.at(last) in sentence.lex.of
    alone = last - first == 1 and not noun and figure.kind not in THINGS
    return alone and (bare or word in sentence.lex.verbs)


def _goes_on(before: Found, figure: Found) -> bool:
    """Whether the figure tells more of what the sentence before measured: `It was 40 percent.`"""
    sentence = figure.sentence
    lex, words = sentence.lex, sentence.lowers[max(sentence.floor, figure.start - _STAND_IN) : figure.start]
    alike = figure.kind in SHARES or before.name == figure.name
    return figure.carried or (alike and any(word in lex.stand_ins or word in lex.figure_nouns for word in words))


def _spans(sentence: Sentence, found: Sequence[Found], first: int) -> list[Part]:
    """The spans of the sentence's figures, of which `first` is the first."""
    spans = []
    for index in range(first, len(found)):
        if found[index].sentence is not sentence:
            break
        spans.append((found[index].first, found[index].last))
    return spans


def _beside(figure: Found, others: Sequence[Found]) -> Found | None:
    """The first that stands in the figure's sentence and measures something."""
    return next((other for other in others if other.sentence is figure.sentence and not other.points), None)


class _Reader(Moved):
    """Chooses among the readings of one figure."""

    __slots__ = ()

    def parts(self, move: Move | None) -> Parts:
        if self.figure.moved_from is not None:
            return self.inherited
        unit = self.figure.unit
        noun = -1 if unit is None or unit.kind not in THINGS or self._is_hyphened() else unit.noun
        done = self._done()
        if noun >= 0 or done:
            return (*done, *(self._counted(noun) if noun >= 0 else self._head()))
        opens = self.after is not None and self.after.moved_from == self.figure.first
        moved = self._object_behind(self.after) if opens else ()
        if moved or (move is not None and not is_compared(self.figure)):
            return moved or (self._moved(move) if move else ()) or self.inherited
        if self._is_apposed():
            return self.inherited
        if self.figure.kind == "measure" and self.figure.name not in POINTS and not self.figure.carried:
            return self._own() or (() if self._is_hyphened() else self._measured())
        found = self._own() or self._led()
        # `11 shops …, and was paid $200 for each`: money measures nothing that was counted
        apart = self.figure.kind == "money" and self.before is not None and self.before.kind not in {"money", "share"}
        return found if found or apart else self._inherited_here() or self._behind() or self._verb()

    def _led(self) -> Parts:
        """What the words before the figure say, with the purpose or the length's own complement behind it."""
        return self._purpose() or self._object_behind() or self._before()

    def _inherited_here(self) -> Parts:
        """What the figure before measures, without the complement that this one has its own of: `… and 71 % in Ohio`."""
        if self.before is not None and self.before.carried and self.figure.head >= 0:
            between = range(self.before.last, self.figure.start)
            if any(self.clause.is_verb(at) or self.clause.lowers[at] == ";" for at in between):
                return self._head()  # what is said of the other part is not said of this one
        if not self.inherited or self.next not in self.clause.lex.complement_links or self.next in self.clause.lex.of:
            return self.inherited
        first, last = self.inherited[-1]
        links = [at for at in range(first + 1, last) if self.clause.lowers[at] == self.next]
        end = complement_end(self.clause, self.figure.last, self.stop) if links else None
        own = self._trimmed(self.figure.last, end) if end is not None else ()
        return (*self.inherited[:-1], (first, links[0] if links else last), *own)

    def _is_apposed(self) -> bool:
        """Nothing but marks and function words parts the figure from the one before: `36 points, or 0.3 percent, to 10,506`."""
        if self.before is None or not self.inherited or self._is_of_its_own(self.before):
            return False
        if self.clause.dealt_out(self.figure.first) is not None:
            return False
        lex = self.clause.lex
        between = range(self.before.last, self.figure.start)
        if is_compared(self.figure):
            return True
        words = self.clause.lowers[self.before.last : self.figure.start]
        parted = ";" in words or any(word in lex.verbs for word in words)
        return not parted and not any(map(self._tells, between))

    def _is_of_its_own(self, before: Found) -> bool:
        """Whether the figure has words of its own behind it, or is another kind of amount than the one before."""
        figure = self.figure
        extent = (
            figure.kind == "measure" and figure.name not in POINTS and before.kind != "measure"
        )  # `11 shops over 14 months`
        paid = figure.kind == "money" and before.kind in THINGS  # `three grenades and $14,600`
        said = figure.kind in SHARES and self._said_of_share()
        does = figure.carried and figure.kind in THINGS and self._does()
        return bool(extent or paid or self._whole_link() is not None or self._described() or said or does)

    def _tells(self, at: int) -> bool:
        word, lex = self.clause.lowers[at], self.clause.lex
        return word[0].isalnum() and not (word in lex.boundaries or word in lex.alternatives or self.clause.is_dated(at))
