"""The plain-text form of every block: for the terminal, for e-mail, and wherever a platform takes nothing better."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from bot.model.chat import (
    Attachment,
    Block,
    Bullets,
    Buttons,
    Chart,
    Code,
    Context,
    Divider,
    Emphasis,
    Heading,
    Inline,
    Line,
    Link,
    Mark,
    Moment,
    Paragraph,
    Picture,
    Plain,
    Quotation,
    Strong,
    Table,
)

_RULE = "─" * 40


def plain(blocks: Sequence[Block], *, links: bool = False) -> str:
    """All blocks as text, parted by line breaks; `links` writes each link's address behind its words, but in tables."""
    parts: list[str] = []
    for block in blocks:
        if parts and isinstance(block, Heading):
            parts.append("")
        parts.append(_block(block, links=links))
    return "\n".join(parts)


def plain_line(line: Line, *, links: bool = False) -> str:
    return "".join(_inline(inline, links=links) for inline in line)


def _inline(inline: Inline, *, links: bool) -> str:
    match inline:
        case Plain(text) | Strong(text) | Emphasis(text) | Code(text) | Moment(_, text):
            return text
        case Mark(text):
            return f"▸{text}◂"
        case Link(text, url):
            return f"{text} <{url}>" if links else text
        case _:
            assert_never(inline)


def _block(block: Block, *, links: bool) -> str:  # noqa: PLR0911 (a renderer returns once for each block)
    match block:
        case Heading(line) | Paragraph(line) | Context(line):
            return plain_line(line, links=links)
        case Bullets(items):
            return "\n".join(f"• {plain_line(item, links=links)}" for item in items)
        case Quotation(_, attribution, url):
            who = plain_line(attribution, links=links)
            told = f"{block.marked} — {who}" if who else block.marked
            return f"{told} <{url}>" if links and url else told
        case Table():
            return _table(block)
        case Divider():
            return _RULE
        case Picture(_, alt) | Chart(picture=Picture(_, alt)):
            return f"[{alt}]"
        case Attachment(name, _, _, alt):
            return f"[{name}: {alt}]"
        case Buttons(buttons):
            return " · ".join(f"{button.label}: {button.command}" for button in buttons)
        case _:
            assert_never(block)


def _table(table: Table) -> str:
    """Columns in line, two spaces apart; the last one is not padded. Addresses would tear them apart: none is shown."""
    rows = [table.columns, *(tuple(plain_line(cell) for cell in row) for row in table.rows)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join([table.caption, *lines] if table.caption else lines)
