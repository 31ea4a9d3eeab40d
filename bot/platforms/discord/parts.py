"""Blocks become parts of a message, and parts are laid on pages that Discord takes. Pure: no client, no session.

A part is a stretch of Markdown, a rule, a picture or a row of buttons; a page is what one message holds. Whatever the blocks
hold, no page exceeds the limits, and no character of theirs is lost between two pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import assert_never

from bot.model.chat import (
    Attachment,
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Context,
    Divider,
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
from bot.platforms.discord import limits
from bot.platforms.discord.markdown import markdown

# Every character may need a backslash, a run of backticks is written three times; a piece of this length fits a message.
_PIECE = 1_200
# What the longest piece, its address and the marks around them may take together.
_LONGEST_TEXT = 3_800
# A longer address than this leaves too little room for words.
_LONGEST_URL = 1_000
# What is shown as the end of a line, in Markdown or on a screen.
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown, at most `limits.CHARACTERS` of it."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Rule:
    pass


@dataclass(frozen=True, slots=True)
class Image:
    picture: Picture


@dataclass(frozen=True, slots=True)
class Row:
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Enclosure:
    attachment: Attachment


Part = Text | Rule | Image | Enclosure | Row


def parts(blocks: Sequence[Block]) -> list[Part]:
    """The blocks' parts in order; a rule parts the sections that headings of the second level open."""
    made: list[Part] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level > 1 and made:
            made.append(Rule())
        made += _block(block)
    return made


def pages(
    made: Sequence[Part], *, characters: int = limits.CHARACTERS, components: int = limits.COMPONENTS
) -> list[list[Part]]:
    """The parts on as few pages as hold them; stretches of text that follow one another become one.

    `characters`, `components`: of one page, less what the platform adds itself. There is always one page.
    """
    laid: list[list[Part]] = [[]]
    for part in made:
        page = laid[-1]
        joined = _joined(page, part)
        if _fits(joined, characters, components):
            laid[-1] = joined
        else:
            # a rule at the edge of a page parts nothing
            laid[-1] = page[:-1] if page and isinstance(page[-1], Rule) else page
            laid.append([] if isinstance(part, Rule) else [part])
    return [page for page in laid if page] or [[]]


def _joined(page: list[Part], part: Part) -> list[Part]:
    if page and isinstance(part, Text) and isinstance(last := page[-1], Text):
        return [*page[:-1], replace(last, markdown=f"{last.markdown}\n{part.markdown}")]
    if isinstance(part, Rule) and (not page or isinstance(page[-1], Rule)):
        return page
    return [*page, part]


def _fits(page: Sequence[Part], characters: int, components: int) -> bool:
    written = sum(len(part.markdown) for part in page if isinstance(part, Text))
    pictures = sum(isinstance(part, Image | Enclosure) for part in page)
    return written <= characters and sum(map(weight, page)) <= components and pictures <= limits.PICTURES


def weight(part: Part) -> int:
    """How many components the part is made of."""
    match part:
        case Row(buttons):
            return 1 + len(buttons)
        case Text() | Rule() | Image() | Enclosure():
            return 1
        case _:
            assert_never(part)


def _block(block: Block) -> Iterator[Part]:  # noqa: C901, PLR0912 (a renderer has a case for each block)
    match block:
        case Heading(line, level):
            yield from _written("## " if level == 1 else "### ", line)
        case Paragraph(line):
            yield from _written("", line)
        case Context(line):
            yield from _written("-# ", line)
        case Bullets(items):
            for item in items:
                yield from _written("- ", item)
        case Quotation(_, attribution, url):
            yield from _quotation(block.marked, attribution, url)
        case Table():
            yield from _table(block)
        case Divider():
            yield Rule()
        case Picture():
            yield Image(block)
        case Chart(picture=picture):
            yield Image(picture)
        case Attachment():
            yield Enclosure(block)
        case Buttons(buttons):
            for first in range(0, len(buttons), limits.ROW):
                yield Row(buttons[first : first + limits.ROW])
        case _:
            assert_never(block)


def _written(mark: str, line: Line) -> Iterator[Text]:
    """The line behind its mark; what is broken, or too long, goes on in further parts, each behind the mark."""
    for piece in chain.from_iterable(map(_pieces, _lines(line))):
        told = markdown(piece)
        if told.strip():
            yield Text(f"{mark}{told}")


def _quotation(words: str, attribution: Line, url: str | None) -> Iterator[Text]:
    """A block quote: the words with their marks, who said them below, leading to the sentence."""
    who: Line = (Plain("— "), *attribution) if attribution else ()
    if url:
        who = (*who, Plain(" "), Link("↗", url))
    yield from _written("> ", (Plain(words),))
    yield from _written("> -# ", who)


def _table(table: Table) -> Iterator[Text]:
    """Discord has no tables: each row is an item of a list, empty cells left out."""
    if table.caption:
        yield from _written("", (Strong(table.caption),))
    yield from _written("-# ", (Plain(" · ".join(table.columns)),))
    for row in table.rows:
        cells = [cell for cell in row if cell]
        line = tuple(inline for cell in cells for inline in (Plain(" · "), *cell))[1:]
        yield from _written("- ", line)


def _lines(line: Line) -> Iterator[Line]:
    """The line, parted where its texts break."""
    parted: list[Inline] = []
    for inline in line:
        first, *others = [inline.text] if isinstance(inline, Moment) else _BREAK.split(inline.text)
        parted.append(replace(inline, text=first))
        for other in others:
            yield tuple(parted)
            parted = [replace(inline, text=other)]
    yield tuple(parted)


def _pieces(line: Line) -> Iterator[Line]:
    """The line as lines that fit a message each, cut between words where it can be."""
    piece: list[Inline] = []
    for inline in chain.from_iterable(map(_short, line)):
        if piece and len(markdown((*piece, inline))) > _LONGEST_TEXT:
            yield tuple(piece)
            piece = []
        piece.append(inline)
    if piece:
        yield tuple(piece)


def _short(inline: Inline) -> Iterator[Inline]:
    if isinstance(inline, Link) and len(inline.url) > _LONGEST_URL:
        inline = Plain(inline.text)
    if isinstance(inline, Moment):
        yield inline
        return
    text = inline.text
    while len(text) > _PIECE:
        at = text.rfind(" ", _PIECE // 2, _PIECE) + 1 or _PIECE
        yield replace(inline, text=text[:at])
        text = text[at:]
    yield replace(inline, text=text)
