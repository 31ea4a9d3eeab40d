"""In which figures the outlets of a story differ: how many met with a fate, and the amount that a headline names. Pure; nothing
is averaged, and nobody is said to be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.editorial.amounts import is_amount
from bot.editorial.tolls import fresh, tolls, value_of
from bot.model import folding
from bot.model.cards import Card, Figure
from bot.model.stories import Before, Differing


def differing(cards: Sequence[Card]) -> tuple[Differing, ...]:
    """`cards`: the story's, in the order in which they came. Of each outlet its last word counts."""
    tolled: dict[str, list[Before]] = {}
    amounts: dict[str, list[Before]] = {}
    for card in cards:
        for fate, told in tolls(card).items():
            tolled.setdefault(fate, []).append(Before(figure=told.figure, card=card))
        for figure in _headline_amounts(card):
            amounts.setdefault(figure.unit or "", []).append(Before(figure=figure, card=card))
    found = [Differing(fate=fate, said=newest(said)) for fate, said in tolled.items()]
    found += [Differing(fate=None, said=newest(said)) for said in amounts.values()]
    return tuple(one for one in found if len({value_of(each.figure) for each in one.said}) > 1)


def newest(said: Sequence[Before]) -> tuple[Before, ...]:
    """The last word of each outlet, in their order."""
    last = {one.card.outlet: one for one in said}
    return tuple(one for one in said if last[one.card.outlet] is one)


def _headline_amounts(card: Card) -> Iterator[Figure]:
    """The amount that the headline names, where it is the only one of its unit there: that is what the article is about."""
    headline = folding.words(card.title or "")
    named: dict[str, list[Figure]] = {}
    for figure in fresh(card):
        if is_amount(figure) and figure.change is None and str(figure.value) in headline:
            named.setdefault(figure.unit or "", []).append(figure)
    for figures in named.values():
        if len({value_of(figure) for figure in figures}) == 1:
            yield figures[0]
