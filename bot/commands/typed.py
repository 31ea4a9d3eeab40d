"""A command line as it is typed on a chat platform, where all commands stand behind two slash commands of the bot's."""

from __future__ import annotations

from functools import cache

from bot.languages import available, texts
from bot.model.folding import fold


def as_typed(text: str) -> str:
    """`/undo 3` becomes `/briefadmin undo 3`; what calls no command of ours by its name, in whatever language, stays as it is.

    A command's short name stays too: it can be said to the bot, but is no slash command.
    """
    if not text.startswith("/"):
        return text
    heads = fold(text[1:]).split()
    group = _groups().get(" ".join(heads[:2])) or _groups().get(" ".join(heads[:1]))
    return f"/{group} {text[1:]}" if group else text


@cache
def _groups() -> dict[str, str]:
    """The slash command behind which a command stands, by its folded name."""
    from bot.commands import all_commands

    return {
        fold(name): "briefadmin" if command.needs == "admin" else "brief"
        for command in all_commands().values()
        for name in (command.name, *(command.local_name(texts(code)) for code in available()))
    }
