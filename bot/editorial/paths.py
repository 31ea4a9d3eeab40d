"""How the figures of one story went through its day: for each fate what every outlet says now, and the path that led there.
Pure; nothing is averaged, and outlets that disagree stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.editorial.developments import tolls
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
    """`now`: the last word of each outlet, in order of time; `steps`: those at which a number came up or an outlet changed its
    own, so that a count which only repeats is no step."""

    fate: str
    now: tuple[Counted, ...]
    steps: tuple[Counted, ...]


def paths(versions: Sequence[Version]) -> tuple[Path, ...]:
    """The path of each fate that the story counts, in the order in which they came up."""
    told: dict[str, list[Counted]] = {}
    for version in sorted(versions, key=lambda one: one.at):
        for fate, figure in tolls(version.card).items():
            told.setdefault(fate, []).append(Counted(card=version.card, figure=figure, at=version.at))
    return tuple(Path(fate=fate, now=_now(counts), steps=_steps(counts)) for fate, counts in told.items())


def _now(counts: Sequence[Counted]) -> tuple[Counted, ...]:
    last = {one.card.outlet: one for one in counts}
    return tuple(one for one in counts if last[one.card.outlet] is one)


def _steps(counts: Sequence[Counted]) -> tuple[Counted, ...]:
    steps: list[Counted] = []
    seen: set[object] = set()
    own: dict[str | None, object] = {}
    for one in counts:
        value = (one.figure.value, one.figure.low, one.figure.high)
        changed = own.get(one.card.outlet, value) != value
        repeats = bool(steps) and value == (steps[-1].figure.value, steps[-1].figure.low, steps[-1].figure.high)
        if (value not in seen or changed) and not repeats:
            steps.append(one)
        seen.add(value)
        own[one.card.outlet] = value
    return tuple(steps)
