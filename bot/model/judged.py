"""What became of an article that came in, and why: kept so that it can be asked for afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.reasons import Reason


class Outcome(StrEnum):
    CARD = "card"
    """Condensed, and kept."""

    LEFT_OUT = "left-out"
    """Read, and found not to be the desk's."""

    KNOWN = "known"
    """The same article had come in before."""

    BASELINE = "baseline"
    """It was there when the feed was first read."""

    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelVerdict:
    """One channel's answer, as it was when the article came in."""

    channel: str
    wanted: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """`identity`: of the feed's entry; `article`: of the article as it was read, where it was. `reasons`: of the outcome."""

    identity: str
    article: str
    feed_id: str
    at: datetime
    title: str
    url: str | None
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    channels: tuple[ChannelVerdict, ...] = ()
