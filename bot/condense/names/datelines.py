"""Where a report was written, told before its first sentence: CIUDAD JUÁREZ, Chih. (Agencia) — …; MEXICO CITY, May 5 — …"""

from __future__ import annotations

from bot.condense.names.lexicon import DATE, INNER
from bot.condense.names.reading import Reading

_LONGEST = 16
"""Words from the paragraph's start to the dash."""

_DASHES = frozenset("-–—―")
_INSIDE = frozenset(".,()/:")


def opens_dateline(reading: Reading, first: int, last: int) -> bool:
    """Whether the run `[first, last)` is the place of a dateline: in capitals, first in its paragraph, with only a state, a
    date or an agency between it and the dash."""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    if not words[first].isupper() or not _opens_paragraph(reading, first):
        return False
    if not all(words[k].isupper() or not words[k].isalpha() for k in range(first, last)):
        return False
    bracket = False
    for k in range(last, min(last + _LONGEST, len(words))):
        word = words[k]
        if word in _DASHES:
            return k > last or doc.starts[k] > doc.ends[k - 1]
        bracket = (bracket or word == "(") and word != ")"
        known = word in _INSIDE or word[0].isdigit() or word[0].isupper() or marks[k] & (DATE | INNER)
        if not known and not bracket:
            return False
    return False


def _opens_paragraph(reading: Reading, at: int) -> bool:
    return at == 0 or "\n" in reading.doc.text[reading.doc.ends[at - 1] : reading.doc.starts[at]]
