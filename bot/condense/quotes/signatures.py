"""Who signs a quote from the next paragraph: *– X*, *Así lo dijo X*."""

from __future__ import annotations

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.clauses import Clauses
from bot.condense.quotes.phrases import Phrase, can_speak, phrase_at


def signature(clauses: Clauses) -> Phrase | None:
    """The one whom a sentence without a quote of its own names as the speaker of the quote above it."""
    passage, flags = clauses.passage, clauses.passage.flags
    if passage.quotes or len(flags) < 2:
        return None
    if flags[0] & lx.DASH:
        phrase = phrase_at(passage, 1, len(flags))
        if phrase is None or not flags[phrase.head] & lx.CAPITAL:
            return None
        return phrase if phrase.end >= len(flags) or flags[phrase.end] & (lx.COMMA | lx.STOP) else None
    return _thus(clauses)


def _thus(clauses: Clauses) -> Phrase | None:
    """*Así lo relató X*: a verb of saying right behind a word of manner."""
    flags = clauses.passage.flags
    verb = 1
    while verb + 1 < len(flags) and flags[verb] & (lx.CLITIC | lx.AUXILIARY):
        verb += 1
    if not flags[0] & lx.MANNER or not flags[verb] & lx.UTTERANCE or not flags[verb] & (lx.FINITE | lx.PARTICIPLE):
        return None
    subject = clauses.subject_after(verb)
    return subject if subject is not None and can_speak(clauses.passage, subject) else None
