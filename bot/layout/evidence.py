"""What a card stands on, from our own copy of the article: each point, quote and figure marked in its sentence, between that
sentence's neighbours. It can be read when the page has gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.languages.texts import Texts
from bot.layout.card import WHOLE, Part, page_of
from bot.layout.fragments import Page
from bot.layout.key_figures import telling
from bot.layout.neutral import visible
from bot.layout.quotes import attribution
from bot.model.cards import Card
from bot.model.chat import Block, Context, Heading, Inline, Line, Link, Mark, Paragraph, Plain
from bot.model.text import Span

PARTS: tuple[Part, ...] = ("points", "quotes", "figures")
PARAGRAPH = " ¶ "
_SPACE = re.compile(r"\s+")


def evidence(card: Card, texts: Texts, part: Part | None = None) -> tuple[Block, ...]:
    """A section for each part of the card, or for one; parts without items are left out."""
    page = page_of(card)
    blocks: list[Block] = []
    for each in PARTS if part is None else (part,):
        items = list(_items(card, each, texts))
        if items:
            blocks.append(Heading((Plain(texts.say(f"labels.{each}")),), level=2))
        for spans, told in items:
            blocks.append(Paragraph(passage(card, spans, texts, page)))
            blocks += [Context(told)] if told else []
    return tuple(blocks)


def passage(card: Card, spans: Sequence[Span], texts: Texts, page: Page | None) -> Line:
    """The sentences that hold the spans, which are marked, with the sentence before and the one after, and the link."""
    first, last, before, after = _around(card, spans)
    line: list[Inline] = [Plain(_told(before.of(card.text) + _between(card, before.end, first)))] if before else []
    at = first
    for span in sorted(spans):
        line += [Plain(_told(card.text[at : span.start])), Mark(_told(span.of(card.text)))]
        at = span.end
    line.append(Plain(_told(card.text[at:last])))
    if after:
        line.append(Plain(_told(_between(card, last, after.start) + after.of(card.text))))
    url = page.at(Span(first, last)) if page else None
    if url:
        line += [Plain(" "), Link(texts.say("labels.sentence"), url)]
    return tuple(part for part in line if part.text)


def _items(card: Card, part: Part, texts: Texts) -> Iterator[tuple[tuple[Span, ...], Line]]:
    """The spans to be marked together, and what is said of them. The figures of one sentence are shown once."""
    match part:
        case "points":
            yield from (((point.span,), ()) for point in card.points)
        case "quotes":
            for quote in card.quotes:
                if quote.spans:
                    yield quote.spans, attribution(quote.speaker, texts, WHOLE.part)
        case "figures":
            of_sentence: dict[Span, list[Span]] = {}
            for figure in telling(card.figures):
                of_sentence.setdefault(figure.sentence, []).append(figure.span)
            yield from ((_apart(spans), ()) for spans in of_sentence.values())


def _around(card: Card, spans: Sequence[Span]) -> tuple[int, int, Span | None, Span | None]:
    """Where the touched sentences begin and end, and their neighbours."""
    begin, end = min(span.start for span in spans), max(span.end for span in spans)
    touched = [i for i, sentence in enumerate(card.sentences) if sentence.overlaps(Span(begin, end))]
    if not touched:
        return begin, end, None, None
    first, last = touched[0], touched[-1]
    before = card.sentences[first - 1] if first else None
    after = card.sentences[last + 1] if last + 1 < len(card.sentences) else None
    return min(card.sentences[first].start, begin), max(card.sentences[last].end, end), before, after


def _between(card: Card, end: int, start: int) -> str:
    """What parts two neighbours: a space, or the sign of a paragraph's end."""
    return PARAGRAPH if "\n" in card.text[end:start] else " "


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """In order, without one that overlaps an earlier one."""
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _told(text: str) -> str:
    """In one line, without what cannot be seen; the spaces at its ends stay, for it stands between others."""
    return _SPACE.sub(" ", visible(text))
