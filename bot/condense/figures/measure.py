"""What is counted, or whose size a figure gives: the words of the text, in one part or several."""

from __future__ import annotations

from collections.abc import Sequence

from bot.condense.document import Document
from bot.condense.figures.change import Move
from bot.condense.figures.clause import Clause, Part
from bot.condense.figures.found import Found
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.period import Dates

_SHARES = frozenset({"share", "fraction", "times"})
_THINGS = frozenset({"people", "count", "noun"})
_HYPHENS = frozenset("-‐‑")
_QUOTES = frozenset("'\"’‘“”«»")

# How many words are kept, tuned together on the development data (tests/evals/figures.py).
_WHOLE = 9
_NOUN = 5
_CHANGED = 7
_PURPOSE = 8


def measures_of(
    doc: Document, lex: Lexicon, dates: Dates, found: Sequence[Found], moves: Sequence[Move | None]
) -> list[tuple[Part, ...]]:
    """For each figure the token stretches that say what it measures, in the order of the text."""
    clauses: dict[int, Clause] = {}
    measures: list[tuple[Part, ...]] = []
    by_first = {figure.first: at for at, figure in enumerate(found)}
    for index, figure in enumerate(found):
        clause = clauses.get(figure.floor) or Clause(doc, lex, dates, figure.floor, figure.stop)
        clauses[figure.floor] = clause
        source = by_first.get(figure.moved_from) if figure.moved_from is not None else None
        parts = _Reader(clause, found, index, moves[index], measures, measures[source] if source is not None else ()).parts()
        measures.append(tuple(sorted(set(parts))))
    return measures


