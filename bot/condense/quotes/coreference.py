"""Which name stands behind a mention: a pronoun, an office, a description, or a part of a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.descriptions import Descriptions
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.marks import Region
from bot.languages.schema.speech import Pronoun
from bot.model.desk import Gender, Person
from bot.model.text import Span

_FARTHEST = 40
"""Mentions of people that are looked at, going back from a pronoun."""
_SENTENCE = -2.0
_SUBJECT = 2.0
_SPOKE_LAST = 1.8
_INSIDE_QUOTE = -5.0
_GENDER_UNKNOWN = -0.4
_SAME_SENTENCE = 1.5
_OFTEN = 0.2
_TOO_FAR = -9.0
_NEAR = 3
"""What speaks for an antecedent; set on development articles, to be read together."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What denotes a speaker. `head`: the word that says what it is."""

    span: Span
    head: Span
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who a mention denotes. `entity`: index into the entities, None where no name of the text stands behind it. `named`: the
    name is a proper one; else it is the mention itself."""

    name: str
    role: str | None
    entity: int | None
    named: bool = False


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
        self.mentions = sorted((span, index) for index, entity in enumerate(entities) for span in entity.mentions)
        self.known = {entity.known: index for index, entity in enumerate(entities)}
        self.starts = [span.start for span, _ in self.mentions]
        self.regions = regions
        self.region_starts = [region.span.start for region in regions]
        self.outside = list(accumulate(not self._inside_quote(sentence.start - 1) for sentence in doc.sentences))
        """How many sentences begin outside quotes, up to each: a long quote puts nobody further away."""
        self.last: int | None = None
        """The entity that spoke or acted last."""
        self.group: Mention | None = None
        """The last group spoken of: *the men*, *a group of mothers*."""
        self.body: Mention | None = None
        """The last body spoken of by what it is: *the army*."""
        self.introduced: Mention | None = None
        """The last person brought in without a name: *a neighbour*."""
        self.descriptions = Descriptions(doc, lexicon, entities, self.mentions, offices)

    def resolve(self, mention: Mention) -> Bearer:
        """The name behind a mention; the mention's own words where nothing in the text gives one."""
        own = None if mention.plural else self._named(mention)
        if own is not None:
            return self._bearer(self._namesake(mention, own))
        text = mention.span.of(self.doc.text)
        head = mention.head.of(self.doc.text).casefold()
        pronoun = self.lexicon.pronouns.get(head)
        if pronoun is not None and len(text) == len(head):
            return self._of_pronoun(mention.span, head, pronoun) or self.unresolved(mention)
        found = None if mention.plural else self.descriptions.in_office(mention.span, head, self.last)
        if isinstance(found, Person):
            return Bearer(found.name, None, self.known.get(found.id), named=True)
        index = found
        if index is None and not mention.plural:
            index = self.descriptions.described(mention.span, head, self.last)
        return self._bearer(index) if index is not None else self.unresolved(mention)

    def unresolved(self, mention: Mention) -> Bearer:
        return Bearer(mention.span.of(self.doc.text), None, None)

    def _of_pronoun(self, span: Span, lower: str, pronoun: Pronoun) -> Bearer | None:
        """The last fit antecedent: a name, or somebody who was brought in without one since."""
        if lower in self.lexicon.speech.first_persons:
            return None
        gender, index = pronoun.gender, None
        unnamed = self.group
        if pronoun.number == "singular":
            index = self._antecedent(span.start, gender, bodies=gender is None)
            unnamed = self.body if gender is None else self.introduced
        found = self._unnamed(span.start, unnamed, gender, index)
        if found is not None:
            return self.unresolved(found)
        if index is None and gender is not None and pronoun.number == "singular":
            index = self._named_ahead(span.end, gender)
        return self._bearer(index) if index is not None else None

    def introduce(self, mention: Mention, *, spoke: bool = False) -> None:
        """Remembers one who is brought in without a name. `spoke`: as a speaker, whom a pronoun takes up however described."""
        doc, lexicon = self.doc, self.lexicon
        head = mention.head.of(doc.text).casefold()
        first = doc.lowers[max(doc.token_at(mention.span.start), 0)]
        if mention.plural:
            if lexicon.names_speakers(head) or head in lexicon.quantities:
                self.group = mention
        elif head in lexicon.bodies:
            self.body = mention
        if mention.plural or not lexicon.flags.get(first, 0) & lx.DETERMINER:
            return
        if first in lexicon.speech.definite and not spoke:
            return
        if lexicon.of(head) & lx.ROLE and head not in lexicon.bodies:
            self.introduced = mention

    def _named_ahead(self, after: int, gender: Gender) -> int | None:
        """*“…,” she says. Rosa Diaz sells …*: the person with whose name the next sentence begins."""
        position = bisect_left(self.starts, after)
        if position >= len(self.mentions):
            return None
        span, index = self.mentions[position]
        token = self.doc.token_at(span.start)
        near = self.doc.sentence_of[token] - self.doc.sentence_of[self.doc.token_at(after - 1)] == 1
        entity = self.entities[index]
        fits = entity.kind == "person" and entity.gender in {gender, None} and entity.mentions[0] == span
        return index if near and fits and self._opens_sentence(token) else None

    def _unnamed(self, before: int, found: Mention | None, gender: Gender | None, rival: int | None) -> Mention | None:
        """The one without a name whom a pronoun means, where nobody of a name was spoken of since. `found`: who was brought in
        last."""
        if found is None or found.span.end > before:
            return None
        doc = self.doc
        if doc.sentence_of[doc.token_at(before)] - doc.sentence_of[doc.token_at(found.span.start)] > _NEAR:
            return None
        told = self.lexicon.genders.get(found.head.of(doc.text).casefold())
        if gender is not None and told not in {gender, None}:
            return None
        if rival is None:
            return found
        first = doc.lowers[doc.token_at(found.span.start)]
        if first in self.lexicon.speech.definite and self.entities[rival].role is None:
            return None  # *the speaker* may well be the one whose role nobody told
        since = self.mentions[bisect_left(self.starts, found.span.end) : bisect_left(self.starts, before)]
        return None if any(index == rival for _, index in since) else found

    def spoke(self, bearer: Bearer) -> None:
        if bearer.entity is not None:
            self.last = bearer.entity
            self.descriptions.heard(bearer.entity)

    def acted(self, bearer: Bearer) -> None:
        """Remembers one who did something, but said nothing."""
        if bearer.entity is not None:
            self.last = bearer.entity

    def _namesake(self, mention: Mention, found: int) -> int:
        """Of people of one surname, told by it alone, the one who spoke or acted last; else the one found."""
        last = self.last
        word = mention.head.of(self.doc.text).casefold()
        if last is None or last == found or mention.head != mention.span or self.entities[found].kind != "person":
            return found
        names = [self.entities[index].name.casefold().split() for index in (last, found)]
        shared = self.entities[last].kind == "person" and all(word in name[1:] for name in names)
        return last if shared else found

    def _bearer(self, index: int) -> Bearer:
        entity = self.entities[index]
        return Bearer(entity.name, entity.role, index, named=True)

    def _named(self, mention: Mention) -> int | None:
        """The entity whose name holds the mention's head, or that is named in apposition at its end."""
        position = bisect_left(self.starts, mention.span.start)
        best: int | None = None
        if position and self.mentions[position - 1][0].end > mention.head.start:
            position -= 1
        while position < len(self.mentions) and self.starts[position] < mention.span.end:
            span, index = self.mentions[position]
            if span.end < mention.span.end and self.entities[index].kind == "person" and self._owned(span.end):
                return index  # Laura Finch of the Institute: the person, not the body
            if span.overlaps(mention.head):
                return index
            closes = span.end == mention.span.end and self.entities[index].kind == "person"
            if closes and self._in_apposition(mention.head.end, span.start):
                best = index
            position += 1
        return best

    def _in_apposition(self, head: int, name: int) -> bool:
        """*la directora del albergue, la religiosa Ángela Murrieta*: whether nothing but what she is stands between the comma
        and the name."""
        last = self.doc.text.rfind(",", head, name)
        between = self.doc.text[max(last + 1, head) : name].casefold().split()
        told = lx.ROLE | lx.TITLE | lx.DETERMINER | lx.POSSESSIVE
        return not between or (last >= 0 and all(self.lexicon.of(word.strip(".")) & told for word in between))

    def _owned(self, end: int) -> bool:
        """Whether a genitive follows: *Laura Finch of …*, but not *Finch’s aide*."""
        after = self.doc.token_at(end - 1) + 1
        return after < len(self.doc.lowers) and bool(self.lexicon.of(self.doc.lowers[after]) & lx.GENITIVE)

    def _antecedent(self, before: int, gender: Gender | None, *, bodies: bool) -> int | None:
        doc = self.doc
        here = self.outside[doc.sentence_of[max(doc.token_at(before), 0)]] if doc.words else 0
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
            distance = max(here - self.outside[doc.sentence_of[token]], 0)
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
