"""What an admin can do about a delivery that is stuck: `deliveries retry KEY`, `deliveries drop KEY`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.chat import Delivery
from bot.model.errors import UsageError
from bot.outbox import states
from bot.outbox.retraction import SHOWING
from bot.store import deliveries, marks


async def retry(tx: AsyncConnection, key: str, now: datetime) -> Delivery:
    """Have it sent after all, and give it back as it now stands.

    Raises UsageError for an unknown key, a settled delivery, and a card that was taken back.
    """
    delivery = await deliveries.get(tx, key)
    if delivery is not None and delivery.kind in SHOWING and await marks.retraction(tx, delivery.subject):
        raise UsageError("delivery-retracted", key=key, id=delivery.subject)
    return await _carry_out(tx, key, states.retry, now)


async def drop(tx: AsyncConnection, key: str, now: datetime) -> Delivery:
    """Give it up, so that what waits behind it goes on. Raises UsageError for an unknown key or a settled delivery."""
    return await _carry_out(tx, key, states.drop, now)


async def _carry_out(tx: AsyncConnection, key: str, decide: Callable[[Delivery], deliveries.Step], now: datetime) -> Delivery:
    delivery = await deliveries.get(tx, key)
    if delivery is None:
        raise UsageError("delivery-unknown", key=key)
    done = await deliveries.step(tx, delivery, decide(delivery), now)
    changed = await deliveries.get(tx, key)
    assert changed is not None, key
    if not done:  # the worker was quicker
        raise UsageError("delivery-settled", key=key, state=changed.state.value)
    return changed
