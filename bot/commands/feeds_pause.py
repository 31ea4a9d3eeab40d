"""`/feeds pause`: stop the polls of a feed, or resume them."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.options import FeedId
from bot.model.chat import Reply


@command(needs="admin")
async def feeds_pause(ask: Ask, *, feed: FeedId, off: bool = False) -> Reply:
    await ask.services.pause_feed(feed, paused=not off, who=ask.who, where=ask.where)
    return Reply(
        blocks=(show.sentence(ask, "feed_resumed" if off else "feed_paused", feed=feed),),
        private=True,
        data={"paused": not off},
    )
