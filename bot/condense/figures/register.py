"""Which official series a figure comes from, where the text says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.condense.document import Document
from bot.condense.figures.found import Found
from bot.condense.figures.phrases import Met, Phrases
from bot.model.desk import Register

_HEADING = 14
"""A paragraph of at most so many words and without a full stop is a heading."""
_COUNTED = frozenset({"people", "count", "noun", "share", "points"})


class Series(NamedTuple):
    """The registers' words in one language. `needs`: of each id the measures one of which has to be met, none where `alone`."""

    words: Phrases[tuple[str, ...]]
    needs: dict[str, Phrases[None] | None]


def series_of(registers: Sequence[Register], code: str) -> Series:
    by_phrase: dict[str, list[str]] = {}
    needs: dict[str, Phrases[None] | None] = {}
    for register in registers:
        for phrase in register.words.get(code, ()):
            by_phrase.setdefault(phrase.casefold(), []).append(register.id)
        measures = register.measures.get(code, ())
        needs[register.id] = None if register.alone or not measures else Phrases((phrase, None) for phrase in measures)
    return Series(Phrases((phrase, tuple(ids)) for phrase, ids in by_phrase.items()), needs)


class Registers:
    """Finds the registers named in a text's sentences, each sentence once."""

    def __init__(self, doc: Document, series: Series) -> None:
        self._doc = doc
        self._series = series
        self._named: dict[tuple[int, int], list[Met[tuple[str, ...]]]] = {}

    def of_figure(self, figure: Found, before: Found | None, after: Found | None) -> str | None:
        """The id, or None where the text names no register, or more than one that fit."""
        unit = figure.unit
        if unit is not None and unit.kind not in _COUNTED:
            return None
        floor = before.last if before is not None and before.stop == figure.stop else figure.floor
        stop = after.first if after is not None and after.stop == figure.stop else figure.stop
        named = self._names(figure.floor, figure.stop)
        near = [met for met in named if floor <= met.first < stop]
        for group in (near, named):
            found = {name for met in group for name in met.value if self._measured(name, floor, stop, figure)}
            if found:
                return found.pop() if len(found) == 1 else self._nearest(group, figure, found)
        return None if named else self._from_heading(figure, floor, stop)

    def _measured(self, name: str, floor: int, stop: int, figure: Found) -> bool:
        """Whether what the register counts is named beside the figure or, failing that, in its sentence."""
        needs = self._series.needs[name]
        if needs is None:
            return True
        lowers = self._doc.lowers
        if any(needs.ahead(lowers, at, stop) for at in range(floor, stop)):
            return True
        return figure.carried and any(needs.ahead(lowers, at, figure.stop) for at in range(figure.floor, figure.stop))

    def _nearest(self, group: Sequence[Met[tuple[str, ...]]], figure: Found, fitting: set[str]) -> str | None:
        """Of several that fit, the one named nearest before the figure; None where one phrase names several."""
        ahead = [met for met in group if met.last <= figure.first and fitting & set(met.value)]
        if not ahead:
            return None
        names = fitting & set(ahead[-1].value)
        return names.pop() if len(names) == 1 else None

    def _names(self, floor: int, stop: int) -> list[Met[tuple[str, ...]]]:
        if (floor, stop) not in self._named:
            found: list[Met[tuple[str, ...]]] = []
            at = floor
            while at < stop:
                met = self._series.words.ahead(self._doc.lowers, at, stop)
                if met:
                    found.append(met)
                at = met.last if met else at + 1
            self._named[floor, stop] = found
        return self._named[floor, stop]

    def _from_heading(self, figure: Found, floor: int, stop: int) -> str | None:
        """The register that the sentence before names, where that is a heading or ends in a colon."""
        doc = self._doc
        sentence = doc.sentence_of[figure.first]
        if not sentence:
            return None
        span = doc.sentences[sentence - 1]
        heading = doc.text[span.end - 1] == ":" or (
            doc.text[span.end - 1] not in ".!?…" and "\n" in doc.text[span.end : doc.sentences[sentence].start]
        )
        last = figure.floor
        first = doc.token_at(span.start)
        if not heading or (doc.text[span.end - 1] != ":" and last - first > _HEADING):
            return None
        named = self._names(first, last)
        found = {
            name
            for met in named
            for name in met.value
            if self._measured(name, floor, stop, figure) or self._measured(name, first, last, figure)
        }
        return found.pop() if len(found) == 1 else None
