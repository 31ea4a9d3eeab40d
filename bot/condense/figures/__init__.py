"""Key figures: numbers stated as information, with what they measure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.condense.document import Document
from bot.condense.figures.change import Move, moves_of
from bot.condense.figures.carry import carry_units
from bot.condense.figures.exclude import is_glued, is_label
from bot.condense.figures.found import Found
from bot.condense.figures.lexicon import Lexicon, lexicon_of
from bot.condense.figures.marks import Marks, marks_of
from bot.condense.figures.measure import measures_of
from bot.condense.figures.money import Money
from bot.condense.figures.numerals import read
from bot.condense.figures.period import Dates
from bot.condense.figures.place import Places
from bot.condense.figures.qualifier import qualifier_of
from bot.condense.figures.ranges import join_ranges
from bot.condense.figures.register import Registers, series_of
from bot.condense.figures.units import find_unit
from bot.condense.names import Entity
from bot.model.cards import Change, Figure
from bot.model.desk import Register
from bot.model.text import Span


def find_figures(
    doc: Document,
    *,
    title: str | None = None,
    entities: Sequence[Entity] = (),
    registers: Sequence[Register] = (),
) -> tuple[Figure, ...]:
    """All key figures of a text, in order, disjoint. `title` and `entities` only help to read them."""
    lex = lexicon_of(doc.language)
    candidates = _candidates(doc, lex)
    if not candidates:
        return ()
    marks = marks_of((doc.words[at] for at in candidates if doc.words[at][0].isdecimal()), doc.language.region)
    money = Money(doc, lex, title)
    found = list(_figures(doc, lex, marks, money, candidates))
    found = carry_units(doc, lex, money, join_ranges(doc, lex, found))
    found = [replace(figure, qualifier=qualifier_of(doc, lex, figure)) for figure in found]
    moves = moves_of(doc, lex, found)
    dates = Dates(doc, lex)
    measures = measures_of(doc, lex, dates, found, moves)
    places = Places(doc, entities)
    named = Registers(doc, series_of(registers, doc.language.code)) if registers else None
    return tuple(
        _card_figure(doc, dates, places, named, found, index, moves[index], measures[index]) for index in range(len(found))
    )


def _candidates(doc: Document, lex: Lexicon) -> list[int]:
    """Tokens that may start or head a numeral."""
    lowers, triggers, ones = doc.lowers, lex.triggers, lex.ones
    last = len(lowers) - 1
    return [
        at
        for at, word in enumerate(lowers)
        if (word in triggers and (word not in ones or not lex.after_one or _counts(lex, lowers, at, last)))
        or word[0].isdecimal()
    ]


def _counts(lex: Lexicon, lowers: list[str], at: int, last: int) -> bool:
    """Whether a word for one counts here; where it is the article too, only before a scale or a share."""
    if not lex.language.units.noun_first:
        return True
    return at < last and lowers[at + 1] in lex.after_one


def _figures(doc: Document, lex: Lexicon, marks: Marks, money: Money, candidates: Sequence[int]) -> Iterator[Found]:
    done = sentence = -1
    floor = stop = 0
    labelled = -1
    for at in candidates:
        if at < done:
            continue
        if doc.sentence_of[at] != sentence:
            sentence = doc.sentence_of[at]
            floor, stop = bisect_left(doc.sentence_of, sentence), bisect_right(doc.sentence_of, sentence)
        free = max(floor, done)
        numeral = read(doc, lex, marks, at, free, stop)
        if numeral is None:
            continue
        done = numeral.last
        if is_glued(doc, lex, numeral):
            continue
        unit = find_unit(doc, lex, money, numeral, free, stop)
        follows = labelled == numeral.first - 1 and unit is None and _joins(lex, doc.lowers[labelled])
        if follows or is_label(doc, lex, numeral, unit, floor, stop):
            labelled = numeral.last
            continue
        first, last = (unit.first, unit.last) if unit else (numeral.first, numeral.last)
        done = last
        yield Found(numeral, unit, first, last, floor, stop)


def _joins(lex: Lexicon, word: str) -> bool:
    """Whether a label goes on behind this word: `Articles 4 and 5`."""
    return word in lex.joiners or word in {",", "-", "–"}


def _card_figure(
    doc: Document,
    dates: Dates,
    places: Places,
    named: Registers | None,
    found: Sequence[Found],
    index: int,
    move: Move | None,
    parts: Sequence[tuple[int, int]],
) -> Figure:
    figure = found[index]
    before = found[index - 1] if index else None
    after = found[index + 1] if index + 1 < len(found) else None
    span = Span(doc.starts[figure.first], doc.ends[figure.last - 1])
    low = _plain(figure.numeral.value)
    return Figure(
        span=span,
        text=span.of(doc.text),
        value=low if figure.high is None else None,
        low=low if figure.high is not None else None,
        high=None if figure.high is None else _plain(figure.high),
        unit=figure.unit.name if figure.unit else None,
        qualifier=_words(doc, figure.qualifier),
        measure=" … ".join(_stretch(doc, part) for part in parts) or None,
        change=Change(direction=move.direction, baseline=_words(doc, move.baseline)) if move else None,
        period=_words(doc, dates.of_figure(figure, before, after)),
        place=_text(doc, places.of_figure(figure, after)),
        register=named.of_figure(figure, before, after) if named else None,
        sentence=doc.sentences[doc.sentence_of[figure.first]],
    )


def _words(doc: Document, tokens: tuple[int, int] | None) -> str | None:
    return _stretch(doc, tokens) if tokens else None


def _plain(value: Decimal) -> Decimal:
    """Without a power of ten and without zeros behind the last digit that tells: `2500000`, not `2.5E+6`."""
    return Decimal(format(value.normalize(), "f"))


def _text(doc: Document, span: Span | None) -> str | None:
    return span.of(doc.text) if span else None


def _stretch(doc: Document, tokens: tuple[int, int]) -> str:
    return doc.text[doc.starts[tokens[0]] : doc.ends[tokens[1] - 1]]
