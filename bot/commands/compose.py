"""The line that calls a command with given values: what a platform with typed options hands to `run`, what a button holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.commands.command import Command
from bot.commands.tokens import quote


def compose(command: Command, values: Mapping[str, object]) -> str:
    """`values` by parameter; those that are None, empty or the option's default are left out, a sequence is given one by one."""
    parts: list[str] = [f"/{command.name}"]
    for option in command.options:
        value = values.get(option.parameter)
        if value is None or value in ("", ()) or value == option.default:
            continue
        each: Iterable[object] = value if isinstance(value, tuple | list) else (value,)
        for one in each:
            told = {True: "yes", False: "no"}[one] if isinstance(one, bool) else str(one)
            parts.append(told if option.rest else f"{option.name}:{quote(told)}")
    return " ".join(parts)
