"""Noun phrases and the subjects of verbs, found by their borders: without a tagger, a phrase is what stands between words that
cannot be part of one."""

from __future__ import annotations

from typing import NamedTuple

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.passages import Passage

_NEVER_IN = (
    lx.PUNCTUATION
    | lx.QUOTE
    | lx.CONJUNCTION
    | lx.SUBORDINATOR
    | lx.RELATIVE
    | lx.AUXILIARY
    | lx.OTHER_VERB
    | lx.PRONOUN
    | lx.PREPOSITION
)
_BORDER = lx.PUNCTUATION | lx.QUOTE | lx.CONJUNCTION | lx.SUBORDINATOR | lx.RELATIVE | lx.AUXILIARY | lx.OTHER_VERB
_SEGMENT = lx.COMMA | lx.DASH | lx.STOP | lx.COLON | lx.SEMICOLON | lx.QUOTE | lx.BRACKET
_SPEAKING = lx.CAPITAL | lx.PRONOUN | lx.ROLE | lx.TITLE | lx.DOCUMENT
_FUNCTION = lx.PRONOUN | lx.SUBORDINATOR | lx.AUXILIARY | lx.CONJUNCTION | lx.PREPOSITION
_NOUN = lx.ROLE | lx.TITLE | lx.DOCUMENT | lx.TIED | lx.SAYING_NOUN


class Phrase(NamedTuple):
    """A noun phrase: positions `[start, end)` in a passage's items; `head` is the position of the word that says what it is."""

    start: int
    end: int
    head: int


def can_speak(passage: Passage, phrase: Phrase) -> bool:
    """Whether the phrase names or denotes a person, a body or a group, as far as its words tell."""
    flags = passage.flags
    if flags[phrase.head] & lx.CALENDAR:
        return False
    for position in range(phrase.start, phrase.head + 1):
        word = flags[position]
        if word & lx.PLACE and not word & lx.ROLE:
            continue
        if word & _SPEAKING and not (
            word & lx.ADJECTIVAL and not word & lx.CAPITAL and (position == phrase.start or flags[position - 1] & lx.UNKNOWN)
        ):
            return True
    return False


def joint(passage: Passage, phrase: Phrase) -> Phrase:
    """*Smith and Jones*: the phrase with the one joined before it, where both are names or roles that open their clause."""
    flags = passage.flags
    if phrase.start < 2 or not flags[phrase.start - 1] & lx.CONJUNCTION or flags[phrase.start] & lx.PRONOUN:
        return phrase
    first = phrase.start - 2
    while first > 0 and not flags[first - 1] & (_SEGMENT | lx.CONJUNCTION | lx.AUXILIARY | lx.PREPOSITION):
        first -= 1
    if first and flags[first - 1] & (lx.PREPOSITION | lx.AUXILIARY):
        return phrase
    left = phrase_at(passage, first, phrase.start - 1)
    if left is None or left.start != first or left.end != phrase.start - 1 or not can_speak(passage, left):
        return phrase
    return Phrase(left.start, phrase.end, phrase.head)


def is_verb(passage: Passage, position: int) -> bool:
    """Whether the word there is a verb of the cue classes, not the noun of the same form."""
    flags = passage.flags
    word = flags[position]
    if not word & lx.CUE or word & lx.CAPITAL:
        return False
    before = _skip_adverbs(flags, position)
    if word & lx.PARTICIPLE and not word & lx.FINITE:
        return bool(before & lx.AUXILIARY)
    if word & lx.BASE and not word & lx.FINITE and position and not before & _BEFORE_BASE:
        return False
    if word & lx.NOUN_FORM and position:
        if before & (lx.DETERMINER | lx.POSSESSIVE | lx.OWNER | lx.NUMBER) and not before & (lx.PRONOUN | lx.RELATIVE):
            return False
        if before & (lx.PREPOSITION | lx.UNKNOWN) and not before & lx.INFINITIVE_MARK and not (before & lx.PLURAL and word & lx.BASE):
            return False
        following = flags[position + 1] if position + 1 < len(flags) else lx.STOP
        if following & lx.GENITIVE:
            return False
        if following & lx.COMMA and before & lx.CAPITAL and not (position + 2 < len(flags) and flags[position + 2] & lx.QUOTE):
            return False
    return True


