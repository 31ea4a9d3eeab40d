"""Cards that wait in a channel where nothing will be posted: given up, with the reason, so that none waits for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.editorial.digesting.due import plans
from bot.model.desk import Channel
from bot.model.reasons import Reason

GRACE = timedelta(hours=1)
"""How long a channel that is gone is waited for: a removal can be taken back."""

STALE = timedelta(days=7)
"""How long cards wait for a channel that is paused."""

REMOVED, PAUSED = "waited-removed", "waited-paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """Cards that have waited since `until` or longer are given up."""

    reason: Reason
    until: datetime


def of_gone(missing_since: datetime, now: datetime) -> GivenUp | None:
    """For a channel that the settings do not name, and since when they are known not to."""
    return GivenUp(reason=Reason(REMOVED), until=now) if now - missing_since >= GRACE else None


def of_paused(channel: Channel, now: datetime) -> GivenUp | None:
    """For a channel that posts nothing for now: it is paused, or all digests of one that collects are."""
    if not channel.paused and (plans(channel) or channel.mode != "digest"):
        return None
    return GivenUp(reason=Reason(PAUSED, {"count": STALE.days}), until=now - STALE)
