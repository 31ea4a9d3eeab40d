"""What the words behind a figure say of it: its noun, its whole, its predicate, its purpose."""

from __future__ import annotations

from dataclasses import dataclass

from bot.condense.figures.found import Found
from bot.condense.figures.leads import fronted_whole, over_brackets
from bot.condense.figures.noun_phrase import complement_end, noun_end, predicate_end
from bot.condense.figures.nouns import is_word
from bot.condense.figures.preceding import Preceding
from bot.condense.figures.reading import CARRIED, SHARES, THINGS, Parts
from bot.condense.figures.sentence import HYPHENS

_QUOTES = frozenset("'\"’‘“”«»")

# How many words are kept of a whole and its predicate, of a noun's complement, of a purpose, of a carried figure's own part, of
# an object behind the figure. Tuned together on the development data (tests/evals/figures.py), where they are flat.
_WHOLE, _NOUN, _PURPOSE, _OWN, _OBJECT = 9, 5, 8, 5, 7


@dataclass(frozen=True, slots=True)
class Following(Preceding):
    """Reads on from the figure."""

    def _own(self) -> Parts:
        """What the words behind the figure say: its noun, its whole, what it describes."""
        lex = self.clause.lex
        if self.figure.kind in SHARES:
            found = self._sampled() or self._whole() or self._fronted() or self._said_of_share() or self._among()
            if found:
                return found
        if self.figure.carried and self.figure.kind in THINGS and self._does():
            return (*self._head(), *(self._behind() or self._befallen()))
        if self.figure.carried and self.next in lex.of and self.inherited:
            end = complement_end(self.clause, self.figure.last, self.stop)
            own = self._trimmed(self.figure.last, end or self.clause.end(self.figure.last, self.stop, _OWN))
            return (*(self._head() or self.inherited[:1]), *own)
        return self._described()

    def _counted(self, noun: int) -> Parts:
        """The noun with its modifiers and what follows it, and, where somebody has or gets the things, who."""
        first = self.figure.tail if noun < self.figure.last else noun
        noun = max(noun, self.figure.last - 1) if noun < self.figure.last else noun  # `brothers-in-law`
        first += 2 * (first < noun and self.clause.lowers[first] in HYPHENS)  # `30-odd shops`
        first += first < noun and self.clause.lowers[first] in self.clause.lex.of
        stop = self.stop if noun < self.stop else self.clause.stop
        end = noun_end(self.clause, noun, stop)
        said = end if self._is_whole() else predicate_end(self.clause, noun, end, stop)
        return (*self._trimmed(first, said), *self._holder())

    def _is_whole(self) -> bool:
        """Whether a part is taken of it, of which all is said: `23 of those 29 files are …`, `one of the four wounded died`."""
        sentence, at, data = self.clause.sentence, self.figure.start, self.clause.lex
        while sentence.before(at) in data.determiners:
            at -= 1
        if sentence.before(at) in data.partitives and sentence.before(at - 1) in data.quantifiers:
            return True
        if self.before is None:
            return False
        between = self.clause.lowers[self.before.last : self.figure.start]
        lex = self.clause.lex
        return bool(between) and between[0] in lex.partitives and all(word in lex.determiners for word in between[1:])

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

    def _whole_link(self) -> int | None:
        """The token behind the words between a share and its whole."""
        met = self.clause.lex.whole_links.ahead(self.clause.lowers, self.figure.last, self.clause.stop)
        return met.last if met else None

    def _sampled(self) -> Parts:
        """`one buyer in forty`: the noun inside the share."""
        at, lex = self.figure.first + 1, self.clause.lex
        inside = self.figure.kind == "fraction" and at < self.figure.last - 1 and is_word(self.clause.sentence, at)
        if not inside or lex.ratios.ahead(self.clause.lowers, at + 1, self.figure.last) is None:
            return ()
        return ((at, at + 1),)

    def _among(self) -> Parts:
        """`turnout was 66 percent among the young`."""
        if self.next not in self.clause.lex.among:
            return ()
        of_what = self._before() or self.inherited[:1]
        return (*of_what, *self._trimmed(self.figure.last, self.clause.end(self.figure.last, self.stop, _OWN)))

    def _said_of_share(self) -> Parts:
        """`half said they …`, `14 percent were committed by …`: the predicate, with the whole if the clause before has it."""
        at, lex = self.figure.last, self.clause.lex
        start = at
        while at < self.stop and (self.clause.lowers[at].endswith(lex.adverb_endings) or self.clause.lowers[at] in lex.clitics):
            at += 1  # `17 % strongly disagree`
        if at >= self.stop or not (self.clause.is_verb(at) or self.clause.lowers[at] in lex.speaking):
            return ()
        told = self.figure.start > self.floor and self.clause.is_verb(self.figure.start - 1)  # `polls show 65% support …`
        if self.before is None and not told and self.clause.trim(max(self.floor, self.figure.start - 3), self.figure.start):
            return ()
        follows = self.before is not None and self.clause.trim(self.floor, self.figure.start) is None
        whole = self.inherited[:1] if self.before is not None and (follows or self.before.kind in SHARES) else ()
        start += self.next in self.clause.lex.clause_openers
        return (*whole, *self._trimmed(start, self.clause.end(max(at, start), self.stop, _WHOLE)))

    def _fronted(self) -> Parts:
        """`Of the firearms submitted for tracing, 70 % came from …`: the whole that opens the sentence, and what is said."""
        fronted = fronted_whole(self.clause, self.figure.start)
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
        if at < self.stop and self._is_hyphened() and clause.lowers[at] in clause.lex.figure_nouns:
            return ((at, at + 1),)  # `a four-year high`
        if at >= self.stop or not clause.is_content(at) or clause.is_verb(at):
            return ()
        if clause.lowers[at].endswith(clause.lex.gerund_endings) and not self._is_hyphened():
            return ()
        whole = self.figure.kind == "fraction"  # `six in 10 adults who …`
        end = clause.end(at, self.stop, _WHOLE) if whole else clause.phrase_end(at, self.stop, _NOUN)
        holder = self._holder() if self.figure.kind == "share" else ()
        return (*self._trimmed(at, end), *holder)

    def _does(self) -> bool:
        """Whether a verb or a relative clause follows: `only 750,000 have received a dose`."""
        at, lex = self.figure.last, self.clause.lex
        start = self.figure.start
        if self.clause.sentence.before(start) in lex.determiners and self.clause.sentence.before(start - 1) in lex.partitives:
            return False  # `none of the 55 was freed` frees nobody
        while at < self.stop and self.clause.lowers[at] in lex.clitics:
            at += 1
        word = self.clause.sentence.at(at)
        says = word in lex.relatives or word in lex.speaking or word in lex.harms
        return at < self.stop and (self.clause.is_verb(at) or says)

    def _befallen(self) -> Parts:
        """`12 died`, `40 have been killed`."""
        near = range(self.figure.last, min(self.figure.last + CARRIED, self.stop))
        harm = next((at for at in near if self.clause.lowers[at] in self.clause.lex.harms), None)
        return ((harm, harm + 1),) if harm is not None else ()

    def _behind(self) -> Parts:
        lex, at = self.clause.lex, self.figure.last
        if self.figure.kind == "money" and any(word in lex.joiners for word in self.clause.lowers[at : at + 2]):
            return ()  # `I earn 600 pesos more and nobody …`
        if self.next in lex.determiners and self.clause.sentence.at(at + 1) in lex.time_nouns:
            return ()  # `800 pesos la noche`
        skipped = lex.relatives | (lex.clitics - lex.negations)
        while at < self.stop and self.clause.lowers[at] in skipped:
            at += 1
        return self._trimmed(at, self.clause.end(at, self.stop, _WHOLE))

    def _object_behind(self, figure: Found | None = None) -> Parts:
        """`cifró en 500 millones la inversión`: where the verb may stand before both. `figure`: the result of the change that
        this one is the start of."""
        clause = self.clause
        last, stop = (figure.last, clause.stop) if figure is not None else (self.figure.last, self.stop)
        word, lex = clause.sentence.at(last), clause.lex
        if not (lex.noun_first and (word in lex.determiners or word in lex.figure_nouns)):
            return ()
        if clause.sentence.at(last + 1) in clause.lex.time_nouns:
            return ()  # `800 pesos la noche`
        return self._trimmed(last, clause.end(last, stop, _OBJECT))

    def _purpose(self) -> Parts:
        """Money for something: `116 millones (141 millones de dólares) para financiar …`."""
        at = over_brackets(self.clause, self.figure.last)
        if self.figure.kind != "money" or self.clause.sentence.at(at) not in self.clause.lex.purposes:
            return ()
        if self.clause.lex.asides.ahead(self.clause.lowers, at, self.clause.stop):
            return ()  # `for the first time`
        stop = self.stop if at < self.stop else self.clause.stop
        end, lex, lowers = self.clause.end(at + 1, stop, _PURPOSE), self.clause.lex, self.clause.lowers
        joined = (k for k in range(at + 2, end - 1) if lowers[k] in lex.joiners and lowers[k + 1] in lex.determiners)
        found = self._trimmed(at + 1, next(joined, end))
        return (*self._noun_before(), *found) if found else ()
