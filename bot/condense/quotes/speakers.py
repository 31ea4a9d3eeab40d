"""Who said each quote: the cue in its own sentence first, then the quotes and sentences around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.cues import Cue, Cues
from bot.condense.quotes.lexicon import Lexicon, lexicon_of
from bot.condense.quotes.marks import Region, find_regions
from bot.condense.quotes.passages import Passage, passages_of
from bot.condense.quotes.phrases import Phrase, can_speak, clause_subject, is_verb, subject_of, with_apposition
from bot.condense.quotes.speech import is_partial, is_speech
from bot.model.cards import Quote, Speaker
from bot.model.desk import Office, Person
from bot.model.text import Span


@dataclass(slots=True)
class Found:
    """A region that is speech, with what is known of its speaker."""

    region: Region
    passage: Passage
    position: int
    cue: Cue | None
    mention: Span | None = None
    subject: Span | None = None
    """What the mention stands for, where it is a relative pronoun."""
    how: str = ""


def attribute(
    doc: Document,
    entities: Sequence[Entity],
    *,
    offices: Sequence[Office],
    people: Sequence[Person],
    published: datetime | None,
    region: str | None,
) -> tuple[Quote, ...]:
    lexicon = lexicon_of(doc.language)
    found = find_speech(doc, lexicon)
    return tuple(_quote(doc, lexicon, one) for one in found)


def find_speech(doc: Document, lexicon: Lexicon) -> list[Found]:
    regions = find_regions(doc.text, doc.paragraphs, frozenset(lexicon.speech.clipped))
    if not regions:
        return []
    wanted = [False] * len(doc.paragraphs)
    for region in regions:
        for index in range(max(region.paragraph - 1, 0), min(region.paragraph + 2, len(wanted))):
            wanted[index] = True
    paragraphs = passages_of(doc, lexicon, regions, wanted)
    return _Speakers(doc, lexicon, regions, paragraphs).run()


class _Speakers:
    """Goes through the passages in order and remembers who spoke or acted last."""

    def __init__(
        self, doc: Document, lexicon: Lexicon, regions: Sequence[Region], paragraphs: Sequence[Sequence[Passage]]
    ) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.regions = regions
        self.paragraphs = paragraphs
        self.found: list[Found] = []
        singles = sum(1 for region in regions if region.style == "single")
        self.singles_are_minor = 2 * singles < len(regions)
        self.last: Span | None = None
        """The one who was last seen speaking."""

    def run(self) -> list[Found]:
        for index, passages in enumerate(self.paragraphs):
            for number, passage in enumerate(passages):
                if passage.quotes:
                    self._passage(index, number, passage)
                else:
                    subject = self._speaking_subject(passage)
                    if subject is not None:
                        self.last = subject
        return self.found

    def _span(self, passage: Passage, phrase: Phrase) -> Span | None:
        phrase = with_apposition(passage, phrase)
        items = [item for item in passage.items[phrase.start : phrase.end] if item >= 0]
        return Span(self.doc.starts[items[0]], self.doc.ends[items[-1]]) if items else None

    def _passage(self, index: int, number: int, passage: Passage) -> None:
        cues = Cues(self.doc, self.lexicon, passage)
        for position in passage.quotes:
            region = self.regions[-1 - passage.items[position]]
            cue = cues.find(position)
            speech = is_speech(
                self.doc, self.lexicon, passage, position, region, cue, singles_are_minor=self.singles_are_minor
            )
            if not speech and not region.continues:
                continue
            one = Found(region, passage, position, cue)
            if cue is not None and cue.subject is not None:
                one.mention = self._span(passage, cue.subject)
                one.subject = one.mention
                if cue.relative is not None:
                    one.mention = self._span(passage, Phrase(cue.relative, cue.relative + 1, cue.relative))
                one.how = cue.kind
            elif region.continues and self.found:
                one.mention = self.found[-1].mention
                one.how = "continues"
            else:
                one.mention, one.how = self._elsewhere(index, number, passage, position, cue)
            if one.mention is not None:
                self.last = one.mention
            self.found.append(one)

    def _elsewhere(self, index: int, number: int, passage: Passage, position: int, cue: Cue | None) -> tuple[Span | None, str]:
        if cue is not None and self.lexicon.speech.pronoun_may_be_absent:
            return self.last, "elided"
        alone = all(flags & (lx.QUOTE | lx.PUNCTUATION) for flags in passage.flags)
        if not alone:
            subject = clause_subject(passage, position, 0)
            if subject is not None:
                return self._span(passage, subject), "clause"
            following = clause_subject(passage, len(passage.flags), position + 1)
            if following is not None:
                return self._span(passage, following), "clause-after"
        if self.found and self.found[-1].region.paragraph == index and (number == 0 or self.found[-1].passage in (passage, self.paragraphs[index][number - 1])):
            return self.found[-1].mention, "chain"
        previous = self._previous(index, number)
        if previous is not None:
            subject_span = self._speaking_subject(previous) if not previous.quotes else None
            if subject_span is None:
                phrase = clause_subject(previous, len(previous.flags), 0)
                subject_span = self._span(previous, phrase) if phrase else None
            if subject_span is not None and not previous.quotes:
                return subject_span, "sentence-before"
        return self.last, "last"

    def _previous(self, index: int, number: int) -> Passage | None:
        if number:
            return self.paragraphs[index][number - 1]
        if index and self.paragraphs[index - 1]:
            return self.paragraphs[index - 1][-1]
        return None

    def _speaking_subject(self, passage: Passage) -> Span | None:
        """The subject of the last verb of saying in a passage without quotes."""
        for verb in range(len(passage.flags) - 1, -1, -1):
            if passage.flags[verb] & lx.CUE and passage.flags[verb] & (lx.FINITE | lx.PARTICIPLE) and is_verb(passage, verb):
                subject = subject_of(passage, verb, 0, strict=self.lexicon.speech.pronoun_may_be_absent)
                if subject is not None and can_speak(passage, subject):
                    return self._span(passage, subject)
        return None


def _quote(doc: Document, lexicon: Lexicon, one: Found) -> Quote:
    span = one.region.span
    verb = None
    if one.cue is not None and one.cue.flags & lx.CUE and one.passage.items[one.cue.position] >= 0:
        verb = doc.words[one.passage.items[one.cue.position]]
    speaker = Speaker(name=one.mention.of(doc.text), span=one.mention) if one.mention else None
    return Quote(
        spans=(span,),
        text=span.of(doc.text),
        speaker=speaker,
        verb=verb,
        kind="partial" if is_partial(doc, lexicon, one.region) else "direct",
    )
