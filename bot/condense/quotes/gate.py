"""The last gate: what may stand on a card as a speaker's name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.condense.document import Document
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.coreference import Bearer, Mention
from bot.condense.quotes.lexicon import Lexicon

_NO_NAME = lx.FUNCTION | lx.DETERMINER | lx.POSSESSIVE | lx.CALENDAR | lx.MANNER
_OPENS = lx.SPEAKERS | lx.DETERMINER | lx.POSSESSIVE | lx.ADVERB
_LONGEST = 20
"""Words of a description."""


def may_be_named(doc: Document, lexicon: Lexicon, mention: Mention, bearer: Bearer) -> bool:
    """Whether the bearer has a proper name, or is described by a noun for people, a body, a group or a text.

    Pronouns that nobody could resolve, and words that were taken for a phrase by mistake, name no one.
    """
    if bearer.named:
        return True
    first = doc.token_at(mention.span.start)
    head = doc.token_at(mention.head.start)
    if first < 0 or bearer.name != mention.span.of(doc.text):
        return True  # another mention that passed, or an office's holder
    last = doc.token_at(mention.span.end - 1)
    if last - first > _LONGEST or _opens_badly(doc, lexicon, first, head) or _points_at_words(doc, lexicon, first, head):
        return False
    while head > first and doc.words[head - 1] == "-":
        head -= 2  # *Park Geun-hye*
    if doc.words[head][0].isupper() and not lexicon.of(doc.lowers[head]) & _NO_NAME:
        return True
    if lexicon.names_speakers(doc.lowers[head]):
        return True
    return doc.lowers[head] in lexicon.quantities and _counts_people(doc, lexicon, range(head + 1, last + 1))


def _opens_badly(doc: Document, lexicon: Lexicon, first: int, head: int) -> bool:
    """*pushing Acme*, *off employees*: what begins with no determiner and no word for people has a verb or a
    preposition in it, unless its head is people."""
    word, opening = doc.words[first], lexicon.of(doc.lowers[first])
    if head <= first or not word[0].islower() or opening & _OPENS:
        return False
    if opening & (lx.PREPOSITION | lx.SUBORDINATOR | lx.OTHER_VERB | lx.CUE):
        return True
    return not any(lexicon.of(lower) & (lx.ROLE | lx.TITLE) for lower in doc.lowers[first : head + 1])


def _points_at_words(doc: Document, lexicon: Lexicon, first: int, head: int) -> bool:
    """*that message*, *esa declaración*: a demonstrative with a noun of saying tells a reader of the card nothing."""
    opening, noun = lexicon.of(doc.lowers[first]), lexicon.of(doc.lowers[head])
    return bool(opening & lx.DEFINITE and not opening & lx.JOINER and noun & lx.SAYING_NOUN and not noun & lx.ROLE)


def _counts_people(doc: Document, lexicon: Lexicon, tokens: Sequence[int]) -> bool:
    """*37 percent of Americans*, *a handful of residents*."""
    return any(doc.words[token][0].isupper() or lexicon.names_speakers(doc.lowers[token]) for token in tokens)
