"""Who stands behind a description: an office by the article's date, a role that the article gives somebody."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.lexicon import Lexicon
from bot.model.desk import Gender, Office, Person
from bot.model.text import Span

_FARTHEST_ROLE = 300
"""Mentions that are looked at, going back from a description."""


_MENTIONS_READ = 5
_NEAR_HARM = 12
"""Tokens behind a name among which the verb stands by which its bearer is harmed."""
_LINKS = lx.PREPOSITION | lx.DETERMINER | lx.CONJUNCTION


class Descriptions:
    """Resolves *the president*, *the senator*, *the researcher*.

    `mentions`: the names of the text in order, each with the index of its entity.
    """

    def __init__(
        self,
        doc: Document,
        lexicon: Lexicon,
        entities: Sequence[Entity],
        mentions: Sequence[tuple[Span, int]],
        offices: Mapping[str, Person],
    ) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.entities = entities
        self.mentions = mentions
        self.starts = [span.start for span, _ in mentions]
        self.offices = offices
        self.spoke: dict[int, None] = {}
        """The people who spoke so far, the last at the end."""

    def heard(self, index: int) -> None:
        if self.entities[index].kind == "person":
            self.spoke.pop(index, None)
            self.spoke[index] = None

    def in_office(self, span: Span, head: str, last: int | None) -> int | Person | None:
        """*the senator*: the person whom the article gives that role, or whom the desk knows to hold it at the article's date.

        `head`: in lower case. `last`: who spoke or acted last. None where neither is known, or where the article knows another
        than the desk, who did not speak last.
        """
        person = self.offices.get(_bare(span.of(self.doc.text), self.lexicon)) if self.offices else None
        found = self._with_role(span, head, last)
        if found is None and person is None:
            found = self._of_same_office(span, head)
        if found is None or person is None or self.entities[found].known == person.id:
            return found if person is None or found is not None else person
        if found == last:
            return found
        return person if any(entity.known == person.id for entity in self.entities) else None

    def _with_role(self, span: Span, head: str, last: int | None) -> int | None:
        if not self._points(span, head):
            return None
        gender = self._gender(span, head)
        words = frozenset(_bare(span.of(self.doc.text), self.lexicon).split())
        if self._fits(last, gender) and last is not None:
            role = self.entities[last].role
            written_out = frozenset(word for word in words if not self._is_acronym(word, span, role))
            if self._holds(role, head, written_out):
                return last
        return self._titled(head, gender, span, words)

    def _is_acronym(self, word: str, span: Span, role: str | None) -> bool:
        """Whether the word is written in capitals only, where the role writes a name out."""
        within = span.of(self.doc.text).split()
        short = word.upper() in within and len(word) > 2
        return short and role is not None and word.upper() not in role and len(role.split()) > 3

    def _of_same_office(self, span: Span, head: str) -> int | None:
        """*el jefe de la cartera*, *the lawmaker*: the only person to whom the article gives that office in other words."""
        if not self._points(span, head):
            return None
        words = _bare(span.of(self.doc.text), self.lexicon).split()
        single: set[str] = set()
        rest: list[str] = []
        longest = -1
        for phrase, others in self.lexicon.same_office.get(words[0], ()) if words else ():
            if len(phrase) >= longest and tuple(words[1 : 1 + len(phrase)]) == phrase:
                longest = len(phrase)
                single |= others
                rest = words[1 + longest :]
        gender = self._gender(span, head)
        found = [index for index in range(len(self.entities)) if single and self._has_office(index, single, rest, gender)]
        return found[0] if len(found) == 1 else None

    def _has_office(self, index: int, single: set[str], rest: Sequence[str], gender: Gender | None) -> bool:
        """Whether the role's first word is one of `single`, and what follows it names nothing that `rest` does not."""
        role = self.entities[index].role
        if role is None or not self._fits(index, gender):
            return False
        head, *more = role.casefold().split()
        if head not in single:
            return False
        roles = self.lexicon.speech.roles
        of = {word for word in more if not self.lexicon.of(word) & _LINKS}
        told = {word for word in rest if not self.lexicon.of(word) & _LINKS}
        if head in roles.presiding and of - told - set(roles.realms):
            return False
        return not of or not told or not of.isdisjoint(told)

    def described(self, span: Span, head: str, last: int | None) -> int | None:
        """*the researcher*: who spoke last if nothing speaks against it, where the article gives nobody that role. `head`: in
        lower case. `last`: who spoke or acted last."""
        if not self._points(span, head):
            return None
        gender = self._gender(span, head)
        if last is not None and last not in self.spoke and self._is_victim(last):
            return None
        if not self.lexicon.is_generic(head):
            return self._only_one(head, gender)
        role = self.entities[last].role if last is not None else None
        rival = role is not None and head in role.casefold().split()
        heard = last in self.spoke or head in self.lexicon.callings or self._named_beside(last, span)
        if self._fits(last, gender) and heard and not rival and not self._better(gender, last):
            return last
        return self._only_one(head, gender)

    def _is_victim(self, index: int) -> bool:
        """*Peña fue secuestrado*: whether the article tells that somebody harmed the one of that index."""
        doc, harms = self.doc, self.doc.language.units.harms
        for span in self.entities[index].mentions[:_MENTIONS_READ]:
            first = doc.token_at(span.end - 1) + 1
            for at in range(first + 1, min(first + _NEAR_HARM, len(doc.lowers))):
                if doc.lowers[at] in harms and self.lexicon.of(doc.lowers[at - 1]) & lx.PASSIVE:
                    return True
        return False

    def _points(self, span: Span, head: str) -> bool:
        """Whether the words point to somebody known."""
        first = self.doc.lowers[max(self.doc.token_at(span.start), 0)]
        return bool(self.lexicon.of(head) & (lx.ROLE | lx.TITLE)) and first in self.lexicon.speech.definite

    def _gender(self, span: Span, head: str) -> Gender | None:
        first = self.doc.lowers[max(self.doc.token_at(span.start), 0)]
        return self.lexicon.genders.get(head) or self.lexicon.speech.gendered_determiners.get(first)

    def _fits(self, index: int | None, gender: Gender | None) -> bool:
        if index is None:
            return False
        entity = self.entities[index]
        return entity.kind == "person" and (gender is None or entity.gender in {gender, None})

    def _named_beside(self, index: int | None, span: Span) -> bool:
        """Whether the one of that index is the last to be named before, in the same sentence."""
        before = bisect_left(self.starts, span.start) - 1
        if before < 0 or self.mentions[before][1] != index:
            return False
        return self.mentions[before][0].start >= self.doc.sentence_at(span.start).start

    def _better(self, gender: Gender | None, last: int | None) -> bool:
        """Whether the gender of the last to speak is unknown, and somebody else who spoke has that of the description."""
        if gender is None or last is None or self.entities[last].gender is not None:
            return False
        return any(self.entities[index].gender == gender for index in self.spoke)

    def _only_one(self, head: str, gender: Gender | None) -> int | None:
        """*la investigadora*: the only woman who spoke, where anybody may be so called."""
        if gender is None or head not in self.lexicon.callings:
            return None
        same = [index for index in self.spoke if self.entities[index].gender == gender]
        return same[0] if len(same) == 1 else None

    def _holds(self, role: str | None, head: str, words: frozenset[str]) -> bool:
        """Whether the role is the one described: *el secretario de Seguridad* is no *secretario de Estado*."""
        if role is None:
            return False
        held = role.casefold().split()
        if not self._same_office(held, words):
            return False
        return head in held and (words <= frozenset(held) or not any(self.lexicon.of(word) & lx.GENITIVE for word in words))

    def _same_office(self, held: Sequence[str], words: frozenset[str]) -> bool:
        """Whether no word makes another office of one of the two: *the former mayor*, *the vice president*."""
        modifiers = self.lexicon.modifiers
        return {word for word in held if word in modifiers} == {word for word in words if word in modifiers}

    def _titled(self, head: str, gender: Gender | None, mention: Span, words: frozenset[str]) -> int | None:
        """The person of that role who was named last, or is named in the same sentence."""
        nearest = bisect_left(self.starts, self.doc.sentence_at(mention.start).end) - 1
        for back in range(nearest, max(nearest - _FARTHEST_ROLE, -1), -1):
            index = self.mentions[back][1]
            entity = self.entities[index]
            if (
                entity.kind == "person"
                and self._holds(entity.role, head, words)
                and (gender is None or entity.gender in {gender, None})
            ):
                return index
        return None


def _bare(text: str, lexicon: Lexicon) -> str:
    words = text.casefold().split()
    while words and words[0] in lexicon.speech.definite:
        words = words[1:]
    return " ".join(words)


def office_holders(
    offices: Sequence[Office],
    people: Sequence[Person],
    language: str,
    published: datetime | None,
    region: str | None,
) -> dict[str, Person]:
    """Title in lower case → who held that office when the article was published, for offices of the article's country."""
    if published is None or region is None:
        return {}
    by_id = {person.id: person for person in people}
    day = published.date()
    found: dict[str, Person] = {}
    for office in offices:
        if office.country != region:
            continue
        for holder in office.holders:
            if holder.since <= day and (holder.until is None or day < holder.until) and holder.person in by_id:
                for title in office.titles.get(language, ()):
                    found[title.casefold()] = by_id[holder.person]
    return found
