"""Which name stands behind a mention: a pronoun, an office, a description, or a part of a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.marks import Region
from bot.model.desk import Gender, Office, Person
from bot.model.text import Span

_FARTHEST = 40
"""Mentions of people that are looked at, going back from a pronoun."""
_FARTHEST_ROLE = 300
"""Mentions that are looked at, going back from a description."""
_SENTENCE = -2.0
_SUBJECT = 2.0
_SPOKE_LAST = 1.8
_INSIDE_QUOTE = -3.0
_GENDER_UNKNOWN = -0.4
_SAME_SENTENCE = 1.5
_OFTEN = 0.2
_TOO_FAR = -9.0
"""What speaks for an antecedent; set on development articles, to be read together."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What denotes a speaker. `head`: the word that says what it is."""

    span: Span
    head: Span
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who a mention denotes. `entity`: index into the entities, None where no name of the text stands behind it."""

    name: str
    role: str | None
    entity: int | None


class Coreference:
    """Resolves mentions in the order of the text; remembers who spoke last."""

    def __init__(
        self,
        doc: Document,
        lexicon: Lexicon,
        entities: Sequence[Entity],
        regions: Sequence[Region],
        offices: Mapping[str, Person],
    ) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.entities = entities
        self.offices = offices
        self.mentions = sorted((span, index) for index, entity in enumerate(entities) for span in entity.mentions)
        self.known = {entity.known: index for index, entity in enumerate(entities)}
        self.starts = [span.start for span, _ in self.mentions]
        self.regions = regions
        self.region_starts = [region.span.start for region in regions]
        self.last: int | None = None
        """The entity that spoke last."""

    def resolve(self, mention: Mention) -> Bearer:
        """The name behind a mention; the mention's own words where nothing in the text gives one."""
        own = None if mention.plural else self._named(mention)
        if own is not None:
            return self._bearer(own)
        text = mention.span.of(self.doc.text)
        head = mention.head.of(self.doc.text).casefold()
        pronoun = self.lexicon.pronouns.get(head)
        if pronoun is not None and len(text) == len(head):
            if head in self.lexicon.speech.first_persons or pronoun.number == "plural":
                return Bearer(text, None, None)
            index = self._antecedent(mention.span.start, pronoun.gender, bodies=pronoun.gender is None)
            return self._bearer(index) if index is not None else Bearer(text, None, None)
        holder = self._holder(text)
        if holder is not None:
            return holder
        index = self._described(mention, head)
        return self._bearer(index) if index is not None else Bearer(text, None, None)

    def spoke(self, bearer: Bearer) -> None:
        if bearer.entity is not None:
            self.last = bearer.entity

    def _bearer(self, index: int) -> Bearer:
        entity = self.entities[index]
        return Bearer(entity.name, entity.role, index)

    def _named(self, mention: Mention) -> int | None:
        """The entity whose name holds the mention's head, or that is named in apposition at its end."""
        position = bisect_left(self.starts, mention.span.start)
        best: int | None = None
        if position and self.mentions[position - 1][0].end > mention.head.start:
            position -= 1
        while position < len(self.mentions) and self.starts[position] < mention.span.end:
            span, index = self.mentions[position]
            if span.start == mention.span.start and self.entities[index].kind == "person" and self._owned(span.end):
                return index  # Laura Finch of the Institute: the person, not the body
            if span.overlaps(mention.head):
                return index
            if span.end == mention.span.end and self.entities[index].kind == "person":
                between = self.doc.text[mention.head.end : span.start].strip()
                if not between or between.endswith(","):
                    best = index
            position += 1
        return best

    def _owned(self, end: int) -> bool:
        """Whether a genitive follows: *Laura Finch of …*, but not *Finch’s aide*."""
        after = self.doc.token_at(end - 1) + 1
        return after < len(self.doc.lowers) and bool(self.lexicon.of(self.doc.lowers[after]) & lx.GENITIVE)

    def _antecedent(self, before: int, gender: Gender | None, *, bodies: bool) -> int | None:
        doc = self.doc
        here = doc.sentence_of[max(doc.token_at(before), 0)] if doc.words else 0
        best: tuple[float, int] | None = None
        position = bisect_left(self.starts, before) - 1
        for back in range(position, max(position - _FARTHEST, -1), -1):
            span, index = self.mentions[back]
            entity = self.entities[index]
            if entity.kind == "place" or (entity.kind == "organisation") != bodies:
                continue
            if gender is not None and entity.gender not in {gender, None}:
                continue
            token = doc.token_at(span.start)
            distance = here - doc.sentence_of[token]
            score = distance * _SENTENCE + min(len(entity.mentions), 5) * _OFTEN
            if gender is not None and entity.gender is None:
                score += _GENDER_UNKNOWN
            if self._opens_sentence(token) or self._acts(token, span.end):
                score += _SUBJECT
            if index == self.last:
                score += _SPOKE_LAST
            if self._inside_quote(span.start):
                score += _INSIDE_QUOTE
            if distance == 0:
                score += _SAME_SENTENCE
            if best is None or score > best[0]:
                best = (score, index)
        return best[1] if best is not None and best[0] > _TOO_FAR else None

    def _opens_sentence(self, token: int) -> bool:
        """Whether the name begins its sentence, after a title at most."""
        sentence_of, words = self.doc.sentence_of, self.doc.words
        for back in range(token - 1, token - 5, -1):
            if back < 0 or sentence_of[back] != sentence_of[token]:
                return True
            if (
                not self.lexicon.of(self.doc.lowers[back]) & (lx.ROLE | lx.TITLE | lx.DETERMINER | lx.ADVERB)
                and words[back] != "."
            ):
                return False
        return False

    def _acts(self, token: int, end: int) -> bool:
        """Whether the name follows a comma and has a verb, or at least no preposition, after it: *On Monday, Smith left*."""
        words = self.doc.words
        if token and words[token - 1] != ",":
            return False
        after = self.doc.token_at(end)
        while after < len(words) and self.doc.starts[after] < end:
            after += 1
        if after >= len(words) or not words[after][0].islower():
            return False
        return not self.lexicon.of(self.doc.lowers[after]) & (lx.PREPOSITION | lx.CONJUNCTION)

    def _inside_quote(self, at: int) -> bool:
        index = bisect_left(self.region_starts, at + 1) - 1
        return index >= 0 and self.regions[index].span.end > at

    def _holder(self, text: str) -> Bearer | None:
        """The holder of an office named alone, at the article's date."""
        if not self.offices:
            return None
        person = self.offices.get(_bare(text, self.lexicon))
        if person is None:
            return None
        return Bearer(person.name, None, self.known.get(person.id))

    def _described(self, mention: Mention, head: str) -> int | None:
        """*the senator*: the person whom the article gives that role, or who spoke last if nothing speaks against it."""
        flags = self.lexicon.of(head)
        first = self.doc.lowers[max(self.doc.token_at(mention.span.start), 0)]
        if not flags & (lx.ROLE | lx.TITLE) or mention.plural or first not in self.lexicon.speech.definite:
            return None
        gender = self.lexicon.genders.get(head)
        words = frozenset(_bare(mention.span.of(self.doc.text), self.lexicon).split())
        last = self.entities[self.last] if self.last is not None else None
        fits = last is not None and last.kind == "person" and (gender is None or last.gender in {gender, None})
        if fits and last is not None and self._holds(last.role, head, words):
            return self.last
        titled = self._titled(head, gender, mention.span, words)
        if titled is not None:
            return titled
        rival = last is not None and last.role is not None and head in last.role.casefold().split()
        return self.last if fits and not rival and self.lexicon.is_generic(head) else None

    def _holds(self, role: str | None, head: str, words: frozenset[str]) -> bool:
        """Whether the role is the one described: *el secretario de Seguridad* is no *secretario de Estado*."""
        if role is None:
            return False
        held = role.casefold().split()
        return head in held and (words <= frozenset(held) or not any(self.lexicon.of(word) & lx.GENITIVE for word in words))

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
