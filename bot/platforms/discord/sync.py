"""Whether Discord knows other commands than those declared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# What Discord adds by itself, and what it gives in the language of whoever asks.
_THEIRS = frozenset(
    {"id", "application_id", "version", "guild_id", "default_permission", "dm_permission"}
    | {"name_localized", "description_localized"}
)
# What Discord leaves out, or gives as null, where nothing was said of it.
_NOTHING: tuple[object, ...] = (None, False, [], {}, "")


def differs(wanted: Sequence[Mapping[str, Any]], known: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what Discord knows (asked for with its localizations) says anything else than what is declared.

    The order of commands is no difference, that of options is one.
    """
    return sorted(map(_said, wanted), key=_identity) != sorted(map(_said, known), key=_identity)


def _identity(command: Mapping[str, Any]) -> tuple[int, str]:
    return command.get("type", 1), command["name"]


def _said(value: Any) -> Any:
    """The value without what says nothing."""
    if isinstance(value, Mapping):
        told = {name: _said(each) for name, each in value.items() if name not in _THEIRS}
        return {name: each for name, each in told.items() if each not in _NOTHING}
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # permissions are told as a number, and come back as a string
    if isinstance(value, list):
        return [_said(each) for each in value]
    return value
