"""`/people alias`: another way in which the press writes a person or a body, or one that is no longer to count."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from bot.commands import suggest
from bot.commands.ask import Ask, Edit
from bot.commands.changing import carried_out
from bot.commands.command import OneOf, command
from bot.model.chat import Reply
from bot.model.errors import UsageError


@command(needs="admin")
async def people_alias(
    ask: Ask, *, person: Annotated[str, OneOf(suggest.people_and_bodies)], alias: str, off: bool = False
) -> Reply:
    known = next((one for one in ask.desk.people if one.id == person), None)
    kept = known or next(one for one in ask.desk.organisations if one.id == person)
    if (alias in kept.aliases) is not off:
        raise UsageError("nothing-changed", entry=kept.name)
    others = tuple(one for one in kept.aliases if one != alias)
    wanted = replace(kept, aliases=others if off else (*others, alias))
    edit = Edit(kind="person" if known else "organisation", id=person, value=wanted)
    return await carried_out(ask, edit, "alias_dropped" if off else "alias_added", name=kept.name, alias=alias)
