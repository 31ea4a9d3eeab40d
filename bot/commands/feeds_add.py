"""`/feeds add`: follow a feed from now on."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.commands import show, suggest
from bot.commands.ask import Ask, FeedWish
from bot.commands.command import OneOf, Suggest, command
from bot.commands.data import as_data
from bot.model.chat import Reply
from bot.model.feeds import FeedKind


@command(needs="admin")
async def feeds_add(
    ask: Ask,
    *,
    url: str,
    outlet: Annotated[str, Suggest(suggest.outlets)] = "",
    lang: Annotated[str, OneOf(suggest.languages)] = "",
    country: str = "",
    kind: Literal["news", "investigative", "official", "research", "opinion"] = "news",
    id: str = "",  # noqa: A002 (the option's name, as users type it)
) -> Reply:
    wish = FeedWish(
        url=url,
        id=id or None,
        outlet=outlet or None,
        language=lang or None,
        country=(country.upper() if len(country) == 2 else country) or None,
        kind=FeedKind(kind),
    )
    feed = await ask.services.add_feed(wish, who=ask.who, where=ask.where)
    told = show.sentence(ask, "feed_added", feed=feed.id, outlet=ask.outlet_name(feed.outlet), url=feed.url)
    return Reply(blocks=(told,), private=True, data={"id": feed.id, "url": feed.url, "outlet": as_data(feed.outlet)})
