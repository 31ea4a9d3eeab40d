"""`/deliveries list`: what is stuck, and why; and the cards that waited in vain of late."""

from __future__ import annotations

from datetime import timedelta

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.editorial.digesting.left import PAUSED, REMOVED
from bot.layout.neutral import clean
from bot.layout.reasons import why_stuck
from bot.model.chat import Block, Bullets, Code, Delivery, Line, Plain, Reply, Strong
from bot.model.reasons import Reason
from bot.store import deliveries, waiting
from bot.store.waiting import Fate

_SHOWN = 20

_LATELY = timedelta(days=30)


@command(needs="admin")
async def deliveries_list(ask: Ask) -> Reply:
    async with ask.store.read() as tx:
        held = await deliveries.held(tx, limit=_SHOWN)
        in_vain = await waiting.given_up(tx, (REMOVED, PAUSED), since=ask.now - _LATELY, limit=_SHOWN)
    data = [
        {"key": one.key, "place": str(one.place), "subject": one.subject, "state": one.state.value, "error": one.error}
        for one in held
    ]
    for card_id, fate in in_vain:
        why = fate.settled.code if isinstance(fate.settled, Reason) else None
        data.append({"key": None, "place": fate.channel, "subject": card_id, "state": "given-up", "error": why})
    blocks: list[Block] = []
    if held:
        blocks += [show.heading(ask, "deliveries", count=len(held)), Bullets(tuple(_line(ask, one) for one in held))]
    else:
        blocks.append(show.sentence(ask, "no_deliveries_held"))
    if in_vain:
        lines = tuple(_in_vain(ask, card_id, fate) for card_id, fate in in_vain)
        blocks += [show.heading(ask, "given_up", count=len(in_vain)), Bullets(lines)]
    return Reply(blocks=tuple(blocks), private=True, data=data)


def _in_vain(ask: Ask, card_id: str, fate: Fate) -> Line:
    """Which card · in which channel · why it was not told there."""
    why = clean(ask.texts.reason(fate.settled)) if isinstance(fate.settled, Reason) else ""
    return (Code(card_id), *(Plain(f" · {part}") for part in (clean(fate.channel), why) if part))


def _line(ask: Ask, held: Delivery) -> Line:
    """State · what · where · why · key."""
    told = [clean(held.subject), clean(str(held.place)), why_stuck(held.error or "", ask.texts)]
    state = Strong(ask.texts.say(f"replies.delivery_state.{held.state.value}"))
    return (state, *(Plain(f" · {part}") for part in told if part), Plain(" · "), Code(held.key))
