"""What a screen reader and a notification say of blocks: Slack reads out a message's own text, never its blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_LINES = frozenset({"rich_text_section", "rich_text_quote", "actions", "context", "table", "header", "section"})
"""Kinds that end a line."""


def spoken(blocks: Sequence[dict[str, Any]]) -> str:
    """All words of the blocks, a line for each stretch; of links their words. Buttons are read by themselves."""
    told = "".join(_words(list(blocks)))
    return "\n".join(line for line in (" ".join(line.split()) for line in told.splitlines()) if line)


def _words(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _words(each)
    elif isinstance(value, dict):
        kind = value.get("type")
        if kind == "table":
            for row in value["rows"]:
                yield from ("".join(_words(cell)).strip() + " · " for cell in row[:-1])
                yield from _words(row[-1:])
                yield "\n"
        elif kind == "data_visualization":
            yield f"{value['title']}: "
            told = (point for series in value["chart"]["series"] for point in series["data"])
            yield "; ".join(f"{point['label']}: {point['value']}" for point in told)
            yield "\n"
        elif kind == "actions":
            return
        else:
            yield from _own(value)
            yield from _words(value.get("elements") or value.get("rows") or [])
            if kind in _LINES:
                yield "\n"


def _own(value: dict[str, Any]) -> Iterator[str]:
    for name in ("text", "fallback", "alt_text", "title"):
        found = value.get(name)
        if isinstance(found, str):
            yield found
        elif isinstance(found, dict):
            yield from _own(found)
