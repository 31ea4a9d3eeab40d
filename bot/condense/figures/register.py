"""Which official series a figure comes from, where the text says so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.condense.figures.found import Found
from bot.condense.figures.phrases import Met, Phrases
from bot.condense.figures.sentence import Sentence
from bot.model.desk import Register

_HEADING = 14
"""A paragraph of at most so many words and without a full stop is a heading."""

_NEAR = 80
"""How many words from the figure the register may be named."""

_COUNTED = frozenset({"people", "count", "noun", "share"})
_ENDS = frozenset(".!?…")

Key = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Id, words, and the measures one of which has to be met (none: the words are enough)."""


class Series(NamedTuple):
    """The registers' words in one language. `needs`: of each id its measures, None where the words are enough."""

    words: Phrases[tuple[str, ...]]
    needs: dict[str, Phrases[None] | None]


def series_of(registers: Sequence[Register], code: str) -> Series:
    return _compile(
        tuple(
            (register.id, tuple(register.words.get(code, ())), () if register.alone else tuple(register.measures.get(code, ())))
            for register in registers
        )
    )


@lru_cache(maxsize=16)
def _compile(keys: tuple[Key, ...]) -> Series:
    by_phrase: dict[str, list[str]] = {}
    for name, words, _ in keys:
        for phrase in words:
            by_phrase.setdefault(phrase.casefold(), []).append(name)
    needs = {name: Phrases((phrase, None) for phrase in measures) if measures else None for name, _, measures in keys}
    return Series(Phrases((phrase, tuple(names)) for phrase, names in by_phrase.items()), needs)


class Registers:
    """Finds the registers named in a text's sentences, each sentence once."""

    def __init__(self, series: Series) -> None:
        self._series = series
        self._named: dict[int, list[Met[tuple[str, ...]]]] = {}

    def of_figure(self, figure: Found, before: Found | None, after: Found | None) -> str | None:
        """The id, or None where the text names no register, or more than one that fit."""
        sentence = figure.sentence
        if figure.kind not in _COUNTED and figure.unit is not None:
            return None
        floor = before.last if before is not None and before.sentence is sentence else sentence.floor
        stop = after.first if after is not None and after.sentence is sentence else sentence.stop
        floor, stop = max(floor, figure.first - _NEAR), min(stop, figure.last + _NEAR)
        named = self._names(sentence, figure.first - _NEAR, figure.last + _NEAR)
        near = [met for met in named if floor <= met.first < stop]
        for group in (near, named):
            found = {name for met in group for name in met.value if self._is_measured(name, figure, floor, stop)}
            if found:
                return found.pop() if len(found) == 1 else _nearest(group, figure, found, floor)
        return None if named else self._from_heading(figure, floor, stop)

    def _is_measured(self, name: str, figure: Found, floor: int, stop: int) -> bool:
        """Whether what the register counts is named beside the figure or, where its unit is carried, around it."""
        needs = self._series.needs[name]
        if needs is None or _meets(needs, figure.sentence, range(floor, _clause_end(figure, stop))):
            return True
        around = range(max(figure.sentence.floor, figure.first - _NEAR), min(figure.sentence.stop, figure.last + _NEAR))
        return figure.carried and _meets(needs, figure.sentence, around)

    def _names(self, sentence: Sentence, low: int, high: int) -> list[Met[tuple[str, ...]]]:
        """The registers named in the sentence between two tokens."""
        if sentence.floor not in self._named:
            self._named[sentence.floor] = list(self._find(sentence.doc.lowers, sentence.floor, sentence.stop))
        named = self._named[sentence.floor]
        starts = [met.first for met in named]
        return named[bisect_left(starts, low) : bisect_left(starts, high)]

    def _find(self, lowers: Sequence[str], at: int, stop: int) -> Iterable[Met[tuple[str, ...]]]:
        if not self._series.words.may_stand(lowers[at:stop]):
            return
        while at < stop:
            met = self._series.words.ahead(lowers, at, stop)
            if met:
                yield met
            at = met.last if met else at + 1

    def _from_heading(self, figure: Found, floor: int, stop: int) -> str | None:
        """The register that the sentence before names, where that is a heading or ends in a colon."""
        sentence = figure.sentence
        doc, index = sentence.doc, sentence.index
        if not index:
            return None
        span = doc.sentences[index - 1]
        first, last = doc.token_at(span.start), sentence.floor
        end = doc.text[span.end - 1]
        alone = end not in _ENDS and "\n" in doc.text[span.end : doc.sentences[index].start]
        if not (end == ":" or (alone and last - first <= _HEADING)) or last - first > _NEAR:
            return None
        heading = Sentence(doc, sentence.lex, first, last)
        found = {name for met in self._find(doc.lowers, first, last) for name in met.value}
        fitting = {name for name in found if self._is_measured(name, figure, floor, stop) or self._is_headed(name, heading)}
        return fitting.pop() if len(fitting) == 1 else None

    def _is_headed(self, name: str, heading: Sentence) -> bool:
        needs = self._series.needs[name]
        return needs is None or _meets(needs, heading, range(heading.floor, heading.stop))


def _clause_end(figure: Found, stop: int) -> int:
    """Where another clause opens behind the figure: `five dead and that a homicide …` counts no homicides."""
    lex, lowers = figure.sentence.lex, figure.sentence.lowers
    joined = (at for at in range(figure.last, stop - 1) if lowers[at] in lex.joiners and lowers[at + 1] in lex.clause_openers)
    return next(joined, stop)


def _meets(needs: Phrases[None], sentence: Sentence, tokens: range) -> bool:
    return any(needs.ahead(sentence.lowers, at, tokens.stop) for at in tokens)


def _nearest(group: Sequence[Met[tuple[str, ...]]], figure: Found, fitting: set[str], floor: int) -> str | None:
    """Of several that fit, the one named nearest before the figure; None where one phrase, or one stretch without a figure,
    names several."""
    ahead = [met for met in group if met.last <= figure.first and fitting & set(met.value)]
    if not ahead:
        return None
    names = {name for met in ahead if met is ahead[-1] or met.first >= floor for name in met.value} & fitting
    return names.pop() if len(names) == 1 else None
