"""What of a correction another card of the story still says: pure.

A card that an outlet corrected may have been only named on another one, as a copy or because it brought nothing new. Readers
have read the other one then: what both said alike is still said there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.editorial.fates import fate_of
from bot.editorial.revising.align import ALIKE, resemblance
from bot.model import folding
from bot.model.cards import Card, Figure
from bot.model.revisions import Difference, FigureChanged, FigureGone, HeadlineChanged, SpeakerChanged

_STEM = 5
"""So many letters tell that two words mean the same thing."""


def echoes(change: Difference, old: Card, other: Card) -> str | None:
    """The words of `other` that still say what the change took back; None where it does not say so. `old`: the corrected card
    as it was."""
    match change:
        case FigureChanged(before=before) | FigureGone(before=before):
            counted = [figure for figure in old.figures if figure.text == before]
            return next((one.text for one in other.figures if any(_alike(figure, old, one, other) for figure in counted)), None)
        case SpeakerChanged(quote=quote, before=before):
            said = folding.words(quote)
            named = (one.speaker.name for one in other.quotes if one.speaker and folding.words(one.text) == said)
            return next((name for name in named if name and folding.words(name) == folding.words(before or "")), None)
        case HeadlineChanged(before=before):
            return other.title if other.title and folding.words(other.title) == folding.words(before) else None
        case _:
            before = getattr(change, "before", None) or ""
            return before if before and _said(before, old, other) else None


def agrees(change: Difference, other: Card) -> bool:
    """Whether `other` has what the change brought, word for word."""
    after = folding.words(getattr(change, "after", None) or "")
    return bool(after) and _within(after, folding.words(f"{other.title or ''}\n{other.text}"))


def _alike(figure: Figure, old: Card, one: Figure, other: Card) -> bool:
    """Whether both say the same number of the same thing."""
    if (figure.value, figure.low, figure.high) != (one.value, one.low, one.high):
        return False
    was, now = (fate_of(f, f.sentence.of(card.text), card.language) for f, card in ((figure, old), (one, other)))
    if was or now:
        return was == now
    return figure.unit == one.unit and not _stems(figure).isdisjoint(_stems(one))


def _stems(figure: Figure) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in folding.words(figure.measure or figure.text) if len(word) >= _STEM)


def _said(before: str, old: Card, other: Card) -> bool:
    """Whether a sentence of the other card that has the words is a version of the one that had them."""
    words = folding.words(before)
    had = list(_having(words, old))
    return any(resemblance(one, sentence) >= ALIKE for sentence in _having(words, other) for one in had)


def _having(words: Sequence[str], card: Card) -> Iterator[list[str]]:
    for span in card.sentences:
        sentence = folding.words(span.of(card.text))
        if _within(words, sentence):
            yield sentence


def _within(words: Sequence[str], text: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(text)} "
