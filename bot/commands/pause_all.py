"""`/pause all`: nothing is polled and nothing is posted, until it is resumed."""

from __future__ import annotations

from bot.commands.ask import Ask, Edit
from bot.commands.changing import already, carried_out
from bot.commands.command import command
from bot.model.chat import Reply


@command(needs="admin")
async def pause_all(ask: Ask) -> Reply:
    if ask.paused:
        return already(ask, "setting paused")
    return await carried_out(ask, Edit(kind="setting", id="paused", value=True), "all_paused")
