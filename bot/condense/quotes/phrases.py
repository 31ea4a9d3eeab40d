"""Noun phrases and the subjects of verbs, found by their borders: without a tagger, a phrase is what stands between words that
cannot be part of one."""

from __future__ import annotations

from typing import NamedTuple

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.passages import Passage

UNKNOWN = 1 << 60
_NEVER_IN = (
    lx.PUNCTUATION | lx.QUOTE | lx.CONJUNCTION | lx.SUBORDINATOR | lx.RELATIVE | lx.AUXILIARY | lx.OTHER_VERB | lx.PRONOUN | lx.PREPOSITION
)


class Phrase(NamedTuple):
    """A noun phrase: positions `[start, end)` in a passage's items; `head` is the position of the word that says what it is."""

    start: int
    end: int
    head: int


def is_name(flags: int) -> bool:
    return bool(flags & lx.CAPITAL)


def is_verb(passage: Passage, position: int) -> bool:
    """Whether the word there is a verb of the cue classes, not the noun of the same form."""
    flags = passage.flags[position]
    if not flags & lx.CUE:
        return False
    if flags & lx.CAPITAL and position and not passage.flags[position - 1] & (lx.QUOTE | lx.STOP | lx.DASH | lx.COLON):
        return False
    before = passage.flags[position - 1] if position else 0
    if flags & lx.NOUN_FORM and before & (lx.DETERMINER | lx.POSSESSIVE | lx.OWNER | lx.NUMBER) and not before & lx.CLITIC:
        return False
    if flags & (lx.BASE | lx.NOUN_FORM) == lx.BASE | lx.NOUN_FORM and before & (lx.PREPOSITION | UNKNOWN) and not _infinitive_mark(passage, position):
        return False
    return True


def _infinitive_mark(passage: Passage, position: int) -> bool:
    return bool(position and passage.flags[position - 1] & lx.PREPOSITION and passage.flags[position] & lx.BASE and not passage.flags[position - 1] & lx.AGENT)


def phrase_at(passage: Passage, start: int, limit: int) -> Phrase | None:
    """The phrase that begins at `start`, not reaching `limit`."""
    flags = passage.flags
    if start >= limit:
        return None
    first = flags[start]
    if first & lx.PRONOUN and not first & (lx.CAPITAL | lx.DETERMINER) | (first & lx.PRONOUN and not first & lx.DETERMINER):
        return Phrase(start, start + 1, start)
    position = start
    head = -1
    named = False
    while position < limit:
        word = flags[position]
        if word & lx.CAPITAL and not (word & (lx.PRONOUN | lx.SUBORDINATOR | lx.AUXILIARY | lx.CONJUNCTION | lx.PREPOSITION) and not word & lx.JOINER):
            if word & (lx.DETERMINER | lx.POSSESSIVE | lx.PREPOSITION | lx.JOINER | lx.ADVERB) and position == start and not _next_is_name(flags, position + 1, limit):
                if word & (lx.DETERMINER | lx.POSSESSIVE):
                    position += 1
                    continue
                break
            head = position
            named = True
            position += 1
            continue
        if word & (lx.DETERMINER | lx.POSSESSIVE | lx.NUMBER) and not named:
            if head >= 0 and not word & lx.NUMBER:
                break
            position += 1
            continue
        if word & lx.JOINER and named and _next_is_name(flags, position + 1, limit):
            position += 1
            continue
        if word & _NEVER_IN:
            if word & lx.ATTACHING and head >= 0:
                inner = phrase_at(passage, position + 1, limit)
                if inner is not None and not flags[inner.start] & lx.PRONOUN:
                    position = inner.end
                    return Phrase(start, position, head)
            break
        if word & lx.CUE and (is_verb(passage, position) and not word & lx.NOUN_FORM) and not word & (lx.ROLE | lx.DOCUMENT):
            break
        if word & lx.ADVERB and not word & (lx.ROLE | lx.DOCUMENT):
            if head >= 0 or position > start:
                break
            break
        if named and not word & (lx.ROLE | lx.TITLE | lx.DOCUMENT | lx.TIED | lx.SAYING_NOUN):
            break
        head = position
        position += 1
    if head < 0:
        return None
    return Phrase(start, head + 1, head)


def _next_is_name(flags: list[int], position: int, limit: int) -> bool:
    for index in range(position, min(position + 3, limit)):
        if flags[index] & lx.CAPITAL:
            return True
        if not flags[index] & (lx.JOINER | lx.TITLE | lx.ROLE):
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
        if flags[position] & lx.PREPOSITION:
            governed = True
        elif not flags[position] & (lx.ADVERB | lx.DETERMINER | lx.POSSESSIVE):
            governed = False
        position += 1
    return found


_BORDER_LEFT = lx.PUNCTUATION | lx.QUOTE | lx.CONJUNCTION | lx.SUBORDINATOR | lx.RELATIVE | lx.AUXILIARY | lx.OTHER_VERB


