"""What a length, a weight or a time is told of: `320 km from the coast`, `mended nets for 31 years`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.condense.figures.following import Following
from bot.condense.figures.leads import action_start, last_verb
from bot.condense.figures.noun_phrase import complement_end
from bot.condense.figures.reading import Parts

_TIMES = "times"
_COMPLEMENT = 4
"""How many words are kept of what follows `of`, where it is no plain noun phrase."""


@dataclass(frozen=True, slots=True)
class Extent(Following):
    """Reads measures of extent."""

    def _measured(self) -> Parts:
        """Lengths, weights, times: of what (`320 km de la costa`), or what takes so long (`vetted for 18 months`)."""
        if self.next in self.clause.lex.of or (not self.figure.lasts and self._whole_link() is not None):
            end = complement_end(self.clause, self.figure.last, self.stop)
            own = self._trimmed(self.figure.last, end or self.clause.end(self.figure.last, self.stop, _COMPLEMENT))
            return (*(self._noun_before() if self.figure.lasts else ()), *own)
        if self.figure.lasts or (self.figure.name == _TIMES and self.next not in self.clause.lex.determiners):
            return self._lasting()
        away = self._away()
        if away:
            return away
        found, verb = self._before(), last_verb(self.clause, self.figure.start, self.floor)
        return found if found or verb is None else ((verb, verb + 1),)

    def _away(self) -> Parts:
        """`25 miles south of Florence`, `300 metres from the pier`."""
        at, lex = self.figure.last, self.clause.lex
        while at < self.stop and self.clause.lowers[at] in lex.directions:
            at += 1
        end = complement_end(self.clause, at, self.stop) if self.clause.sentence.at(at) in lex.origins | lex.of else None
        return ((self.figure.last, end),) if end is not None else ()

    def _lasting(self) -> Parts:
        """What goes on so long: the noun that leads to it, the subject and verb before it, the verb phrase before its
        preposition (`mended nets for 31 years`)."""
        found, clause = self._noun_before(), self.clause
        lex = clause.lex
        if not found and self.next in lex.purposes and self.next not in lex.time_within:
            found = self._behind()  # `has 48 hours to bring them before a judge`
        verb = last_verb(clause, self.figure.start, self.floor)
        if found or verb is None:
            return found
        if clause.is_verb(verb):
            return (*(part for part in self._subject(self.figure.start) if part[1] <= verb), (verb, verb + 1))
        action = action_start(clause, verb, self.floor)
        if action is None:
            return ()
        subject = self._subject(action) if clause.lowers[action - 1] in lex.copulas else ()  # `incomes have been flat`
        start = subject[0][0] if subject and subject[0][1] <= action and action - subject[0][1] <= _COMPLEMENT else action
        return self._trimmed(start, verb + 1)
