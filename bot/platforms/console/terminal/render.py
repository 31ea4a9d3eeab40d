"""Blocks as rich text. Nothing that comes from outside is read as markup, and no control character reaches the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.style import Style
from rich.table import Table as Grid
from rich.text import Text

from bot.layout.neutral import clean, clean_url
from bot.layout.text import plain_line
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
    Message,
    Moment,
    Paragraph,
    Picture,
    Plain,
    Quotation,
    Strong,
    Table,
)

WIDEST = 110
"""Columns: a longer line is hard to read."""


def card(message: Message, channel: str) -> RenderableType:
    """A posted message in a frame of its topic's colour, the channel's name in the frame."""
    frame = Style(color=message.colour) if message.colour else Style(dim=True)
    title = Text(f" #{clean(channel)} ", style="bold")
    return Panel(blocks(message.blocks), title=title, title_align="left", border_style=frame, padding=(0, 1), width=WIDEST)


def headline(message: Message) -> str:
    """The message in a few words: its first heading, or its summary."""
    return clean(next((plain_line(block.line) for block in message.blocks if isinstance(block, Heading)), message.summary))


def again(told: str, where: str) -> RenderableType:
    """A few words for a message that has been shown: `where` it stands as well, and what it is."""
    return Text.assemble((f"{where}: ", "dim"), clean(told))


def answer(all_blocks: Sequence[Block], more: str = "") -> RenderableType:
    """A command's answer between two lines of space; `more`: what to type for what comes next."""
    parts = [part for block in all_blocks for part in _block(block)]
    if more:
        parts.append(Text(clean(more), style="dim"))
    return Constrain(Padding(Group(*parts), (1, 0)), WIDEST)


def blocks(all_blocks: Sequence[Block]) -> RenderableType:
    return Group(*(part for block in all_blocks for part in _block(block)))


def _block(block: Block) -> Iterator[RenderableType]:  # noqa: C901, PLR0912 - one case for each kind of block
    match block:
        case Heading(line, level):
            if level > 1:
                yield Text()
            yield _line(line, "bold" if level == 1 else "bold dim")
        case Paragraph(line):
            yield _line(line)
        case Context(line):
            yield _line(line, "dim")
        case Bullets(items):
            for item in items:
                yield _hanging("•", _line(item))
        case Quotation(_, attribution, url):
            said = _linked(block.marked, url, "italic")
            yield Padding(said, (0, 0, 0, 2))
            if attribution:
                yield Padding(Text.assemble("— ", _line(attribution), style="dim"), (0, 0, 0, 4))
        case Table():
            yield _table(block)
        case Divider():
            yield Rule(style="dim")
        case Picture(_, alt) | Chart(picture=Picture(_, alt)):
            yield Text(f"[{clean(alt)}]", style="dim")
        case Attachment(name, _, _, alt):
            yield Text(f"[{clean(name)}: {clean(alt)}]", style="dim")
        case Buttons(buttons):
            yield Text(" · ".join(f"{clean(button.label)}: {clean(button.command)}" for button in buttons), style="dim")
        case _:
            assert_never(block)


def _hanging(mark: str, text: Text) -> Grid:
    """A list item whose further lines stand under its first."""
    grid = Grid.grid(padding=(0, 1))
    grid.add_column(width=len(mark))
    grid.add_column()
    grid.add_row(mark, text)
    return grid


def _table(table: Table) -> Grid:
    """Ids and days stay in one piece: the one is to be typed, the other is read at a glance."""
    # plain strings would be read as markup here
    caption = Text(clean(table.caption)) if table.caption else None
    grid = Grid(title=caption, title_justify="left", box=None, pad_edge=False, header_style="bold dim")
    for number, column in enumerate(table.columns):
        whole = any(isinstance(inline, Code | Moment) for row in table.rows for inline in row[number])
        grid.add_column(Text(clean(column)), no_wrap=whole)
    for row in table.rows:
        grid.add_row(*(_line(cell) for cell in row))
    return grid


def _line(line: Line, style: str = "") -> Text:
    text = Text(style=style)
    for inline in line:
        text.append_text(_inline(inline))
    return text


def _inline(inline: Inline) -> Text:
    match inline:
        case Plain(text) | Moment(_, text):
            return Text(_kept(text))
        case Strong(text):
            return Text(_kept(text), style="bold")
        case Emphasis(text):
            return Text(_kept(text), style="italic")
        case Mark(text):
            return Text(_kept(text), style="reverse")
        case Code(text):
            return Text(_kept(text), style="cyan")
        case Link(text, url):
            return _linked(text, url)
        case _:
            assert_never(inline)


def _linked(text: str, url: str | None, style: str = "") -> Text:
    """Words that open the address where the terminal can do so (OSC 8)."""
    address = clean_url(url)
    return Text(_kept(text), style=Style.parse(style) + Style(link=address) if address else style)


def _kept(text: str) -> str:
    """Without control characters, the spaces at its ends kept: inlines stand beside each other."""
    inner = clean(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0] == ' ' else ''}{inner}{' ' if text[-1] == ' ' else ''}"