def phrase_before(passage: Passage, end: int, floor: int) -> Phrase | None:
    """The phrase that ends right before `end` and can be a subject."""
    flags = passage.flags
    left = end
    while left > floor:
        word = flags[left - 1]
        if word & _BORDER_LEFT and not (word & lx.CAPITAL and word & lx.CONJUNCTION == 0 and not word & (lx.SUBORDINATOR | lx.RELATIVE | lx.AUXILIARY)):
            if word & (lx.SUBORDINATOR | lx.PREPOSITION) == lx.SUBORDINATOR | lx.PREPOSITION and left - 1 > floor:
                break
            break
        if word & lx.CUE and is_verb(passage, left - 1) and not word & lx.NOUN_FORM and not word & lx.ROLE:
            break
        left -= 1
    free = [phrase for phrase, governed in phrases_in(passage, left, end) if not governed]
    return free[-1] if free else None


def subject_of(passage: Passage, verb: int, floor: int) -> Phrase | None:
    """The subject that stands before the verb, over adverbs, auxiliaries, appositions and relative clauses."""
    flags = passage.flags
    position = verb - 1
    while position >= floor and (
        flags[position] & (lx.ADVERB | lx.AUXILIARY | lx.CLITIC)
        and not flags[position] & (lx.ROLE | lx.CAPITAL)
        and not (flags[position] & lx.DETERMINER and not flags[position] & lx.CLITIC)
    ):
        position -= 1
    if position < floor:
        return None
    word = flags[position]
    if word & lx.RELATIVE and not word & lx.DETERMINER:
        return _antecedent(passage, position, floor)
    if word & (lx.COMMA | lx.DASH | lx.BRACKET):
        return _over_insertion(passage, position, floor)
    if word & lx.CONJUNCTION:
        return clause_subject(passage, position, floor)
    if word & (lx.STOP | lx.COLON | lx.SEMICOLON | lx.QUOTE | lx.SUBORDINATOR):
        return None
    found = phrase_before(passage, position + 1, floor)
    if found is not None:
        return found
    return clause_subject(passage, position + 1, floor)


def _antecedent(passage: Passage, relative: int, floor: int) -> Phrase | None:
    end = relative
    flags = passage.flags
    while end > floor and flags[end - 1] & (lx.COMMA | lx.PREPOSITION | lx.DASH | lx.DETERMINER):
        end -= 1
    found = [phrase for phrase, _ in phrases_in(passage, _left_border(passage, end, floor), end)]
    return found[-1] if found else None


def _left_border(passage: Passage, end: int, floor: int) -> int:
    left = end
    while left > floor and not passage.flags[left - 1] & _BORDER_LEFT:
        left -= 1
    return left


def _over_insertion(passage: Passage, comma: int, floor: int) -> Phrase | None:
    """*Smith, the group’s director, said*: the subject before the insertion that ends at `comma`."""
    flags = passage.flags
    end = comma
    best: Phrase | None = None
    while end > floor:
        start = end
        while start > floor and not flags[start - 1] & (lx.COMMA | lx.DASH | lx.STOP | lx.COLON | lx.SEMICOLON | lx.QUOTE | lx.BRACKET):
            start -= 1
        first = flags[start] if start < end else 0
        if start < end:
            phrases = phrases_in(passage, start, end)
            free = [phrase for phrase, governed in phrases if not governed]
            opens_subject = bool(free) and free[0].start <= start + 1 and not first & (lx.PREPOSITION | lx.SUBORDINATOR | lx.RELATIVE)
            if free and first & (lx.SUBORDINATOR | lx.CONJUNCTION) and free[-1].end == end:
                best = free[0]
                break
            if opens_subject:
                best = free[0] if free[0].end == end or best is None or is_name(flags[free[0].head]) else best
                if is_name(flags[free[0].head]) and free[0].end == end:
                    best = free[0]
            elif free and free[-1].end == end and is_name(flags[free[-1].head]) and not first & lx.RELATIVE:
                best = free[-1]
        if start <= floor or not flags[start - 1] & (lx.COMMA | lx.DASH | lx.BRACKET):
            break
        end = start - 1
    return best


def clause_subject(passage: Passage, end: int, floor: int) -> Phrase | None:
    """The first phrase of the sentence up to `end` that no preposition governs and that can act."""
    flags = passage.flags
    start = floor
    first: Phrase | None = None
    for phrase, governed in phrases_in(passage, start, end):
        if governed or flags[phrase.start] & lx.FIRST_PERSON:
            continue
        if first is None:
            first = phrase
        following = phrase.end
        while following < end and flags[following] & (lx.ADVERB | lx.CLITIC):
            following += 1
        if following < end and (flags[following] & (lx.AUXILIARY | lx.OTHER_VERB | lx.CUE | lx.RELATIVE | UNKNOWN | lx.COMMA)):
            if flags[following] & lx.COMMA and not is_name(flags[phrase.head]) and not flags[phrase.head] & (lx.ROLE | lx.PRONOUN):
                continue
            return phrase
    return first
