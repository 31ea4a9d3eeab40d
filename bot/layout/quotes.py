"""A quote as it is shown: its words, and who said them."""

from __future__ import annotations

from bot.languages.texts import Texts
from bot.layout.neutral import clean, cut
from bot.model.cards import Quote, Speaker
from bot.model.chat import Line, Plain, Strong

# Between two paragraphs of one quote stand marks and line breaks; an attribution that interrupts it is longer.
_MARKS_ONLY = 8
_PARTED = "” … “"


def said(quote: Quote) -> str:
    """The words; where the article interrupts them to say who speaks, the parts stand as quotations of their own."""
    words, begin = "", 0
    for number, span in enumerate(quote.spans):
        part = clean(quote.text[begin : begin + span.end - span.start])
        gap = span.start - quote.spans[number - 1].end if number else 0
        words += f"{_PARTED if gap > _MARKS_ONLY else ' '}{part}" if number else part
        begin += span.end - span.start + 1
    return words


def attribution(speaker: Speaker | None, texts: Texts, part: int) -> Line:
    """“Ana Ruiz, the state prosecutor”, or that nobody is named."""
    if speaker is None or speaker.name is None:
        return (Plain(texts.say("layout.unnamed")),)
    name = cut(clean(speaker.name), part)
    role = cut(clean(speaker.role or ""), part)
    return (Strong(name), *((Plain(f", {role}"),) if role else ()))
