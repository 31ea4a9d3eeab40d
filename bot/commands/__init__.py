"""Commands: one file a command, each declared once by its handler's signature. A file in this folder that holds a Command is
found by itself; there is no list to edit.

    await run("/figures homicides since:2022", ask) -> Reply
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import MappingProxyType

from bot.commands.ask import Ask
from bot.commands.bind import bind
from bot.commands.command import Command
from bot.commands.errors import error_reply, not_allowed
from bot.commands.parse import GROUPS, parse
from bot.model.chat import Reply
from bot.model.errors import BriefbotError, UsageError

LONGEST_LINE = 2_000
"""Characters of a command line; an error shows the line again, and the narrowest platform has to take it."""


@cache
def all_commands() -> Mapping[str, Command]:
    """Every command by its name, in the order of names."""
    found: list[Command] = []
    for module in pkgutil.iter_modules(__path__):
        held = vars(import_module(f"{__name__}.{module.name}"))
        found += [
            value for value in held.values() if isinstance(value, Command) and value.handler.__module__ == held["__name__"]
        ]
    return MappingProxyType({command.name: command for command in sorted(found, key=lambda one: one.name)})


async def run(line: str, ask: Ask) -> Reply:
    """The answer to a command line; an error of the asker's, a source's or the store's is told in the reply.

    Anything else that is raised is a fault of ours and reaches the platform's edge.
    """
    if line.strip().lstrip("/").casefold() in {"", *GROUPS}:
        line = "/help"
    try:
        if len(line) > LONGEST_LINE:
            raise UsageError("line-too-long", characters=len(line), most=LONGEST_LINE)
        call = parse(line, all_commands(), ask.texts)
        if call.command.needs == "admin" and not ask.who.is_admin:
            raise not_allowed(call.command.name, ask.who)
        asked = replace(ask, call=call)
        reply = await call.command.handler(asked, **await bind(call, asked))
    except BriefbotError as error:
        return error_reply(error, ask.texts)
    if call.command.changes:
        ask.services.wake()
    return reply
