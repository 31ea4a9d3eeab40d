"""Whether Discord knows other commands than those declared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# What Discord leaves out, or gives as null, where nothing was said of it.
_NOTHING: tuple[object, ...] = (None, False, [], {}, "")


def differs(wanted: Sequence[Mapping[str, Any]], known: Sequence[Mapping[str, Any]]) -> bool:
    """Whether what Discord knows says anything else than what is declared. What Discord adds of its own (ids, versions) is
    no difference; the order of commands is none, that of options is one."""
    if len(wanted) != len(known):
        return True
    ours = sorted(wanted, key=_identity)
    theirs = sorted(known, key=_identity)
    return not all(_says(one, other) for one, other in zip(ours, theirs, strict=True))


def _identity(command: Mapping[str, Any]) -> tuple[int, str]:
    return command.get("type", 1), command["name"]


def _says(wanted: object, known: object) -> bool:
    if isinstance(wanted, Mapping) and isinstance(known, Mapping):
        return all(_says(value, known.get(name)) for name, value in wanted.items())
    if isinstance(wanted, list) and isinstance(known, list):
        return len(wanted) == len(known) and all(_says(one, other) for one, other in zip(wanted, known, strict=True))
    return wanted == known or (wanted in _NOTHING and known in _NOTHING)
