"""A command line as it is typed on a chat platform, where all commands stand behind two slash commands of the bot's."""

from __future__ import annotations

import re
from functools import cache

from bot.languages import available, texts
from bot.model.chat import Code, Inline, Line, Plain
from bot.model.folding import fold

_CALL = re.compile(r"(?<![^\s(“«])/(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)")


def as_typed(text: str) -> str:
    """`/undo 3` becomes `/briefadmin undo 3`; what calls no command of ours by its name, in whatever language, stays as it is.

    A command's short name stays too: it can be said to the bot, but is no slash command.
    """
    if not text.startswith("/"):
        return text
    heads = fold(text[1:]).split()
    group = _groups().get(" ".join(heads[:2])) or _groups().get(" ".join(heads[:1]))
    return f"/{group} {text[1:]}" if group else text


def with_calls(text: str) -> Line:
    """A sentence of ours: the commands that it names are set as such, so that each platform shows how they are typed there."""
    parts: list[Inline] = []
    at = 0
    for found in _CALL.finditer(text):
        name = next((one for one in (found["name"], found["name"].partition(" ")[0]) if fold(one) in _groups()), None)
        if name is None:
            continue
        parts += [Plain(text[at : found.start()]), Code(f"/{name}")]
        at = found.start() + 1 + len(name)
    return tuple(part for part in (*parts, Plain(text[at:])) if part != Plain(""))


@cache
def _groups() -> dict[str, str]:
    """The slash command behind which a command stands, by its folded name."""
    from bot.commands import all_commands

    return {
        fold(name): "briefadmin" if command.needs == "admin" else "brief"
        for command in all_commands().values()
        for name in (command.name, *(command.local_name(texts(code)) for code in available()))
    }
