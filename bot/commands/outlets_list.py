"""`/outlets list`: the outlets that the desk knows, who owns them, and how many feeds of theirs it follows."""

from __future__ import annotations

from collections import Counter

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data
from bot.commands.options import Limit, PageNumber
from bot.layout.neutral import clean
from bot.model.chat import Block, Bullets, Code, Line, Plain, Reply, Strong
from bot.model.desk import Outlet

LIMIT = 25


@command(needs="admin")
async def outlets_list(ask: Ask, *, limit: Limit = LIMIT, page: PageNumber = 1) -> Reply:
    feeds = Counter(feed.outlet for feed in ask.feeds)
    shown = ask.desk.outlets[(page - 1) * limit : page * limit]
    total = len(ask.desk.outlets)
    data = {"total": total, "outlets": [as_data(one) | {"feeds": feeds[one.id]} for one in shown]}
    if not shown:
        return show.nothing(ask, "lists.no_outlets", total=total, data=data, private=True)
    lines = tuple(_line(ask, one, feeds[one.id]) for one in shown)
    blocks: list[Block] = [show.heading(ask, "lists.outlets", count=total), Bullets(lines)]
    return show.paged(ask, blocks, page=page, limit=limit, total=total, data=data, private=True)


def _line(ask: Ask, outlet: Outlet, feeds: int) -> Line:
    muted = ", ".join(channel.id for channel in ask.channels if outlet.id in channel.outlets_muted)
    parts = [outlet.country, clean(outlet.owner or ""), ask.texts.say("replies.feeds", count=feeds)]
    if muted:
        parts.append(ask.texts.say("replies.lists.muted_in", channels=muted))
    return (Strong(clean(outlet.name)), Plain(" · "), Code(outlet.id), *(Plain(f" · {part}") for part in parts if part))
