"""Texts that speak: laws, letters, signs, messages, as the words before a verb or a pronoun name them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.passages import Passage
from bot.condense.quotes.phrases import Phrase, phrase_at

_LONGEST_ATTRIBUTION = 5
"""Words of an attribution between two commas."""


def is_text(passage: Passage, phrase: Phrase) -> bool:
    """*una carta anónima*, *the report*: whether the phrase denotes a text by what it is; nobody is spoken of as one."""
    words = passage.flags[phrase.start : phrase.head + 1]
    return any(word & lx.DOCUMENT for word in words) and not any(word & _PERSONAL for word in words)


_PERSONAL = lx.ROLE | lx.TITLE | lx.CAPITAL | lx.PRONOUN


def text_before(passage: Passage, end: int) -> Phrase | None:
    """*article 129*, *two anonymous messages*: the text that is named right before `end`."""
    flags = passage.flags
    head = end - 1
    while head > 0 and head > end - 3 and flags[head] & (lx.NUMBER | lx.UNKNOWN):
        head -= 1
    if head < 0 or not flags[head] & lx.DOCUMENT or flags[head] & lx.CAPITAL:
        return None
    start = head
    while start > 0 and flags[start - 1] & (lx.DETERMINER | lx.NUMBER) and not flags[start - 1] & lx.PREPOSITION:
        start -= 1
    return Phrase(start, end, head)


def text_left_of(passage: Passage, end: int, floor: int) -> Phrase | None:
    """*una manta firmada por el grupo, en la que se lee*: the nearest text to the left, over what is told of it."""
    flags = passage.flags
    for position in range(end - 1, max(end - _FARTHEST_TEXT, floor) - 1, -1):
        if flags[position] & lx.DOCUMENT and not flags[position] & lx.CAPITAL:
            return text_before(passage, position + 1)
    return None


_FARTHEST_TEXT = 10
"""Words between a text and the pronoun that takes it up."""


def text_speaking(passage: Passage, relative: int) -> Phrase | None:
    """*a letter that*, *two messages in which*: the text to which the relative pronoun belongs."""
    flags = passage.flags
    end = relative
    while end and flags[end - 1] & (lx.COMMA | lx.PREPOSITION | lx.DETERMINER):
        end -= 1
    return text_before(passage, end) if end else None


def issuer(passage: Passage, phrase: Phrase) -> Phrase:
    """*su declaración*, *una publicación del diputado X*: the person whose words the phrase denotes; else the phrase."""
    flags = passage.flags
    if not flags[phrase.head] & lx.SAYING_NOUN or flags[phrase.head] & (lx.INSCRIBED | lx.ROLE | lx.CAPITAL):
        return phrase
    if flags[phrase.start] & lx.POSSESSIVE:
        return Phrase(phrase.start, phrase.start + 1, phrase.start)
    if phrase.head + 1 >= len(flags) or not flags[phrase.head + 1] & lx.GENITIVE:
        return phrase
    owner = phrase_at(passage, phrase.head + 2, len(flags))
    return owner if owner is not None and flags[owner.head] & lx.PERSON else phrase


def text_over_attribution(passage: Passage, verbs: Sequence[int], gerund: int, floor: int) -> Phrase | None:
    """*two messages, she said, telling her*: the text before an attribution between commas."""
    flags = passage.flags
    if not gerund or not flags[gerund - 1] & lx.COMMA:
        return None
    left = gerund - 1
    while left > floor and not flags[left - 1] & lx.COMMA:
        left -= 1
    if left <= floor or gerund - 1 - left > _LONGEST_ATTRIBUTION or not any(left <= v < gerund for v in verbs):
        return None
    return text_before(passage, left - 1)
