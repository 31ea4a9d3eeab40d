"""Noun phrases, found by their borders: without a tagger, a phrase is what stands between words that cannot be part of one."""

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
SEGMENT = lx.COMMA | lx.DASH | lx.STOP | lx.COLON | lx.SEMICOLON | lx.QUOTE | lx.BRACKET
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
    if flags[phrase.head] & (lx.CALENDAR | lx.TIME):
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


def is_verb(passage: Passage, position: int) -> bool:  # noqa: C901, PLR0911 - one return for each reason to be none
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
    if word & lx.BASE and word & lx.NOUN_FORM and _closes_governed(flags, position):
        return False
    if word & lx.GERUND and position and flags[position - 1] & lx.PREPOSITION:
        return not (position + 1 < len(flags) and flags[position + 1] & lx.GENITIVE)  # *after saying that*
    if word & lx.NOUN_FORM and position:
        if before & (lx.DETERMINER | lx.POSSESSIVE | lx.OWNER | lx.NUMBER) and not before & (lx.PRONOUN | lx.RELATIVE):
            return False
        if (
            before & (lx.PREPOSITION | lx.UNKNOWN)
            and not before & lx.INFINITIVE_MARK
            and not (before & lx.PLURAL and word & lx.BASE)
        ):
            return False
        following = flags[position + 1] if position + 1 < len(flags) else lx.STOP
        if following & lx.GENITIVE:
            return False
        if following & lx.COMMA and before & lx.CAPITAL and not (position + 2 < len(flags) and flags[position + 2] & lx.QUOTE):
            return False
    return True


def _closes_governed(flags: list[int], position: int) -> bool:
    """*according to the police report*: the last noun of a phrase that a preposition governs and a break ends."""
    following = flags[position + 1] if position + 1 < len(flags) else lx.STOP
    if not following & (lx.COMMA | lx.STOP):
        return False
    left = position
    while left > 0 and flags[left - 1] & (lx.ROLE | lx.UNKNOWN | lx.DOCUMENT) and position - left < 3:
        left -= 1
    return left >= 2 and left < position and bool(flags[left - 1] & lx.DETERMINER and flags[left - 2] & lx.PREPOSITION)


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


def phrase_at(passage: Passage, start: int, limit: int) -> Phrase | None:  # noqa: C901, PLR0912 - one branch for each kind of word
    """The phrase that begins at `start`, not reaching `limit`."""
    flags = passage.flags
    if start >= limit or _opens_no_phrase(flags, start, limit):
        return None
    first = flags[start]
    if first & lx.PRONOUN and not first & (lx.DETERMINER | lx.CAPITAL):
        return Phrase(start, start + 1, start)
    head = -1
    named = False
    position = start
    while position < limit:
        word = flags[position]
        if word & lx.CALENDAR and not named:
            break
        if position > start and flags[position - 1] & lx.OWNER:
            named = False  # *Smith’s chief adviser*
        if word & lx.CAPITAL and (not word & _FUNCTION or (named and word & lx.JOINER)):
            if head == position - 1 and not named and flags[head] & lx.UNKNOWN and flags[head] & lx.PLURAL:
                break  # *For years Governor Smith …*
            head, named = position, True
        elif word & lx.JOINER and named and _name_follows(flags, position + 1, limit):
            pass
        elif word & _NEVER_IN and not (word & (lx.DETERMINER | lx.POSSESSIVE) and not named and head < 0):
            inner = phrase_at(passage, position + 1, limit) if word & lx.ATTACHING and head >= 0 else None
            if inner is not None and not flags[inner.start] & lx.PRONOUN:
                return Phrase(start, inner.end, head)
            break
        elif word & (lx.DETERMINER | lx.POSSESSIVE | lx.NUMBER) and not named:
            if head >= 0 and not word & lx.NUMBER:
                break
        elif _ends_phrase(passage, position, start, head) or (named and not word & _NOUN):
            if not (named and word & _MODIFIER and _title_follows(flags, position, limit)):
                break
        else:
            head = position
        position += 1
    if head < 0:
        return _headless(passage, start, position, limit)
    numbered = flags[head] & lx.DOCUMENT and head + 1 < limit and flags[head + 1] & lx.NUMBER
    return Phrase(start, head + (2 if numbered else 1), head)  # *article 21*


