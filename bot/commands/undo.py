"""`/undo`: put back what a command has changed, all of it. The undoing is a change itself, and can be undone."""

from __future__ import annotations

from typing import Annotated

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import Within, command
from bot.model.chat import Reply


@command(needs="admin")
async def undo(ask: Ask, *, number: Annotated[int, Within(1, 1_000_000_000)]) -> Reply:
    entry = await ask.services.undo(number, who=ask.who, where=ask.where)
    told = show.sentence(ask, "changes.undone", number=number, entry=entry)
    return Reply(blocks=(told,), private=True, data={"undone": number, "entry": entry})
