"""The one cue that ties a quote to its speaker, of those before and after it."""

from __future__ import annotations

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.after import cue_after, ends_like_speech, opens_sentence, trailing_cue
from bot.condense.quotes.before import cue_before
from bot.condense.quotes.clauses import Clauses
from bot.condense.quotes.cue import Cue


def find_cue(clauses: Clauses, quote: int) -> Cue | None:
    """The cue of the quote at that position."""
    after = cue_after(clauses, quote)
    before = cue_before(clauses, quote)
    if after is None and (before is None or not before.flags & lx.UTTERANCE or before.kind == "noun"):
        after = trailing_cue(clauses, quote, over_quotes=before is None)
        if after is not None:
            return after
    if after is None:
        return before
    if before is None or opens_sentence(clauses, quote):
        return after
    if ends_like_speech(clauses, quote) and after.flags & lx.UTTERANCE:
        said_before = before.flags & lx.UTTERANCE and before.kind == "before" and before.subject is not None
        return before if said_before and (before.reach <= 1 or after.kind == "source") else after
    return before