_MODIFIER = lx.UNKNOWN | lx.TIED | lx.PLACE
_LONGEST_TITLE = 5
"""Words between the name of a body and that of its officer."""


def _title_follows(flags: list[int], position: int, limit: int) -> bool:
    """*Acme co-founder Jane Roe*: whether a role and a name stand behind the words from there."""
    for index in range(position, min(position + _LONGEST_TITLE, limit - 1)):
        if flags[index] & lx.ROLE and not flags[index] & lx.CAPITAL and flags[index + 1] & lx.CAPITAL:
            return not flags[index + 1] & _FUNCTION
        if flags[index] & (_FUNCTION | lx.PUNCTUATION | lx.QUOTE | lx.CAPITAL | lx.CUE | lx.PAST):
            return False
    return False


def _opens_no_phrase(flags: list[int], start: int, limit: int) -> bool:
    """*they contemplate Smith’s plan*: a verb that nobody listed; *that Smith lied*: no determiner."""
    first = flags[start]
    if first & lx.UNKNOWN and not first & lx.PLURAL and start:
        return bool(flags[start - 1] & (lx.PRONOUN | lx.CALENDAR) and not flags[start - 1] & lx.DETERMINER)
    follows = flags[start + 1] if start + 1 < limit else 0
    return bool(first & lx.DETERMINER and first & lx.SUBORDINATOR and follows & (lx.CAPITAL | lx.DETERMINER))


def _ends_phrase(passage: Passage, position: int, start: int, head: int) -> bool:
    flags = passage.flags
    word = flags[position]
    if word & lx.CUE and not word & (lx.NOUN_FORM | lx.ROLE | lx.DOCUMENT) and is_verb(passage, position):
        return True
    following = flags[position + 1] if position + 1 < len(flags) else lx.STOP
    if head >= 0 and head == position - 1 and flags[head] & lx.PLURAL_ROLE and word & lx.CUE and word & lx.BASE:
        return bool(following & (lx.PRONOUN | lx.DETERMINER | lx.SUBORDINATOR | lx.QUOTE)) and is_verb(passage, position)
    if word & lx.PAST and head == position - 1 and head >= 0:
        return bool(flags[head] & _NOUN or following & (lx.PUNCTUATION | lx.PREPOSITION | lx.DETERMINER))
    if word & lx.ADVERB and not word & (lx.ROLE | lx.DOCUMENT):
        return head >= 0 or position == start or not flags[position - 1] & lx.DETERMINER or bool(word & lx.CALENDAR)
    return bool(word & lx.CLITIC)


def _headless(passage: Passage, start: int, position: int, limit: int) -> Phrase | None:
    """*others said*, *the two said*, *one of his lawyers*: a phrase of determiners alone."""
    flags = passage.flags
    first = flags[start]
    if first & lx.DETERMINER and start + 1 < limit and flags[start + 1] & lx.ATTACHING:
        inner = phrase_at(passage, start + 2, limit)
        if inner is not None:
            return Phrase(start, inner.end, inner.head)
    if first & lx.PRONOUN:
        return Phrase(start, start + 1, start)
    if (
        not first & lx.DETERMINER
        or first & (lx.PREPOSITION | lx.SUBORDINATOR)
        or flags[position - 1] & (lx.DEFINITE | lx.ADVERB)
    ):
        return None
    following = flags[position] if position < len(flags) else lx.STOP
    if following & (lx.PUNCTUATION | lx.QUOTE) or (following & lx.CUE and is_verb(passage, position)):
        return Phrase(start, position, position - 1)
    return None


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
        elif flags[position] & lx.CALENDAR or not flags[position] & (lx.ADVERB | lx.DETERMINER | lx.POSSESSIVE):
            governed = False
        position += 1
    return found


def phrase_before(passage: Passage, end: int, floor: int) -> Phrase | None:
    """The phrase that ends right before `end`, or before a few words of its own, and that no preposition governs."""
    free = [phrase for phrase, governed in phrases_in(passage, left_border(passage, end, floor), end) if not governed]
    return free[-1] if free else None


def left_border(passage: Passage, end: int, floor: int) -> int:
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
