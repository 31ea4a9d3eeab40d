"""What ties a quote to its speaker within one sentence: a verb of saying, a noun of saying with its possessor, a named source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.condense.document import Document
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.passages import Passage
from bot.condense.quotes.phrases import Phrase, can_speak, clause_subject, is_verb, phrase_at, phrase_before, phrases_in, relative_of, subject_of

Kind = Literal["after", "inverted", "before", "source", "noun", "passive", "label"]


@dataclass(frozen=True, slots=True)
class Cue:
    """`position`: of the verb or noun in the passage. `subject`: None where the clause has none of its own (left out, or the
    gerund of an unknown subject). `reach`: words between the cue and the quote."""

    kind: Kind
    position: int
    subject: Phrase | None
    reach: int
    flags: int
    relative: int | None = None
    """The position of the relative pronoun through which the subject speaks (*Smith, who said*)."""


class Cues:
    """Finds the cue of each quote in a passage. The verbs of the passage are looked up once."""

    def __init__(self, doc: Document, lexicon: Lexicon, passage: Passage) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.passage = passage
        self.free_order = lexicon.speech.inversion == "free"
        self.strict = lexicon.speech.pronoun_may_be_absent
        self.verbs = [i for i, flags in enumerate(passage.flags) if flags & lx.CUE and is_verb(passage, i)]

    def find(self, quote: int) -> Cue | None:
        """The cue of the quote at that position."""
        after = self._after(quote)
        before = self._before(quote)
        if after is None and (before is None or not before.flags & lx.UTTERANCE or before.kind == "noun"):
            after = self._trailing(quote, over_quotes=before is None)
            if after is not None:
                return after
        if after is None:
            return before
        if before is None or self._opens_sentence(quote):
            return after
        if self._ends_like_speech(quote) and after.flags & lx.UTTERANCE:
            said_before = before.flags & lx.UTTERANCE and before.kind == "before" and before.subject is not None
            return before if said_before and (before.reach <= 1 or after.kind == "source") else after
        return before

    def _trailing(self, quote: int, *, over_quotes: bool) -> Cue | None:
        """*… “…” …, said X.* and *… “…” …, X said.*: the attribution of the whole sentence at its end."""
        passage, flags = self.passage, self.passage.flags
        for verb in reversed(self.verbs):
            if verb <= quote:
                break
            if not (flags[verb] & lx.UTTERANCE and flags[verb] & lx.FINITE):
                continue
            if not over_quotes and any(flags[i] & lx.QUOTE for i in range(quote + 1, verb)):
                continue
            if flags[verb - 1] & (lx.COMMA | lx.QUOTE):
                subject = self._subject_after(verb)
                if subject is not None and can_speak(passage, subject):
                    return Cue("inverted", verb, subject, verb - quote, flags[verb])
            elif verb + 1 >= len(flags) or flags[verb + 1] & (lx.STOP | lx.ADVERB | lx.PREPOSITION):
                subject = phrase_before(passage, verb, quote + 1)
                if subject is not None and subject.end == verb and flags[subject.start - 1] & lx.COMMA and can_speak(passage, subject):
                    return Cue("after", verb, subject, verb - quote, flags[verb])
            return None
        for position in range(quote + 1, len(flags)):
            if flags[position] & (lx.QUOTE | lx.SEMICOLON):
                break
            if flags[position - 1] & lx.COMMA:
                source = self._source_at(position)
                if source is not None:
                    return source
        return None

    def speaking_subject(self) -> Phrase | None:
        """The subject of the last verb of saying that has one, in a passage that holds no quote of its own."""
        flags = self.passage.flags
        said = [verb for verb in self.verbs if flags[verb] & lx.UTTERANCE]
        order = said + [verb for verb in self.verbs if verb not in said] if self.strict else reversed(self.verbs)
        for verb in order:
            if not flags[verb] & (lx.FINITE | lx.PARTICIPLE) or (self.strict and self._relative(verb, 0) is not None):
                continue
            subject = self._subject(verb, self._floor(verb), len(flags))
            if subject is None:
                continue
            if can_speak(self.passage, subject) or (flags[subject.head] & lx.PLACE and flags[verb] & lx.UTTERANCE):
                return subject
        return None

    def speaks_unnamed(self) -> bool:
        """Whether a verb of saying stands in the passage whose subject is left out."""
        flags = self.passage.flags
        return any(flags[verb] & lx.UTTERANCE and flags[verb] & (lx.FINITE | lx.PARTICIPLE) for verb in self.verbs)

    def _opens_sentence(self, quote: int) -> bool:
        flags = self.passage.flags
        opening = lx.CONJUNCTION | lx.ADVERB | lx.COMMA | lx.DASH | lx.SUBORDINATOR
        return quote <= 2 and all(flags[i] & opening for i in range(quote))

    def _ends_like_speech(self, quote: int) -> bool:
        flags = self.passage.flags
        if quote + 1 >= len(flags):
            return False
        if flags[quote + 1] & (lx.COMMA | lx.DASH):
            return True
        following = self.passage.items[quote + 1]
        if following < 0:
            return False
        start = self.doc.starts[following]
        return self.doc.text[max(start - 6, 0) : start].rstrip(" \"”’'»›")[-1:] in tuple(",?!…—-")

    def _after(self, quote: int) -> Cue | None:
        passage, flags = self.passage, self.passage.flags
        end = len(flags)
        start = quote + 1
        while start < end and (flags[start] & (lx.COMMA | lx.DASH) or (flags[start] & lx.STOP and start == quote + 1)):
            start += 1
        if start >= end or flags[start] & (lx.QUOTE | lx.STOP):
            return None
        speechlike = self._ends_like_speech(quote) or self._opens_sentence(quote)
        found = self._source_at(start) or self._inverted(start, quote, speechlike)
        if found is not None:
            return found
        if flags[start] & lx.COLON and self.free_order:
            label = phrase_at(passage, start + 1, end)
            if label is not None and flags[label.head] & lx.CAPITAL and (label.end >= end or flags[label.end] & lx.PUNCTUATION):
                return Cue("label", start, label, 0, lx.UTTERANCE)
        signature = self._signature(quote)
        if signature is not None:
            return signature
        if not speechlike:
            return None
        return self._subject_first(start)

    def _signature(self, quote: int) -> Cue | None:
        """*“…” – X*, with nothing after it."""
        passage, flags = self.passage, self.passage.flags
        if quote or quote + 2 >= len(flags) or not flags[quote + 1] & lx.DASH:
            return None
        phrase = phrase_at(passage, quote + 2, len(flags))
        if phrase is None or not flags[phrase.head] & lx.CAPITAL:
            return None
        if phrase.end < len(flags) and not flags[phrase.end] & (lx.STOP | lx.COMMA):
            return None
        return Cue("label", quote + 1, phrase, 0, lx.UTTERANCE)

    def _inverted(self, start: int, quote: int, speechlike: bool) -> Cue | None:  # noqa: FBT001 - one internal caller
        """*“…,” said X*, and with the subject left out *“…”, dijo*."""
        flags = self.passage.flags
        end = len(flags)
        verb = start
        while verb < end and verb < start + 4 and not self._is_cue(verb) and flags[verb] & (lx.CLITIC | lx.AUXILIARY | lx.ADVERB):
            verb += 1
        if verb >= end or not self._is_cue(verb) or not flags[verb] & (lx.FINITE | lx.PARTICIPLE):
            return None
        embedded = quote > 0 and not flags[quote - 1] & (lx.COMMA | lx.COLON | lx.STOP | lx.DASH)
        if not speechlike and (embedded or verb > start or not flags[verb] & lx.UTTERANCE):
            return None
        subject = self._subject_after(verb)
        if subject is None and not self.strict:
            return None
        if subject is not None and self.strict and not (can_speak(self.passage, subject) or flags[subject.start] & lx.DETERMINER):
            subject = None
        return Cue("inverted", verb, subject, verb - start, flags[verb])

    def _subject_first(self, start: int) -> Cue | None:
        """*“…,” X said*; *“…,” as X put it*."""
        passage, flags = self.passage, self.passage.flags
        end = len(flags)
        first = start
        while first < end and flags[first] & lx.MANNER:
            first += 1
        if first == start and first < end and flags[first] & (lx.SUBORDINATOR | lx.CONJUNCTION):
            return None
        opening = phrase_at(passage, first, end)
        if opening is None:
            return None
        if first > start and opening.end < end and not flags[opening.end] & lx.PUNCTUATION and can_speak(passage, opening):
            return Cue("after", opening.end, opening, 0, flags[opening.end] | lx.UTTERANCE)
        for verb in self.verbs:
            if verb < opening.end or not flags[verb] & (lx.FINITE | lx.BASE | lx.PARTICIPLE):
                continue
            if verb > start + 45 or any(flags[i] & (lx.QUOTE | lx.STOP | lx.COLON) for i in range(start, verb)):
                return None
            if not flags[verb] & lx.UTTERANCE and verb > opening.end + 1 and first == start:
                return None
            if flags[verb - 1] & (lx.RELATIVE | lx.INFINITIVE_MARK):
                continue
            if verb + 1 < end and flags[verb + 1] & lx.COLON:
                return None
            subject = subject_of(passage, verb, first, strict=self.strict)
            if subject is None or subject.start > opening.start:
                subject = opening
            return Cue("after", verb, subject, 0, flags[verb])
        return None

    def _is_cue(self, position: int) -> bool:
        flags = self.passage.flags[position]
        return bool(flags & lx.CUE) and is_verb(self.passage, position)

    def _subject_after(self, verb: int) -> Phrase | None:
        passage, flags = self.passage, self.passage.flags
        end = len(flags)
        position = verb + 1
        skipped = 0
        while position < end:
            word = flags[position]
            if word & lx.DETERMINER and position + 1 < end and flags[position + 1] & lx.CALENDAR:
                position += 2
            elif word & lx.PREPOSITION and not word & lx.DETERMINER:
                if position + 1 < end and flags[position + 1] & lx.HEARER:
                    position += 2
                    continue
                inner = phrase_at(passage, position + 1, end)
                if inner is None or skipped == 3 or not self.free_order:
                    return None
                skipped += 1
                position = inner.end
            elif word & (lx.PUNCTUATION | lx.QUOTE | lx.SUBORDINATOR | lx.RELATIVE | lx.CONJUNCTION):
                return None
            elif word & (lx.ADVERB | lx.AUXILIARY | lx.PARTICIPLE) and not word & (lx.ROLE | lx.PRONOUN | lx.CAPITAL):
                position += 1
            elif word & lx.HEARER and not word & lx.PRONOUN:
                return None
            elif self.free_order and word & lx.UNKNOWN and position + 1 < end and flags[position + 1] & (lx.DETERMINER | lx.CAPITAL):
                position += 1  # *grita eufórico el candidato*
            else:
                return phrase_at(passage, position, end)
        return None

    def _source_at(self, start: int) -> Cue | None:
        found = self._source_words(start)
        if found is None:
            return None
        phrase = phrase_at(self.passage, found, len(self.passage.flags))
        return Cue("source", start, phrase, 0, lx.UTTERANCE) if phrase is not None else None

    def _source_words(self, start: int) -> int | None:
        """The position after the words that name a source, if they stand at `start`."""
        lowers, items, flags = self.doc.lowers, self.passage.items, self.passage.flags
        if items[start] < 0:
            return None
        for rest, closed in self.lexicon.sources.get(lowers[items[start]], ()):
            stop = start + 1 + len(rest)
            if stop >= len(items) or not all(
                items[start + 1 + k] >= 0 and lowers[items[start + 1 + k]] == word for k, word in enumerate(rest)
            ):
                continue
            if closed:
                if start and not flags[start - 1] & (lx.COMMA | lx.STOP | lx.CONJUNCTION):
                    continue
                phrase = phrase_at(self.passage, stop, len(flags))
                if phrase is None or flags[phrase.head] & lx.CALENDAR:
                    continue
                if not can_speak(self.passage, phrase) and not flags[phrase.start] & lx.DETERMINER:
                    continue
                if phrase.end >= len(flags) or not flags[phrase.end] & (lx.COMMA | lx.QUOTE):
                    continue
            return stop
        return None

    def _before(self, quote: int) -> Cue | None:
        passage, flags = self.passage, self.passage.flags
        label = self._label(quote)
        if label is not None:
            return label
        noun: Cue | None = None
        for position in range(quote - 1, -1, -1):
            word = flags[position]
            if word & (lx.STOP | lx.SEMICOLON):
                break
            stop = self._source_words(position)
            phrase = phrase_at(passage, stop, quote) if stop is not None else None
            if phrase is not None:
                return Cue("source", position, phrase, quote - position - 1, lx.UTTERANCE)
            if word & lx.CUE and is_verb(passage, position):
                if word & lx.INFINITIVE and position and (self._source_words(position - 1) or 0) > position:
                    continue
                if noun is not None and not word & lx.UTTERANCE and self._opens_content(noun.position + 1):
                    return noun
                return self._cue_of_verb(position, quote)
            if word & lx.SAYING_NOUN and noun is None and self._leads_to(position, quote):
                owner = self._owner(position)
                if owner is not None:
                    noun = Cue("noun", position, owner, quote - position - 1, word)
                    if quote - position <= 2 and owner.start and flags[owner.start - 1] & lx.PREPOSITION and not self._verb_since_quote(position):
                        return noun
        return noun or self._heading(quote)

    def _verb_since_quote(self, position: int) -> bool:
        """Whether a verb of saying stands between the quote before and the position."""
        flags = self.passage.flags
        since = position
        while since > 0 and not flags[since - 1] & lx.QUOTE:
            since -= 1
        return any(since <= verb < position for verb in self.verbs)

    def _heading(self, quote: int) -> Cue | None:
        """*Smith: the plan is “…”*, as headlines put it."""
        flags = self.passage.flags
        phrase = phrase_at(self.passage, 0, quote)
        if phrase is None or not flags[phrase.head] & lx.CAPITAL:
            return None
        colon = next((i for i in range(phrase.end, min(phrase.end + 5, quote)) if flags[i] & lx.COLON), None)
        if colon is None or any(flags[i] & (lx.CUE | lx.AUXILIARY | lx.OTHER_VERB) for i in range(phrase.end, colon)):
            return None
        return Cue("label", colon, phrase, quote - colon - 1, 0)

    def _opens_content(self, position: int) -> bool:
        word = self.passage.flags[position]
        return bool(word & lx.SUBORDINATOR) and not word & lx.PREPOSITION

    def _label(self, quote: int) -> Cue | None:
        """*X: “…”*: a name and a colon, with nothing else in the sentence."""
        flags = self.passage.flags
        if quote < 2 or not flags[quote - 1] & lx.COLON:
            return None
        left = quote - 1
        while left > 0 and not flags[left - 1] & (lx.STOP | lx.DASH | lx.QUOTE | lx.SEMICOLON | lx.COLON):
            left -= 1
        phrase = phrase_at(self.passage, left, quote - 1)
        if phrase is not None and phrase.end == quote - 1 and can_speak(self.passage, phrase):
            return Cue("label", quote - 1, phrase, 0, lx.UTTERANCE)
        if any(left <= verb < quote for verb in self.verbs) or not left or not flags[left - 1] & lx.DASH:
            return None
        phrases = phrases_in(self.passage, left, quote - 1)
        if phrases and phrases[-1][0].end == quote - 1 and phrases[-1][1] and flags[phrases[-1][0].head] & (lx.PERSON | lx.BODY):
            return Cue("label", quote - 1, phrases[-1][0], 0, lx.UTTERANCE)
        return None

    def _leads_to(self, noun: int, quote: int) -> bool:
        """Whether what follows the noun of saying is its content."""
        flags = self.passage.flags
        if quote - noun <= 3 or flags[noun + 1] & (lx.SUBORDINATOR | lx.COLON):
            return True
        last = quote - 1
        while last > noun and flags[last] & (lx.COMMA | lx.COLON):
            last -= 1
        return bool(flags[last] & lx.PASSIVE)

    def _owner(self, noun: int) -> Phrase | None:
        """The possessor of a noun of saying: *Trump’s claim*, *his remark*."""
        flags = self.passage.flags
        for left in range(noun - 1, max(noun - 5, -1), -1):
            word = flags[left]
            if word & lx.OWNER:
                return phrase_before(self.passage, left + 1, 0) or phrase_at(self.passage, left, left + 1)
            if word & lx.POSSESSIVE:
                return Phrase(left, left + 1, left)
            if word & (lx.PUNCTUATION | lx.QUOTE | lx.DETERMINER | lx.PREPOSITION | lx.CONJUNCTION | lx.AUXILIARY):
                return None
        return None

    def _cue_of_verb(self, verb: int, quote: int) -> Cue:
        flags = self.passage.flags
        word = flags[verb]
        floor = self._floor(verb)
        if self._is_passive(verb):
            agent = self._agent(verb, quote)
            if agent is not None:
                return Cue("passive", verb, agent, quote - verb - 1, word)
        relative = self._relative(verb, floor)
        outer = self._outer(verb, floor, quote) if relative is None else None
        if outer is not None:
            agent = self._agent(outer, quote) if self._is_passive(outer) else None
            if agent is not None:
                return Cue("passive", outer, agent, quote - verb - 1, flags[outer])
            return Cue("before", outer, self._subject(outer, floor, quote), quote - verb - 1, flags[outer])
        subject = self._subject(verb, floor, quote)
        if relative is not None and (subject is None or subject.start > verb):
            relative = None
        return Cue("before", verb, subject, quote - verb - 1, word, relative)

    def _relative(self, verb: int, floor: int) -> int | None:
        """The relative pronoun that is the verb's subject; what follows a verb of saying only opens its content."""
        flags = self.passage.flags
        if not flags[verb] & (lx.FINITE | lx.PARTICIPLE | lx.BASE):
            return None
        relative = relative_of(self.passage, verb, floor)
        if relative is None or relative == 0 or not flags[relative] & lx.SUBORDINATOR:
            return relative
        before = flags[relative - 1]
        if before & lx.CUE or not before & (lx.COMMA | lx.CAPITAL | lx.ROLE | lx.DOCUMENT | lx.DETERMINER):
            return None
        return relative

    def _outer(self, verb: int, floor: int, quote: int) -> int | None:
        """*She said that he supports “…”*: the words are hers, unless the inner verb is one of saying."""
        flags = self.passage.flags
        led_by_colon = any(word & lx.COLON for word in flags[verb + 1 : quote]) and quote - verb > 3
        speaks = flags[verb] & lx.UTTERANCE and (flags[verb] & (lx.FINITE | lx.PARTICIPLE) or not flags[verb] & lx.BASE)
        if speaks and not led_by_colon:
            return None
        for other in reversed(self.verbs):
            if other >= verb or other < floor:
                continue
            if not flags[other] & lx.UTTERANCE:
                continue
            if not flags[other] & (lx.FINITE | lx.PARTICIPLE | lx.GERUND):
                return None
            between = flags[other + 1 : verb]
            if any(
                word & lx.COMMA and after & lx.SUBORDINATOR and not after & lx.RELATIVE for word, after in zip(between, between[1:], strict=False)
            ):
                return None
            if any(word & lx.QUOTE for word in between):
                return None
            if led_by_colon and not (other + 1 < verb and flags[other + 1] & lx.SUBORDINATOR):
                return None
            return other
        return None

    def _subject(self, verb: int, floor: int, quote: int) -> Phrase | None:
        passage, flags = self.passage, self.passage.flags
        word = flags[verb]
        left = verb - 1
        while left >= floor and flags[left] & (lx.ADVERB | lx.AUXILIARY | lx.CLITIC) and not flags[left] & lx.CAPITAL:
            left -= 1
        if not word & (lx.FINITE | lx.PARTICIPLE) and (not word & lx.BASE or (left >= floor and flags[left] & lx.INFINITIVE_MARK)):
            return self._inherited(verb, floor)
        apart = left < floor or flags[left] & (lx.PUNCTUATION | lx.QUOTE | lx.SUBORDINATOR)
        if apart and not word & lx.PHRASAL and not (left >= floor and flags[left] & lx.RELATIVE and not flags[left] & lx.SUBORDINATOR):
            after = self._subject_after(verb)
            if after is not None and after.end <= quote and can_speak(passage, after) and (self.free_order or self._stands_alone(after)):
                return after
        if left >= floor and flags[left] & lx.CONJUNCTION:
            return self._joined(left, floor) or self._inherited(verb, floor)
        found = subject_of(passage, verb, floor, strict=self.strict)
        if found is not None:
            return found
        return self._inherited(verb, floor)

    def _joined(self, conjunction: int, floor: int) -> Phrase | None:
        """*…, Smith smiled and said*: the subject that opens the clause joined by the conjunction."""
        flags = self.passage.flags
        start = conjunction
        while start > floor and not flags[start - 1] & (lx.COMMA | lx.DASH | lx.QUOTE | lx.SUBORDINATOR | lx.RELATIVE):
            start -= 1
        found = clause_subject(self.passage, conjunction, start)
        return found if found is not None and found.start <= start + 1 and found.end < conjunction else None

    def _stands_alone(self, phrase: Phrase) -> bool:
        """Whether a comma or a colon follows: *…, explained Smith, “…”*."""
        flags = self.passage.flags
        return phrase.end < len(flags) and bool(flags[phrase.end] & (lx.COMMA | lx.COLON | lx.DASH))

    def _floor(self, verb: int) -> int:
        """Where the part of the sentence begins in which the verb's subject may stand."""
        flags = self.passage.flags
        position = verb
        while position > 0 and not flags[position - 1] & (lx.STOP | lx.SEMICOLON):
            position -= 1
        return position

    def _inherited(self, verb: int, floor: int) -> Phrase | None:
        """The subject of a gerund, an infinitive or a joined verb: the phrase right before it, or the subject of the verb before."""
        passage, flags = self.passage, self.passage.flags
        if flags[verb] & lx.GERUND and verb > floor and not flags[verb - 1] & lx.PUNCTUATION:
            before = phrase_before(passage, verb, floor) or self._with(verb, floor)
            if before is not None and before.end == verb and can_speak(passage, before) and not flags[before.head] & (lx.SAYING_NOUN | lx.DOCUMENT):
                return before
        for other in reversed(self.verbs):
            if not floor <= other < verb or (self.strict and self._relative(other, floor) is not None):
                continue
            if flags[other] & lx.FINITE:
                subject = subject_of(passage, other, floor, strict=self.strict)
                if subject is None and (self.free_order or (other and flags[other - 1] & (lx.QUOTE | lx.COMMA))):
                    subject = self._subject_after(other)
            else:
                subject = self._with(other, floor)
            if subject is not None and self.strict and flags[subject.head] & lx.DOCUMENT:
                continue
            if subject is not None and (can_speak(passage, subject) or flags[subject.head] & lx.PLACE):
                return subject
        subject = clause_subject(passage, verb, floor)
        if subject is not None and self.strict and subject.start > floor + 1:
            led_in = flags[floor] & (lx.PREPOSITION | lx.ADVERB | lx.SUBORDINATOR) and flags[subject.start - 1] & lx.COMMA
            led_in = led_in and not any(can_speak(passage, before) for before, _ in phrases_in(passage, floor, subject.start))
            return subject if led_in else None
        return subject

    def _with(self, gerund: int, floor: int) -> Phrase | None:
        """*with Smith calling it …*: the phrase between a preposition after a comma and the gerund."""
        flags = self.passage.flags
        left = gerund
        while left > floor and not flags[left - 1] & (lx.COMMA | lx.QUOTE | lx.STOP):
            left -= 1
        if left >= gerund or not flags[left] & lx.PREPOSITION:
            return None
        found = phrases_in(self.passage, left, gerund)
        return found[0][0] if found and found[0][0].end == gerund else None

    def _is_passive(self, verb: int) -> bool:
        flags = self.passage.flags
        position = verb - 1
        while position >= 0 and flags[position] & lx.ADVERB:
            position -= 1
        return position >= 0 and bool(flags[position] & lx.PASSIVE) and not flags[verb] & lx.GERUND

    def _agent(self, verb: int, quote: int) -> Phrase | None:
        flags = self.passage.flags
        end = len(flags)
        for position in (*range(verb + 1, min(verb + 8, end)), *range(quote + 1, min(quote + 3, end))):
            if flags[position] & lx.STOP:
                return None
            if flags[position] & lx.AGENT:
                return phrase_at(self.passage, position + 1, end)
        return None
