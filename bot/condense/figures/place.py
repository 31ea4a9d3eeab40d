"""Where: the place that the text names beside a figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from bot.condense.document import Document
from bot.condense.figures.found import Found
from bot.condense.names import Entity
from bot.model.text import Span


class Places:
    """The mentions of places in a text, in order."""

    def __init__(self, doc: Document, entities: Sequence[Entity]) -> None:
        self._doc = doc
        self._spans = sorted(span for entity in entities if entity.kind == "place" for span in entity.mentions)

    def of_figure(self, figure: Found, after: Found | None) -> Span | None:
        """The first mention behind the figure, as far as the next one; else the last before it in its sentence."""
        if not self._spans:
            return None
        doc = self._doc
        start, end = doc.starts[figure.first], doc.ends[figure.last - 1]
        limit = doc.ends[figure.stop - 1] if after is None or after.stop != figure.stop else doc.starts[after.first]
        at = bisect_left(self._spans, Span(end, end))
        if at < len(self._spans) and self._spans[at].end <= limit and ";" not in doc.text[end : self._spans[at].start]:
            return self._spans[at]
        before = bisect_left(self._spans, Span(start, start)) - 1
        if before >= 0 and self._spans[before].start >= doc.starts[figure.floor] and self._spans[before].end <= start:
            return self._spans[before] if ";" not in doc.text[self._spans[before].end : start] else None
        return None
