"""Why an article was put into a story, or into one of its own: what speaks most for it, or against it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.editorial.stories.features import NUMBER
from bot.editorial.stories.lexicon import ID
from bot.editorial.stories.likeness import Evidence, Placed
from bot.model.reasons import Reason

MOST = 4
"""Names that are told at most."""


def joined(placed: Placed, other: Placed, sure: float) -> Reason:
    """`other`: the article of the story that is likest to it."""
    common = _names_in_common(placed, other)
    told: dict[str, str | int | float] = {"with": other.id, "score": round(sure, 2)}
    if common:
        return Reason("story-joined-names", {**told, "names": common})
    numbers = _listed(sorted(number.removeprefix(NUMBER) for number in placed.numbers & other.numbers))
    return Reason("story-joined-numbers", {**told, "numbers": numbers}) if numbers else Reason("story-joined", told)


def apart(placed: Placed, other: Placed, found: Evidence, sure: float) -> Reason:
    """`other`: the likest article of the likest story, which is not its own; `found`: what both have in common."""
    told: dict[str, str | int | float] = {"from": other.id, "score": round(sure, 2)}
    for differs, code, here, there in (
        (found.other_date, "story-apart-date", placed.dates, other.dates),
        (found.other_age, "story-apart-age", placed.ages, other.ages),
    ):
        if differs:
            return Reason(code, {**told, "here": _listed(sorted(here)), "there": _listed(sorted(there))})
    if placed.named and other.named and not _names_in_common(placed, other):
        return Reason("story-apart-names", {**told, "here": _leading(placed), "there": _leading(other)})
    return Reason("story-apart", told)


def _names_in_common(placed: Placed, other: Placed) -> str:
    common = [name for name in _by_weight(placed) if name in other.named]
    return _listed(name.title() for name in common[:MOST])


def _leading(placed: Placed) -> str:
    return _listed(name.title() for name in _by_weight(placed)[:MOST])


def _by_weight(placed: Placed) -> list[str]:
    """Its names, the weightiest first; those that the desk knows by an id stand there in their own words too."""
    names = (name for name in placed.named if ID not in name)
    ordered = sorted(names, key=lambda name: -placed.named[name])
    longer = {part for name in ordered if " " in name for part in name.split()}
    return [name for name in ordered if name not in longer]


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
