"""When a feed is asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

LONGEST = timedelta(days=1)
_DOUBLINGS = 10
_JITTER = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class PollState:
    """`interval`: as the desk wants it. `failures`: in a row, before this outcome."""

    interval: timedelta
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PollOutcome:
    """How a poll went. `retry_after`: what the server asked for (seconds, in a `SourceError`'s parameters); `fresh_for`: how
    long nothing new comes."""

    failed: bool = False
    retry_after: timedelta | None = None
    fresh_for: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPoll:
    at: datetime
    failures: int


def next_poll(state: PollState, outcome: PollOutcome, now: datetime, rng: Random) -> NextPoll:
    """The next moment to ask, and the failures in a row.

    Success: after the interval, or after the time the server calls its answer fresh, if that is longer, at most a day.
    Failure: the interval doubled for every failure in a row, at most a day. A server's own Retry-After is never undercut. Up to
    a tenth is added by chance, so that feeds which failed together do not come back together.
    """
    failures = state.failures + 1 if outcome.failed else 0
    if outcome.failed:
        wait = min(state.interval * 2 ** min(failures - 1, _DOUBLINGS), max(LONGEST, state.interval))
    else:
        wait = max(state.interval, min(outcome.fresh_for or timedelta(0), LONGEST))
    wait = max(wait, outcome.retry_after or timedelta(0))
    return NextPoll(at=now + wait * (1 + _JITTER * rng.random()), failures=failures)
