"""`/outlets set`: an outlet's name, owner, site and country; what is not given stays."""

from __future__ import annotations

from dataclasses import replace

from bot.commands.ask import Ask, Edit
from bot.commands.changing import carried_out
from bot.commands.command import command
from bot.commands.options import OutletId
from bot.model.chat import Reply
from bot.model.errors import UsageError


@command(needs="admin")
async def outlets_set(
    ask: Ask, *, outlet: OutletId, name: str = "", owner: str = "", site: str = "", country: str = ""
) -> Reply:
    kept = next(one for one in ask.desk.outlets if one.id == outlet)
    wanted = replace(
        kept,
        name=name or kept.name,
        owner=owner or kept.owner,
        site=site or kept.site,
        country=(country.upper() if len(country) == 2 else country) or kept.country,
    )
    if wanted == kept:
        raise UsageError("nothing-changed", entry=f"outlet {outlet}")
    return await carried_out(ask, Edit(kind="outlet", id=outlet, value=wanted), "entry_set", entry=f"outlet {outlet}")
