"""What a later card of a story brings that no earlier one told: pure. Nothing is averaged; what differs is set side by side.

Only what the article itself puts first counts: its headline, its key points and its first sentences. Background figures and
figures of whole years are nobody's news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.editorial.amounts import is_amount
from bot.editorial.differing import newest
from bot.editorial.fates import denies, fates
from bot.editorial.tolls import Told, Value, figure_fate, foremost, fresh, tolls, value_of
from bot.model import folding
from bot.model.cards import Card, Figure
from bot.model.stories import Amount, Before, Denial, Development, Toll, Turn, Voice
from bot.model.text import Span

MOST = 3
"""Of each kind, at most so many are told in one update."""

_STEPS = frozenset({"dead", "held", "charged", "sentenced", "freed", "escaped", "deported"})
"""Fates that are steps of a story by themselves; others only count."""

_STEM = 5
"""So many letters tell that two words, of one language or of two, mean the same thing: fentanyl, fentanilo."""


def developments(card: Card, told: Sequence[Card]) -> tuple[Development, ...]:
    """What is new on this card, in the order: tolls, turns, amounts, denials, voices. `told`: the story's earlier cards, in the
    order in which they came; without any, everything was to be told by the card itself, and nothing is a development."""
    return _brought(card, [_read(one) for one in told])


def unfolding(cards: Sequence[Card]) -> tuple[tuple[Development, ...], ...]:
    """What each of a story's cards brings that none before it told; each card is read once."""
    read = [_read(card) for card in cards]
    return tuple(_brought(card, read[:number]) for number, card in enumerate(cards))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A card as what comes after it is held against it. `counted`: fate → all numbers of those whom it befell; `voices`: the
    words of each name that is quoted."""

    card: Card
    tolls: Mapping[str, Told]
    counted: Mapping[str, frozenset[Value]]
    fates: frozenset[str]
    values: frozenset[Value]
    denies: bool
    voices: frozenset[frozenset[str]]


def _read(card: Card) -> _Read:
    counted: dict[str, set[Value]] = {}
    for figure in card.figures:
        if (fate := figure_fate(figure, card)) is not None:
            counted.setdefault(fate, set()).add(value_of(figure))
    names = (name for quote in card.quotes if (name := card.named(quote)))
    return _Read(
        card=card,
        tolls=tolls(card),
        counted={fate: frozenset(values) for fate, values in counted.items()},
        fates=fates(f"{card.title or ''}\n{card.text}", card.language),
        values=frozenset(value_of(figure) for figure in card.figures),
        denies=denies(card.text, card.language),
        voices=frozenset(frozenset(folding.words(name)) for name in names),
    )


def _brought(card: Card, told: Sequence[_Read]) -> tuple[Development, ...]:
    if not told:
        return ()
    tolls = tuple(_tolls(card, told))
    counted = {toll.fate for toll in tolls}
    turns = tuple(turn for turn in _turns(card, told) if turn.fate not in counted)
    groups: tuple[tuple[Development, ...], ...] = (
        tolls,
        turns,
        tuple(_amounts(card, told)),
        tuple(_denials(card, told)),
        tuple(_voices(card, told)),
    )
    return tuple(_once(one for group in groups for one in group[:MOST]))


def _once(found: Iterable[Development]) -> Iterator[Development]:
    """Without what stands in a sentence that is told as a whole already. A toll is told as its number alone, and an amount that
    is set beside another one says more than its sentence."""
    whole: list[Span] = []
    for one in found:
        match one:
            case Turn(sentence=sentence) | Denial(sentence=sentence):
                if not any(sentence.overlaps(other) for other in whole):
                    whole.append(sentence)
                    yield one
            case Amount(figure=figure, before=before):
                if before or not _inside(figure.span, whole):
                    yield one
            case Voice(quote=quote):
                if not all(_inside(span, whole) for span in quote.spans):
                    yield one
            case _:
                yield one


def _inside(span: Span, whole: Sequence[Span]) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in whole)


def _tolls(card: Card, told: Sequence[_Read]) -> Iterator[Toll]:
    for fate, one in tolls(card).items():
        earlier = [Before(figure=each.tolls[fate].figure, card=each.card) for each in told if fate in each.tolls]
        own = any(each.card.outlet == card.outlet for each in earlier)
        former = [Before(figure=one.former, card=card)] if one.former is not None else []
        everywhere = frozenset[Value]().union(*(each.counted.get(fate, frozenset()) for each in told))
        # a number that is said to have changed is new even where it stands in the background of an earlier card
        known = frozenset(value_of(each.figure) for each in earlier) if one.changed else everywhere
        if value_of(one.figure) not in known:
            yield Toll(fate=fate, figure=one.figure, before=newest([*earlier, *former]), later=one.changed is not None or own)


def _turns(card: Card, told: Sequence[_Read]) -> Iterator[Turn]:
    known = frozenset[str]().union(*(one.fates for one in told))
    seen: set[str] = set()
    for point in card.points[:2]:
        for fate in sorted((fates(point.text, card.language) & _STEPS) - known - seen):
            seen.add(fate)
            yield Turn(fate=fate, sentence=point.span)


def _amounts(card: Card, told: Sequence[_Read]) -> Iterator[Amount]:
    known = frozenset[Value]().union(*(one.values for one in told))
    seen: set[Value] = set()
    for figure in fresh(card):
        value = value_of(figure)
        if is_amount(figure) and figure.measure and value not in known | seen and figure_fate(figure, card) is None:
            seen.add(value)
            before = (
                Before(figure=other, card=one.card) for one in told for other in one.card.figures if _alike(figure, other)
            )
            yield Amount(figure=figure, before=newest(tuple(before)))


def _alike(figure: Figure, other: Figure) -> bool:
    """Whether both are amounts of the same thing."""
    return figure.unit == other.unit and not _stems(figure).isdisjoint(_stems(other))


def _stems(figure: Figure) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in folding.words(figure.measure or "") if len(word) >= _STEM)


def _denials(card: Card, told: Sequence[_Read]) -> Iterator[Denial]:
    if any(one.denies for one in told):
        return
    first = next((span for span in foremost(card) if denies(span.of(card.text), card.language)), None)
    if first is not None:
        yield Denial(sentence=first)


def _voices(card: Card, told: Sequence[_Read]) -> Iterator[Voice]:
    known = set[frozenset[str]]().union(*(one.voices for one in told))
    for quote in card.quotes:
        name = card.named(quote)
        words = frozenset(folding.words(name or ""))
        if words and not any(words <= other or other <= words for other in known):
            known.add(words)
            yield Voice(quote=quote)
