"""Speech after a dash: *—No lo sé —dijo ella—. Tal vez.*, in a paragraph of its own or after a sentence, and the answers of an
interview."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.interrupted import attributes
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.marks import Region
from bot.model.text import Span

_OPENING = re.compile(r"[—–-] ?(?=[¿¡…\w])")
_AFTER_SENTENCE = re.compile(r"(?<=[.!?…”»:] )—(?=[¿¡…\w])")
_DASH = re.compile(r"[—–]|(?<=\s)-(?=\w)")
_WORDS = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 200
"""Characters after a dash in which its verb of saying has to begin."""


def add_dialogue(text: str, paragraphs: Sequence[Span], lexicon: Lexicon, regions: Sequence[Region]) -> tuple[Region, ...]:
    """The regions with those of dialogue among them, in order. A paragraph that has marks of its own keeps those."""
    marked = {region.paragraph for region in regions}
    found: list[Region] = list(regions)
    asked = answered = False
    for index, paragraph in enumerate(paragraphs):
        opening = _OPENING.match(text, paragraph.start, paragraph.end)
        question = text[paragraph.end - 1] == "?"
        if opening is None or index in marked:
            if index not in marked:
                found += _after_a_sentence(text, paragraph, index, lexicon)
            asked, answered = question, False
            continue
        parts = list(_parts(text, Span(opening.end(), paragraph.end), lexicon))
        speaks = len(parts) > 1 or parts[0].end < paragraph.end
        if speaks or ((asked or answered) and not question):
            found += _regions(parts, paragraph.start, index)
            asked, answered = False, True
        else:
            asked, answered = question, False
    return tuple(sorted(found, key=lambda region: region.span.start))


def _regions(parts: Sequence[Span], opening: int, paragraph: int) -> list[Region]:
    """The parts of one speech whose dash stands at `opening`."""
    return [
        Region(
            span=part,
            outer=Span(opening if part is parts[0] else part.start, part.end),
            paragraph=paragraph,
            style="dash",
        )
        for part in parts
    ]


def _after_a_sentence(text: str, paragraph: Span, index: int, lexicon: Lexicon) -> list[Region]:
    """*Nobody was surprised. —One counts the boats —said the man.*: a dash within the paragraph, which opens speech where an
    attribution follows, or a verb of saying and a colon stand before it."""
    for opening in _AFTER_SENTENCE.finditer(text, paragraph.start, paragraph.end):
        parts = list(_parts(text, Span(opening.end(), paragraph.end), lexicon))
        announced = text[opening.start() - 2] == ":" and _is_announced(
            lexicon, text[max(paragraph.start, opening.start() - _LOOKED_AT) : opening.start()]
        )
        if announced or len(parts) > 1 or parts[0].end < paragraph.end:
            return _regions(parts, opening.start(), index)
    return []


def _is_announced(lexicon: Lexicon, before: str) -> bool:
    """Whether a finite verb of saying stands in the sentence that leads to the colon."""
    sentence = re.split(r"[.!?…]\s", before)[-1]
    flags = (lexicon.flags.get(word.casefold(), 0) for word in _WORDS.findall(sentence))
    return any(word & lx.UTTERANCE and word & lx.FINITE for word in flags)


def _parts(text: str, speech: Span, lexicon: Lexicon) -> Iterator[Span]:
    """The stretches of speech between the attributions."""
    start = speech.start
    tale = False
    for match in _DASH.finditer(text, speech.start, speech.end):
        if tale:
            start = match.end()
            while start < speech.end and text[start] in " ,;.:":
                start += 1
            tale = False
        elif attributes(lexicon, text[match.end() : min(match.end() + _LOOKED_AT, speech.end)]):
            end = match.start()
            while end > start and text[end - 1].isspace():
                end -= 1
            if end > start:
                yield Span(start, end)
            tale = True
    if not tale and start < speech.end:
        yield Span(start, speech.end)
