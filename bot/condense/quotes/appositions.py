"""Phrases put together: with the name that stands in apposition to them, and with the one that is joined to them."""

from __future__ import annotations

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.passages import Passage
from bot.condense.quotes.phrases import SEGMENT, Phrase, can_speak, phrase_at


def joint(passage: Passage, phrase: Phrase) -> Phrase:
    """*Smith and Jones*: the phrase with the one joined before it, where both are names or roles that open their clause."""
    flags = passage.flags
    if phrase.start < 2 or not flags[phrase.start - 1] & lx.CONJUNCTION or flags[phrase.start] & lx.PRONOUN:
        return phrase
    first = phrase.start - 2
    while first > 0 and not flags[first - 1] & (SEGMENT | lx.CONJUNCTION | lx.AUXILIARY | lx.PREPOSITION):
        first -= 1
    if first and flags[first - 1] & (lx.PREPOSITION | lx.AUXILIARY):
        return phrase
    left = phrase_at(passage, first, phrase.start - 1)
    if left is None or left.start != first or left.end != phrase.start - 1 or not can_speak(passage, left):
        return phrase
    return Phrase(left.start, phrase.end, phrase.head)


def joint_after(passage: Passage, phrase: Phrase) -> Phrase:
    """*said Smith and Jones*: the phrase with a name joined behind it, with which the clause ends."""
    flags = passage.flags
    if phrase.end + 1 >= len(flags) or not flags[phrase.end] & lx.CONJUNCTION or not flags[phrase.head] & lx.CAPITAL:
        return phrase
    right = phrase_at(passage, phrase.end + 1, len(flags))
    if right is None or not flags[right.head] & lx.CAPITAL or not can_speak(passage, right):
        return phrase
    if right.end < len(flags) and not flags[right.end] & (lx.STOP | lx.COMMA | lx.QUOTE):
        return phrase
    return Phrase(phrase.start, right.end, phrase.head)


def _after_attachments(passage: Passage, end: int) -> int:
    """*the liaison for victims of crime*: where the phrases with a preposition end that a comma follows."""
    flags = passage.flags
    position = end
    for _ in range(_MOST_ATTACHED):
        if position + 1 >= len(flags) or not flags[position] & lx.PREPOSITION:
            break
        inner = phrase_at(passage, position + 1, len(flags))
        if inner is None or flags[inner.head] & (lx.PRONOUN | lx.CALENDAR):
            return end
        position = inner.end
    return position if position < len(flags) and flags[position] & lx.COMMA else end


_MOST_ATTACHED = 3


def with_apposition(passage: Passage, phrase: Phrase) -> Phrase:
    """*the group’s director, John Smith*: the phrase with the name that follows it between commas."""
    flags = passage.flags
    end = _after_attachments(passage, phrase.end)
    owned = any(flags[i] & lx.OWNER for i in range(phrase.start, phrase.head))
    told = [word for word in flags[phrase.start : phrase.head + 1] if word & (lx.ROLE | lx.TITLE)]
    if not (told or owned) or any(word & lx.PLURAL_ROLE for word in told):
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
