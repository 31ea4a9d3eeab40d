"""A card of the store, as several commands ask for it: by its id, whatever its case."""

from __future__ import annotations

from bot.commands.ask import Ask
from bot.commands.tokens import nearest
from bot.model.errors import UsageError
from bot.store import cards as kept
from bot.store.records import StoredCard


async def card(ask: Ask, id_: str) -> StoredCard:
    """Raises UsageError for an id that no card has, with the nearest one of the latest."""
    async with ask.store.read() as tx:
        found = await kept.get(tx, id_)
        latest = await kept.latest(tx, limit=100) if found is None else ()
    if found is not None:
        return found
    near = nearest(id_, [one.card.id for one in latest if one.card.id])
    raise UsageError("card-unknown-near", id=id_, near=near) if near else UsageError("card-unknown", id=id_)
