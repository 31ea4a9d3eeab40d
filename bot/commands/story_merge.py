"""`/story merge`: two stories tell of one event, an admin says; the engine keeps to it."""

from __future__ import annotations

from bot.commands import ruled, storied
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import StoryId
from bot.model.chat import Reply
from bot.model.errors import UsageError
from bot.ruling import merge


@command(needs="admin")
async def story_merge(ask: Ask, *, story: StoryId, other: StoryId) -> Reply:
    """`story` keeps its id; the cards of `other` join it. Either is named by its own id or by that of one of its cards."""
    into, joins = await storied.known(ask, story), await storied.known(ask, other)
    if into.id == joins.id:
        raise UsageError("story-same", story=into.id)
    async with ask.store.begin() as tx:
        made = await merge(tx, into.id, joins.id, ruled.bench(ask))
    return ruled.carried_out(ask, made, "merged", story=into.id, other=joins.id, count=made.moved)
