"""Quotes of the old card that the new one words otherwise, gives to somebody else, has no longer, or has for the first time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bot.editorial.revising.align import resemblance
from bot.model import folding
from bot.model.cards import Card, Quote
from bot.model.revisions import Difference, QuoteGone, QuoteNew, QuoteReworded, SpeakerChanged
from bot.model.text import Span

REWORDED = 0.55
"""Share of words in common, from which two quotes are versions of one."""

_CANDIDATES = 6
_COMMON = 24


class _Twins(NamedTuple):
    old: Quote
    new: Quote
    equal: bool


def quote_changes(
    old: Card, new: Card, touched_old: Callable[[Quote], bool], touched_new: Callable[[Quote], bool]
) -> tuple[Difference, ...]:
    """`touched_…`: whether a sentence that the quote stands in reads otherwise in the other text, its marks counted: what an
    untouched sentence holds is neither gone nor new."""
    return tuple(_changes(old, new, touched_old, touched_new))


def _changes(
    old: Card, new: Card, touched_old: Callable[[Quote], bool], touched_new: Callable[[Quote], bool]
) -> Iterator[Difference]:
    twins = _twins(old.quotes, new.quotes)
    for one, other, equal in twins:
        if not equal and touched_old(one) and touched_new(other):
            told = _exact(old, one), _exact(new, other)
            yield QuoteReworded(before=told[0], after=told[1], speaker=_name(other), sentence=_around(new, other))
        was, now = _name(one), _name(other)
        if not _same(was, now) and (was or now):
            yield SpeakerChanged(quote=_exact(new, other), before=was, after=now, sentence=_around(new, other))
    before, after = {id(pair.old) for pair in twins}, {id(pair.new) for pair in twins}
    for quote in old.quotes:
        if id(quote) not in before and touched_old(quote):
            yield QuoteGone(before=_exact(old, quote), speaker=_name(quote))
    for quote in new.quotes:
        if id(quote) not in after and touched_new(quote):
            yield QuoteNew(after=_exact(new, quote), speaker=_name(quote), sentence=_around(new, quote))


def _twins(olds: Sequence[Quote], news: Sequence[Quote]) -> list[_Twins]:
    """Which new quote is which old one: by their words; then, among those that share words few others have, by likeness."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    words_new = [tuple(folding.words(quote.text)) for quote in news]
    words_old = [tuple(folding.words(quote.text)) for quote in olds]
    for j in reversed(range(len(news))):
        places[words_new[j]].append(j)
    found: list[_Twins] = []
    used: set[int] = set()
    left: list[int] = []
    for i, words in enumerate(words_old):
        if places.get(words):
            j = places[words].pop()
            used.add(j)
            found.append(_Twins(olds[i], news[j], equal=True))
        else:
            left.append(i)
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for j in (j for j in range(len(news)) if j not in used):
        for word in set(words_new[j]):
            holding[word].append(j)
    for i in left:
        told = (holding[word] for word in set(words_old[i]) if len(holding[word]) <= _COMMON)
        shared = Counter(j for some in told for j in some if j not in used)
        near = [j for j, _ in shared.most_common(_CANDIDATES)]
        best = max(near, key=lambda j: _likeness(words_old[i], words_new[j]), default=None)
        if best is not None and _likeness(words_old[i], words_new[best]) >= REWORDED:
            used.add(best)
            found.append(_Twins(olds[i], news[best], equal=False))
    return found


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """As `resemblance`; a quote that was cut or let run longer is the same one."""
    few, many = sorted((one, other), key=len)
    if len(few) >= 3 and any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1)):
        return 1.0
    return resemblance(one, other)


def _exact(card: Card, quote: Quote) -> str:
    """The words as they stand, from the first to the last; what interrupts them is left in, for nothing else is exact."""
    return card.text[quote.spans[0].start : quote.spans[-1].end] if quote.spans else quote.text


def _name(quote: Quote) -> str | None:
    return quote.speaker.name if quote.speaker else None


def _same(one: str | None, other: str | None) -> bool:
    """“Ruiz” and “Ana Ruiz” are one name; nobody named is nobody's."""
    if one is None or other is None:
        return one is other
    words, others = set(folding.words(one)), set(folding.words(other))
    return words <= others or others <= words


def _around(card: Card, quote: Quote) -> Span:
    at = quote.spans[0] if quote.spans else Span(0, 0)
    return next((sentence for sentence in card.sentences if sentence.overlaps(at)), at)
