"""What becomes of a delivery: pure decisions, each given as a Step that the store carries out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from bot.model.chat import Delivery, DeliveryKind, DeliveryState, Ref
from bot.model.errors import UsageError
from bot.outbox.port import Later, Refused, Unknown
from bot.store.deliveries import Step

SHORTEST_WAIT = timedelta(seconds=1)
"""A platform that says “later” without saying when is not asked again at once."""

LONGEST_WAIT = timedelta(minutes=10)


class Trouble(StrEnum):
    """What the admins are told of."""

    DOUBTFUL = "doubtful"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The outbox's times. The send limit is shorter than the lease, so that nobody looks for a message still on its way;
    `grace` is added before looking, because a request can take effect after its connection died."""

    lease: timedelta = timedelta(seconds=60)
    send_limit: timedelta = timedelta(seconds=45)
    grace: timedelta = timedelta(seconds=10)
    alert_after: timedelta = timedelta(minutes=10)

    def __post_init__(self) -> None:
        if not timedelta(0) < self.send_limit < self.lease:
            raise ValueError(self)


def arrived(ref: Ref) -> Step:
    """It was taken, or has been in the channel all along."""
    return Step(state=DeliveryState.SENT, ref=ref)


def after(delivery: Delivery, answer: Refused | Later | Unknown, now: datetime) -> Step:
    """The platform did not take it, or nobody knows."""
    match answer:
        case Later():
            return _owed(delivery, not_before=now + max(answer.after, SHORTEST_WAIT))
        case Refused():
            return Step(state=DeliveryState.DEAD, error=answer.reason)
        case Unknown():
            return _in_doubt(delivery, answer.reason, now)
        case _:
            assert_never(answer)


def lapsed(delivery: Delivery, now: datetime) -> Step:
    """Its lease ran out: whoever was sending it is gone, and nobody knows how far it came."""
    return _in_doubt(delivery, "interrupted", now)


def missing(delivery: Delivery, now: datetime) -> Step:
    """The channel was looked through and does not hold it: it may be posted; each time with a longer pause, for a platform
    that loses it again and again."""
    pause = _backed_off(delivery.attempt - 1)
    return _owed(delivery, not_before=now + pause if pause else None)


def unseen(delivery: Delivery, answer: Refused | Later | Unknown, now: datetime) -> Step:
    """The channel could not be looked through: better late than twice, unless an admin has said to send it all the same."""
    match answer:
        case Refused() if delivery.forced:
            return _owed(delivery, not_before=None)
        case Later():
            wait, reason = max(answer.after, SHORTEST_WAIT), delivery.error
        case Refused() | Unknown():
            wait, reason = _growing(delivery, now), answer.reason
        case _:
            assert_never(answer)
    return Step(
        state=DeliveryState.DOUBTFUL,
        not_before=now + wait,
        doubtful_since=delivery.doubtful_since or now,
        forced=delivery.forced,
        error=reason,
    )


def retry(delivery: Delivery) -> Step:
    """An admin wants it sent. Where it may have arrived, the channel is looked through first; where that is impossible, it is
    sent all the same. Raises UsageError for a delivery that needs no decision."""
    in_doubt = delivery.doubtful_since is not None
    match delivery.state:
        case DeliveryState.DOUBTFUL:
            return Step(state=DeliveryState.DOUBTFUL, doubtful_since=delivery.doubtful_since, forced=True, error=delivery.error)
        case DeliveryState.DEAD if in_doubt:
            return Step(state=DeliveryState.DOUBTFUL, doubtful_since=delivery.doubtful_since, forced=True)
        case DeliveryState.DEAD:
            return Step(state=DeliveryState.OWED)
        case DeliveryState.OWED | DeliveryState.SENDING | DeliveryState.SENT:
            raise UsageError("delivery-settled", key=delivery.key, state=delivery.state.value)
        case _:
            assert_never(delivery.state)


def drop(delivery: Delivery) -> Step:
    """An admin gives it up, and its place goes on. Raises UsageError for one that is sent, on its way, or dead already."""
    match delivery.state:
        case DeliveryState.OWED | DeliveryState.DOUBTFUL:
            return Step(state=DeliveryState.DEAD, doubtful_since=delivery.doubtful_since, error="dropped")
        case DeliveryState.SENDING | DeliveryState.SENT | DeliveryState.DEAD:
            raise UsageError("delivery-settled", key=delivery.key, state=delivery.state.value)
        case _:
            assert_never(delivery.state)


def _owed(delivery: Delivery, *, not_before: datetime | None) -> Step:
    return Step(
        state=DeliveryState.OWED,
        not_before=not_before,
        doubtful_since=delivery.doubtful_since,
        forced=delivery.forced,
        error=delivery.error,
    )


def _in_doubt(delivery: Delivery, reason: str, now: datetime) -> Step:
    since = delivery.doubtful_since or now
    if delivery.kind is DeliveryKind.EDIT:  # an edit made twice is the same as once: there is nothing to look for
        pause = max(_backed_off(delivery.attempt), SHORTEST_WAIT)
        return Step(state=DeliveryState.OWED, not_before=now + pause, doubtful_since=since, error=reason)
    return Step(state=DeliveryState.DOUBTFUL, doubtful_since=since, forced=delivery.forced, error=reason)


def _backed_off(times: int) -> timedelta:
    """Nothing, then 15 s, 30 s, 1 min … up to the longest wait."""
    return min(timedelta(seconds=15 * 2 ** min(times - 1, 10)), LONGEST_WAIT) if times > 0 else timedelta(0)


def _growing(delivery: Delivery, now: datetime) -> timedelta:
    """As long again as the doubt has lasted, within 10 s and the longest wait."""
    lasted = now - (delivery.doubtful_since or now)
    return min(max(lasted, timedelta(seconds=10)), LONGEST_WAIT)
