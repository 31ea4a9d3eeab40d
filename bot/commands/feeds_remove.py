"""`/feeds remove`: follow a feed no longer. Its cards stay."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import FeedId
from bot.model.chat import Reply


@command(needs="admin")
async def feeds_remove(ask: Ask, *, feed: FeedId) -> Reply:
    await ask.services.remove_feed(feed, who=ask.who, where=ask.where)
    return Reply(blocks=(show.sentence(ask, "feed_removed", feed=feed),), private=True, data={"removed": feed})
