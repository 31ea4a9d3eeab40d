"""Whose a verb of saying is: the subject before it, behind it, or taken over from the verb before."""

from __future__ import annotations

from bot.condense.document import Document
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.passages import Passage
from bot.condense.quotes.phrases import Phrase, can_speak, is_verb, phrase_at, phrase_before, phrases_in
from bot.condense.quotes.subjects import clause_subject, relative_of, subject_of
from bot.condense.quotes.texts import text_over_attribution

_MOST_SKIPPED = 3
"""Phrases with a preposition that may stand between a verb and the subject after it."""


class Verbs:
    """The verbs of a passage are looked up once. `free_order`: a subject may follow its verb anywhere. `strict`: it may be left
    out."""

    def __init__(self, doc: Document, lexicon: Lexicon, passage: Passage) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.passage = passage
        self.free_order = lexicon.speech.inversion == "free"
        self.strict = lexicon.speech.pronoun_may_be_absent
        self.verbs = [i for i, flags in enumerate(passage.flags) if flags & lx.CUE and is_verb(passage, i)]

    def subject(self, verb: int, floor: int, quote: int) -> Phrase | None:
        passage, flags = self.passage, self.passage.flags
        word = flags[verb]
        left = verb - 1
        while left >= floor and flags[left] & (lx.ADVERB | lx.AUXILIARY | lx.CLITIC) and not flags[left] & lx.CAPITAL:
            left -= 1
        if not word & (lx.FINITE | lx.PARTICIPLE) and (
            not word & lx.BASE or (left >= floor and flags[left] & lx.INFINITIVE_MARK)
        ):
            return self._inherited(verb, floor)
        apart = left < floor or flags[left] & (lx.PUNCTUATION | lx.QUOTE | lx.SUBORDINATOR | lx.MANNER)
        if (
            apart
            and not word & lx.PHRASAL
            and not (left >= floor and flags[left] & lx.RELATIVE and not flags[left] & lx.SUBORDINATOR)
        ):
            after = self.subject_after(verb)
            if (
                after is not None
                and after.end <= quote
                and can_speak(passage, after)
                and (self.free_order or self._stands_alone(after))
            ):
                return (self._named_in_front(verb, floor) if self._is_indefinite(after) else None) or after
        if left >= floor and flags[left] & lx.CONJUNCTION:
            return self._joined(left, floor) or self._inherited(verb, floor)
        found = subject_of(passage, verb, floor, strict=self.strict)
        if found is not None and not self._is_aside(verb, found):
            return found
        return self._inherited(verb, floor) if found is None else None

    def _is_indefinite(self, phrase: Phrase) -> bool:
        """*una escolta*: somebody of whom nothing was said before."""
        item = self.passage.items[phrase.start]
        told = bool(self.passage.flags[phrase.start] & lx.DETERMINER) and not self.passage.flags[phrase.head] & lx.CAPITAL
        return told and item >= 0 and self.doc.lowers[item] not in self.lexicon.speech.definite

    def _named_in_front(self, verb: int, floor: int) -> Phrase | None:
        """*La alcaldesa, Yolanda Peraza, pidió una escolta*: who opens the clause and is named, with something between commas
        before the verb; what follows the verb is what it is about then."""
        passage, flags = self.passage, self.passage.flags
        if verb - 1 <= floor or not flags[verb - 1] & lx.COMMA or any(floor <= other < verb for other in self.verbs):
            return None
        opening = phrase_at(passage, floor, verb)
        if opening is None or opening.start != floor or not can_speak(passage, opening):
            return None
        if not any(word & lx.COMMA for word in flags[opening.end : verb - 1]):
            return None
        closing = phrase_before(passage, verb - 1, opening.end)
        named = (one for one in (closing, opening) if one is not None and flags[one.head] & lx.PERSON)
        return next(named, None)

    def _is_aside(self, verb: int, before: Phrase) -> bool:
        """*Esa declaración, dijo, “…”*: whether the verb stands between two commas, so that what is before it is a part of what
        is said, where the language may leave the subject out."""
        flags = self.passage.flags
        if not self.strict or verb + 1 >= len(flags) or not flags[verb - 1] & flags[verb + 1] & lx.COMMA:
            return False
        return bool(flags[before.head] & (lx.DOCUMENT | lx.SAYING_NOUN)) and not flags[before.head] & (lx.ROLE | lx.CAPITAL)

    def subject_after(self, verb: int) -> Phrase | None:
        passage, flags = self.passage, self.passage.flags
        end = len(flags)
        position = verb + 1
        skipped = 0
        while position < end:
            word = flags[position]
            if word & lx.DETERMINER and position + 1 < end and flags[position + 1] & (lx.CALENDAR | lx.TIME):
                position += 2
            elif word & lx.PREPOSITION and not word & lx.DETERMINER:
                if position + 1 < end and flags[position + 1] & lx.HEARER:
                    position += 2
                    continue
                inner = phrase_at(passage, position + 1, end)
                if inner is None or skipped == _MOST_SKIPPED or not self.free_order:
                    return None
                skipped += 1
                position = inner.end
            elif word & (lx.PUNCTUATION | lx.QUOTE | lx.SUBORDINATOR | lx.RELATIVE | lx.CONJUNCTION):
                return None
            elif word & (lx.ADVERB | lx.AUXILIARY | lx.PARTICIPLE) and not word & (lx.ROLE | lx.PRONOUN | lx.CAPITAL):
                position += 1
            elif word & lx.HEARER and not word & lx.PRONOUN:
                return None
            elif (
                self.free_order
                and word & lx.UNKNOWN
                and position + 1 < end
                and flags[position + 1] & (lx.DETERMINER | lx.CAPITAL)
            ):
                position += 1  # *grita eufórico el candidato*
            else:
                return phrase_at(passage, position, end)
        return None

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

    def floor(self, verb: int) -> int:
        """Where the part of the sentence begins in which the verb's subject may stand."""
        flags = self.passage.flags
        position = verb
        while position > 0 and not flags[position - 1] & lx.STOP:
            if flags[position - 1] & lx.SEMICOLON and position != verb:  # *Smith, spokesman; said*: meant for a comma
                break
            position -= 1
        return position

    def _inherited(self, verb: int, floor: int) -> Phrase | None:
        """The subject of a gerund, an infinitive or a joined verb: the phrase before it, or the one of the verb before."""
        passage, flags = self.passage, self.passage.flags
        own = self._of_gerund(verb, floor) if flags[verb] & lx.GERUND else None
        if own is not None:
            return own
        for other in reversed(self.verbs):
            if not floor <= other < verb or (self.strict and self.relative(other, floor) is not None):
                continue
            if flags[other] & lx.FINITE:
                subject = subject_of(passage, other, floor, strict=self.strict)
                if subject is None and (self.free_order or (other and flags[other - 1] & (lx.QUOTE | lx.COMMA))):
                    subject = self.subject_after(other)
            else:
                subject = self._with(other, floor)
            if subject is not None and self.strict and flags[subject.head] & lx.DOCUMENT:
                continue
            opens = (
                subject is not None and subject.start == floor and flags[floor] & lx.DETERMINER and flags[other] & lx.UTTERANCE
            )
            if subject is not None and (opens or can_speak(passage, subject) or flags[subject.head] & lx.PLACE):
                return subject
        subject = clause_subject(passage, verb, floor)
        if subject is not None and self.strict and subject.start > floor + 1:
            led_in = flags[floor] & (lx.PREPOSITION | lx.ADVERB | lx.SUBORDINATOR) and flags[subject.start - 1] & lx.COMMA
            led_in = led_in and not any(can_speak(passage, before) for before, _ in phrases_in(passage, floor, subject.start))
            return subject if led_in else None
        return subject

    def _of_gerund(self, gerund: int, floor: int) -> Phrase | None:
        """The subject that a gerund has of its own, right before it or over an attribution."""
        passage, flags = self.passage, self.passage.flags
        text = text_over_attribution(passage, self.verbs, gerund, floor)
        if text is not None or gerund <= floor or flags[gerund - 1] & lx.PUNCTUATION:
            return text
        before = phrase_before(passage, gerund, floor)
        if before is None or before.end != gerund:
            before = self._with(gerund, floor)
        if before is None or not can_speak(passage, before):
            return None
        issued = flags[before.head] & (lx.SAYING_NOUN | lx.DOCUMENT) and not flags[before.head] & lx.INSCRIBED
        return None if issued else before

    def _with(self, gerund: int, floor: int) -> Phrase | None:
        """*with Smith calling it …*: the phrase between a preposition after a comma and the gerund."""
        flags = self.passage.flags
        left = gerund
        while left > floor and not flags[left - 1] & (lx.COMMA | lx.QUOTE | lx.STOP):
            left -= 1
        if left >= gerund or not flags[left] & lx.PREPOSITION:
            return None
        found = phrases_in(self.passage, left, gerund)
        if not found or not all(word & lx.ADVERB for word in flags[found[0][0].end : gerund]):
            return None
        return found[0][0]

    def relative(self, verb: int, floor: int) -> int | None:
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
