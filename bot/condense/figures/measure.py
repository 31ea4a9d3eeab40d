"""What is counted, or whose size a figure gives: the words of the text, in one part or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.condense.figures.change import Move
from bot.condense.figures.clause import STOPS, Clause
from bot.condense.figures.found import Found, Part
from bot.condense.figures.noun_phrase import complement_end, noun_end, predicate_end
from bot.condense.figures.nouns import is_word
from bot.condense.figures.period import Dates
from bot.condense.figures.qualifier import is_compared
from bot.condense.figures.sentence import HYPHENS, Sentence

Parts = tuple[Part, ...]

_SHARES = frozenset({"share", "fraction", "times"})
_THINGS = frozenset({"people", "count", "noun"})
_TIMES = "times"
_POINTS = frozenset({"points", "basis points"})
"""Measures of other things than lengths, weights and times."""

_QUOTES = frozenset("'\"’‘“”«»")

# How many words are kept of a whole and its predicate, of a noun's complement, of what changed, of a purpose, of a carried
# figure's own part. Tuned together on the development data (tests/evals/figures.py), where they are flat.
_WHOLE, _NOUN, _CHANGED, _PURPOSE, _OWN = 9, 5, 7, 8, 5

_CARRIED = 4
"""How many words may stand between a verb and the noun of change that it carries."""

_CLAUSE = 6
"""How many words before a noun the relative may stand whose clause it ends."""

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
        parts = () if figure.points else _Reader(clause, figure, before, after, moves[index], inherited).parts()
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
        return figure.kind not in {*_SHARES, None} and figure.name != "points"
    word = sentence.lowers[first]
    bare = word.endswith(sentence.lex.verb_endings) and word not in sentence.lex.not_verbs and figure.kind == "money"
    before = sentence.before(first)
    if last - first == 1 and figure.kind == "money" and before in sentence.lex.movement_to and last >= figure.start:
        return True  # `told to pay 2,000 pesos`
    noun = before in sentence.lex.boundaries or sentence.at(last) in sentence.lex.of
    alone = last - first == 1 and not noun and figure.kind not in _THINGS
    return alone and (bare or word in sentence.lex.verbs)


def _goes_on(before: Found, figure: Found) -> bool:
    """Whether the figure tells more of what the sentence before measured: `It was 40 percent.`"""
    sentence = figure.sentence
    lex, words = sentence.lex, sentence.lowers[max(sentence.floor, figure.start - _STAND_IN) : figure.start]
    alike = before.kind not in _THINGS or figure.kind in _SHARES
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


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one figure's measure. `before`, `after`: the figures beside it in the sentence. `inherited`: what the figure before
    measures, or the one from which this one moved."""

    clause: Clause
    figure: Found
    before: Found | None
    after: Found | None
    move: Move | None
    inherited: Parts

    @property
    def floor(self) -> int:
        return self.before.last if self.before is not None else self.clause.floor

    @property
    def stop(self) -> int:
        return self.after.first if self.after is not None else self.clause.stop

    @property
    def next(self) -> str:
        return self.figure.sentence.at(self.figure.last)

    def parts(self) -> Parts:
        if self.figure.moved_from is not None:
            return self.inherited
        unit = self.figure.unit
        noun = -1 if unit is None or unit.kind not in _THINGS or self._is_hyphened() else unit.noun
        done = self._done()
        if noun >= 0 or done:
            return (*done, *(self._counted(noun) if noun >= 0 else self._head()))
        if self.move is not None:
            return self._moved(self.move) or self.inherited
        if self._is_apposed():
            return self.inherited
        if self.figure.kind == "measure" and self.figure.name not in _POINTS and not self.figure.carried:
            return self._own() or (() if self._is_hyphened() else self._measured())
        found = self._own() or self._led()
        # `11 shops …, and was paid $200 for each`: money measures nothing that was counted
        apart = self.figure.kind == "money" and self.before is not None and self.before.kind not in {"money", "share"}
        return found if found or apart else self._inherited_here() or self._behind() or self._verb()

    def _own(self) -> Parts:
        """What the words behind the figure say: its noun, its whole, what it describes."""
        lex = self.clause.lex
        if self.figure.kind in _SHARES:
            found = self._sampled() or self._whole() or self._fronted() or self._said_of_share() or self._among()
            if found:
                return found
        if self.figure.carried and self.figure.kind in _THINGS and self._does():
            return (*self._head(), *(self._behind() or self._befallen()))
        if self.figure.carried and self.next in lex.of and self.inherited:
            end = complement_end(self.clause, self.figure.last, self.stop)
            own = self._trimmed(self.figure.last, end or self.clause.end(self.figure.last, self.stop, _OWN))
            return (*(self._head() or self.inherited[:1]), *own)
        return self._described()

    def _led(self) -> Parts:
        """What the words before the figure say, with the purpose or the length's own complement behind it."""
        return self._purpose() or self._object_behind() or self._before()

    def _verb(self) -> Parts:
        """`renunciaron 74`."""
        verb = self.clause.last_verb(self.figure.start, self.floor) if self.figure.unit is None else None
        return ((verb, verb + 1),) if verb is not None else ()

    def _inherited_here(self) -> Parts:
        """What the figure before measures, without the complement that this one has its own of: `… and 71 % in Ohio`."""
        if not self.inherited or self.next not in self.clause.lex.complement_links or self.next in self.clause.lex.of:
            return self.inherited
        first, last = self.inherited[-1]
        links = [at for at in range(first + 1, last) if self.clause.lowers[at] == self.next]
        return (*self.inherited[:-1], (first, links[0] if links else last))

    def _is_whole(self) -> bool:
        """Whether the figure before is a part of this one, of which all is said: `23 of those 29 files are …`."""
        if self.before is None:
            return False
        between = self.clause.lowers[self.before.last : self.figure.start]
        lex = self.clause.lex
        return bool(between) and between[0] in lex.partitives and all(word in lex.determiners for word in between[1:])

    def _befallen(self) -> Parts:
        """`12 died`, `40 have been killed`."""
        near = range(self.figure.last, min(self.figure.last + _CARRIED, self.stop))
        harm = next((at for at in near if self.clause.lowers[at] in self.clause.lex.harms), None)
        return ((harm, harm + 1),) if harm is not None else ()

    def _done(self) -> Parts:
        """What is done to the people counted: `asesinaron a seis personas`."""
        if self.figure.kind != "people" or self._is_hyphened():
            return ()
        lex, at = self.clause.lex, self.figure.start - 1
        while at > self.floor and (self.clause.lowers[at] in lex.gaps or self.clause.lowers[at] in lex.adjunct_links):
            at -= 1
        harmed = at >= self.floor and self.clause.lowers[at] in lex.harms and self.clause.is_verb(at)
        return ((at, at + 1),) if harmed else ()

    def _does(self) -> bool:
        """Whether a verb or a relative clause follows: `only 750,000 have received a dose`."""
        at, lex = self.figure.last, self.clause.lex
        while at < self.stop and self.clause.lowers[at] in lex.clitics:
            at += 1
        word = self.clause.sentence.at(at)
        says = word in lex.relatives or word in lex.speaking or word in lex.harms
        return at < self.stop and (self.clause.is_verb(at) or says)

    def _head(self) -> Parts:
        """The noun alone that a bare number goes on counting."""
        return ((self.figure.head, self.figure.head + 1),) if self.figure.head >= 0 else ()

    def _trimmed(self, first: int, last: int) -> Parts:
        part = self.clause.trim(first, last)
        return (part,) if part else ()

    # ── behind the figure ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _is_hyphened(self) -> bool:
        at = self.figure.tail
        return at < self.figure.last and self.clause.lowers[at] in HYPHENS

    def _counted(self, noun: int) -> Parts:
        """The noun with its modifiers and what follows it, and, where somebody has or gets the things, who."""
        first = self.figure.tail if noun < self.figure.last else noun
        first += first < noun and self.clause.lowers[first] in self.clause.lex.of
        stop = self.stop if noun < self.stop else self.clause.stop
        end = noun_end(self.clause, noun, stop)
        said = end if self._is_whole() else predicate_end(self.clause, noun, end, stop)
        return (*self._trimmed(first, said), *self._holder())

    def _whole(self) -> Parts:
        """`X percent of …`: the whole and what is said of it, also where the whole is a figure itself."""
        link = self._whole_link()
        if link is None:
            return ()
        at, stop = link, self.stop
        if "," not in self.clause.lowers[at:stop] and self.after is not None and self._is_amount(at, self.after.first):
            at, stop = self.after.tail, self.clause.stop
        end = self.clause.end(at, stop, _WHOLE)
        told = self._trimmed(at, end)
        if self.inherited and self._is_amount(at, end):
            return (*(self._noun_before() or self.inherited[:1]), *self._holder())  # `, 28 % del total`
        relative = told and any(word in self.clause.lex.relatives for word in self.clause.lowers[at : told[0][0]])
        return (*(((at, told[0][1]),) if relative else told), *self._holder())  # `four in 10 of those who arrived`

    def _is_amount(self, first: int, last: int) -> bool:
        """Whether nothing but `the total of` stands there before the next figure."""
        part = self.clause.trim(first, last)
        nouns = self.clause.lex.figure_nouns
        return part is None or all(self.clause.lowers[at] in nouns or not self.clause.is_content(at) for at in range(*part))

    def _sampled(self) -> Parts:
        """`one buyer in forty`: the noun inside the share."""
        at, lex = self.figure.first + 1, self.clause.lex
        inside = self.figure.kind == "fraction" and at < self.figure.last - 1 and is_word(self.clause.sentence, at)
        if not inside or lex.ratios.ahead(self.clause.lowers, at + 1, self.figure.last) is None:
            return ()
        return ((at, at + 1),)

    def _whole_link(self) -> int | None:
        """The token behind the words between a share and its whole."""
        met = self.clause.lex.whole_links.ahead(self.clause.lowers, self.figure.last, self.clause.stop)
        return met.last if met else None

    def _among(self) -> Parts:
        """`turnout was 66 percent among the young`."""
        if self.next not in self.clause.lex.among:
            return ()
        of_what = self._before() or self.inherited[:1]
        return (*of_what, *self._trimmed(self.figure.last, self.clause.end(self.figure.last, self.stop, _OWN)))

    def _said_of_share(self) -> Parts:
        """`half said they …`, `14 percent were committed by …`: the predicate, with the whole if the clause before has it."""
        at = self.figure.last
        if at >= self.stop or not (self.clause.is_verb(at) or self.clause.lowers[at] in self.clause.lex.speaking):
            return ()
        told = self.figure.start > self.floor and self.clause.is_verb(self.figure.start - 1)  # `polls show 65% support …`
        if self.before is None and not told and self.clause.trim(max(self.floor, self.figure.start - 3), self.figure.start):
            return ()
        follows = self.before is not None and self.clause.trim(self.floor, self.figure.start) is None
        whole = self.inherited[:1] if self.before is not None and (follows or self.before.kind in _SHARES) else ()
        at += self.next in self.clause.lex.clause_openers
        return (*whole, *self._trimmed(at, self.clause.end(at, self.stop, _WHOLE)))

    def _fronted(self) -> Parts:
        """`Of the firearms submitted for tracing, 70 % came from …`: the whole that opens the sentence, and what is said."""
        fronted = self.clause.fronted_whole(self.figure.start)
        if fronted is None:
            return ()
        at = self.figure.last
        told = self.clause.trim(at, self.clause.end(at, self.stop, _WHOLE))
        verbs = (verb for verb in range(at, told[0]) if self.clause.is_verb(verb)) if told else iter(())
        return (fronted, (next(verbs, told[0]), told[1])) if told else (fronted,)

    def _described(self) -> Parts:
        """The figure describes what follows: `a 35 percent tax on …`, `an 800-page report`, `five months' probation`."""
        clause, at = self.clause, self.figure.last
        if clause.lex.noun_first:
            return ()
        while at < self.stop and clause.lowers[at] in _QUOTES:
            at += 1
        if at >= self.stop or not clause.is_content(at) or clause.is_verb(at):
            return ()
        if clause.lowers[at].endswith(clause.lex.gerund_endings) and not self._is_hyphened():
            return ()
        whole = self.figure.kind == "fraction"  # `six in 10 adults who …`
        end = clause.end(at, self.stop, _WHOLE) if whole else clause.phrase_end(at, self.stop, _NOUN)
        holder = self._holder() if self.figure.kind == "share" else ()
        return (*self._trimmed(at, end), *holder)

    def _behind(self) -> Parts:
        lex, at = self.clause.lex, self.figure.last
        if self.figure.kind == "money" and any(word in lex.joiners for word in self.clause.lowers[at : at + 2]):
            return ()  # `I earn 600 pesos more and nobody …`
        while at < self.stop and (self.clause.lowers[at] in lex.relatives or self.clause.lowers[at] in lex.clitics):
            at += 1
        return self._trimmed(at, self.clause.end(at, self.stop, _WHOLE))

    def _is_apposed(self) -> bool:
        """Nothing but marks and function words parts the figure from the one before: `36 points, or 0.3 percent, to 10,506`."""
        if self.before is None or not self.inherited:
            return False
        if self.figure.kind == "measure" and self.figure.name not in _POINTS and self.before.kind != "measure":
            return False  # `11 shops over 14 months`
        if self._whole_link() is not None or self._described() or (self.figure.kind in _SHARES and self._said_of_share()):
            return False
        if self.figure.carried and self.figure.kind in _THINGS and self._does():
            return False
        lex = self.clause.lex
        between = range(self.before.last, self.figure.start)
        if is_compared(self.figure):
            return True
        words = self.clause.lowers[self.before.last : self.figure.start]
        parted = ";" in words or any(word in lex.verbs for word in words)
        return not parted and not any(map(self._tells, between))

    def _tells(self, at: int) -> bool:
        word, lex = self.clause.lowers[at], self.clause.lex
        return word[0].isalnum() and not (word in lex.boundaries or word in lex.alternatives or self.clause.is_dated(at))

    # ── before the figure ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _before(self) -> Parts:
        """The noun that leads to the figure (`a cost of $5`), or the subject of its verb; what a bare number goes on counting
        is told with it."""
        subject = () if (found := self._noun_before()) else self._subject(self.figure.start)
        return found or ((*self._head(), *subject) if subject else ())

    def _subject(self, end: int) -> Parts:
        listed = self.clause.sentence.before(self.figure.start) in self.clause.lex.joiners  # `faltan luz y 6 millones`
        part = None if listed else self.clause.subject(end, self.floor)
        if part is None or not self.clause.has_content(part):
            return ()
        if self.before is not None and part[0] - self.before.last < _CARRIED:
            joined = [at for at in range(*part) if self.clause.lowers[at] in self.clause.lex.joiners]
            part = (joined[-1] + 1, part[1]) if joined else part  # `$7 billion in assets and Intercam $4 billion`
        if self._belongs_before(part) or all(self.clause.lowers[at] in self.clause.lex.figure_nouns for at in range(*part)):
            return ()
        if self._is_adjunct(part):
            return ()
        part = self._with_verb(part)
        named = self.figure.kind == "money" and all(word[0].isupper() for word in self.clause.sentence.words[slice(*part)])
        verb = self.clause.last_verb(self.figure.start, part[1]) if named else None
        if named and verb is None and self.before is not None and self.before.kind == self.figure.kind:
            return (*self.inherited[:1], part)  # `… and Intercam more than $4 billion`
        return ((part[0], verb + 1),) if verb is not None and verb - part[1] < _CARRIED else (part,)

    def _belongs_before(self, part: Part) -> bool:
        """Whether it is the complement of the figure before: `74 % in Indiana and 71 % in West Virginia`."""
        if self.before is None or part[0] <= self.before.last or part[0] - self.before.last > 2:
            return False
        linked = self.clause.lowers[self.before.last] in self.clause.lex.adjunct_links
        return linked and not any(map(self.clause.is_verb, range(part[1], self.figure.start)))

    def _is_adjunct(self, part: Part) -> bool:
        """A noun behind a preposition is no subject: `men who rode on a motorcycle fired 19 times`."""
        lex, at = self.clause.lex, part[0]
        while at > self.floor and self.clause.lowers[at - 1] in lex.determiners:
            at -= 1
        link, near = self.clause.sentence.before(at), self.clause.lowers[max(self.floor, at - _CLAUSE) : at]
        return link in lex.adjunct_links and link not in lex.complements and any(word in lex.relatives for word in near)

    def _with_verb(self, part: Part) -> Part:
        """An object is told with its verb and subject: `Clinton led Sanders by 20 points`."""
        verb = part[0] - 1
        object_ = verb > self.floor and self.clause.is_verb(verb) and self.clause.lowers[verb] not in self.clause.lex.copulas
        if not object_ or any(map(self.clause.is_verb, range(part[1], self.figure.start))):
            return part
        subject = self.clause.subject(part[0], self.floor)
        return (subject[0] if subject is not None and subject[1] == verb else verb, part[1])

    def _noun_before(self) -> Parts:
        part = self.clause.noun_before(self.figure.start, self.floor)
        return (part,) if part else ()

    def _holder(self) -> Parts:
        part = self.clause.holder(self.figure.start, self.floor)
        return (part,) if part else ()

    def _measured(self) -> Parts:
        """Lengths, weights, times: of what (`320 km de la costa`), or what takes so long (`vetted for 18 months`)."""
        if self.next in self.clause.lex.of or (not self.figure.lasts and self._whole_link() is not None):
            end = complement_end(self.clause, self.figure.last, self.stop)
            own = self._trimmed(self.figure.last, end or self.clause.end(self.figure.last, self.stop, _OWN - 1))
            return (*(self._noun_before() if self.figure.lasts else ()), *own)
        if self.figure.lasts or (self.figure.name == _TIMES and self.next not in self.clause.lex.determiners):
            return self._lasting()
        found, verb = self._before(), self.clause.last_verb(self.figure.start, self.floor)
        return found if found or verb is None else ((verb, verb + 1),)

    def _lasting(self) -> Parts:
        """What goes on so long: the noun that leads to it, the subject and verb before it, the verb phrase before its
        preposition (`mended nets for 31 years`)."""
        found, clause = self._noun_before(), self.clause
        lex = clause.lex
        if not found and self.next in lex.purposes and self.next not in lex.time_within:
            found = self._behind()  # `has 48 hours to bring them before a judge`
        verb = clause.last_verb(self.figure.start, self.floor)
        if found or verb is None:
            return found
        if clause.is_verb(verb):
            return (*(part for part in self._subject(self.figure.start) if part[1] <= verb), (verb, verb + 1))
        action = clause.action(verb, self.floor)
        return self._trimmed(action, verb + 1) if action is not None else ()

    def _purpose(self) -> Parts:
        """Money for something: `116 millones (141 millones de dólares) para financiar …`."""
        at = self.clause.over_brackets(self.figure.last)
        if self.figure.kind != "money" or self.clause.sentence.at(at) not in self.clause.lex.purposes:
            return ()
        stop = self.stop if at < self.stop else self.clause.stop
        end, lex, lowers = self.clause.end(at + 1, stop, _PURPOSE), self.clause.lex, self.clause.lowers
        joined = (k for k in range(at + 2, end - 1) if lowers[k] in lex.joiners and lowers[k + 1] in lex.determiners)
        found = self._trimmed(at + 1, next(joined, end))
        return (*self._noun_before(), *found) if found else ()

    # ── changes ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _moved(self, move: Move) -> Parts:
        """What rose or fell: the subject before the verb, the noun behind it, or the complement of the noun of change."""
        clause, figure = self.clause, self.figure
        if figure.kind in _SHARES and self._whole_link() is not None:
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
        if self._is_noun(move.at) and self._is_appended_noun(move.at):
            return ()
        return self._object(move) or self._subject(self._verb_of(move))

    def _is_appended_noun(self, at: int) -> bool:
        """`sold for 35 pesos, a rise of 46 %`: the noun of change sums up what was told before."""
        lowers, lex = self.clause.lowers, self.clause.lex
        start = at - 1
        while start > self.floor and lowers[start] not in STOPS and lowers[start] != "," and at - start <= _CARRIED:
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
        determined = any(word in lex.determiners for word in lowers[max(self.floor, at - 2) : at])
        return lowers[at] in lex.movers and (determined or lowers[at] not in lex.moves)

    def _verb_of(self, move: Move) -> int:
        """The verb that carries a noun of change (`experimentaron una fuerte expansión`), or the verb of change itself."""
        at = move.at
        if not self._is_noun(at):
            return at
        near = range(at, max(self.floor, at - _CARRIED), -1)
        return next((end for end in near if self.clause.is_verb(end - 1)), at)

    def _object(self, move: Move) -> Parts:
        """Between verb and figure (`aumentaron las ventas en un 5 %`), or behind it (`aumentó un 5 % el número de …`)."""
        clause, lex = self.clause, self.clause.lex
        inner = clause.trim(move.at + 1, self.figure.start)
        complement = not self._is_noun(move.at) or clause.lowers[move.at + 1] in lex.complement_links
        if inner and complement and clause.has_content(inner) and not any(clause.is_verb(at) for at in range(*inner)):
            return (inner,)
        return self._object_behind()

    def _object_behind(self) -> Parts:
        """`cifró en 500 millones la inversión`: where the verb may stand before both."""
        clause = self.clause
        if not (clause.lex.noun_first and self.next in clause.lex.determiners):
            return ()
        if clause.sentence.at(self.figure.last + 1) in clause.lex.time_nouns:
            return ()  # `800 pesos la noche`
        return self._trimmed(self.figure.last, clause.end(self.figure.last, self.stop, _CHANGED))
