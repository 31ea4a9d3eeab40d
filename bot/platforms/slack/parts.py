"""Blocks become Slack's blocks, and are laid on pages that one message takes. Pure: dictionaries, no client.

Stretches of text are gathered into one rich text block as long as they belong together; a heading begins another.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, assert_never

from bot.model.chat import (
    Attachment,
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Context,
    Divider,
    Emphasis,
    Heading,
    Inline,
    Line,
    Link,
    Moment,
    Paragraph,
    Picture,
    Plain,
    Quotation,
    Strong,
    Table,
)
from bot.platforms.slack import limits
from bot.platforms.slack.charts import CHART, below, native
from bot.platforms.slack.rich import Element, bullets, elements, quotation, section, shows, whole

SAY = "say"
"""What a button's action id begins with; its value is the line that it stands for."""

KEPT = "kept:"
"""What a value begins with that is the token of a line."""

_PIECE = 1_000
"""A stretch of text of this length fits beside its marks wherever it stands."""

_GRID = 5_000
"""A table of more characters leaves no room for what belongs to it; its rows are a list then, which can be laid on pages."""

BlockKit = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """Elements of one rich text block. `opens`: it begins a section of its own."""

    parts: tuple[Element, ...]
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """A block that stands by itself."""

    block: BlockKit


@dataclass(frozen=True, slots=True)
class Image:
    picture: Picture


Part = Text | Whole | Image


def parts(blocks: Sequence[Block], *, tables: bool = True) -> list[Part]:
    """`tables`: whether the workspace takes Slack's own tables and charts; else each row is an item of a list, and a chart is a
    picture."""
    return [part for block in blocks for part in _block(block, tables=tables)]


def pages(made: Sequence[Part], *, blocks: int = limits.BLOCKS, characters: int = limits.CHARACTERS) -> list[list[Part]]:
    """The parts on as few pages as hold them. `blocks`, `characters`: of one page, less what is added to it. There is always
    one page, and at most one table and two charts on each."""
    laid: list[list[Part]] = [[]]
    for part in made:
        joined = _joined(laid[-1], part)
        if _fits(joined, blocks, characters):
            laid[-1] = joined
        else:
            laid.append([part])
    return [page for page in laid if page] or [[]]


def _joined(page: list[Part], part: Part) -> list[Part]:
    if page and isinstance(part, Text) and not part.opens and isinstance(last := page[-1], Text):
        together = replace(last, parts=_together(last.parts, part.parts))
        if length(together) <= limits.RICH_TEXT:
            return [*page[:-1], together]
    return [*page, part]


def _together(one: tuple[Element, ...], other: tuple[Element, ...]) -> tuple[Element, ...]:
    """Lines stand in one section, parted as Slack's own editor parts them, and items of lists in one list: not every client
    begins a new line with a new section."""
    last, first = one[-1], other[0]
    if last["type"] == first["type"] and last["type"] in {"rich_text_list", "rich_text_section"}:
        return (*one[:-1], {**last, "elements": [*last["elements"], *first["elements"]]}, *other[1:])
    return (*one, *other)


def _fits(page: Sequence[Part], blocks: int, characters: int) -> bool:
    kinds = Counter(part.block["type"] for part in page if isinstance(part, Whole))
    few = kinds["table"] <= limits.TABLES and kinds[CHART] <= limits.CHARTS
    return few and len(page) <= blocks and sum(map(length, page)) <= characters


def length(part: Part) -> int:
    """Characters that the part brings into the message, addresses counted."""
    match part:
        case Text(told):
            return _characters(told)
        case Whole(block):
            return _characters(block)
        case Image(picture):
            return len(picture.alt)
        case _:
            assert_never(part)


