"""Completion of a command line: the command's name, then options' names and the values that they suggest."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence

from bot.commands.ask import Ask
from bot.commands.command import Choice, Command, Kind, Option
from bot.commands.parse import GROUPS, find_option, free_options, split_command
from bot.commands.suggest import MOST
from bot.commands.tokens import QUOTED, Token, quote, tokens
from bot.model.errors import UsageError
from bot.model.folding import fold

# The last word, closed or not: a stretch without a space, but for those within a quotation.
_LAST = re.compile(rf"(?:{QUOTED}|[^\s\"“«])*(?:[\"“«][^\"”»]*)?\Z")


async def complete(line: str, ask: Ask) -> list[str]:
    """Whole lines that this one may become, best first: every command that fits, or at most 25 values of an option.

    A line that cannot become a command gives none.
    """
    from bot.commands import all_commands

    commands = [one for one in all_commands().values() if ask.who.is_admin or one.needs == "reader"]
    head, part = _split(line)
    try:
        command, words = split_command(head, tokens(head), {one.name: one for one in commands}, ask.texts)
    except UsageError:
        return _names(line, commands, ask)
    found = _names(line, commands, ask)  # a short name may be what a group is called: “/saved ” goes on in both ways
    found += [f"{head}{ending}" async for ending in _endings(command, words, part, ask)]
    return list(dict.fromkeys(found))[:MOST]


async def suggestions(option: Option, typed: str, ask: Ask) -> list[Choice]:
    """The values that the option offers for what has been typed of one, at most 25. Where several may be written as one,
    what is offered goes on from those that stand there already."""
    if option.many and (ends := [one.end() for one in option.parting.finditer(typed)]):
        return await _further(option, typed[: ends[-1]], typed[ends[-1] :].lstrip(), ask)
    match option.kind:
        case Kind.CHOICE:
            choices: Sequence[Choice] = [Choice(one, one) for one in option.choices]
        case Kind.FLAG:
            choices = [Choice(word, word) for word in (ask.texts.say(f"values.{key}").split()[0] for key in ("yes", "no"))]
        case _:
            choices = await option.source(ask, typed) if option.source else ()
    return [choice for choice in choices if _begins(choice, typed)][:MOST]


async def _further(option: Option, before: str, typed: str, ask: Ask) -> list[Choice]:
    given = set(option.parted(before))
    found = [one for one in await suggestions(option, typed, ask) if one.value not in given]
    return [Choice(f"{before} {one.value}", f"{before} {one.label or one.value}") for one in found]


async def _endings(command: Command, words: Sequence[Token], part: str, ask: Ask) -> AsyncIterator[str]:
    name, colon, typed = part.partition(":")
    if colon:
        option = find_option(command, name)
        for choice in await suggestions(option, typed.lstrip('"“«'), ask) if option else ():
            yield f"{name}:{quote(choice.value)} "
        return
    given = [option.name for word in words if word.name and (option := find_option(command, word.name))]
    bare = sum(word.name is None for word in words)
    rest, slots = free_options(command, given)
    takes = slots[bare] if bare < len(slots) else rest
    for choice in await suggestions(takes, part.lstrip('"“«'), ask) if takes else ():
        yield f"{quote(choice.value)} "
    for option in command.options:
        if option is rest or (option.name in given and not option.many):
            continue
        for name in (command.option_name(option, ask.texts), option.name):
            if fold(name).startswith(fold(part)):
                yield f"{name}:"
                break


def _names(line: str, commands: Sequence[Command], ask: Ask) -> list[str]:
    """Commands whose name, or its name in the asker's language, begins as the line does; else their short names."""
    typed = fold(line.lstrip().removeprefix("/"))
    group = next((f"{group} " for group in sorted(GROUPS) if typed.startswith(f"{group} ")), "")
    wanted = " ".join(typed.removeprefix(group).split()) + " " * typed.endswith(" ")
    called = ((one.local_name(ask.texts), one.name, one.local_short(ask.texts), one.short) for one in commands)
    found = (next((name for name in names if name and fold(name).startswith(wanted)), None) for names in called)
    return sorted(f"/{group}{name} " for name in found if name is not None)


def _begins(choice: Choice, typed: str) -> bool:
    """Whether a word of what the choice is called begins so."""
    wanted = fold(typed)
    names = [fold(name) for name in (choice.value, choice.label, *choice.also)]
    return any(name.startswith(wanted) or f" {wanted}" in name for name in names)


def _split(line: str) -> tuple[str, str]:
    """The line up to the word that is being typed, and that word; a quotation mark not yet closed holds words together."""
    match = _LAST.search(line)
    start = match.start() if match else len(line)
    return line[:start], line[start:]
