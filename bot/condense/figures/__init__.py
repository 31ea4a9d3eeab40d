"""Key figures: numbers stated as information, with what they measure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from bot.condense.document import Document
from bot.condense.figures.carry import carry_units
from bot.condense.figures.change import moves_of
from bot.condense.figures.compiled import lexicon_of
from bot.condense.figures.dates import OLDEST, is_modern
from bot.condense.figures.exclude import is_glued, is_label, points
from bot.condense.figures.found import Found, Part
from bot.condense.figures.lexicon import Lexicon
from bot.condense.figures.marks import Marks, marks_of
from bot.condense.figures.measure import measures_of
from bot.condense.figures.money import Money
from bot.condense.figures.numerals import HALF, Numeral
from bot.condense.figures.period import Dates
from bot.condense.figures.place import Places
from bot.condense.figures.qualifier import qualifier_of
from bot.condense.figures.ranges import PARTS, join_ranges
from bot.condense.figures.register import Registers, series_of
from bot.condense.figures.sentence import MINUS, Sentence
from bot.condense.figures.shares import read
from bot.condense.figures.units import Unit, find_unit
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
    published: date | None = None,
) -> tuple[Figure, ...]:
    """All key figures of a text, in order, disjoint.

    `title` helps to tell currencies apart, and `published`, the day on which the text came out, dates from counts. A figure's
    `place` is a mention among `entities`, its `register` an id of `registers`.
    """
    lex = lexicon_of(doc.language)
    candidates = _candidates(doc, lex)
    if not candidates:
        return ()
    digits = (doc.words[at] for at in candidates if doc.words[at][0].isdecimal())
    marks = marks_of(digits, doc.language.region, doc.language.numbers.scale_group)
    money = Money(doc, lex, title)
    found = carry_units(money, join_ranges(list(_figures(doc, lex, marks, money, candidates, published=published))))
    found = [_qualified(figure) for figure in found]
    return tuple(_card_figures(doc, found, Places(doc, entities), Registers(series_of(registers, doc.language.code))))


def _qualified(figure: Found) -> Found:
    qualifier = qualifier_of(figure)
    return figure._replace(qualifier=qualifier) if qualifier else figure


def _candidates(doc: Document, lex: Lexicon) -> list[int]:
    """Tokens that may start or head a numeral. A word for one that is the article too counts only before a scale or a share."""
    lowers, triggers = doc.lowers, lex.triggers
    found = [at for at, word in enumerate(lowers) if word in triggers or "0" <= word < ":"]
    found = [at for at in found if lowers[at] not in lex.share_words or not _ends_share(lex, lowers, at)]
    if not lex.noun_first:
        return found
    last = len(lowers) - 1
    return [at for at in found if lowers[at] not in lex.ones or (at < last and _counts_one(lex, lowers, at + 1))]


def _ends_share(lex: Lexicon, lowers: Sequence[str], at: int) -> bool:
    """Whether the word only ends a unit: `por ciento`."""
    met = lex.units.ahead(lowers, at - 1, at + 1) if at else None
    return met is not None and met.value.kind == "share"


def _counts_one(lex: Lexicon, lowers: Sequence[str], at: int) -> bool:
    """Whether a scale, a share or the base of one follows the word for one: `un millón`, `uno de cada cinco`."""
    return lowers[at] in lex.after_one or lex.ratios.ahead(lowers, at, len(lowers)) is not None


def _figures(
    doc: Document, lex: Lexicon, marks: Marks, money: Money, candidates: Sequence[int], *, published: date | None
) -> Iterator[Found]:
    """Numbers with their units, in order; what only looks like a figure is left out."""
    done = -1
    labelled: Numeral | None = None
    sentence = Sentence(doc, lex, 0, 0, published)
    for at in candidates:
        if at < done:
            continue
        if at >= sentence.stop:
            index = doc.sentence_of[at]
            floor, stop = bisect_left(doc.sentence_of, index), bisect_right(doc.sentence_of, index)
            sentence = Sentence(doc, lex, floor, stop, published)
        free = max(sentence.floor, done)
        numeral = read(sentence, marks, at, free)
        if numeral is None:
            continue
        numeral = _with_point(sentence, numeral, free)
        done = numeral.last
        if is_glued(sentence, numeral):
            continue
        unit = find_unit(sentence, money, numeral, free)
        listed = unit is None and labelled is not None and _goes_on(sentence, labelled, numeral)
        if listed or is_label(sentence, numeral, unit):
            labelled = numeral
            continue
        numeral, unit = _with_one(sentence, *_with_half(sentence, numeral, unit), free)
        first, last = (unit.first, unit.last) if unit else (numeral.first, numeral.last)
        if _is_negative(sentence, first, unit, free):
            first, numeral = first - 1, numeral._replace(value=-numeral.value)
        done = last
        yield Found(sentence, numeral, unit, first, last, points=points(sentence, numeral, unit))


def _with_point(sentence: Sentence, numeral: Numeral, free: int) -> Numeral:
    """`.5 percent`: a decimal without its nought."""
    first, word = numeral.first, sentence.lowers[numeral.first]
    point = first > free and sentence.lowers[first - 1] == "." and sentence.tied(first - 1) and word.isdecimal()
    if not point or numeral.last - first > 1 or (first - 1 > free and sentence.tied(first - 2)):
        return numeral
    return numeral._replace(first=first - 1, value=numeral.value.scaleb(-len(word)))


def _is_negative(sentence: Sentence, first: int, unit: Unit | None, free: int) -> bool:
    """`-0.4%`, `minus two degrees`: a sign tied to a number that may be less than nought, or the word for it."""
    if first <= free or unit is None or unit.kind not in {"share", "measure", "money"} or unit.name in sentence.lex.durations:
        return False
    lex, word = sentence.lex, sentence.lowers[first - 1]
    if word in lex.negatives:
        return unit.kind != "money" and lex.qualifiers.behind(sentence.lowers, first, free) is None
    return word in MINUS and sentence.tied(first - 1) and first - 1 > sentence.floor and not sentence.tied(first - 2)


def _with_half(sentence: Sentence, numeral: Numeral, unit: Unit | None) -> tuple[Numeral, Unit | None]:
    """`dos años y medio`: the half behind the unit."""
    more = sentence.lex.half_more.ahead(sentence.lowers, unit.last, sentence.stop) if unit and unit.kind == "measure" else None
    if unit is None or more is None:
        return numeral, unit
    return numeral._replace(value=numeral.value + HALF), unit._replace(last=more.last)


def _with_one(sentence: Sentence, numeral: Numeral, unit: Unit | None, free: int) -> tuple[Numeral, Unit | None]:
    """`un año y nueve meses`, `an hour and 20 minutes`: the single larger part of a time before the numeral."""
    lex, lowers, first = sentence.lex, sentence.lowers, numeral.first
    if unit is None or unit.name not in lex.durations or first - free < 3 or lowers[first - 1] not in lex.joiners:
        return numeral, unit
    larger = lex.units.behind(lowers, first - 1, free + 1)
    ratio = PARTS.get((larger.value.name, unit.name)) if larger else None
    if larger is None or ratio is None or lowers[larger.first - 1] not in lex.articles:
        return numeral, unit
    start = larger.first - 1
    return numeral._replace(first=start, value=numeral.value + ratio), unit._replace(first=start)


def _goes_on(sentence: Sentence, labelled: Numeral, numeral: Numeral) -> bool:
    """Whether a list of labels goes on: `Articles 4 and 5`, `aged 50 to 75`. A larger number behind `to` ends a change."""
    between = sentence.lowers[max(labelled.last, sentence.floor) : numeral.first]
    if is_modern(labelled) and not is_modern(numeral) and numeral.value > OLDEST:
        return False  # `in 2020, 35,700 in 2021`: the year before dates another figure
    links = sentence.lex.label_links if max(labelled.value, numeral.value) <= OLDEST else sentence.lex.listing
    return 1 <= len(between) <= 2 and all(word in links for word in between)


def _card_figures(doc: Document, found: Sequence[Found], places: Places, registers: Registers) -> Iterator[Figure]:
    dates = Dates()
    moves = moves_of(found)
    measures = measures_of(found, moves, dates)
    for index, figure in enumerate(found):
        if figure.lasts and figure.points:
            continue  # `in the last eight weeks`, `35 years ago`: a time that only dates
        before = found[index - 1] if index else None
        after = found[index + 1] if index + 1 < len(found) else None
        span = Span(doc.starts[figure.first], doc.ends[figure.last - 1])
        value, move, place = _plain(figure.numeral.value), moves[index], places.of_figure(figure, after)
        yield Figure(
            span=span,
            text=span.of(doc.text),
            value=value if figure.high is None else None,
            low=value if figure.high is not None else None,
            high=_plain(figure.high) if figure.high is not None else None,
            unit=figure.name,
            qualifier=_words(doc, figure.qualifier),
            measure=" … ".join(_stretch(doc, part) for part in measures[index]) or None,
            change=Change(direction=move.direction, baseline=_words(doc, move.baseline)) if move else None,
            period=_words(doc, dates.of_figure(figure, before, after, move.baseline if move else None)),
            place=place.of(doc.text) if place else None,
            register=registers.of_figure(figure, before, after),
            sentence=doc.sentences[doc.sentence_of[figure.first]],
        )


def _plain(value: Decimal) -> Decimal:
    """Without a power of ten and without zeros behind the last digit that tells: `2500000`, not `2.5E+6`."""
    return Decimal(format(value.normalize(), "f"))


def _words(doc: Document, part: Part | None) -> str | None:
    return _stretch(doc, part) if part else None


def _stretch(doc: Document, part: Part) -> str:
    return doc.text[doc.starts[part[0]] : doc.ends[part[1] - 1]]
