"""Where: the place that the text names beside a figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from bot.condense.document import Document
from bot.condense.figures.found import Found
from bot.condense.names import Entity
from bot.model.text import Span

_APART = frozenset({",", "“", "«", '"', "("})
"""Marks behind which a word opens a clause of its own."""

_FAR = 400
"""How many characters before a figure its place may stand."""


class Places:
    """The mentions of places in a text, in order."""

    def __init__(self, doc: Document, entities: Sequence[Entity]) -> None:
        self._doc = doc
        spans = sorted(span for entity in entities if entity.kind == "place" for span in entity.mentions)
        self._spans = [span for span in spans if not self._is_origin(span)]

    def of_figure(self, figure: Found, after: Found | None) -> Span | None:
        """The first mention behind the figure, as far as the next one; else the last before it in its sentence."""
        if not self._spans:
            return None
        doc, sentence = self._doc, figure.sentence
        start, end = doc.starts[figure.first], doc.ends[figure.last - 1]
        follows = after is not None and after.sentence is sentence
        limit = doc.starts[after.first] if after is not None and follows else doc.ends[sentence.stop - 1]
        at = bisect_left(self._spans, Span(end, end))
        if at < len(self._spans) and self._spans[at].end <= limit and not self._is_apart(figure, self._spans[at]):
            return self._spans[at]
        at = bisect_left(self._spans, Span(start, start)) - 1
        while at >= 0 and self._describes(self._spans[at]):
            at -= 1
        low = max(doc.starts[sentence.floor], start - _FAR)
        if at < 0 or self._spans[at].start < low or self._spans[at].end > start:
            return None
        return self._spans[at] if ";" not in doc.text[self._spans[at].end : start] else None

    def _is_origin(self, place: Span) -> bool:
        """`deported from the United States` tells where from, not where."""
        doc, at = self._doc, self._doc.token_at(place.start)
        units = doc.language.units
        while at > 0 and doc.lowers[at - 1] in units.determiners:
            at -= 1
        return at > 0 and doc.lowers[at - 1] in units.origins

    def _describes(self, place: Span) -> bool:
        """`U.S. agents made …`: the name describes the noun behind it."""
        doc = self._doc
        first, last = doc.token_at(place.start), doc.token_at(place.end - 1) + 1
        last += last < len(doc.words) and doc.words[last] == "."
        led = first > 0 and doc.lowers[first - 1] in doc.language.units.boundaries
        follows = (
            last < len(doc.words) and doc.words[last][0].islower() and doc.lowers[last] not in doc.language.units.boundaries
        )
        return follows and not led and not doc.language.units.noun_first

    def _is_apart(self, figure: Found, place: Span) -> bool:
        """Whether the place stands in another clause behind the figure: after a semicolon, or in a relative clause behind a
        comma, which tells of something else (`opioids, which are made in Mexico`)."""
        sentence, lex = figure.sentence, figure.sentence.lex
        stop = self._doc.token_at(place.start)
        between = sentence.lowers[figure.last : stop]
        clauses = (word for comma, word in pairwise(between) if comma in _APART)
        return ";" in between or any(word in lex.relatives or word in lex.clause_openers for word in clauses)
