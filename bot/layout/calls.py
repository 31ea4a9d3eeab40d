"""Commands that a sentence of ours names: set as such, so that each platform shows them as they are typed there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from bot.languages import available, texts
from bot.model.chat import Code, Inline, Line, Plain, Strong
from bot.model.folding import fold

_CALL = re.compile(r"(?<![^\s(“«])/(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)")
_GIVEN = re.compile(r"(?: (?:[\w-]+:(?:\"[^\"]*\"|[^\s\"]*[^\s\".,;:)])|(?:BB|ST)-[\d-]*\d))+")
"""What may be written behind a command's name: options with their values, a card's or a story's id."""


def with_calls(text: str, kind: type[Plain | Strong] = Plain) -> Line:
    """The sentence, of that kind, with the commands that it names and what is given to them as code."""
    parts: list[Inline] = []
    at = 0
    for found in _CALL.finditer(text):
        name = next((one for one in (found["name"], found["name"].partition(" ")[0]) if fold(one) in _names()), None)
        if name is None:
            continue
        end = found.start() + 1 + len(name)
        given = _GIVEN.match(text, end)
        end = given.end() if given else end
        parts += [kind(text[at : found.start()]), Code(text[found.start() : end])]
        at = end
    return tuple(part for part in (*parts, kind(text[at:])) if part.text)


@cache
def _names() -> frozenset[str]:
    """Every command's name and short name, in every language, folded."""
    told = [texts(code).find("commands") for code in available()]
    commands = [command for tree in told if isinstance(tree, Mapping) for command in tree.values()]
    named = (command.get(key) for command in commands if isinstance(command, Mapping) for key in ("name", "short"))
    return frozenset(fold(name) for name in named if isinstance(name, str))
