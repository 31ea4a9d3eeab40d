"""Where two versions are worded otherwise."""

from __future__ import annotations

from rapidfuzz.distance import LCSseq

from bot.editorial.quoting.said import LONGEST, WORD
from bot.model import folding
from bot.model.text import Span


def differing(one: str, other: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The words of each text that do not stand in the other in their order: spans of the text, neighbours joined."""
    ours, theirs = [*WORD.finditer(one)], [*WORD.finditer(other)]
    if max(len(ours), len(theirs)) > LONGEST * 4:
        return (), ()
    codes = LCSseq.opcodes([folding.fold(w.group()) for w in ours], [folding.fold(w.group()) for w in theirs])
    mine = [
        Span(ours[c.src_start].start(), ours[c.src_end - 1].end())
        for c in codes
        if c.tag != "equal" and c.src_end > c.src_start
    ]
    yours = [
        Span(theirs[c.dest_start].start(), theirs[c.dest_end - 1].end())
        for c in codes
        if c.tag != "equal" and c.dest_end > c.dest_start
    ]
    return tuple(mine), tuple(yours)
