"""A passage by its verbs of saying: who speaks or is asked in it, what is told within what, and what names a source."""

from __future__ import annotations

from itertools import pairwise

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.phrases import Phrase, can_speak, is_verb, phrase_at
from bot.condense.quotes.verbs import Verbs


class Clauses(Verbs):
    def is_cue(self, position: int) -> bool:
        flags = self.passage.flags[position]
        return bool(flags & lx.CUE) and is_verb(self.passage, position)

    def speaking_subject(self) -> Phrase | None:
        """The subject of the last verb of saying that has one, in a passage that holds no quote of its own."""
        flags = self.passage.flags
        stop = self.source_after(0)
        source = phrase_at(self.passage, stop, len(flags)) if stop is not None else None
        if source is not None and can_speak(self.passage, source):
            return source
        said = [verb for verb in self.verbs if flags[verb] & lx.UTTERANCE]
        rest = [verb for verb in self.verbs if not flags[verb] & lx.UTTERANCE]
        order = sorted(said, key=lambda verb: not self._attributes_all(verb)) + rest if self.strict else said[::-1] + rest[::-1]
        fronted = self._fronted()
        order = [verb for verb in order if verb > fronted] + [verb for verb in order if verb <= fronted]
        for verb in order:
            if not flags[verb] & (lx.FINITE | lx.PARTICIPLE) or (self.strict and self.relative(verb, 0) is not None):
                continue
            subject = self.subject(verb, self.floor(verb), len(flags))
            if subject is None:
                continue
            if can_speak(self.passage, subject) or (flags[subject.head] & lx.PLACE and flags[verb] & lx.UTTERANCE):
                return subject
        return None

    def _attributes_all(self, verb: int) -> bool:
        """*Los hombres dispararon contra …, dijo Nadia Ferreira*: whether what stands before the verb is what is said."""
        flags = self.passage.flags
        if not verb or not flags[verb - 1] & lx.COMMA or not flags[verb] & lx.FINITE:
            return False
        after = self.subject_after(verb)
        return after is not None and can_speak(self.passage, after)

    def _fronted(self) -> int:
        """Where the subordinate clause ends with which the passage begins: *After the board said no, …*; -1 where none does."""
        flags = self.passage.flags
        opens = any(word & lx.SUBORDINATOR and not word & lx.MANNER for word in flags[: 3 if flags[0] & lx.PREPOSITION else 1])
        return next((i for i, word in enumerate(flags) if word & lx.COMMA), -1) if opens else -1

    def asks(self) -> bool:
        """Whether somebody is asked in the passage."""
        flags = self.passage.flags
        return any(
            flags[verb] & lx.ASKING and not flags[verb + 1] & (lx.ADVERB | lx.INFINITIVE_MARK)
            for verb in self.verbs
            if verb + 1 < len(flags)
        )

    def speaks_unnamed(self) -> bool:
        """Whether a verb of saying stands in the passage whose subject is left out."""
        flags = self.passage.flags
        return any(flags[verb] & lx.UTTERANCE and flags[verb] & (lx.FINITE | lx.PARTICIPLE) for verb in self.verbs)

    def has_aside(self) -> bool:
        """*El punto, dijo, lo señaló …*: whether a verb of saying stands alone between two commas, its subject left out."""
        flags = self.passage.flags
        inner = (verb for verb in self.verbs if 0 < verb < len(flags) - 1 and flags[verb] & lx.UTTERANCE)
        return any(flags[verb] & lx.FINITE and flags[verb - 1] & flags[verb + 1] & lx.COMMA for verb in inner)

    def outer(self, verb: int, floor: int, quote: int) -> int | None:  # noqa: PLR0911 - one return for each bar
        """*She said that he supports “…”*: the words are hers, unless the inner verb is one of saying."""
        flags = self.passage.flags
        led_by_colon = any(word & lx.COLON for word in flags[verb + 1 : quote]) and quote - verb > 3
        speaks = flags[verb] & lx.UTTERANCE and (flags[verb] & (lx.FINITE | lx.PARTICIPLE) or not flags[verb] & lx.BASE)
        if speaks and not led_by_colon and not self._is_said_of_a_thing(verb, floor):
            return None
        for other in reversed(self.verbs):
            if other >= verb or other < floor:
                continue
            if not flags[other] & lx.UTTERANCE and not self._thinks_that(other):
                continue
            if not flags[other] & (lx.FINITE | lx.PARTICIPLE | lx.GERUND):
                return None
            between = flags[other + 1 : verb]
            if any(
                word & lx.COMMA and after & lx.SUBORDINATOR and not after & lx.RELATIVE for word, after in pairwise(between)
            ):
                return None
            if any(word & lx.QUOTE for word in between):
                return None
            if led_by_colon and not (other + 1 < verb and flags[other + 1] & lx.SUBORDINATOR):
                return None
            return other
        return None

    def _thinks_that(self, verb: int) -> bool:
        """*She alleged that they wanted “…”*: whether what was thought or alleged is told in a clause behind the verb."""
        flags = self.passage.flags
        told = flags[verb] & lx.STANCE and verb + 1 < len(flags) and flags[verb + 1] & lx.SUBORDINATOR
        return bool(told and flags[verb] & lx.FINITE)

    def _is_said_of_a_thing(self, verb: int, floor: int) -> bool:
        """*She added that the talks continue*: whether the verb is that of a thing in a clause behind a verb of saying."""
        passage, flags = self.passage, self.passage.flags
        for other in reversed(self.verbs):
            if not floor <= other < verb - 1 or not flags[other] & lx.UTTERANCE or not flags[other] & lx.FINITE:
                continue
            content = flags[other + 1] & lx.SUBORDINATOR
            subject = phrase_at(passage, other + 2, verb + 1) if content else None
            return subject is not None and subject.end == verb and not can_speak(passage, subject)
        return False

    def is_passive(self, verb: int) -> bool:
        flags = self.passage.flags
        position = verb - 1
        while position >= 0 and flags[position] & lx.ADVERB:
            position -= 1
        return position >= 0 and bool(flags[position] & lx.PASSIVE) and not flags[verb] & lx.GERUND

    def agent(self, verb: int, quote: int) -> Phrase | None:
        flags = self.passage.flags
        end = len(flags)
        for position in (*range(verb + 1, min(verb + 8, end)), *range(quote + 1, min(quote + 3, end))):
            if flags[position] & lx.STOP:
                return None
            if flags[position] & lx.AGENT:
                return phrase_at(self.passage, position + 1, end)
        return None

    def source_after(self, start: int) -> int | None:
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
                phrase = phrase_at(self.passage, stop, len(flags))
                if (
                    phrase is not None
                    and start
                    and flags[start - 1] & lx.RELATIVE
                    and flags[phrase.head] & (lx.PERSON | lx.BODY)
                ):
                    return stop  # *something that for Smith is “…”*
                if start and not flags[start - 1] & (lx.COMMA | lx.STOP | lx.CONJUNCTION):
                    continue
                if phrase is None or flags[phrase.head] & lx.CALENDAR:
                    continue
                if not can_speak(self.passage, phrase) and not flags[phrase.start] & lx.DETERMINER:
                    continue
                if phrase.end >= len(flags) or not flags[phrase.end] & (lx.COMMA | lx.QUOTE):
                    continue
            return stop
        return None
