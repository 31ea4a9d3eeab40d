"""The line that calls a command with given values: what a platform with typed options hands to `run`, what a button holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.commands.command import Command
from bot.commands.parse import find_option
from bot.commands.tokens import quote, tokens
from bot.model.errors import UsageError


def compose(command: Command, values: Mapping[str, object]) -> str:
    """`values` by parameter; those that are None, empty or the default are left out, a sequence is given one by one."""
    parts: list[str] = [f"/{command.name}"]
    for option in command.options:
        value = values.get(option.parameter)
        if value is None or value in ("", ()) or value == option.default:
            continue
        each: Iterable[object] = value if isinstance(value, tuple | list) else (value,)
        for one in each:
            told = {True: "yes", False: "no"}[one] if isinstance(one, bool) else str(one)
            bare = option.rest and _reads_as_words(told, command, values)
            parts.append(told if bare else f"{option.name}:{quote(told)}")
    return " ".join(parts)


def _reads_as_words(told: str, command: Command, values: Mapping[str, object]) -> bool:
    """Whether the words may stand without the option's name. Prose may not always: a quotation mark that is left open, or a
    word before a colon, would be read as something else. An option that is still free may be given among the words."""
    try:
        words = tokens(told)
    except UsageError:
        return False
    for word in words:
        option = find_option(command, word.name) if word.name else None
        if word.name and (option is None) == bool(word.text):
            return False
        if option is not None and (option.rest or values.get(option.parameter) not in (None, "", ())):
            return False
    return True
