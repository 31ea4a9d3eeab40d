"""The article's own text with what the card took from it marked: points, quotes and figures, to the character.

Each sentence can be linked to (`#s` and its offset); one that bears a mark links to itself on the outlet's page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from bot.layout.fragments import Page
from bot.layout.neutral import visible
from bot.model.cards import Card
from bot.model.feeds import Extent
from bot.model.text import Span

ORDER = ("point", "quote", "figure")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text from `start` on and what it is for the card; `kinds` in the order of `ORDER`, empty for plain
    text."""

    start: int
    text: str
    kinds: tuple[str, ...]

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def stretches(card: Card) -> Iterator[Stretch]:
    """The whole text in order, cut wherever a mark or a sentence begins or ends."""
    marks: dict[str, Sequence[Span]] = {
        "point": [point.span for point in card.points],
        "quote": [span for quote in card.quotes for span in quote.spans],
        "figure": [figure.span for figure in card.figures],
    }
    begins: dict[int, list[str]] = {}
    ends: dict[int, list[str]] = {}
    for kind, spans in marks.items():
        for span in spans:
            if span.start == span.end:
                continue
            begins.setdefault(span.start, []).append(kind)
            ends.setdefault(span.end, []).append(kind)
    edges = {edge for sentence in card.sentences for edge in sentence}
    open_now: list[str] = []
    for start, end in pairwise(sorted({0, len(card.text), *begins, *ends, *edges})):
        for kind in ends.get(start, ()):
            open_now.remove(kind)
        open_now += begins.get(start, ())
        yield Stretch(start, card.text[start:end], tuple(kind for kind in ORDER if kind in open_now))


def marked(card: Card, out: str) -> Markup:
    """The text as HTML in paragraphs; a stretch taken by the card is a `<mark>` whose classes say what for. `out`: what the
    link to the outlet's page is called for those who do not see the arrow."""
    page = Page(card.url, card.text) if card.extent is Extent.FULL else None
    starts = {sentence.start: sentence for sentence in card.sentences if sentence.end > sentence.start}
    parts: list[Markup] = [Markup("<p>")]
    now: Span | None = None
    taken = False
    for stretch in stretches(card):
        if now is None and (now := starts.get(stretch.start)):
            parts.append(Markup('<span class="sentence" id="s{}">').format(now.start))
            taken = False
        parts.append(_shown(stretch, between=now is None))
        taken |= bool(stretch.kinds)
        if now is not None and stretch.end >= now.end:
            url = page.at(now) if page and taken else None
            parts.append(_way_out(url, out) + Markup("</span>"))
            now = None
    return Markup().join([*parts, Markup("</p>")])


def _shown(stretch: Stretch, *, between: bool) -> Markup:
    text = visible(stretch.text)
    if between and "\n" in text and not text.strip():
        return Markup("</p>{}<p>").format(text)
    if stretch.kinds and text.strip():
        return Markup('<mark class="{}">{}</mark>').format(" ".join(stretch.kinds), text)
    return Markup("{}").format(text)


def _way_out(url: str | None, name: str) -> Markup:
    if url is None:
        return Markup()
    # the space does not break, so that the arrow never stands alone on a line
    return Markup('<a class="out" href="{}" rel="noopener noreferrer" aria-label="{}" title="{}">&nbsp;↗</a>').format(
        url, name, name
    )
