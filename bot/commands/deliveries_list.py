"""`/deliveries list`: what is stuck, and why."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.layout.neutral import clean
from bot.layout.reasons import why_stuck
from bot.model.chat import Bullets, Code, Delivery, Line, Plain, Reply, Strong
from bot.store import deliveries

_SHOWN = 20


@command(needs="admin")
async def deliveries_list(ask: Ask) -> Reply:
    async with ask.store.read() as tx:
        held = await deliveries.held(tx, limit=_SHOWN)
    data = [
        {"key": one.key, "place": str(one.place), "subject": one.subject, "state": one.state.value, "error": one.error}
        for one in held
    ]
    if not held:
        return Reply(blocks=(show.sentence(ask, "no_deliveries_held"),), private=True, data=data)
    blocks = (show.heading(ask, "deliveries", count=len(held)), Bullets(tuple(_line(ask, one) for one in held)))
    return Reply(blocks=blocks, private=True, data=data)


def _line(ask: Ask, held: Delivery) -> Line:
    """State · what · where · why · key."""
    told = [clean(held.subject), clean(str(held.place)), why_stuck(held.error or "", ask.texts)]
    state = Strong(ask.texts.say(f"replies.delivery_state.{held.state.value}"))
    return (state, *(Plain(f" · {part}") for part in told if part), Plain(" · "), Code(held.key))
