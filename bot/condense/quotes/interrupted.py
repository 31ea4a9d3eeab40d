"""Quotes interrupted inside their own marks: *“We will –said Smith– go on”*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.marks import Region
from bot.model.text import Span

_DASH = re.compile(r"[–—]")
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST_ATTRIBUTION = 90
"""Characters between two dashes inside a quote."""


def split_interrupted(text: str, lexicon: Lexicon, regions: Sequence[Region]) -> tuple[Region, ...]:
    """Parts a quote at an attribution that stands inside its marks between dashes: *“We will –said Smith– go on”*."""
    result: list[Region] = []
    for region in regions:
        rest = region
        dashes = [match.start() for match in _DASH.finditer(text, region.span.start, region.span.end)]
        for opening, closing in pairwise(dashes):
            if opening < rest.span.start or closing - opening > _LONGEST_ATTRIBUTION:
                continue
            if not attributes(lexicon, text[opening + 1 : closing]):
                continue
            start = closing + 1
            while start < region.span.end and text[start] in " ,;.:":
                start += 1
            end = opening
            while end > rest.span.start and text[end - 1].isspace():
                end -= 1
            result.append(replace(rest, span=Span(rest.span.start, end), outer=Span(rest.outer.start, opening)))
            rest = replace(
                rest, span=Span(start, region.span.end), outer=Span(start, region.outer.end), continues=False, resumes=True
            )
        if rest.span.start < rest.span.end:
            result.append(rest)
    return tuple(result)


def attributes(lexicon: Lexicon, words: str) -> bool:
    """Whether the words between the dashes begin with a finite verb of saying."""
    for word in _WORDS.findall(words)[:3]:
        flags = lexicon.flags.get(word.casefold(), 0)
        if flags & lx.UTTERANCE and flags & (lx.FINITE | lx.PARTICIPLE):
            return True
        if not flags & (lx.CLITIC | lx.AUXILIARY | lx.ADVERB):
            return False
    return False
