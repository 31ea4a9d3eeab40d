"""What the words before a figure say of it: the noun that leads to it, the subject of its verb, who has it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.condense.figures.clause import STOPS
from bot.condense.figures.found import Part
from bot.condense.figures.leads import holder, last_verb, noun_before
from bot.condense.figures.reading import CARRIED, Parts, Reading
from bot.condense.figures.stated import counting_verb

_CLAUSE = 6
"""How many words before a noun the relative may stand whose clause it ends."""

_LONGEST = 12
"""How many words of a phrase are kept that leads from a number of people to where they were."""

_PHRASE = 16
"""How many words before the last noun of a phrase its first may stand: `the number of bodies found in …`."""


@dataclass(frozen=True, slots=True)
class Preceding(Reading):
    """Reads back from the figure."""

    def _before(self) -> Parts:
        """The noun that leads to the figure (`a cost of $5`), or the subject of its verb; what a bare number goes on counting
        is told with it."""
        found = self._noun_before()
        if found and self._is_empty_noun(found[0]):
            found = self._subject(found[0][0]) or found
        counting = None if found else counting_verb(self.figure)
        subject = () if found else self._subject(self.figure.start if counting is None else counting)
        return found or ((*self._head(), *subject) if subject else ())

    def _subject(self, end: int) -> Parts:
        dealt = self.clause.dealt_out(self.figure.first)
        if dealt is not None:
            verb = last_verb(self.clause, self.clause.figures[0][0], self.clause.floor)
            return (dealt, (verb, verb + 1)) if verb is not None else (dealt,)
        listed = self.clause.sentence.before(self.figure.start) in self.clause.lex.joiners  # `faltan luz y 6 millones`
        part = None if listed else self.clause.subject(end, self.floor)
        if part is None or not self.clause.has_content(part):
            those = None if listed else self._those(end)
            return (those,) if those else ()
        part = self._whole_phrase(self._befallen_too(part, end))
        if self.before is not None and part[0] - self.before.last < CARRIED:
            joined = [at for at in range(*part) if self.clause.lowers[at] in self.clause.lex.joiners]
            part = (joined[-1] + 1, part[1]) if joined else part  # `$7 billion in assets and Intercam $4 billion`
        if self._belongs_before(part):
            return ()
        if all(self.clause.lowers[at] in self.clause.lex.figure_nouns for at in range(*part)):
            those = self._those(end)
            return (those,) if those else ()
        if self._is_adjunct(part):
            return ()
        return self._named(self._with_verb(part))

    def _those(self, end: int) -> Part | None:
        """`those arrested`: people who are told by what befell them alone, up to `end`."""
        lex, lowers = self.clause.lex, self.clause.lowers
        for at in range(end - 1, max(self.floor, end - _CLAUSE) - 1, -1):
            if lowers[at] in STOPS:
                return None
            if lowers[at] in lex.persons:
                behind = self.clause.trim(at + 1, end)
                return (at, behind[1]) if behind else None
        return None

    def _befallen_too(self, part: Part, end: int) -> Part:
        """`the number of officers killed rose`: with the participle that tells what befell them, where its verb follows."""
        lex, (first, last) = self.clause.lex, part
        if last >= end or self.clause.lowers[last] not in lex.harms or not self._is_participle(last):
            return part
        next_ = self.clause.sentence.at(last + 1)
        active = next_ in lex.determiners or next_ in lex.articles  # `Congress released the funds and appropriated`
        told = not active and any(map(self.clause.is_verb, range(last + 1, min(end + 1, self.clause.stop))))
        return (first, last + 1) if told else part

    def _is_participle(self, at: int) -> bool:
        lex, word = self.clause.lex, self.clause.lowers[at]
        return word.endswith((*lex.labels.participles, *lex.gerund_endings)) or word in lex.irregular_participles

    def _whole_phrase(self, part: Part) -> Part:
        """`the number of bodies found in the grave grew to eight`, `los muertos por la explosión de una toma suman 14`: what
        was counted, not where it lay or what befell it."""
        lex, lowers, head = self.clause.lex, self.clause.lowers, -1
        for at in range(part[0] - 1, max(self.floor, part[0] - _PHRASE) - 1, -1):
            word = lowers[at]
            if word in STOPS or word == "," or word in lex.clause_openers or self._is_finite(at):
                break
            number = word in lex.figure_nouns and self.clause.sentence.at(at + 1) in lex.of
            people = word in lex.people_adjectives or word in lex.heads or word in lex.persons or word in lex.people
            if number or (people and self.figure.carried and not self._is_linked(at)):
                head = at
        if head < 0:
            return part
        while (
            not lex.noun_first and head > self.floor and self.clause.is_content(head - 1) and not self.clause.is_verb(head - 1)
        ):
            head -= 1  # `death toll`
        return head, self._cut(head, part[1])

    def _is_linked(self, at: int) -> bool:
        """Whether a preposition leads to the noun there."""
        before = at - 1
        while before > self.floor and self.clause.lowers[before] in self.clause.lex.determiners:
            before -= 1
        return before >= self.floor and self.clause.lowers[before] in self.clause.lex.adjunct_links

    def _cut(self, first: int, last: int) -> int:
        """A long phrase ends before a preposition."""
        if last - first <= _LONGEST:
            return last
        links = (at for at in range(first + _LONGEST, first + 1, -1) if self.clause.lowers[at] in self.clause.lex.adjunct_links)
        return next(links, last)

    def _is_finite(self, at: int) -> bool:
        """Whether the verb there may be no participle behind its noun."""
        before = self.clause.sentence.before(at)
        follows = bool(before) and (self.clause.is_content(at - 1) or before in self.clause.lex.persons)
        return self.clause.is_verb(at) and not (self._is_participle(at) and follows)

    def _named(self, part: Part) -> Parts:
        """A name alone says nothing of money: it is told with its verb, or with what the sum before measures. So is whoever
        earns, pays or owes."""
        dealt = last_verb(self.clause, self.figure.start, part[1]) if self.figure.kind == "money" else None
        if dealt is not None and self.clause.lowers[dealt] in self.clause.lex.dealing:
            return ((part[0], dealt + 1),) if dealt - part[1] < CARRIED else (part, (dealt, dealt + 1))
        if self.figure.kind != "money" or not all(word[0].isupper() for word in self.clause.sentence.words[slice(*part)]):
            return (part,)
        verb = last_verb(self.clause, self.figure.start, part[1])
        if verb is not None and any(word in STOPS for word in self.clause.lowers[part[0] : verb + 1]):
            verb = None
        if verb is None:
            alike = self.before is not None and self.before.kind == self.figure.kind
            return (*self.inherited[:1], part) if alike else (part,)  # `… and Intercam more than $4 billion`
        if verb - part[1] < CARRIED:
            return ((part[0], verb + 1),)
        apart = part[0] > self.clause.floor and self.clause.is_verb(verb)
        return (part, (verb, verb + 1)) if apart else (part,)

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
        part = noun_before(self.clause, self.figure.start, self.floor)
        return (part,) if part else ()

    def _is_empty_noun(self, part: Part) -> bool:
        """`a un nivel de 6 %`, `con un total de 9 mil`: a noun that only leads to numbers."""
        lowers = self.clause.lowers
        return all(lowers[at] in self.clause.lex.figure_nouns for at in range(*part) if self.clause.is_content(at))

    def _holder(self) -> Parts:
        part = holder(self.clause, self.figure.start, self.floor)
        return (part,) if part else ()

    def _verb(self) -> Parts:
        """`renunciaron 74`."""
        verb = last_verb(self.clause, self.figure.start, self.floor) if self.figure.unit is None else None
        lex = self.clause.lex
        if verb is not None and self.clause.lowers[verb] in (*lex.passages, *lex.moves, *lex.arrivals):
            return ()  # `pasó de 12 a 4` says not what
        return ((verb, verb + 1),) if verb is not None else ()

    def _done(self) -> Parts:
        """What is done to the people counted: `asesinaron a seis personas`."""
        if self.figure.kind != "people" or self._is_hyphened():
            return ()
        lex, at = self.clause.lex, self.figure.start - 1
        while at > self.floor and (self.clause.lowers[at] in lex.gaps or self.clause.lowers[at] in lex.adjunct_links):
            at -= 1
        harmed = at >= self.floor and self.clause.lowers[at] in lex.harms and self.clause.is_verb(at)
        return ((at, at + 1),) if harmed else ()