_BEFORE_BASE = (
    lx.INFINITIVE_MARK
    | lx.AUXILIARY
    | lx.PRONOUN
    | lx.PLURAL
    | lx.PLURAL_ROLE
    | lx.RELATIVE
    | lx.CONJUNCTION
    | lx.HEARER
    | lx.COMMA
    | lx.DASH
)


def _skip_adverbs(flags: list[int], position: int) -> int:
    """The flags of the nearest word to the left that is no adverb."""
    left = position - 1
    while left >= 0 and flags[left] & lx.ADVERB:
        left -= 1
    return flags[left] if left >= 0 else 0


def phrase_at(passage: Passage, start: int, limit: int) -> Phrase | None:
    """The phrase that begins at `start`, not reaching `limit`."""
    flags = passage.flags
    if start >= limit:
        return None
    first = flags[start]
    if first & lx.PRONOUN and not first & (lx.DETERMINER | lx.CAPITAL):
        return Phrase(start, start + 1, start)
    if first & lx.UNKNOWN and not first & lx.PLURAL and start and flags[start - 1] & lx.PRONOUN and not flags[start - 1] & lx.DETERMINER:
        return None  # a verb that nobody listed: *they contemplate Smith’s …*
    if first & lx.DETERMINER and first & lx.SUBORDINATOR and start + 1 < limit and flags[start + 1] & (lx.CAPITAL | lx.DETERMINER):
        return None  # *that Smith …*
    position = start
    head = -1
    named = False
    while position < limit:
        word = flags[position]
        if word & lx.CAPITAL and (not word & _FUNCTION or (named and word & lx.JOINER)):
            if head == position - 1 and not named and flags[head] & lx.UNKNOWN and flags[head] & lx.PLURAL:
                break  # *For years Governor Smith …*
            head = position
            named = True
            position += 1
        elif word & (lx.DETERMINER | lx.POSSESSIVE | lx.NUMBER) and not named:
            if head >= 0 and not word & lx.NUMBER:
                break
            position += 1
        elif word & lx.JOINER and named and _name_follows(flags, position + 1, limit):
            position += 1
        elif word & _NEVER_IN:
            if word & lx.ATTACHING and head >= 0:
                inner = phrase_at(passage, position + 1, limit)
                if inner is not None and not flags[inner.start] & lx.PRONOUN:
                    return Phrase(start, inner.end, head)
            break
        elif word & lx.CUE and not word & (lx.NOUN_FORM | lx.ROLE | lx.DOCUMENT) and is_verb(passage, position):
            break
        elif word & lx.ADVERB and not word & (lx.ROLE | lx.DOCUMENT):
            if head >= 0 or position == start or not flags[position - 1] & lx.DETERMINER or word & lx.CALENDAR:
                break
            position += 1
        elif word & lx.CLITIC:
            break
        elif named and not word & _NOUN:
            break
        else:
            head = position
            position += 1
    if head < 0:
        if first & lx.DETERMINER and start + 1 < limit and flags[start + 1] & lx.ATTACHING:
            inner = phrase_at(passage, start + 2, limit)
            if inner is not None:
                return Phrase(start, inner.end, inner.head)
        if first & lx.PRONOUN:
            return Phrase(start, start + 1, start)
        if first & lx.DETERMINER and not first & (lx.PREPOSITION | lx.SUBORDINATOR) and not flags[position - 1] & lx.DEFINITE:
            following = flags[position] if position < len(flags) else lx.STOP
            if following & (lx.PUNCTUATION | lx.QUOTE) or (following & lx.CUE and is_verb(passage, position)):
                return Phrase(start, position, position - 1)  # *others said*, *the two said*
        return None
    return Phrase(start, head + 1, head)


def _name_follows(flags: list[int], position: int, limit: int) -> bool:
    for index in range(position, min(position + 3, limit)):
        if flags[index] & lx.CAPITAL:
            return True
        if not flags[index] & lx.JOINER:
            return False
    return False


def phrases_in(passage: Passage, start: int, end: int) -> list[tuple[Phrase, bool]]:
    """All phrases of a stretch, each with whether a preposition governs it."""
    found: list[tuple[Phrase, bool]] = []
    flags = passage.flags
    position = start
    governed = False
    while position < end:
        phrase = phrase_at(passage, position, end)
        if phrase is not None:
            found.append((phrase, governed))
            governed = False
            position = phrase.end
            continue
        if flags[position] & lx.PREPOSITION and not flags[position] & lx.RELATIVE:
            governed = True
        elif flags[position] & lx.CALENDAR:
            governed = False
        elif not flags[position] & (lx.ADVERB | lx.DETERMINER | lx.POSSESSIVE):
            governed = False
        position += 1
    return found


