"""What the bot itself says, from `texts.toml`: labels, errors, reasons, commands' summaries.

A text may hold `{name}` fields. A text that depends on a number is a table of plural forms (`one`, `other`, CLDR's names)
chosen by the parameter `count`. A key that a language lacks falls back to English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from babel import Locale

from bot.model.errors import BriefbotError
from bot.model.reasons import Reason

Tree = Mapping[str, "str | Tree"]


class Told(NamedTuple):
    """An error in words."""

    what: str
    where: str
    remedy: str

    def __str__(self) -> str:
        return "\n".join(part for part in self if part)


class Texts:
    """The texts of one language.

    `say("labels.points")`, `say("units.cards", count=3)`. Raises `KeyError` with the key's name when no language has it, which
    is a programmer's mistake: a test walks all keys in use.
    """

    def __init__(self, code: str, tree: Tree, fallback: Texts | None = None) -> None:
        self.code = code
        self._tree = tree
        self._fallback = fallback
        self._plural = Locale.parse(code).plural_form

    def find(self, key: str) -> str | Tree | None:
        node: str | Tree = self._tree
        for part in key.split("."):
            found = None if isinstance(node, str) else node.get(part)
            if found is None:
                return self._fallback.find(key) if self._fallback else None
            node = found
        return node

    def has(self, key: str) -> bool:
        return self.find(key) is not None

    def say(self, key: str, /, **params: object) -> str:
        found = self.find(key)
        if found is None:
            raise KeyError(key)
        if not isinstance(found, str):
            count = params.get("count")
            form = self._plural(count) if isinstance(count, int | float) else "other"
            chosen = found.get(form, found.get("other"))
            if not isinstance(chosen, str):
                raise KeyError(key)
            found = chosen
        return found.format_map(params) if params else found

    def keys(self) -> frozenset[str]:
        """All keys of this language's own file, dotted; plural forms count as part of the key."""
        return frozenset(_walk(self._tree, ""))

    def error(self, error: BriefbotError) -> Told:
        key = f"errors.{error.code}"
        told = (self.say(f"{key}.{part}", **error.params) if self.has(f"{key}.{part}") else "" for part in Told._fields)
        return Told(*(part.strip() for part in told))

    def reason(self, reason: Reason) -> str:
        """The reason's words; an error that became a reason is told by what went wrong."""
        key = f"reasons.{reason.code}"
        return self.say(key if self.has(key) else f"errors.{reason.code}.what", **reason.params)


def _walk(tree: Tree, path: str) -> list[str]:
    keys: list[str] = []
    for name, node in tree.items():
        key = f"{path}.{name}" if path else name
        keys += [key] if isinstance(node, str) else _walk(node, key)
    return keys
