"""Where: the place that the text names beside a figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bot.condense.document import Document
from bot.condense.figures.found import Found
from bot.condense.names import Entity
from bot.model.text import Span

_FAR = 400
"""How many characters before a figure its place may stand."""


class Places:
    """The mentions of places in a text, in order."""

    def __init__(self, doc: Document, entities: Sequence[Entity]) -> None:
        self._doc = doc
        self._spans = sorted(span for entity in entities if entity.kind == "place" for span in entity.mentions)

    def of_figure(self, figure: Found, after: Found | None) -> Span | None:
        """The first mention behind the figure, as far as the next one; else the last before it in its sentence."""
        if not self._spans:
            return None
        doc, sentence = self._doc, figure.sentence
        start, end = doc.starts[figure.first], doc.ends[figure.last - 1]
        follows = after is not None and after.sentence is sentence
        limit = doc.starts[after.first] if after is not None and follows else doc.ends[sentence.stop - 1]
        at = bisect_left(self._spans, Span(end, end))
        if at < len(self._spans) and self._spans[at].end <= limit and ";" not in doc.text[end : self._spans[at].start]:
            return self._spans[at]
        at = bisect_left(self._spans, Span(start, start)) - 1
        low = max(doc.starts[sentence.floor], start - _FAR)
        if at < 0 or self._spans[at].start < low or self._spans[at].end > start:
            return None
        return self._spans[at] if ";" not in doc.text[self._spans[at].end : start] else None