def phrase_before(passage: Passage, end: int, floor: int) -> Phrase | None:
    """The phrase that ends right before `end`, or before a few words of its own, and that no preposition governs."""
    free = [phrase for phrase, governed in phrases_in(passage, _left_border(passage, end, floor), end) if not governed]
    return free[-1] if free else None


def _left_border(passage: Passage, end: int, floor: int) -> int:
    flags = passage.flags
    left = end
    while left > floor:
        word = flags[left - 1]
        if word & _BORDER and not word & lx.ATTACHING:
            break
        if word & lx.CUE and not word & (lx.NOUN_FORM | lx.ROLE) and is_verb(passage, left - 1):
            break
        left -= 1
    return left


def subject_of(passage: Passage, verb: int, floor: int, *, strict: bool = False) -> Phrase | None:
    """The subject that stands before the verb, over adverbs, auxiliaries, appositions and relative clauses. `strict`: the
    language may leave it out, so that what merely stands before the verb is not taken for it."""
    flags = passage.flags
    position = verb - 1
    while position >= floor and flags[position] & (lx.ADVERB | lx.AUXILIARY | lx.CLITIC) and not flags[position] & (lx.ROLE | lx.CAPITAL):
        position -= 1
    if position < floor:
        return None
    word = flags[position]
    if word & lx.RELATIVE:
        if strict and _is_object(flags, position, floor):
            return None
        return _antecedent(passage, position, floor)
    if word & (lx.COMMA | lx.DASH | lx.BRACKET):
        return _over_insertion(passage, position, floor, strict=strict)
    if word & (lx.CONJUNCTION | lx.STOP | lx.COLON | lx.SEMICOLON | lx.QUOTE | lx.SUBORDINATOR):
        return None
    left = _left_border(passage, position + 1, floor)
    free = [phrase for phrase, governed in phrases_in(passage, left, position + 1) if not governed]
    if free and (not strict or can_speak(passage, free[-1]) or (free[-1].start == left and flags[left] & (lx.DETERMINER | lx.CAPITAL))):
        return free[-1]
    return clause_subject(passage, position + 1, floor)


def with_apposition(passage: Passage, phrase: Phrase) -> Phrase:
    """*the group’s director, John Smith*: the phrase with the name that follows it between commas."""
    flags = passage.flags
    end = phrase.end
    if not flags[phrase.head] & (lx.ROLE | lx.TITLE) or flags[phrase.head] & lx.PLURAL_ROLE:
        return phrase
    if end + 1 >= len(flags) or not flags[end] & lx.COMMA:
        return phrase
    name = phrase_at(passage, end + 1, len(flags))
    parts = lx.CAPITAL | lx.JOINER | lx.DETERMINER | lx.ROLE | lx.TITLE
    if name is None or not flags[name.head] & lx.CAPITAL or not all(flags[i] & parts for i in range(name.start, name.end)):
        return phrase
    if name.end < len(flags) and not flags[name.end] & (lx.COMMA | lx.STOP | lx.QUOTE | lx.DASH | lx.BRACKET):
        return phrase
    return Phrase(phrase.start, name.end, phrase.head)


def _antecedent(passage: Passage, relative: int, floor: int) -> Phrase | None:
    end = relative
    flags = passage.flags
    while end > floor and flags[end - 1] & (lx.COMMA | lx.PREPOSITION | lx.DASH | lx.DETERMINER):
        end -= 1
    found = [phrase for phrase, _ in phrases_in(passage, _left_border(passage, end, floor), end)]
    for phrase in reversed(found):
        personal = phrase.end == end and not flags[relative] & (lx.SUBORDINATOR | lx.DETERMINER)
        if can_speak(passage, phrase) or personal:
            return phrase
        if phrase.end == end and any(flags[i] & lx.CAPITAL for i in range(phrase.start, end)):
            return phrase
    return clause_subject(passage, end, floor)


