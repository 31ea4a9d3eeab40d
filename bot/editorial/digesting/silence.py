"""Which outlets have fallen silent: the absence of news is told as news is, and once.

An outlet that brings so many items a day is silent when chance alone would hardly make so long a gap. What it usually brings is
counted before the gap; an outlet that was followed for too short a time, or that rarely brings anything, has no usual pace.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.model.digests import Counts, Silence

FEWEST_DAYS = 3
"""A weekend is no silence."""

MISSED = 5.0
"""Items that did not come: by chance (Poisson) fewer than one gap in a hundred is so long."""

HISTORY = 7
"""Days before the gap from which a pace can be told."""

AGAIN = 7
"""Days after which a silence that lasts is told once more."""


def silence(counts: Sequence[Counts], before: Sequence[Counts] = ()) -> tuple[Silence, ...]:
    """Those to be told now, the most missed first. `before`: what was counted when the channel's last digest was made; a
    silence is told by the first digest after it became one, and then once a week."""
    told = {each.outlet: _silent(each)[0] for each in before}
    found = [one for each in counts for times, one in [_silent(each)] if one is not None and times > told.get(each.outlet, 0)]
    return tuple(sorted(found, key=lambda one: (-one.usual * one.days, one.outlet)))


def _silent(counts: Counts) -> tuple[int, Silence | None]:
    """How often the present silence is to have been told by now, and the silence; 0 and None where there is none."""
    gap = next((day for day, items in enumerate(counts.days) if items), len(counts.days))
    before = counts.days[gap:]
    # the first day of all is left out: it is a part of a day, and has all that the feed held when it was first read
    known = max((day for day, items in enumerate(before) if items), default=0)
    if gap < FEWEST_DAYS or known < HISTORY:
        return 0, None
    usual = sum(before[:known]) / known
    if usual * gap < MISSED:
        return 0, None
    since = next(day for day in range(FEWEST_DAYS, gap + 1) if usual * day >= MISSED)
    found = Silence(outlet=counts.outlet, days=gap, usual=round(usual, 1), failing=counts.failing)
    return 1 + (gap - since) // AGAIN, found