def _characters(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(_characters(each) for name, each in value.items() if name != "type")
    if isinstance(value, list | tuple):
        return sum(map(_characters, value))
    return 0


def _block(block: Block, *, tables: bool) -> Iterator[Part]:  # noqa: C901, PLR0912 (a renderer has a case for each block)
    match block:
        case Heading(line, level):
            made = _stretch(line, strong=True)
            yield from (replace(one, opens=number == 0 and level > 1) for number, one in enumerate(made))
        case Paragraph(line):
            yield from _stretch(line)
        case Context(line):
            yield from _stretch(line, small=True)
        case Bullets(items):
            for item in items:
                for piece in _pieces(item):
                    yield Text((bullets((piece,)),))
        case Quotation(_, attribution, url):
            yield from _quotation(block.marked, attribution, url)
        case Table():
            yield from _table(block, tables=tables)
        case Divider():
            yield Whole({"type": "divider"})
        case Picture():
            yield Image(block)
        case Chart():
            yield from _chart(block, tables=tables)
        case Attachment(name, _, _, alt):
            # a file that no conversation shares can be opened by nobody; an answer's are sent to its asker (enclosed.py)
            yield from _stretch((Plain(f"{name}: {alt}"),), small=True)
        case Buttons(buttons):
            for first in range(0, len(buttons), limits.BUTTONS):
                yield Whole(row(buttons[first : first + limits.BUTTONS]))
        case _:
            assert_never(block)


def _stretch(line: Line, *, small: bool = False, strong: bool = False) -> Iterator[Text]:
    """The line and its end, in as many pieces as it takes."""
    pieces = list(_pieces(line))
    for number, piece in enumerate(pieces, start=1):
        whole_piece = (*piece, Plain("\n")) if number == len(pieces) else piece
        yield Text((section(whole_piece, small=small, strong=strong),))


def row(buttons: Sequence[Button]) -> BlockKit:
    return {"type": "actions", "elements": [button(one, number) for number, one in enumerate(buttons)]}


def button(one: Button, number: int) -> BlockKit:
    """`number` tells the buttons of one row apart. A line too long for a button is kept by the store, under its token."""
    label = whole(one.label if len(one.label) <= limits.BUTTON_TEXT else f"{one.label[: limits.BUTTON_TEXT - 1]}…")
    return {
        "type": "button",
        "action_id": f"{SAY}:{number}",
        "text": {"type": "plain_text", "text": label or "…", "emoji": False},
        "value": whole(one.command) if _carries(one.command) else f"{KEPT}{token(one.command)}",
    }


def long_lines(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The lines of buttons that the store has to keep before the buttons are shown."""
    lines = (button.command for block in blocks if isinstance(block, Buttons) for button in block.buttons)
    return tuple(line for line in lines if not _carries(line))


def token(line: str) -> str:
    return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _carries(line: str) -> bool:
    return 0 < len(line) <= limits.BUTTON_VALUE and not line.startswith(KEPT)


def _quotation(words: str, attribution: Line, url: str | None) -> Iterator[Part]:
    who: Line = (*attribution, *((Plain(" "), Link("↗", url)) if url else ()))
    attributed = list(_pieces(who))
    pieces = list(_pieces((Plain(words),)))
    for piece in pieces[:-1]:
        yield Text((quotation(piece, ()),))
    yield Text((quotation(pieces[-1], attributed[0] if attributed else ()),))
    for more in attributed[1:]:
        yield from _stretch(more, small=True)


def _table(table: Table, *, tables: bool) -> Iterator[Part]:
    """A table of Slack's own where it takes one, else an item of a list for each row."""
    if table.caption:
        yield from _block(Paragraph((Strong(table.caption),)), tables=tables)
    size = limits.TABLE_ROWS - 1
    grids = [_grid(table, table.rows[first : first + size]) for first in range(0, len(table.rows), size)]
    if tables and 0 < len(table.columns) <= limits.TABLE_COLUMNS and all(_characters(grid) <= _GRID for grid in grids):
        yield from map(Whole, grids)
    else:
        yield from _block(Bullets(tuple(_row(table, cells) for cells in table.rows)), tables=tables)


def _chart(chart: Chart, *, tables: bool) -> Iterator[Part]:
    own = native(chart) if tables else None
    if own is None:
        yield Image(chart.picture)
    else:
        yield Whole(own)
        yield from _stretch((Plain(below(chart)),), small=True)


def _row(table: Table, cells: tuple[Line, ...]) -> Line:
    """`Value: 12 · Period: 2025`: every cell with its column's name, for nothing stands above it."""
    told: list[Inline] = []
    for column, cell in zip(table.columns, cells, strict=True):
        if any(map(shows, cell)):
            told += [Plain(" · ")] if told else []
            told += [Emphasis(f"{column}: ")] if column else []
            told += cell
    return tuple(told)


def _grid(table: Table, rows: Sequence[tuple[Line, ...]]) -> BlockKit:
    head = [{"type": "raw_text", "text": whole(column) or "—"} for column in table.columns]
    return {"type": "table", "rows": [head, *([_cell(cell) for cell in cells] for cells in rows)]}


def _cell(cell: Line) -> BlockKit:
    told = elements(cell)
    if not told:
        return {"type": "raw_text", "text": "—"}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": told}]}


def _pieces(line: Line) -> Iterator[Line]:
    """The line as lines of at most `2 * _PIECE` characters and no address longer than `_PIECE`, cut between words where it can
    be; nothing where there is nothing to see."""
    piece: list[Inline] = []
    size = 0
    for inline in (short for each in line for short in _short(each) if shows(short)):
        long = len(inline.text) + (len(inline.url) if isinstance(inline, Link) else 0)
        if piece and size + long > 2 * _PIECE:
            yield tuple(piece)
            piece, size = [], 0
        piece.append(inline)
        size += long
    if piece:
        yield tuple(piece)


def _short(inline: Inline) -> Iterator[Inline]:
    if isinstance(inline, Moment):
        yield replace(inline, text=inline.text[:_PIECE])
        return
    if isinstance(inline, Link) and len(inline.url) > _PIECE:
        inline = Plain(inline.text)
    text = inline.text
    while len(text) > _PIECE:
        at = text.rfind(" ", _PIECE // 2, _PIECE) + 1 or _PIECE
        yield replace(inline, text=text[:at])
        text = text[at:]
    yield replace(inline, text=text)
