"""How the figures of one story went through its day: for each fate what every outlet says now, and the path that led there.
Pure; nothing is averaged, and outlets that disagree stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.editorial.tolls import GROWING, Told, size_of, tolls, value_of
from bot.model.cards import Card, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A card as it stood from `at` on: an article that was corrected has several, the last of which stands."""

    card: Card
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many one outlet said met with a fate, and when."""

    card: Card
    figure: Figure
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """`now`: the last word of each outlet, in order of time. `steps`: the numbers of which it is told that one followed the
    other: an outlet changed its own, an article says that it changed, or a count that only grows was raised and nobody went on
    with the lower one. Outlets that merely differ are no steps."""

    fate: str
    now: tuple[Counted, ...]
    steps: tuple[Counted, ...]

    @property
    def differs(self) -> bool:
        """Whether the outlets do not say the same now."""
        return len({value_of(one.figure) for one in self.now}) > 1


def paths(versions: Sequence[Version]) -> tuple[Path, ...]:
    """The path of each fate that the story counts, in the order in which they came up."""
    told: dict[str, list[tuple[Counted, Told]]] = {}
    for version in sorted(versions, key=lambda one: one.at):
        for fate, one in tolls(version.card).items():
            counted = Counted(card=version.card, figure=one.figure, at=version.at)
            told.setdefault(fate, []).append((counted, one))
    return tuple(
        Path(fate=fate, now=_now([one for one, _ in counts]), steps=_steps(counts, grows=fate in GROWING))
        for fate, counts in told.items()
    )


def _now(counts: Sequence[Counted]) -> tuple[Counted, ...]:
    last = {one.card.outlet: one for one in counts}
    return tuple(one for one in counts if last[one.card.outlet] is one)


def _steps(counts: Sequence[tuple[Counted, Told]], *, grows: bool) -> tuple[Counted, ...]:
    steps: list[Counted] = []
    own: dict[str | None, Counted] = {}
    for place, (one, told) in enumerate(counts):
        mine, own[one.card.outlet] = own.get(one.card.outlet), one
        if not steps:
            opening = (replace(one, figure=told.former),) if told.former is not None else ()
            steps += [*opening, one]
        elif not _same(steps[-1], one):
            later = [each for each, _ in counts[place + 1 :]]
            if _follows(steps[-1], one, told, mine) or (grows and _is_raised(steps[-1], one, later)):
                steps.append(one)
    return tuple(steps)


def _same(one: Counted, other: Counted) -> bool:
    return value_of(one.figure) == value_of(other.figure)


def _follows(last: Counted, one: Counted, told: Told, mine: Counted | None) -> bool:
    """Whether the article, or its outlet's own earlier number, says that this one came after the last."""
    if mine is not None and _same(mine, last):
        return True
    if told.former is not None and value_of(told.former) == value_of(last.figure):
        return True
    if told.changed is None:
        return False
    return _exceeds(one, last) if told.changed == "up" else _exceeds(last, one)


def _is_raised(last: Counted, one: Counted, later: Sequence[Counted]) -> bool:
    """Whether the number is larger than the last, and nobody who came later still counts fewer."""
    return _exceeds(one, last) and not any(_exceeds(one, each) for each in later)


def _exceeds(one: Counted, other: Counted) -> bool:
    more, less = size_of(one.figure), size_of(other.figure)
    return more is not None and less is not None and more > less
