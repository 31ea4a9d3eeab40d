"""A command line as it is typed on a chat platform, where all commands stand behind two slash commands of the bot's."""

from __future__ import annotations

from functools import cache

from bot.languages import available, texts
from bot.model.folding import fold


def as_typed(text: str, *, short: bool) -> str:
    """`/undo 3` becomes `/briefadmin undo 3`; what calls no command of ours by its name, in whatever language, stays as it is.

    `short`: whether the platform takes a command's short name too. Where it takes declared commands alone, `/follow topic:arms`
    becomes `/brief follows add topic:arms`.
    """
    if not text.startswith("/"):
        return text
    words = text[1:].split(" ")
    for size in (2, 1):
        found = _commands().get(fold(" ".join(words[:size]))) if len(words) >= size else None
        if found is not None:
            group, whole = found
            called = words[:size] if short or whole is None else [whole]
            return " ".join([f"/{group}", *called, *words[size:]])
    return text


@cache
def _commands() -> dict[str, tuple[str, str | None]]:
    """By a command's folded name: the slash command behind which it stands; for a short name, its whole one as well."""
    from bot.commands import all_commands

    found: dict[str, tuple[str, str | None]] = {}
    for command in all_commands().values():
        group = "briefadmin" if command.needs == "admin" else "brief"
        spoken = [(command.local_short(texts(code)), command.local_name(texts(code))) for code in available()]
        found |= {fold(short): (group, whole) for short, whole in (*spoken, (command.short, command.name)) if short}
    for command in all_commands().values():
        group = "briefadmin" if command.needs == "admin" else "brief"
        names = (command.name, *(command.local_name(texts(code)) for code in available()))
        found |= {fold(name): (group, None) for name in names}
    return found
