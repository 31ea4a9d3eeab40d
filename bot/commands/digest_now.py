"""`/digest now`: a digest of the last day, or since when one says, for the asker alone."""

from __future__ import annotations

from datetime import timedelta

from bot.commands import digesting, show
from bot.commands.ask import Ask
from bot.commands.command import When, command
from bot.commands.options import ChannelId, Topics
from bot.commands.query import read_query
from bot.commands.routes import channel_of
from bot.digests import Page, lay_out, of_cards
from bot.editorial.digesting import compose
from bot.editorial.routing import route
from bot.layout.digest import Occasion
from bot.model.chat import Reply
from bot.model.desk import Channel
from bot.model.digests import DigestPlan
from bot.store import search

HOURS = 24
"""Of news, where nobody says since when."""

MOST_CARDS, MOST_STORIES = 300, 15


@command(private=True)
async def digest_now(ask: Ask, *, channel: ChannelId = "", topic: Topics = (), since: When | None = None) -> Reply:
    """`channel`: only what it wants."""
    asked = channel_of(ask, channel) if channel else None
    begins = since.start if since else ask.now - timedelta(hours=HOURS)
    reader = asked or Channel(id="reader", platform=ask.where.platform, labels=ask.language, mode="digest", topics=topic)
    query = read_query(ask, topic=topic, since=since)
    async with ask.store.read() as tx:
        found = await search.cards(tx, query, limit=MOST_CARDS)
        fresh = [one for one in found.items if (one.card.published or one.stored_at) >= begins]
        wanted = [
            one for one in fresh if asked is None or route(one.card, (asked,), one.card.outlet, ask.now).verdicts[0].wanted
        ]
        plan = DigestPlan(id="now", at=("00:00",), topics=topic, stories=MOST_STORIES, labels=ask.language)
        digest = compose(await of_cards(tx, wanted, ask.desk), plan, reader, ask.desk, since=begins)
        page = Page(occasion=Occasion(slot=ask.now), language=ask.language, zone=ask.zone, charts=True)
        messages = await lay_out(tx, digest, page, ask.desk, ask.now)
    if digest.is_empty:
        return Reply(blocks=(show.sentence(ask, "digest.nothing"),), private=True, data=digesting.as_plain(digest))
    return Reply(blocks=digesting.joined(messages), private=True, data=digesting.as_plain(digest))
