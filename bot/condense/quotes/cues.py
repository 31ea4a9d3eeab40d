"""What ties a quote to its speaker within one sentence: a verb of saying, a noun of saying with its possessor, a named source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.condense.document import Document
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.passages import Passage
from bot.condense.quotes.phrases import Phrase, clause_subject, is_verb, phrase_at, phrase_before, subject_of

Kind = Literal["after", "inverted", "before", "source", "noun", "passive"]


@dataclass(frozen=True, slots=True)
class Cue:
    """`position`: of the verb or noun in the passage. `subject`: None where the clause has none of its own (left out, or the
    gerund of an unknown subject). `reach`: words between the cue and the quote."""

    kind: Kind
    position: int
    subject: Phrase | None
    reach: int
    flags: int


class Cues:
    """Finds the cue of each quote in a passage. The verbs of the passage are looked up once."""

    def __init__(self, doc: Document, lexicon: Lexicon, passage: Passage) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.passage = passage
        self.verbs = [i for i, flags in enumerate(passage.flags) if flags & lx.CUE and is_verb(passage, i)]

    def find(self, quote: int) -> Cue | None:
        """The cue of the quote at that position."""
        after = self._after(quote)
        before = self._before(quote)
        if after is None:
            return before
        if before is None or self._opens_sentence(quote):
            return after
        if self._ends_like_speech(quote) and before.reach > 3:
            return after
        if after.kind in {"inverted", "source"} and before.reach > 2:
            return after
        return before

    def _opens_sentence(self, quote: int) -> bool:
        flags = self.passage.flags
        return all(flags[i] & (lx.CONJUNCTION | lx.ADVERB | lx.COMMA | lx.DASH | lx.SUBORDINATOR) for i in range(quote)) and quote <= 2

    def _ends_like_speech(self, quote: int) -> bool:
        flags = self.passage.flags
        if quote + 1 < len(flags) and flags[quote + 1] & (lx.COMMA | lx.DASH):
            return True
        token_after = self.passage.items[quote + 1] if quote + 1 < len(flags) else -1
        if token_after < 0:
            return False
        before = self.doc.text[max(self.doc.starts[token_after] - 6, 0) : self.doc.starts[token_after]].rstrip(" \"”’'»›")[-1:]
        return before in {",", "?", "!", "…", "—", "-"}

    def _after(self, quote: int) -> Cue | None:
        passage, flags = self.passage, self.passage.flags
        end = len(flags)
        start = quote + 1
        while start < end and flags[start] & (lx.COMMA | lx.DASH) | (flags[start] & lx.STOP and start == quote + 1 and start + 1 < end):
            start += 1
        if start >= end or flags[start] & (lx.QUOTE | lx.STOP):
            return None
        comma = self._ends_like_speech(quote) or self._opens_sentence(quote)
        verb = start
        while verb < end and verb < start + 4 and flags[verb] & (lx.CLITIC | lx.AUXILIARY | lx.ADVERB) and not self._is_cue(verb):
            verb += 1
        if verb < end and self._is_cue(verb) and flags[verb] & (lx.FINITE | lx.PARTICIPLE) and not (flags[verb] & lx.NOUN_FORM and flags[verb] & lx.BASE):
            if comma or verb == start and flags[verb] & lx.UTTERANCE and flags[verb] & lx.FINITE and not self._verb_between(verb, quote):
                subject = self._subject_after(verb)
                if subject is not None or self.lexicon.speech.pronoun_may_be_absent:
                    return Cue("inverted", verb, subject, verb - start, flags[verb])
                return None
        source = self._source_at(start)
        if source is not None:
            return source
        if not comma:
            return None
        manner = start
        while manner < end and flags[manner] & lx.MANNER:
            manner += 1
        limit = min(end, manner + 40)
        for verb in self.verbs:
            if verb <= manner or verb >= limit:
                continue
            if any(flags[i] & (lx.QUOTE | lx.STOP | lx.COLON) for i in range(start, verb)):
                break
            if not flags[verb] & (lx.FINITE | lx.BASE | lx.PARTICIPLE):
                continue
            first = phrase_at(passage, manner, verb)
            if first is None:
                break
            subject = subject_of(passage, verb, manner)
            if subject is None or subject.start > manner + 2 and first.start != subject.start:
                subject = first
            if flags[verb] & lx.UTTERANCE or verb - first.end <= 2 or manner > start:
                if flags[manner] & lx.SUBORDINATOR and manner == start:
                    break
                return Cue("after", verb, subject, first.start - start, flags[verb])
        return None

    def _is_cue(self, position: int) -> bool:
        return bool(self.passage.flags[position] & lx.CUE) and is_verb(self.passage, position)

    def _verb_between(self, verb: int, quote: int) -> bool:
        """Whether the verb after the quote has its subject before it, the quote being that subject's part."""
        flags = self.passage.flags
        return quote > 0 and not flags[quote - 1] & (lx.COMMA | lx.COLON | lx.STOP | lx.DASH)

    def _subject_after(self, verb: int) -> Phrase | None:
        passage, flags = self.passage, self.passage.flags
        end = len(flags)
        position = verb + 1
        skipped = 0
        while position < end:
            word = flags[position]
            if word & (lx.PUNCTUATION | lx.QUOTE | lx.SUBORDINATOR | lx.RELATIVE | lx.CONJUNCTION) and not word & lx.PREPOSITION:
                return None
            if word & lx.PREPOSITION and not word & lx.DETERMINER:
                inner = phrase_at(passage, position + 1, end)
                if inner is None or skipped == 3 or self.lexicon.speech.inversion != "free":
                    return None
                skipped += 1
                position = inner.end
                continue
            if word & (lx.ADVERB | lx.AUXILIARY | lx.PARTICIPLE) and not word & (lx.ROLE | lx.PRONOUN):
                position += 1
                continue
            if word & lx.HEARER and not word & lx.PRONOUN:
                return None
            return phrase_at(passage, position, end)
        return None

    def _source_at(self, start: int) -> Cue | None:
        found = self._source_words(start)
        if found is None:
            return None
        phrase = phrase_at(self.passage, found, len(self.passage.flags))
        if phrase is None:
            return None
        return Cue("source", start, phrase, 0, lx.UTTERANCE)

    def _source_words(self, start: int) -> int | None:
        """The position after the words that name a source, if they stand at `start`."""
        lowers, items = self.doc.lowers, self.passage.items
        if items[start] < 0:
            return None
        for rest in self.lexicon.sources.get(lowers[items[start]], ()):
            stop = start + 1 + len(rest)
            if stop < len(items) and all(
                items[start + 1 + k] >= 0 and lowers[items[start + 1 + k]] == word for k, word in enumerate(rest)
            ):
                return stop
        return None

    def _before(self, quote: int) -> Cue | None:
        passage, flags = self.passage, self.passage.flags
        position = quote - 1
        crossed = 0
        while position >= 0:
            word = flags[position]
            if word & lx.STOP or word & lx.SEMICOLON:
                return None
            if word & lx.QUOTE:
                crossed += 1
            if word & lx.CUE and is_verb(passage, position):
                return self._cue_of_verb(position, quote)
            if word & lx.SAYING_NOUN:
                owner = self._owner(position)
                if owner is not None:
                    return Cue("noun", position, owner, quote - position, word)
            if word & (lx.PREPOSITION | lx.MANNER):
                source = self._source_words(position)
                if source is not None:
                    phrase = phrase_at(passage, source, quote)
                    if phrase is not None and not (self.lexicon.speech.object_marker and word & lx.ATTACHING):
                        return Cue("source", position, phrase, quote - position, lx.UTTERANCE)
            position -= 1
        return None

    def _owner(self, noun: int) -> Phrase | None:
        """The possessor of a noun of saying: *Trump’s claim*, *his remark*."""
        passage, flags = self.passage, self.passage.flags
        left = noun - 1
        while left >= 0 and left > noun - 5:
            word = flags[left]
            if word & lx.OWNER:
                return phrase_before(passage, left + 1, 0)
            if word & lx.POSSESSIVE:
                return Phrase(left, left + 1, left)
            if word & (lx.PUNCTUATION | lx.QUOTE | lx.DETERMINER | lx.PREPOSITION | lx.CONJUNCTION | lx.AUXILIARY):
                return None
            left -= 1
        return None

    def _cue_of_verb(self, verb: int, quote: int) -> Cue:
        passage, flags = self.passage, self.passage.flags
        word = flags[verb]
        if self._is_passive(verb):
            agent = self._agent(verb, quote)
            if agent is not None:
                return Cue("passive", verb, agent, quote - verb, word)
        floor = self._floor(verb)
        subject = subject_of(passage, verb, floor) if word & (lx.FINITE | lx.BASE | lx.PARTICIPLE) else None
        if subject is None and not word & lx.FINITE or (subject is None and not self.lexicon.speech.pronoun_may_be_absent):
            subject = self._inherited(verb, floor)
        if subject is None and self.lexicon.speech.inversion == "free" and word & lx.FINITE:
            subject = self._subject_after(verb)
            if subject is not None and subject.end > quote:
                subject = None
        return Cue("before", verb, subject, quote - verb - 1, word)

    def _floor(self, verb: int) -> int:
        """Where the part of the sentence begins in which the verb's subject may stand."""
        flags = self.passage.flags
        position = verb
        while position > 0 and not flags[position - 1] & (lx.STOP | lx.SEMICOLON | lx.COLON):
            position -= 1
        return position

    def _inherited(self, verb: int, floor: int) -> Phrase | None:
        """The subject of the verb before, for gerunds, infinitives and joined verbs."""
        for other in reversed(self.verbs):
            if floor <= other < verb and self.passage.flags[other] & lx.FINITE:
                subject = subject_of(self.passage, other, floor) or (self._subject_after(other) if self.lexicon.speech.inversion == "free" or (other and self.passage.flags[other - 1] & (lx.QUOTE | lx.COMMA)) else None)
                if subject is not None:
                    return subject
        return clause_subject(self.passage, verb, floor)

    def _is_passive(self, verb: int) -> bool:
        flags = self.passage.flags
        position = verb - 1
        while position >= 0 and flags[position] & lx.ADVERB:
            position -= 1
        return position >= 0 and bool(flags[position] & lx.PASSIVE) and not flags[verb] & lx.GERUND

    def _agent(self, verb: int, quote: int) -> Phrase | None:
        flags = self.passage.flags
        for position in range(verb + 1, min(verb + 8, len(flags))):
            if flags[position] & lx.AGENT:
                return phrase_at(self.passage, position + 1, len(flags))
            if flags[position] & lx.STOP:
                break
        for position in range(quote + 1, min(quote + 3, len(flags))):
            if flags[position] & lx.AGENT:
                return phrase_at(self.passage, position + 1, len(flags))
        return None
