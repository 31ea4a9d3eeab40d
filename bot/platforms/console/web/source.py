"""The article's own text with what the card took from it marked: points, quotes and figures, to the character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from bot.layout.neutral import visible
from bot.model.cards import Card
from bot.model.text import Span

ORDER = ("point", "quote", "figure")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text and what it is for the card; `kinds` in the order of `ORDER`, empty for plain text."""

    text: str
    kinds: tuple[str, ...]


def stretches(card: Card) -> Iterator[Stretch]:
    """The whole text in order, cut wherever a mark begins or ends."""
    marks: dict[str, Sequence[Span]] = {
        "point": [point.span for point in card.points],
        "quote": [span for quote in card.quotes for span in quote.spans],
        "figure": [figure.span for figure in card.figures],
    }
    begins: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for kind, spans in marks.items():
        for span in spans:
            begins.setdefault(span.start, []).append(kind)
            ends.setdefault(span.end, []).append(kind)
    open_now: list[str] = []
    for start, end in pairwise(sorted({0, len(card.text), *begins, *ends})):
        for kind in ends.get(start, ()):
            open_now.remove(kind)
        open_now += begins.get(start, ())
        yield Stretch(card.text[start:end], tuple(kind for kind in ORDER if kind in open_now))


def marked(card: Card) -> Markup:
    """The text as HTML; each marked stretch is a `<mark>` whose classes say what for."""
    return Markup().join(
        Markup('<mark class="{}">{}</mark>').format(" ".join(s.kinds), visible(s.text)) if s.kinds else escape(visible(s.text))
        for s in stretches(card)
    )
