"""When a card that a channel wants is posted there: at once, or held for a digest. Pure, as data with its reason.

urgent by one of the channel's rules    now, whatever else holds
the channel collects                    held for its next digest
first poll of its feed                  held until all first polls are over: a few are posted, many become one digest
quiet hours                             held for the one digest at their end
more cards in the window than its cap   held for the next digest, or for the window's end
otherwise                               now
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.editorial.hours import opens
from bot.editorial.severity import severity
from bot.model.cards import Card
from bot.model.desk import Channel
from bot.model.digests import Urgent
from bot.model.reasons import Reason

FIRST, DIGEST, QUIET, CAP = "held-first", "held-digest", "held-quiet", "held-cap"
"""Codes of the reasons for which cards are held."""

_CAP = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})\s*([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `cards` in any stretch of the length of `window`."""

    cards: int
    window: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """`reason`: why it is held, or why it is not, although it would be."""

    held: bool
    reason: Reason | None = None


NOW = Pace(held=False)


def read_cap(written: str) -> Cap:
    """“6/1h”. Raises ValueError for anything else."""
    found = _CAP.fullmatch(written.strip())
    if found is None or not int(found[1]) or not int(found[2]):
        raise ValueError(written)
    return Cap(int(found[1]), timedelta(**{_UNITS[found[3]]: int(found[2])}))


def pace(card: Card, channel: Channel, *, now: datetime, sent: int = 0, first: bool = False) -> Pace:
    """`sent`: cards that the channel got within the window of its cap; `first`: the card came by its feed's first poll."""
    held = _held(channel, now=now, sent=sent, first=first)
    if held is None:
        return NOW
    why = urgent(card, channel.urgent)
    return Pace(held=False, reason=why) if why is not None and held.code != FIRST else Pace(held=True, reason=held)


def _held(channel: Channel, *, now: datetime, sent: int, first: bool) -> Reason | None:
    if channel.mode == "digest":
        return Reason(DIGEST)
    if first:
        return Reason(FIRST)
    if opens(channel.hours, channel.quiet, channel.zone, now) is not None:
        return Reason(QUIET, {"hours": channel.quiet or channel.hours or "", "zone": channel.zone})
    if channel.cap is not None and sent >= read_cap(channel.cap).cards:
        return Reason(CAP, {"cap": channel.cap})
    return None


def urgent(card: Card, rules: Sequence[Urgent]) -> Reason | None:
    """By which of the rules the card is urgent; None where it meets none."""
    for rule in rules:
        grave = severity(card)
        worn = {topic.id for topic in card.topics}
        met = sorted(worn & set(rule.topics))
        relevant = rule.relevance is None or card.relevance.score >= rule.relevance
        serious = rule.severity is None or grave.level >= rule.severity
        if relevant and serious and (met or not rule.topics):
            said = [*met, *([grave.word] if rule.severity is not None else [])]
            return Reason("urgent", {"score": round(card.relevance.score, 2), "why": ", ".join(said) or "–"})
    return None
