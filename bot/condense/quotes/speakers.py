"""Who said each quote: the cue in its own sentence first, then the quotes and sentences around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.agreement import Agreement
from bot.condense.quotes.clauses import Clauses
from bot.condense.quotes.coreference import Bearer, Coreference, Mention
from bot.condense.quotes.cue import Cue
from bot.condense.quotes.cues import find_cue
from bot.condense.quotes.dialogue import add_dialogue
from bot.condense.quotes.found import Found
from bot.condense.quotes.interrupted import split_interrupted
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.marks import Region, find_regions
from bot.condense.quotes.mentions import Mentions, asked
from bot.condense.quotes.passages import Passage, passages_of
from bot.condense.quotes.phrases import Phrase
from bot.condense.quotes.signatures import signature
from bot.condense.quotes.speech import is_speech
from bot.condense.quotes.subjects import clause_subject
from bot.condense.quotes.texts import is_text, issuer
from bot.model.desk import Person
from bot.model.text import Span


def find_speech(
    doc: Document, lexicon: Lexicon, entities: Sequence[Entity] = (), holders: Mapping[str, Person] | None = None
) -> list[Found]:
    """All regions that are speech, in order, with the mention of each speaker."""
    regions = find_regions(doc.text, doc.paragraphs, frozenset(lexicon.speech.clipped))
    regions = split_interrupted(doc.text, lexicon, regions)
    if lexicon.speech.dialogue_dash:
        regions = add_dialogue(doc.text, doc.paragraphs, lexicon, regions)
    if not regions:
        return []
    wanted = [lexicon.speech.pronoun_may_be_absent] * len(doc.paragraphs)
    for region in regions:
        for index in range(max(region.paragraph - 2, 0), min(region.paragraph + 2, len(wanted))):
            wanted[index] = True
    paragraphs = passages_of(doc, lexicon, regions, entities, wanted)
    coreference = Coreference(doc, lexicon, entities, regions, holders or {})
    return _Speakers(doc, lexicon, regions, paragraphs, coreference).run()


_LABEL = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,40}):\s")
"""*“WALLACE: Let us begin”*: a transcript names the speaker inside the marks."""
_LONGEST_LISTED = 24
"""Characters of a term among others."""
_LONGEST_TERM = 60
"""Characters."""


def _plain(doc: Document, region: Region) -> str:
    return doc.text[region.span.start : min(region.span.end, region.span.start + _LONGEST_TERM)].strip(" .,;:!?…").casefold()


class _Speakers:
    """Goes through the passages in order and remembers who spoke or acted last."""

    def __init__(
        self,
        doc: Document,
        lexicon: Lexicon,
        regions: Sequence[Region],
        paragraphs: Sequence[Sequence[Passage]],
        coreference: Coreference,
    ) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.regions = regions
        self.paragraphs = paragraphs
        self.coreference = coreference
        self.mentions = Mentions(doc, lexicon)
        self.agreement = Agreement(doc, lexicon, self.mentions, coreference)
        self.strict = lexicon.speech.pronoun_may_be_absent
        self.found: list[Found] = []
        singles = sum(1 for region in regions if region.style == "single")
        self.singles_are_minor = 2 * singles <= len(regions)
        self.words = Counter(_plain(doc, region) for region in regions)
        self.terms: set[str] = set()
        """Words in marks that were found to be a term: they are one wherever nothing sets them apart as spoken."""
        self.last: Mention | None = None
        """The one who was last seen speaking."""
        self.asked: Mention | None = None
        """The one who was asked last, in the same paragraph."""
        self.last_plural: Mention | None = None
        """The group that was last seen speaking."""

    def run(self) -> list[Found]:
        for index, passages in enumerate(self.paragraphs):
            self.asked = None
            for number, passage in enumerate(passages):
                before = len(self.found)
                if passage.quotes:
                    self._passage(index, number, passage)
                if len(self.found) == before:
                    self._follow(passage)
        return self.found

    def _follow(self, passage: Passage) -> None:
        """Remembers the subject of a passage without speech."""
        if passage.flags[0] & lx.DASH:
            return
        clauses = Clauses(self.doc, self.lexicon, passage)
        self._note_asked(clauses)
        subject = clauses.speaking_subject()
        if self.strict and subject is not None and is_text(passage, subject):
            return
        if subject is None and passage.quotes:
            label = find_cue(clauses, passage.quotes[0])
            subject = label.subject if label is not None and label.kind == "label" else None
        said = subject is not None
        if subject is None and self.strict and not clauses.speaks_unnamed():
            subject = self.mentions.opening_subject(passage)
        if subject is None and not self.strict:
            self._introduce(passage)
        if subject is not None:
            mention = self._remember(passage, subject)
            if mention is not None:
                bearer = self.coreference.resolve(mention)
                if bearer.entity is None and not clauses.asks():
                    self.coreference.introduce(mention, spoke=said)
                (self.coreference.spoke if said else self.coreference.acted)(bearer)

    def _introduce(self, passage: Passage) -> None:
        """Remembers who is brought in without a name by a sentence in which nobody speaks."""
        if not passage.flags[0] & lx.DETERMINER:
            return
        subject = clause_subject(passage, len(passage.flags), 0)
        mention = self.mentions.of(passage, subject) if subject is not None and subject.start == 0 else None
        if mention is not None:
            self.coreference.introduce(mention)

    def _note_asked(self, clauses: Clauses) -> None:
        phrase = asked(clauses)
        mention = self.mentions.of(clauses.passage, phrase) if phrase is not None else None
        if mention is not None:
            self.asked = mention
            self.coreference.introduce(mention)

    def _remember(self, passage: Passage, subject: Phrase) -> Mention | None:
        mention = self.mentions.of(passage, subject)
        if mention is not None and mention.plural:
            self.last_plural = mention
        elif mention is not None:
            self.last = mention
        return mention

    def _passage(self, index: int, number: int, passage: Passage) -> None:
        clauses = Clauses(self.doc, self.lexicon, passage)
        self._note_asked(clauses)
        term = -1
        for position in passage.quotes:
            region = self.regions[-1 - passage.items[position]]
            if passage.flags[position] & lx.NICKNAME:
                self.terms.add(_plain(self.doc, region))
                continue
            cue = find_cue(clauses, position)
            if term == position - 2 >= 0 and self._is_listed(passage, position, region, cue):
                term = position
                continue
            if self._is_speech(clauses, position, region, cue) or region.continues:
                one = Found(region, passage, position, cue)
                self._attribute(one, index, number)
                self.found.append(one)
            elif region.span.end - region.span.start <= _LONGEST_LISTED:
                term = position

    def _is_listed(self, passage: Passage, position: int, region: Region, cue: Cue | None) -> bool:
        """*According to the radio, the classes “small” and “tiny” grew*: whether a few words go on with the term before, and no
        verb of saying leads to them."""
        loose = cue is None or cue.kind == "source"
        short = loose and region.span.end - region.span.start <= _LONGEST_LISTED
        return short and bool(passage.flags[position - 1] & (lx.CONJUNCTION | lx.COMMA))

    def _is_speech(self, clauses: Clauses, position: int, region: Region, cue: Cue | None) -> bool:
        words = _plain(self.doc, region)
        minor = self.singles_are_minor and region.style == "single"
        if not is_speech(clauses, position, region, cue, repeated=self.words[words] > 1, minor=minor):
            if not minor:
                self.terms.add(words)
            return False
        return words not in self.terms or (cue is not None and (cue.kind != "before" or cue.reach <= 1))

    def _attribute(self, one: Found, index: int, number: int) -> None:
        """Finds the mention and the name of the quote's speaker, and remembers them."""
        cue, passage = one.cue, one.passage
        label = _LABEL.match(self.doc.text, one.region.span.start, one.region.span.end)
        if label is not None:
            one.how = "transcript"
            one.mention = Mention(Span(*label.span(1)), Span(*label.span(1)))
        elif cue is not None and cue.subject is not None and self.agreement.agrees(passage, cue.subject, cue):
            one.how = cue.kind
            whose = issuer(passage, cue.subject)
            told = self.strict and passage.flags[whose.head] & lx.POSSESSIVE
            one.mention = self.last if told else self.mentions.of(passage, whose)
            one.bearer = self.coreference.resolve(one.mention) if one.mention is not None else None
            if cue.relative is not None:
                one.mention = self.mentions.of(passage, Phrase(cue.relative, cue.relative + 1, cue.relative))
        elif one.region.continues and self.found:
            one.how = "continues"
            one.mention, one.bearer = self.found[-1].mention, self.found[-1].bearer
        else:
            one.mention, one.how = self._elsewhere(one, index, number)
            if one.mention is not None and one.how.startswith("clause") and self.mentions.is_neuter(one.mention):
                one.bearer = self.coreference.unresolved(one.mention)  # *it took “…”*
        if one.bearer is None and one.mention is not None:
            one.bearer = self._known(one.mention) or self.coreference.resolve(one.mention)
        self._hear(one)
        if cue is not None and cue.subject is not None:
            who = Clauses(self.doc, self.lexicon, passage).speaking_subject() if self._is_text(passage, cue) else cue.subject
            if who is not None:
                self._remember(passage, who)
        elif one.mention is not None and one.mention != self.last_plural:
            self.last = one.mention

    def _hear(self, one: Found) -> None:
        if one.bearer is None:
            return
        self.coreference.spoke(one.bearer)
        asks = one.cue is not None and one.cue.flags & lx.ASKING
        if one.bearer.entity is None and one.mention is not None and not asks:
            self.coreference.introduce(one.mention, spoke=True)

    def _is_text(self, passage: Passage, cue: Cue) -> bool:
        """Whether the words are those of a text that somebody else quotes: *the one that limits it to “…”*."""
        return cue.kind == "source" and cue.subject is not None and bool(passage.flags[cue.subject.head] & lx.DOCUMENT)

    def _known(self, mention: Mention) -> Bearer | None:
        """Who a mention was found to denote the last time."""
        return next((one.bearer for one in reversed(self.found[-8:]) if one.mention == mention), None)

    def _elsewhere(  # noqa: PLR0911 - one return for each place to look, best first
        self, one: Found, index: int, number: int
    ) -> tuple[Mention | None, str]:
        """The speaker of a quote whose sentence has no cue with a subject, and how it was found."""
        passage = one.passage
        if one.cue is not None and self.strict:
            opening = clause_subject(passage, one.position, 0) if one.cue.kind == "inverted" else None
            if opening is not None and opening.start <= 1 and self.agreement.agrees(passage, opening, one.cue):
                return self.mentions.of(passage, opening), "clause"
            if self._follows_quote(passage, index, number) and self._is_of_text(self.found[-1]):
                return None, "elided"  # the text goes on, or the one who read it out
            left_out = self._left_out(one.cue, passage.items[one.cue.position])
            return left_out or self._ahead(one, index, number), "elided"
        alone = all(flags & (lx.QUOTE | lx.PUNCTUATION) for flags in passage.flags)
        subject = None if alone else clause_subject(passage, one.position, 0)
        if subject is not None and subject.end != one.position:  # *the plan “is doomed”*: somebody else's words
            return self.mentions.of(passage, subject), "clause"
        predicate = subject is not None
        end = len(passage.flags)
        end = next((i for i in range(one.position, end) if passage.flags[i] & lx.SEMICOLON), end)
        subject = None if alone else clause_subject(passage, end, one.position + 1)
        if subject is not None and not passage.flags[subject.start - 1] & lx.PASSIVE:  # *“…” were some of the messages*
            return self.mentions.of(passage, subject), "clause-after"
        signed = self._signed_below(index, number) if alone else None
        if signed is not None:
            return signed, "signed"
        if self._follows_quote(passage, index, number):
            return self.found[-1].mention, "predicate" if predicate else "chain"
        previous = self._previous(index, number)
        silent = previous is not None and (not previous.quotes or not self.found or self.found[-1].passage is not previous)
        subject = self._subject_before(previous) if previous is not None and silent else None
        if previous is not None and subject is not None:
            if is_text(previous, subject) and not self._leads_in(previous):
                return None, "text-before"
            return self.mentions.of(previous, subject), "sentence-before"
        return self.last, "last"

    def _ahead(self, one: Found, index: int, number: int) -> Mention | None:
        """*“…”, lamenta. Rosa Díaz vende …*: the name with which the sentence after the text's first quote begins."""
        passages = self.paragraphs[index]
        if self.found or (one.cue is not None and one.cue.flags & lx.FIRST) or number + 1 >= len(passages):
            return None
        following = passages[number + 1]
        subject = self.mentions.opening_subject(following) if not following.quotes else None
        named = subject is not None and subject.start == 0 and following.flags[subject.head] & lx.PERSON
        return self.mentions.of(following, subject) if named and subject is not None else None

    def _is_of_text(self, one: Found) -> bool:
        """Whether the words were found to be those of a text, and no person who reads it out speaks in the sentence."""
        cue = one.cue
        return cue is not None and cue.kind != "source" and cue.subject is not None and is_text(one.passage, cue.subject)

    def _left_out(self, cue: Cue, verb: int) -> Mention | None:
        """Whom a verb without a subject means: nobody named where the author speaks, who was asked where it answers, else who
        spoke last, of the verb's number."""
        if cue.flags & lx.FIRST:
            return None
        if cue.flags & lx.ANSWERING and self.asked is not None:
            return self.asked
        if not self.agreement.is_plural(verb):
            return self.last or (self.last_plural if self.agreement.is_collective(self.last_plural) else None)
        return self.last_plural or (None if self.agreement.is_person(self.last) else self.last)

    def _follows_quote(self, passage: Passage, index: int, number: int) -> bool:
        """Whether the last quote stands in the same passage or in the one before, in the same paragraph."""
        if not self.found or self.found[-1].region.paragraph != index:
            return False
        return number == 0 or self.found[-1].passage is passage or self.found[-1].passage is self.paragraphs[index][number - 1]

    def _signed_below(self, index: int, number: int) -> Mention | None:
        """The one who is named below a quote that is a paragraph of its own."""
        if number + 1 < len(self.paragraphs[index]) or index + 1 >= len(self.paragraphs) or not self.paragraphs[index + 1]:
            return None
        following = self.paragraphs[index + 1][0]
        phrase = signature(Clauses(self.doc, self.lexicon, following))
        return self.mentions.of(following, phrase) if phrase is not None else None

    def _previous(self, index: int, number: int) -> Passage | None:
        if number:
            return self.paragraphs[index][number - 1]
        if index and self.paragraphs[index - 1]:
            return self.paragraphs[index - 1][-1]
        return None

    def _leads_in(self, passage: Passage) -> bool:
        """*The report said so. “…”*: whether the sentence before a quote may give it the text of which it speaks. A colon or a
        named source leads in; else the text has to speak there (not *point to* something), in a language that never leaves the
        subject out."""
        clauses, flags = Clauses(self.doc, self.lexicon, passage), passage.flags
        if flags[-1] & lx.COLON or clauses.source_after(0) is not None:
            return True
        said = (verb for verb in clauses.verbs if flags[verb] & lx.UTTERANCE and flags[verb] & lx.FINITE)
        return not self.strict and any(not flags[min(verb + 1, len(flags) - 1)] & lx.INFINITIVE_MARK for verb in said)

    def _subject_before(self, passage: Passage) -> Phrase | None:
        """Who speaks or acts in the sentence before a quote that stands alone."""
        if passage.flags[0] & lx.DASH:
            return None
        clauses = Clauses(self.doc, self.lexicon, passage)
        subject = clauses.speaking_subject()
        if subject is not None and self.strict and is_text(passage, subject) and clauses.has_aside():
            return None  # *El punto, dijo, lo señaló una carta*
        if subject is not None:
            return subject
        if self.strict:
            return None if clauses.speaks_unnamed() else self.mentions.opening_subject(passage)
        return clause_subject(passage, len(passage.flags), 0)
