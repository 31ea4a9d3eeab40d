"""Figures of the old text that the new one gives otherwise, no longer, or for the first time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from bot.editorial.amounts import is_amount
from bot.editorial.fates import fates
from bot.editorial.tolls import LEAD
from bot.languages import Language
from bot.model.cards import Card, Figure
from bot.model.folding import fold
from bot.model.revisions import Difference, FigureChanged, FigureGone, FigureNew, Why
from bot.model.text import Span

_ALIKE = 55.0
"""Of a hundred: from here on, two measures count the same."""

_FEW = 3
"""Up to so many of anything (“two rivers”) are seldom news by themselves."""

_GAP = 3
"""Characters between a qualifier and its figure."""

Value = tuple[Decimal | None, Decimal | None, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """`pairs`: old and new ones that are versions of one; `gone`, `come`: those without a counterpart."""

    pairs: Sequence[tuple[Span, Span]]
    gone: Sequence[Span]
    come: Sequence[Span]


def figure_changes(old: Card, new: Card, sentences: Sentences, language: Language) -> tuple[Difference, ...]:
    was, now = _by_sentence(old), _by_sentence(new)
    lost: list[Figure] = []
    won: list[Figure] = []
    found: list[Difference] = []
    turned: list[tuple[Figure, Figure]] = []
    for before, after in sentences.pairs:
        left, right = _unequal(was.get(before, ()), now.get(after, ()), language)
        changed = list(_paired(left, right, language, near=True))
        found += [_changed(old, new, one, other) for one, other in changed]
        turned += changed
        lost += [one for one in left if not any(one is pair[0] for pair in changed)]
        won += [one for one in right if not any(one is pair[1] for pair in changed)]
    lost += [figure for span in sentences.gone for figure in was.get(span, ())]
    won += [figure for span in sentences.come for figure in now.get(span, ())]
    everywhere_old, everywhere_new = {_key(f) for f in old.figures}, {_key(f) for f in new.figures}
    lost = [figure for figure in lost if _key(figure) not in everywhere_new]
    won = [figure for figure in won if _key(figure) not in everywhere_old]
    across = list(_paired(lost, won, language, near=False))
    found += [_changed(old, new, one, other) for one, other in across]
    # a note on the correction, or another sentence, that names both: the change is told already
    told = {_value(other) for _, other in (*turned, *across)}
    won = [figure for figure in won if _value(figure) not in told or any(figure is pair[1] for pair in across)]
    for figure in lost:
        if not any(figure is pair[0] for pair in across):
            words = _words(old, figure)
            why: Why = "figure" if _tells(figure, old, language) else "wording"
            found.append(FigureGone(before=words, passage=figure.sentence.of(old.text), measure=figure.measure, why=why))
    for figure in won:
        if not any(figure is pair[1] for pair in across):
            why = "figure" if _tells(figure, new, language) else "wording"
            words = _words(new, figure)
            found.append(FigureNew(after=words, measure=figure.measure, sentence=figure.sentence, why=why))
    return tuple(_once(one for one in found if not isinstance(one, FigureChanged) or fold(one.before) != fold(one.after)))


def _tells(figure: Figure, card: Card, language: Language) -> bool:
    """Whether readers are told that it came or went: it counts what befell people, it is an amount of something that is weighed
    or paid, or it stands where the article puts its news. Other numbers are background."""
    if not (figure.measure or figure.change):
        return False
    foremost = (*card.sentences[:LEAD], *(point.span for point in card.points))
    leads = any(span.overlaps(figure.sentence) for span in foremost) and (figure.value is None or figure.value > _FEW)
    weighed = is_amount(figure)
    return leads or weighed or bool(_fates(figure, language))


def _by_sentence(card: Card) -> dict[Span, tuple[Figure, ...]]:
    found: dict[Span, tuple[Figure, ...]] = {}
    for figure in card.figures:
        found[figure.sentence] = (*found.get(figure.sentence, ()), figure)
    return found


def _unequal(was: Sequence[Figure], now: Sequence[Figure], language: Language) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """What is left of both when equal ones are taken out, each for one."""
    left, right = list(was), list(now)
    for figure in was:
        twin = next((other for other in right if _equal(figure, other, language)), None)
        if twin is not None:
            left.remove(figure)
            right.remove(twin)
    return tuple(left), tuple(right)


def _equal(one: Figure, other: Figure, language: Language) -> bool:
    if _value(one) != _value(other) or _qualifier(one, language) != _qualifier(other, language):
        return False
    if one.unit and other.unit and fold(one.unit) != fold(other.unit):
        return False
    if (one.change and other.change) and one.change.direction != other.change.direction:
        return False
    fate, fated = _fates(one, language), _fates(other, language)
    return not fate or not fated or bool(fate & fated)


def _paired(
    lost: Sequence[Figure], won: Sequence[Figure], language: Language, *, near: bool
) -> Iterator[tuple[Figure, Figure]]:
    """Which new figure stands for which old one: by what befell those whom they count, by the words of their measures, and
    within two versions of one sentence (`near`) by their unit alone."""
    free = list(won)
    waiting = list(lost)
    for close in (True, False) if near else (True,):
        for figure in list(waiting):
            fits = [other for other in free if _fit(figure, other, language, close=close)]
            if fits:
                twin = max(fits, key=lambda other: _likeness(figure, other))
                free.remove(twin)
                waiting.remove(figure)
                yield figure, twin


def _fit(one: Figure, other: Figure, language: Language, *, close: bool) -> bool:
    units = (fold(one.unit or ""), fold(other.unit or ""))
    if units[0] != units[1] and all(units):
        return False
    if not close:
        return True
    fate, fated = _fates(one, language), _fates(other, language)
    if fate and fated:
        return bool(fate & fated)
    return _likeness(one, other) >= _ALIKE


def _likeness(one: Figure, other: Figure) -> float:
    return fuzz.token_set_ratio(fold(one.measure or one.unit or ""), fold(other.measure or other.unit or ""))


def _changed(old: Card, new: Card, one: Figure, other: Figure) -> FigureChanged:
    measure = other.measure or one.measure
    return FigureChanged(before=_words(old, one), after=_words(new, other), measure=measure, sentence=other.sentence)


def _words(card: Card, figure: Figure) -> str:
    """The figure with the qualifier that stands beside it, as the text has them."""
    start, end = figure.span
    qualifier = figure.qualifier
    if qualifier:
        at = card.text.rfind(qualifier, figure.sentence.start, start)
        if at >= 0 and start - at - len(qualifier) <= _GAP:
            start = at
        elif (at := card.text.find(qualifier, end, figure.sentence.end)) >= 0 and at - end <= _GAP:
            end = at + len(qualifier)
    return card.text[start:end]


def _value(figure: Figure) -> Value:
    return (figure.value, figure.low, figure.high)


def _key(figure: Figure) -> tuple[Value, str]:
    return _value(figure), fold(figure.unit or "")


def _fates(figure: Figure, language: Language) -> frozenset[str]:
    return fates(f"{figure.text} {figure.measure or ''} {figure.unit or ''}", language.code)


def _qualifier(figure: Figure, language: Language) -> str:
    """What the qualifier does to the number; `about` and `around` do the same."""
    if not figure.qualifier:
        return ""
    told = fold(figure.qualifier)
    classes = language.numbers.qualifiers.classes()
    return next((kind for kind, phrases in classes.items() if told in map(fold, phrases)), told)


def _once(found: Iterable[Difference]) -> Iterator[Difference]:
    seen: set[tuple[str, str, str]] = set()
    for one in found:
        key = (one.kind, fold(getattr(one, "before", "")), fold(getattr(one, "after", "")))
        if key not in seen:
            seen.add(key)
            yield one