class _Reader:
    def __init__(
        self,
        clause: Clause,
        found: Sequence[Found],
        index: int,
        move: Move | None,
        measures: Sequence[tuple[Part, ...]],
        source: tuple[Part, ...],
    ) -> None:
        figure = found[index]
        before = found[index - 1] if index and found[index - 1].stop == figure.stop else None
        after = found[index + 1] if index + 1 < len(found) and found[index + 1].stop == figure.stop else None
        self.clause, self.lex, self.lowers = clause, clause.lex, clause.lowers
        self.figure, self.before, self.after, self.move = figure, before, after, move
        self.inherited = measures[-1] if measures else ()
        self.source = source
        self.stop = after.first if after is not None else figure.stop
        self.floor = before.last if before is not None else figure.floor
        self.start = figure.qualifier[0] if figure.qualifier and figure.qualifier[0] < figure.first else figure.first
        self.next = self.lowers[figure.last] if figure.last < figure.stop else ""

    def parts(self) -> tuple[Part, ...]:
        if self.move is not None:
            return self._moved() or self._inherit()
        unit = self.figure.unit
        kind = unit.kind if unit else None
        if self.figure.moved_from is None and self._is_apposed():
            return self._inherit()
        if unit is not None and kind in _THINGS and unit.noun >= 0 and not self._hyphened():
            return self._counted(unit.noun)
        if kind in _SHARES and self.next in self.lex.whole_links:
            return self._whole()
        if kind in _SHARES:
            said = self._said_of_share()
            if said:
                return said
        if self.figure.carried and self.next in self.lex.language.units.of and self.inherited:
            return (*self.inherited[:1], *self._trimmed(self.figure.last, self.clause.end(self.figure.last, self.stop, 5)))
        described = self._described()
        if described:
            return described
        if kind == "measure" and unit is not None:
            return self._measured(unit.name in self.lex.durations)
        return self._purpose() or self._before() or self._inherit() or self._behind()

    def _trimmed(self, first: int, last: int) -> tuple[Part, ...]:
        part = self.clause.trim(first, last)
        return (part,) if part else ()

    def _is_apposed(self) -> bool:
        """Nothing but marks and function words parts the figure from the one before: `36 points, or 0.3 percent, to 10,506`."""
        if self.before is None or not self.inherited or self.figure.last < self.figure.stop and self._leads_on():
            return False
        between = self.lowers[self.before.last : self.start]
        if any(word in self.lex.verbs for word in between) or ";" in between:
            return False
        return self.clause.trim(self.floor, self.start) is None

    def _leads_on(self) -> bool:
        """Whether the figure has a noun, a whole or a description of its own."""
        unit = self.figure.unit
        own = unit is not None and unit.kind in _THINGS and unit.noun >= 0
        return own or self.next in self.lex.whole_links or bool(self._described())

    def _said_of_share(self) -> tuple[Part, ...]:
        """`half said they …`, `14 percent were committed by …`: the predicate, with the whole if the clause before has it."""
        at = self.figure.last
        if at >= self.stop or not (self.clause.is_verb(at) or self.lowers[at] in self.lex.speaking):
            return ()
        if self.clause.trim(max(self.floor, self.start - 3), self.start) and self.before is None:
            return ()
        whole = self.inherited[:1] if self.before is not None and self.before.unit and self.before.unit.kind in _SHARES else ()
        return (*whole, *self._trimmed(at, self.clause.end(at, self.stop, _WHOLE)))

    def _hyphened(self) -> bool:
        at = self.figure.tail
        return at < self.figure.last and self.lowers[at] in _HYPHENS

    def _counted(self, noun: int) -> tuple[Part, ...]:
        """The noun with its modifiers and what follows it, and, where somebody has or gets the things, who."""
        first = self.figure.tail if noun < self.figure.last else noun
        if first < noun and self.lowers[first] in self.lex.language.units.of:
            first += 1
        stop = self.stop if noun < self.stop else self.figure.stop
        return (*self._trimmed(first, max(self.clause.end(noun + 1, stop, _NOUN), noun + 1)), *self._holder())

    def _whole(self) -> tuple[Part, ...]:
        """`X percent of …`: the whole and what is said of it."""
        at, stop = self.figure.last + 1, self.stop
        if self.after is not None and not self.clause.has_content(self.clause.trim(at, self.after.first)):
            at, stop = self.after.tail, self.figure.stop
        return (*self._trimmed(at, self.clause.end(at, stop, _WHOLE)), *self._holder())

    def _holder(self) -> tuple[Part, ...]:
        """Who has, gets or wins what is counted; only a name, the rest goes without saying."""
        at = self.start - 1
        while at > self.floor and self.lowers[at] in self.lex.gaps:
            at -= 1
        if at < self.floor or self.lowers[at] not in self.lex.holding:
            return ()
        part = self.clause.subject(at + 1, self.floor)
        words = self.clause.doc.words
        if part is None:
            return ()
        first, last = part
        while first < last and not words[first][0].isupper():
            first += 1
        end = first
        while end < last and (
            words[end][0].isupper() or not words[end][0].isalpha() or words[end] in {"de", "del", "of", "the"}
        ):
            end += 1
        return self._trimmed(first, end)

    def _described(self) -> tuple[Part, ...]:
        """The figure describes what follows: `a 35 percent tax on …`, `an 800-page report`, `five months' probation`."""
        at = self.figure.last
        if self.lex.language.units.noun_first:
            return ()
        while at < self.stop and self.lowers[at] in _QUOTES:
            at += 1
        if at >= self.stop or not self.clause.is_content(at) or self.clause.is_verb(at) or self.lowers[at].endswith("ing"):
            return ()
        return self._trimmed(at, self.clause.phrase_end(at, self.stop, _NOUN))

    def _measured(self, duration: bool) -> tuple[Part, ...]:
        """Lengths, weights, times: of what (`320 km de la costa`), or what takes so long (`vetted for 18 months`)."""
        if self.next in self.lex.language.units.of:
            return (
                *(self._before() if duration else ()),
                *self._trimmed(self.figure.last, self.clause.end(self.figure.last, self.stop, 4)),
            )
        found = self._before()
        verb = self._last_verb()
        if verb is not None and (not found or duration):
            return (*found, (verb, verb + 1)) if found and found[0][1] <= verb else ((verb, verb + 1),)
        return found or self._inherit() or self._behind()

    def _last_verb(self) -> int | None:
        """The full verb right before the figure, over prepositions."""
        at = self.start - 1
        while at >= self.floor and self.lowers[at] in self.lex.boundaries:
            at -= 1
        return at if at >= self.floor and self.lowers[at].isalpha() and self.lowers[at] not in self.lex.verbs else None

    def _purpose(self) -> tuple[Part, ...]:
        """Money for something: `116 millones (141 millones de dólares) para financiar …`."""
        unit, at = self.figure.unit, self.figure.last
        if unit is None or unit.kind != "money":
            return ()
        at = self._over_brackets(at)
        if at >= self.figure.stop or self.lowers[at] not in self.lex.purposes:
            return ()
        stop = self.stop if at < self.stop else self.figure.stop
        found = self._trimmed(at + 1, self.clause.end(at + 1, stop, _PURPOSE))
        return (*self._noun_before(), *found) if found else ()

    def _over_brackets(self, at: int) -> int:
        for opening, closing in (("(", ")"),):
            if at < self.figure.stop and self.lowers[at] == closing:
                at += 1
            elif at < self.figure.stop and self.lowers[at] == opening:
                for end in range(at, min(at + 12, self.figure.stop)):
                    if self.lowers[end] == closing:
                        return end + 1
        return at

    def _moved(self) -> tuple[Part, ...]:
        """What rose or fell: the subject before the verb, the noun behind it, or the complement of the noun of change."""
        move, clause, lex = self.move, self.clause, self.lex
        assert move is not None
        figure, at = self.figure, self.figure.last
        share = figure.unit is not None and figure.unit.kind in _SHARES
        if figure.moved_from is not None:
            return self.source
        if share and self.next in lex.whole_links:
            return self._whole()
        if move.at >= at and self.lowers[move.at] in lex.movers:
            inner = self._trimmed(move.at + 1, clause.end(move.at + 1, self.stop, _CHANGED))
            return inner or self._subject(self.start)
        if move.at < 0 or move.at >= figure.first:
            return self._before()
        if move.at < self.floor:
            between = clause.trim(self.floor, self.start)
            return (
                (between,)
                if between and clause.has_content(between) and lex.language.units.alternatives[0] != self.lowers[self.floor]
                else ()
            )
        inner_part = clause.trim(move.at + 1, self.start)
        if inner_part and clause.has_content(inner_part) and self._nominal(inner_part):
            return (inner_part,)
        if lex.language.units.noun_first and self.next in lex.determiners:
            return self._trimmed(at, clause.end(at, self.stop, _CHANGED))
        return self._subject(move.at)

    def _nominal(self, part: Part) -> bool:
        """Whether the words between the verb and the figure name what changed, and do not only colour the verb."""
        return not any(self.clause.is_verb(at) for at in range(*part)) and self.lowers[part[0] - 1] not in self.lex.asides

    def _before(self) -> tuple[Part, ...]:
        """The noun that leads to the figure (`a cost of $5`), or the subject of its verb."""
        return self._noun_before() or self._subject(self.start)

    def _noun_before(self) -> tuple[Part, ...]:
        lex, lowers = self.lex, self.lowers
        at = self.start - 1
        while at > self.floor and lowers[at] in lex.gaps:
            at -= 1
        if at <= self.floor or not (lowers[at] in lex.complements or lowers[at] in {"(", ":"}):
            return ()
        first = at
        while (
            first > self.floor and at - first < 6 and self.clause.is_content(first - 1) and not self.clause.is_verb(first - 1)
        ):
            first -= 1
            link = first - 1
            while link > self.floor and lowers[link] in lex.determiners:
                link -= 1
            if link > self.floor and lowers[link] in lex.complement_links and self.clause.is_content(link - 1):
                first = link
        return self._trimmed(first, at)

    def _subject(self, end: int) -> tuple[Part, ...]:
        part = self.clause.subject(end, self.floor)
        return (part,) if part and self.clause.has_content(part) else ()

    def _inherit(self) -> tuple[Part, ...]:
        """What the figure before measures: `lost 36 points, or 0.3 percent`; also over the end of a sentence."""
        return self.inherited

    def _behind(self) -> tuple[Part, ...]:
        return self._trimmed(self.figure.last, self.clause.end(self.figure.last, self.stop, _WHOLE))
