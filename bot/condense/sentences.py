"""Where paragraphs and sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.languages import Language
from bot.model.text import Span

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_END = re.compile(r"[.!?…]+[\"”’»')\]]*(?=\s+[\"“‘«¿¡(\[—–-]*[^\W_a-zà-ÿ])")
_LAST_WORD = re.compile(r"[^\s(\"“«‘]+$")


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """Each line with something on it, without the white space around it."""
    spans = []
    for match in _PARAGRAPH.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        spans.append(Span(start, start + len(line.strip())))
    return tuple(spans)


def split_sentences(text: str, paragraph: Span, language: Language) -> Iterator[Span]:
    """The sentences of one paragraph, in order, without the white space between them."""
    start = paragraph.start
    for match in _END.finditer(text, paragraph.start, paragraph.end):
        if match.group() == "." and _is_abbreviation(text[start : match.start()], language):
            continue
        yield Span(start, match.end())
        start = match.end()
        while start < paragraph.end and text[start].isspace():
            start += 1
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _is_abbreviation(before: str, language: Language) -> bool:
    word = _LAST_WORD.search(before)
    return word is not None and (
        word.group() in _abbreviations(language) or (len(word.group()) == 1 and word.group().isupper())
    )


@cache
def _abbreviations(language: Language) -> frozenset[str]:
    return frozenset(language.basics.abbreviations)
