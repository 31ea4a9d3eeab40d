"""`/story split`: a card tells of another event than its story, an admin says; it begins a story of its own."""

from __future__ import annotations

from bot.commands import held, ruled
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import PartedId
from bot.model.chat import Reply
from bot.model.errors import UsageError
from bot.ruling import split
from bot.store import stories


@command(needs="admin")
async def story_split(ask: Ask, *, id: PartedId) -> Reply:  # noqa: A002 (the option's name, as users type it)
    card = (await held.card(ask, id)).card
    async with ask.store.begin() as tx:
        if await stories.of_card(tx, card.id or "") is None:
            raise UsageError("story-unknown", words=card.id or id)
        made = await split(tx, card.id or "", ruled.bench(ask))
    return ruled.carried_out(ask, made, "split", id=card.id, story=made.story)
