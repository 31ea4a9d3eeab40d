"""How many met with a fate, by one article: what it says now, what it says was counted before, and whether it says that the
number changed. Pure; nothing is averaged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from bot.editorial.fates import fate_of
from bot.editorial.series import period_of
from bot.languages import available, load
from bot.model import folding
from bot.model.cards import Card, Figure
from bot.model.text import Span

LEAD = 3
"""Sentences at the head of an article that count as its own news."""

GROWING = frozenset({"dead", "held", "charged", "sentenced", "escaped", "deported"})
"""Fates of which more and more come to be known; the wounded may die, the missing may be found."""

_CLOSE = 3
"""How many words before a number the one may stand that says so far: `ya son siete`."""

_DAY = 2
"""Digits of a day of the month."""

_PEOPLE = frozenset({None, "people", "deaths"})
"""Units of those whom one event befell; what an office counts has names of its own."""

Direction = Literal["up", "down"]

Value = tuple[Decimal | None, Decimal | None, Decimal | None]

_NONE: Value = (None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`former`: the number that the article itself says was counted before; `changed`: which way it says that the number went
    since (“rose to seven”, “ya son siete”), None where it says nothing of that."""

    figure: Figure
    former: Figure | None = None
    changed: Direction | None = None


def value_of(figure: Figure) -> Value:
    return (figure.value, figure.low, figure.high)


def size_of(figure: Figure) -> Decimal | None:
    """What it is compared by: the number, or the lower end of a range."""
    return figure.value if figure.value is not None else figure.low


def tolls(card: Card) -> dict[str, Told]:
    """Fate → the number of those whom it befell, as the headline has it, else as the article says that it now is, else as the
    card puts it first."""
    found: dict[str, list[Told]] = {}
    if card.language not in available():
        return {}
    former = tuple(_former(card))
    for figure in fresh(card):
        if figure.register is not None or value_of(figure) == _NONE or any(one is figure for _, one in former):
            continue
        fate = figure_fate(figure, card)
        if fate is None or not _is_level(figure, card, card.language) or _of_a_stretch(figure, card.language):
            continue
        before = next((one for of, one in former if of is figure), None)
        found.setdefault(fate, []).append(Told(figure=figure, former=before, changed=_direction(figure, before, card)))
    headline = folding.words(card.title or "")
    return {fate: _chosen(some, headline, card.language) for fate, some in found.items()}


def fresh(card: Card) -> Iterator[Figure]:
    """The figures of what the article puts first, without those of a whole month or year."""
    spans = foremost(card)
    for figure in card.figures:
        if period_of(figure.period, card.language) is None and any(span.overlaps(figure.sentence) for span in spans):
            yield figure


def foremost(card: Card) -> tuple[Span, ...]:
    """The first sentences and the key points, in the text's order."""
    return tuple(sorted({*card.sentences[:LEAD], *(point.span for point in card.points)}, key=lambda span: span.start))


def figure_fate(figure: Figure, card: Card) -> str | None:
    return fate_of(figure, figure.sentence.of(card.text), card.language)


def _chosen(some: Sequence[Told], headline: Sequence[str], language: str) -> Told:
    """What adds to a number that is told elsewhere (“two more bodies”) is not the whole of it."""
    for one in some:
        place = _place(headline, one.figure)
        if place is not None:
            return replace(one, changed=one.changed or _headed(headline[:place], language))
    whole = next((one for one in some if one.changed and one.figure.change is not None), None)
    rest = (one for one in some if not _adds(one.figure, language))
    return whole or next(rest, some[0])


def _place(headline: Sequence[str], figure: Figure) -> int | None:
    """Where the headline names the number, in digits or in the words of the text."""
    written = (str(figure.value), *folding.words(figure.text)[:1])
    return next((place for place, word in enumerate(headline) if word in written), None)


def _headed(words: Sequence[str], language: str) -> Direction | None:
    """Which way the words of a headline before a number say that it went: “Toll rises to”, “Sube a”."""
    if not words or words[-1] not in _links(language)[0]:
        return None
    up, down = _verbs(language)
    return "up" if not up.isdisjoint(words) else "down" if not down.isdisjoint(words) else None


def _direction(figure: Figure, former: Figure | None, card: Card) -> Direction | None:
    if figure.change is not None:
        return figure.change.direction
    if former is not None:
        return "up" if (size_of(figure) or 0) > (size_of(former) or 0) else "down"
    return "up" if _is_now(figure, card, card.language or "") else None


def _former(card: Card) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of a figure and the one of its sentence from which it changed: “to 12 from 9”."""
    for figure in card.figures:
        base = figure.change.baseline if figure.change else None
        if base:
            beside = (one for one in card.figures if one.sentence == figure.sentence and one is not figure)
            before = next((one for one in beside if one.text == base), None)
            if before is not None:
                yield figure, before


def _is_level(figure: Figure, card: Card, language: str) -> bool:
    """Whether it is how many there are, and not by how many they grew: “rose to seven”, but “rose by seven”."""
    if figure.change is None:
        return True
    if figure.unit not in _PEOPLE:
        return False
    words = _before(figure, card)
    if figure.qualifier is not None:
        bent = folding.words(figure.qualifier)
        words = words[: -len(bent)] if words[-len(bent) :] == bent else words
    to, gaps = _links(language)
    while words and words[-1] in gaps:
        words = words[:-1]
    return bool(words) and words[-1] in to


def _is_now(figure: Figure, card: Card, language: str) -> bool:
    """“ya son siete”, “the dead now number seven”."""
    return not _sets(language)[0].isdisjoint(_before(figure, card)[-_CLOSE:])


def _adds(figure: Figure, language: str) -> bool:
    return not _sets(language)[1].isdisjoint(folding.words(figure.text))


def _of_a_stretch(figure: Figure, language: str) -> bool:
    """Whether it counts what befell people in a year or a month, and not in one event: “23 policías en el año”, “in May”."""
    words = folding.words(figure.period or "")
    day = any(word.isdecimal() and len(word) <= _DAY for word in words)
    return not _sets(language)[2].isdisjoint(words) or (not day and not _months(language).isdisjoint(words))


def _before(figure: Figure, card: Card) -> list[str]:
    """The folded words of the sentence before the figure."""
    return folding.words(card.text[figure.sentence.start : figure.span.start])


@cache
def _links(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """What leads to where a change led, and the articles behind it."""
    spoken = load(language)
    to, gaps = spoken.units.movement.to, spoken.numbers.qualifiers.gaps
    return frozenset(map(folding.fold, to)), frozenset(map(folding.fold, gaps))


@cache
def _verbs(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Of rising, and of falling."""
    movement = load(language).units.movement
    return frozenset(map(folding.fold, movement.up_verbs)), frozenset(map(folding.fold, movement.down_verbs))


@cache
def _sets(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    told = load(language).fates
    return frozenset(told.now), frozenset(told.further), frozenset(told.stretches)


@cache
def _months(language: str) -> frozenset[str]:
    return frozenset(map(folding.fold, load(language).basics.months))
