"""`/deliveries retry`: have it sent after all; where it may have arrived, the channel is looked through first."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import DeliveryKey
from bot.model.chat import Reply
from bot.outbox import repair


@command(needs="admin")
async def deliveries_retry(ask: Ask, *, key: DeliveryKey) -> Reply:
    async with ask.store.begin() as tx:
        changed = await repair.retry(tx, key, ask.now)
    told = show.sentence(ask, "delivery_retry", subject=changed.subject, place=str(changed.place))
    return Reply(blocks=(told,), private=True, data={"key": changed.key, "state": changed.state.value})