def _over_insertion(passage: Passage, comma: int, floor: int, *, strict: bool) -> Phrase | None:
    """*Smith, the group’s director, said*: the subject before the insertion that ends at `comma`."""
    flags = passage.flags
    end = comma
    best: Phrase | None = None
    while end > floor:
        start = end
        while start > floor and not flags[start - 1] & _SEGMENT:
            start -= 1
        if start < end:
            first = flags[start]
            if first & lx.RELATIVE and start + 1 == end:
                return _antecedent(passage, start, floor)
            phrases = phrases_in(passage, start, end)
            free = [phrase for phrase, governed in phrases if not governed]
            if first & (lx.PREPOSITION | lx.SUBORDINATOR) and not first & (lx.ATTACHING | lx.RELATIVE) and best is not None:
                bare = end + 1 == best.start and best.end == comma and flags[best.head] & lx.CAPITAL
                governed = bare and start == floor and first & lx.PREPOSITION and any(can_speak(passage, p) for p, _ in phrases)
                return None if governed else best
            if free and not first & (lx.PREPOSITION | lx.SUBORDINATOR | lx.RELATIVE):
                opening, closing = free[0], free[-1]
                if first & lx.CONJUNCTION and opening.start == start + 1 and closing.end == end and can_speak(passage, opening):
                    return opening
                if closing.end == end and closing != opening and flags[closing.head] & (lx.CAPITAL | lx.PRONOUN):
                    if flags[closing.start - 1] & (lx.SUBORDINATOR | lx.CONJUNCTION | lx.CALENDAR):
                        best = closing
                        break
                    best = closing if best is None else best
                elif opening.start == start and can_speak(passage, opening):
                    named = flags[opening.head] & lx.CAPITAL and not flags[opening.start] & lx.DETERMINER
                    if best is None or opening.end == end or named:
                        best = opening
            elif free and first & lx.PREPOSITION and free[-1].end == end and free[-1].start > start + 1:
                if flags[free[-1].head] & lx.CAPITAL:
                    best = free[-1]
        if start <= floor or not flags[start - 1] & (lx.COMMA | lx.DASH | lx.BRACKET):
            break
        end = start - 1
    if strict and best is not None and not _fills_segment(flags, best):
        return None
    return best


def _fills_segment(flags: list[int], phrase: Phrase) -> bool:
    """Whether a phrase stands between two breaks, or opens the sentence."""
    opens = phrase.start == 0 or bool(flags[phrase.start - 1] & (_SEGMENT | lx.CONJUNCTION))
    if flags[phrase.head] & lx.PERSON and phrase.end < len(flags) and flags[phrase.end] & _SEGMENT:
        return True
    return opens and (phrase.start <= 1 or phrase.end >= len(flags) or bool(flags[phrase.end] & _SEGMENT))


def _is_object(flags: list[int], relative: int, floor: int) -> bool:
    """*a quien acusó*, *lo que dijo*: a relative pronoun that is not the verb's subject."""
    before = flags[relative - 1] if relative > floor else 0
    if before & lx.DETERMINER and relative - 1 > floor:
        before |= flags[relative - 2]
    return bool(before & lx.PREPOSITION)


def relative_of(passage: Passage, verb: int, floor: int) -> int | None:
    """The position of the relative pronoun that is the verb's subject."""
    flags = passage.flags
    position = verb - 1
    while position >= floor and flags[position] & (lx.ADVERB | lx.AUXILIARY | lx.CLITIC) and not flags[position] & (lx.ROLE | lx.CAPITAL):
        position -= 1
    if position < floor or not flags[position] & lx.RELATIVE or _is_object(flags, position, floor):
        return None
    return position


def clause_subject(passage: Passage, end: int, floor: int) -> Phrase | None:
    """The first phrase up to `end` that can speak, has a predicate after it, and is governed by no preposition."""
    flags = passage.flags
    fallback: Phrase | None = None
    for phrase, governed in phrases_in(passage, floor, end):
        if governed or not can_speak(passage, phrase):
            continue
        following = phrase.end
        while following < end and flags[following] & (lx.ADVERB | lx.CLITIC):
            following += 1
        if following >= end:
            return fallback or phrase
        word = flags[following]
        if word & (lx.AUXILIARY | lx.OTHER_VERB | lx.CUE | lx.RELATIVE | lx.UNKNOWN):
            return phrase
        if word & (lx.COMMA | lx.CONJUNCTION | lx.DASH | lx.COLON | lx.PREPOSITION) and fallback is None:
            fallback = phrase
    return fallback
