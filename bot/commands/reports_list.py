"""`/reports list`: what readers reported and nobody has settled yet, newest first."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data
from bot.commands.options import LIMIT, Limit, PageNumber
from bot.commands.reporting import line
from bot.model.chat import Bullets, Reply
from bot.store import reports


@command(needs="admin")
async def reports_list(ask: Ask, *, settled: bool = False, limit: Limit = LIMIT, page: PageNumber = 1) -> Reply:
    """`settled`: those that were settled as well."""
    async with ask.store.read() as tx:
        found = await reports.all(tx, settled=settled, limit=limit, offset=(page - 1) * limit)
    data = {"total": found.total, "reports": [as_data(one) for one in found.items]}
    if not found.items:
        return show.nothing(ask, "reports.none", total=found.total, data=data, private=True)
    title = show.heading(ask, "reports.all" if settled else "reports.title", count=found.total)
    blocks = (title, Bullets(tuple(line(ask, one) for one in found.items)))
    return show.paged(ask, blocks, page=page, limit=limit, total=found.total, data=data, private=True)
