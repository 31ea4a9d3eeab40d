"""The last gate: what may stand on a card as a speaker's name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.condense.document import Document
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.coreference import Bearer, Mention
from bot.condense.quotes.lexicon import Lexicon

_SPEAKS = lx.ROLE | lx.TITLE | lx.DOCUMENT | lx.SAYING_NOUN
_NO_NAME = lx.FUNCTION | lx.DETERMINER | lx.POSSESSIVE | lx.CALENDAR | lx.MANNER
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
    if last - first > _LONGEST:
        return False
    while head > first and doc.words[head - 1] == "-":
        head -= 2  # *Park Geun-hye*
    if doc.words[head][0].isupper() and not lexicon.of(doc.lowers[head]) & _NO_NAME:
        return True
    if _is_noun_for_speakers(lexicon, doc.lowers[head]):
        return True
    return doc.lowers[head] in lexicon.quantities and _counts_people(doc, lexicon, range(head + 1, last + 1))


def _is_noun_for_speakers(lexicon: Lexicon, lower: str) -> bool:
    if lexicon.of(lower) & _SPEAKS:
        return True
    endings = (ending for ending in lexicon.speech.plural_endings if lower.endswith(ending))
    return any(lexicon.of(lower.removesuffix(ending)) & _SPEAKS for ending in endings)


def _counts_people(doc: Document, lexicon: Lexicon, tokens: Sequence[int]) -> bool:
    """*37 percent of Americans*, *a handful of residents*."""
    return any(doc.words[token][0].isupper() or _is_noun_for_speakers(lexicon, doc.lowers[token]) for token in tokens)
