"""Speech, or a title, a name, a term in marks."""

from __future__ import annotations

import re

from bot.condense.document import Document
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.cues import Cue
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.marks import Region
from bot.condense.quotes.passages import Passage

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")


def is_speech(doc: Document, lexicon: Lexicon, passage: Passage, position: int, region: Region, cue: Cue | None) -> bool:
    """Judges by evidence for either side; the weights were set on development articles of both languages."""
    inside = region.span.of(doc.text)
    words = _WORD.findall(inside[:400])
    if not words:
        return False
    return evidence(doc, lexicon, passage, position, region, cue, words) > 0


def evidence(
    doc: Document, lexicon: Lexicon, passage: Passage, position: int, region: Region, cue: Cue | None, words: list[str]
) -> float:
    """Above zero for speech."""
    flags = passage.flags
    score = 1.0
    count = len(words)
    if count >= 6:
        score += 2
    elif count <= 2:
        score -= 0.5
    if cue is not None:
        score += 2 if cue.reach <= 2 else 1
    content = [w for w in words if len(w) > 3 or w[0].isupper()]
    titled = all(w[0].isupper() or w[0].isdigit() for w in content) if content else False
    if titled and count >= 2 and not inside_ends_sentence(doc, region):
        score -= 1.5
    elif titled and count >= 2:
        score -= 1
    if titled and count == 1:
        score -= 0.5
    before = flags[position - 1] if position else 0
    lower_before = doc.lowers[passage.items[position - 1]] if position and passage.items[position - 1] >= 0 else ""
    if before & (lx.WORK | lx.NAMED_THING):
        score -= 2.5
    if before & lx.CAPITAL and titled and cue is None:
        score -= 2
    if _named_by(doc, lexicon, passage, position):
        score -= 3
    if lower_before and count <= 4 and cue is None and before & (lx.DETERMINER | lx.PREPOSITION):
        score -= 0.5
    return score


def inside_ends_sentence(doc: Document, region: Region) -> bool:
    return doc.text[region.span.end - 1] in ".!?…"


def _named_by(doc: Document, lexicon: Lexicon, passage: Passage, position: int) -> bool:
    index = position - 1
    if index < 0 or passage.items[index] < 0:
        return False
    for rest in lexicon.naming_cues.get(doc.lowers[passage.items[index]], ()):
        if index - len(rest) >= 0 and all(
            passage.items[index - 1 - k] >= 0 and doc.lowers[passage.items[index - 1 - k]] == word for k, word in enumerate(rest)
        ):
            return True
    return False


_FULL = re.compile(r"[.!?…]")


def is_partial(doc: Document, lexicon: Lexicon, region: Region) -> bool:
    """A fragment: no clause of its own."""
    inside = region.span.of(doc.text)
    words = _WORD.findall(inside[:600])
    if len(words) <= 3:
        return not (inside[:1].isupper() and inside.rstrip()[-1:] in "!?.,")
    if inside[:1].isupper() or inside[:1] in "¿¡…":
        return False
    verbs = lx.AUXILIARY | lx.OTHER_VERB | lx.PRONOUN
    return not any(lexicon.flags.get(word.casefold(), 0) & verbs for word in words[:12])
