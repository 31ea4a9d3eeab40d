"""Walks in a sentence without a parser: back to a subject, on to the end of a phrase."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bot.condense.figures.found import Part
from bot.condense.figures.period import Dates
from bot.condense.figures.sentence import DASHES, Sentence

STOPS = frozenset(';:.!?()[]"“”«»…–—')
_APOSTROPHES = frozenset("'’")
_CLOSERS = frozenset(",)")

_SUBJECT, _ANTECEDENT = 9, 6
"""How many words are kept of a subject, and of the noun before a relative clause."""

ASIDE = 28
"""How many words an aside between commas or brackets may have: `Caracas, with a population of …, had`."""

_COMPLEMENT = 5
"""How many words a complement may have: `tax on Carrier products`."""


class Clause:
    """A sentence, read for what its figures measure."""

    def __init__(self, sentence: Sentence, dates: Dates, figures: Sequence[Part]) -> None:
        """`figures`: the spans of the sentence's figures, in order; a subject does not reach into one."""
        self.sentence, self.lex, self.lowers = sentence, sentence.lex, sentence.lowers
        self.floor, self.stop = sentence.floor, sentence.stop
        self.figures = figures
        dating = (part for part in dates.of_sentence(sentence) if not self._possesses(part[1]))
        self._dates = sorted([*dating, *self._asides()])
        """Dating expressions and asides: they belong to no noun phrase."""

    def _asides(self) -> list[Part]:
        """`however`, `por su parte`."""
        asides, lowers = self.lex.asides, self.lowers
        if not asides.may_stand(lowers[self.floor : self.stop]):
            return []
        found = [asides.ahead(lowers, at, self.stop) for at in range(self.floor, self.stop) if asides.starts(lowers[at])]
        return [(met.first, met.last) for met in found if met]

    def _possesses(self, at: int) -> bool:
        """`the toll from Saturday's attack`: a time with an apostrophe behind it belongs to its noun."""
        return self.sentence.at(at) in _APOSTROPHES and self.sentence.tied(at - 1) and self.sentence.tied(at)

    def is_verb(self, at: int) -> bool:
        word, lex = self.lowers[at], self.lex
        if word in lex.verbs or word in lex.arrivals or word in lex.passages:
            return True
        if word in lex.moves:
            words = self.sentence.words  # `Baja California` does not fall
            return not (words[at][0].isupper() and at + 1 < self.stop and words[at + 1][0].isupper())
        if word.endswith(lex.gerund_endings):
            return at > self.floor and self.lowers[at - 1] in lex.verbs
        return word.endswith(lex.verb_endings) and word not in lex.not_verbs and self.sentence.words[at].islower()

    def is_contracted(self, at: int) -> bool:
        """The tail of `weren't`: its apostrophe or what is tied to it."""
        mark = at if self.lowers[at] in _APOSTROPHES else at - 1
        if mark <= self.floor or self.lowers[mark] not in _APOSTROPHES or mark + 1 >= self.stop:
            return False
        tied = self.sentence.tied(mark - 1) and self.sentence.tied(mark)
        return tied and self.is_verb(mark - 1) and len(self.lowers[mark + 1]) <= 2

    def is_content(self, at: int) -> bool:
        word = self.lowers[at]
        return word[0].isalnum() and word not in self.lex.boundaries and not word.endswith(self.lex.adverb_endings)

    def has_content(self, part: Part | None) -> bool:
        return part is not None and any(self.is_content(at) and self.lowers[at][0].isalpha() for at in range(*part))

    def end(self, start: int, stop: int, reach: int) -> int:
        """Where the words from `start` on stop to belong together."""
        at, joined = start, -1
        while at < stop and at - start < reach:
            word = self.lowers[at]
            if word in STOPS or word == "," or self._is_dash(at):
                return at
            joined = at if word in self.lex.joiners else joined
            if word in self.lex.clause_openers and not (word in self.lex.relatives and 0 < at - start <= 2):
                return at
            if word in self.lex.joiners and at + 1 < stop and self.is_verb(at + 1):
                return at
            at += 1
        if at - start == reach and at < stop and self.is_content(at) and self.is_content(at - 1):
            whole = at
            while whole > start and self.is_content(whole - 1):
                whole -= 1
            at = whole if whole > start + 1 else at  # no phrase is cut
        if at == stop < self.stop and start < joined:
            return joined  # what is joined belongs to the next figure: `$7 billion in assets and Intercam $4 billion`
        while at + 1 < stop and self.lowers[at] in DASHES and self.sentence.tied(at - 1) and self.sentence.tied(at):
            at += 2  # a word with a hyphen is not cut
        return at

    def phrase_end(self, start: int, stop: int, reach: int) -> int:
        """Where the noun phrase from `start` on ends: its words, then one complement behind a preposition."""
        at = start
        while at < stop and at - start < reach and self.lowers[at][0].isalnum():
            if at > start and self.lowers[at] in self.lex.complement_links:
                return self._complement_end(at + 1, stop)
            hyphened = at + 2 < stop and self.is_hyphen(at + 1)  # `Liberian-flagged container ship`
            if at > start and not hyphened and (self.lowers[at] in self.lex.boundaries or self.is_verb(at)):
                break
            at += 1 + 2 * hyphened
        return at

    def _complement_end(self, start: int, stop: int) -> int:
        at = start
        while at < stop and self.lowers[at] in self.lex.determiners:
            at += 1
        while at < min(stop, start + _COMPLEMENT) and self.is_content(at) and not self.is_verb(at):
            at += 1
        return at

    def subject(self, end: int, floor: int) -> Part | None:
        """The noun phrase that the verb before `end` says something of, not before `floor`; asides are stepped over."""
        at = self._over_verbs(end, floor)
        if at > floor + 1 and at < end and self.lowers[at - 1] in self.lex.joiners and self.is_verb(at):
            earlier = self._shared_verb(at - 1, floor)
            return self.subject(earlier, floor) if earlier is not None else None
        part = self.trim(*self._back(at, floor, _SUBJECT))
        if part is not None or at <= self.floor:
            return part
        if self.lowers[at - 1] in _CLOSERS:
            return self._before_aside(at, floor)
        return self._antecedent(at - 1) if self.lowers[at - 1] in self.lex.relatives else None

    def dealt_out(self, figure: int) -> Part | None:
        """`A, B and C received 12, 9 and 4 respectively`: the holder of the figure that starts at token `figure`."""
        if self.lex.respectively.isdisjoint(self.lowers[self.floor : self.stop]):
            return None
        holders: list[Part] = []
        at = last = self._over_verbs(self.figures[0][0], self.floor)
        while at > self.floor and self.lowers[at - 1] not in STOPS and not self.is_verb(at - 1):
            at -= 1
            if self.lowers[at] == "," or self.lowers[at] in self.lex.joiners:
                holders.append((at + 1, last))
                last = at
        holders.append((at, last))
        holders = [part for part in holders if part[0] < part[1]]
        index = next((index for index, span in enumerate(self.figures) if span[0] == figure), -1)
        return self.trim(*holders[-1 - index]) if index >= 0 and len(holders) == len(self.figures) else None

    def _shared_verb(self, joiner: int, floor: int) -> int | None:
        """The verb before `joiner` that has the subject of the one behind it."""
        for at in range(joiner - 1, max(floor, joiner - ASIDE), -1):
            if self.lowers[at] in STOPS or self.lowers[at] in self.lex.clause_openers:
                return None
            if self.is_verb(at) and not self.is_verb(at - 1):
                return at if self.lowers[at - 1] != "," else None
        return None

    def _before_aside(self, at: int, floor: int) -> Part | None:
        """The subject where a comma or a bracket stands before its verb at `at`."""
        opener = self._over_asides(at - 1)
        if opener is None:
            led = self.lowers[self._clause_start(at - 1)]
            opens = led in self.lex.boundaries and led not in self.lex.determiners  # `According to the report, …`
            return None if opens else self.trim(*self._back(at - 1, min(floor, at - 1), _SUBJECT))
        if not self._opens_aside(self.lowers[opener + 1]) and any(map(self.is_verb, range(opener + 1, at - 1))):
            return None  # a clause of its own: `if they stay, she leads, 1,428 to 1,153`
        return self.trim(*self._back(self._over_verbs(opener, self.floor), self.floor, _SUBJECT))

    def _clause_start(self, at: int) -> int:
        """The token behind the last comma or stop before `at`."""
        while at > self.floor and self.lowers[at - 1] not in STOPS and self.lowers[at - 1] != ",":
            at -= 1
        return at

    def _over_asides(self, close: int) -> int | None:
        """Where the aside that ends at `close` starts; over several, as long as what stands before them is another one."""
        opener = self._aside(close)
        while opener is not None:
            earlier = self._aside(opener)
            if earlier is None or not self._opens_aside(self.lowers[earlier + 1]):
                return opener
            opener = earlier
        return None

    def _opens_aside(self, word: str) -> bool:
        """An aside starts with a preposition or a relative; with an article starts a noun phrase of its own."""
        lex = self.lex
        return word in lex.relatives or word in lex.clause_openers or (word in lex.boundaries and word not in lex.determiners)

    def _antecedent(self, at: int) -> Part | None:
        """The noun before a relative clause: `the economy, which fell 5 %`."""
        while at > self.floor and (self.lowers[at - 1] in _CLOSERS or self.lowers[at - 1] in self.lex.boundaries):
            at = (self._aside(at - 1) if self.lowers[at - 1] == ")" else None) or at - 1
        return self.trim(*self._back(at, self.floor, _ANTECEDENT))

    def _over_verbs(self, end: int, floor: int) -> int:
        """Back over verbs, function words, adverbs and dates."""
        at = end
        floor = max(floor, end - ASIDE)
        while at > floor:
            word = self.lowers[at - 1]
            dated = self._date_start(at)
            if dated is not None:
                at = max(dated, floor)
                continue
            if word in self.lex.joiners and self.is_verb(at):
                break  # `he started work in May and earns $21`: the verb shares the subject of another
            content = self.is_content(at - 1) and not self.is_verb(at - 1) and word not in self.lex.boundaries
            if word in self.lex.relatives or content or word in _CLOSERS or word in STOPS:
                break
            at -= 1
        return at

    def _in_figure(self, at: int) -> bool:
        index = bisect_left(self.figures, (at + 1, 0)) - 1
        return index >= 0 and at < self.figures[index][1]

    def is_dated(self, at: int) -> bool:
        """Whether a dating expression holds the token."""
        return self._date_start(at + 1) is not None

    def _date_start(self, at: int) -> int | None:
        """Where the dating expression starts that token `at - 1` belongs to."""
        index = bisect_left(self._dates, (at, 0)) - 1
        return self._dates[index][0] if index >= 0 and at <= self._dates[index][1] else None

    def _back(self, end: int, floor: int, reach: int) -> Part:
        at = end
        while at > max(floor, end - reach):
            word = self.lowers[at - 1]
            closed = word in STOPS or word == "," or word in self.lex.clause_openers
            if (
                closed
                or self._in_figure(at - 1)
                or self.is_verb(at - 1)
                or self._is_dash(at - 1)
                or self._date_start(at) is not None
            ):
                break
            at -= 1
            if word in self.lex.determiners and at > floor and self.is_content(at - 1) and not self.is_verb(at - 1):
                break  # `In Ocampo the share reached 41 %`
        return at, end

    def _aside(self, close: int) -> int | None:
        """Where the aside that ends at token `close` starts."""
        wanted = "(" if self.lowers[close] == ")" else ","
        for at in range(close - 1, max(self.floor, close - ASIDE), -1):
            if self.lowers[at] == wanted:
                return at
            if self.lowers[at] == ";":
                return None
        return None

    def is_hyphen(self, at: int) -> bool:
        """A dash inside a word."""
        return self.lowers[at] in DASHES and self.sentence.tied(at - 1) and self.sentence.tied(at)

    def _is_dash(self, at: int) -> bool:
        """A dash between words, not one inside a word."""
        return self.lowers[at] in DASHES and not self.is_hyphen(at)

    def trim(self, first: int, last: int) -> Part | None:
        """Without dates and function words at the ends."""
        low = max(0, bisect_left(self._dates, (first, 0)) - 1)
        for begin, end in self._dates[low : bisect_left(self._dates, (last, 0))]:
            if end - begin == 1 and self.lowers[begin] in self.lex.time_words:
                continue  # `annual` belongs to its noun
            if begin <= first < end:
                first = end
            elif first < begin < last:
                last = begin
        while first < last and self._is_empty(first) and self.lowers[first] not in self.lex.negations:
            first += 1  # what is denied stays denied: `20 percent did not vote`
        while first < last and (self._is_empty(last - 1) or self.lowers[last - 1] in self.lex.carriers):
            last -= 1
        return (first, last) if first < last else None

    def _is_empty(self, at: int) -> bool:
        return self.lowers[at] in self.lex.boundaries or not self.lowers[at][0].isalnum()
