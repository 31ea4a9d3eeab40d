"""`/help`: all commands, or one with its options."""

from __future__ import annotations

from typing import Annotated

from bot.commands import reference, show
from bot.commands.ask import Ask
from bot.commands.command import Choice, Rest, Suggest, command
from bot.commands.parse import split_command
from bot.commands.tokens import tokens
from bot.model.chat import Reply

_DECLARED_ALONE = frozenset({"discord"})
"""Platforms whose own client offers declared commands and takes no others."""


async def _names(_ask: Ask, _typed: str) -> list[Choice]:
    return [Choice(name, name) for name in reference.all_commands()]


@command(private=True)
async def help(ask: Ask, *, command: Annotated[str, Rest(), Suggest(_names)] = "") -> Reply:  # noqa: A001 (the command's own name)
    commands = reference.all_commands()
    if not command:
        shown = [one for one in commands.values() if ask.who.is_admin or one.needs == "reader"]
        blocks = reference.overview(shown, ask.texts)
        return Reply(blocks=(show.heading(ask, "help"), *blocks), private=True, data=reference.commands_json())
    assert ask.call is not None
    line = ask.call.line
    words = [
        part
        for word in ask.call.words_of(command)
        for part in (tokens(line, word.start + 1, word.end - 1) if word.raw[0] in '"“«' else (word,))
    ]
    found, _ = split_command(line, words, commands, ask.texts)
    blocks = reference.page(found, ask.texts, short_names=ask.where.platform not in _DECLARED_ALONE)
    return Reply(blocks=tuple(blocks), private=True, data=reference.command_json(found))
