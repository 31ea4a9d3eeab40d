"""What rose or fell, where a figure is the size or the result of a change."""

from __future__ import annotations

from dataclasses import dataclass

from bot.condense.figures.change import Move
from bot.condense.figures.clause import STOPS
from bot.condense.figures.extent import Extent
from bot.condense.figures.noun_phrase import complement_end
from bot.condense.figures.reading import CARRIED, SHARES, Parts

_CHANGED = 7
"""How many words are kept of what changed."""


@dataclass(frozen=True, slots=True)
class Moved(Extent):
    """Reads changes."""

    def _moved(self, move: Move) -> Parts:
        """What rose or fell: the subject before the verb, the noun behind it, or the complement of the noun of change."""
        clause, figure = self.clause, self.figure
        if figure.kind in SHARES and self._whole_link() is not None:
            return self._whole()
        if move.at >= figure.last and clause.lowers[move.at] in clause.lex.movers:
            inner = self._trimmed(move.at + 1, clause.end(move.at + 1, self.stop, _CHANGED))
            return inner or self._subject(figure.start)
        if move.at < 0 or move.at >= figure.first:
            return () if self._is_appended() else self._before()
        if move.at < self.floor:
            between = clause.trim(self.floor, figure.start)
            appended = any(word in clause.lex.alternatives for word in clause.lowers[self.floor : figure.start])
            return (between,) if between and clause.has_content(between) and not appended else ()
        changed = self._changed_in(move.at)
        if not changed and self._is_noun(move.at) and self._is_appended_noun(move.at):
            return ()
        return changed or self._object(move) or self._subject_or_topic(self._verb_of(move))

    def _subject_or_topic(self, verb: int) -> Parts:
        """Who reports a change did not change: `En cuanto a los robos, la funcionaria detalló una reducción del 35 %`."""
        clause, lex = self.clause, self.clause.lex
        if clause.sentence.before(verb) not in lex.reporting:
            return self._subject(verb)
        met = lex.topics.ahead(clause.lowers, clause.floor, self.figure.start)
        end = complement_end(clause, met.last - 1, clause.stop) if met else None
        return self._trimmed(met.last, end) if met and end is not None else ()

    def _changed_in(self, at: int) -> Parts:
        """`una disminución del 48 % en las víctimas diarias`: what changed stands behind the size, places and dates apart."""
        clause, lex = self.clause, self.clause.lex
        led = clause.sentence.before(self.figure.start) in lex.complements and clause.lowers[at] in lex.movers
        link = lex.changed_in.ahead(clause.lowers, self.figure.last, self.stop) if led else None
        if link is None or lex.compared.ahead(clause.lowers, self.figure.last, self.stop):
            return ()
        first = link.last
        while first < self.stop and clause.lowers[first] in lex.determiners:
            first += 1
        if first >= self.stop or clause.is_dated(first) or clause.sentence.words[first][0].isupper():
            return ()
        end = complement_end(clause, link.last - 1, clause.stop)
        place = clause.lowers[first] in lex.populated
        return self._trimmed(first, end) if end is not None and not place else ()

    def _is_appended_noun(self, at: int) -> bool:
        """`sold for 35 pesos, a rise of 46 %`: the noun of change sums up what was told before."""
        lowers, lex = self.clause.lowers, self.clause.lex
        start = at - 1
        while start > self.floor and lowers[start] not in STOPS and lowers[start] != "," and at - start <= CARRIED:
            start -= 1
        complement = self.clause.sentence.at(at + 1) in lex.complement_links and at + 1 < self.figure.start - 1
        opens = lowers[start] == "," and start > self.floor and lowers[start + 1] in lex.determiners
        return opens and self.before is not None and not complement

    def _is_appended(self) -> bool:
        """No verb parts the figure from the one before, whose size it goes on to compare: `33,550 in 2024, 4 % more than …`."""
        if self.before is None or not self.inherited:
            return False
        between = range(self.before.last, self.figure.start)
        return self.clause.lowers[self.figure.start - 1] in {",", "(", ";"} and not any(map(self.clause.is_verb, between))

    def _is_noun(self, at: int) -> bool:
        """Whether the word of change is a noun there: `a sharp rise`."""
        lex, lowers = self.clause.lex, self.clause.lowers
        if lowers[at] in lex.moves and self.clause.sentence.at(at + 1) in lex.determiners:
            return False  # `The drug cut the risk by 21 %`
        determined = any(word in lex.determiners for word in lowers[max(self.floor, at - 2) : at])
        return lowers[at] in lex.movers and (determined or lowers[at] not in lex.moves)

    def _verb_of(self, move: Move) -> int:
        """The verb that carries a noun of change (`experimentaron una fuerte expansión`), or the verb of change itself."""
        at = move.at
        if not self._is_noun(at):
            return at
        near = range(at, max(self.floor, at - CARRIED), -1)
        return next((end for end in near if self.clause.is_verb(end - 1)), at)

    def _object(self, move: Move) -> Parts:
        """Between verb and figure (`aumentaron las ventas en un 5 %`), or behind it (`aumentó un 5 % el número de …`)."""
        clause, lex = self.clause, self.clause.lex
        inner = clause.trim(move.at + 1, self.figure.start)
        complement = not self._is_noun(move.at) or clause.lowers[move.at + 1] in lex.complement_links
        if inner and complement and clause.has_content(inner) and not any(clause.is_verb(at) for at in range(*inner)):
            return (inner,)
        return self._object_behind()
