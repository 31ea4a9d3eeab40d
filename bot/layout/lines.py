"""What stands beside each other in one line."""

from __future__ import annotations

from collections.abc import Iterable

from bot.model.chat import Inline, Line, Plain

DOT = Plain(" · ")


def dotted(parts: Iterable[Inline]) -> Line:
    """The parts with a dot between each two."""
    return tuple(inline for part in parts for inline in (DOT, part))[1:]
