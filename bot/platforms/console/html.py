"""Blocks as HTML. Everything is escaped here; a link is one that `bot.layout.neutral` let through, and leads nowhere else."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import assert_never
from urllib.parse import quote

from markupsafe import Markup, escape

from bot.layout.neutral import clean_url
from bot.model.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
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

DEEPEST = 6


def html(blocks: Sequence[Block], *, level: int = 2) -> Markup:
    """The blocks, headings starting at `level`. A quotation's link stands behind its attribution."""
    return Markup("\n").join(_block(block, level) for block in blocks)


def html_line(line: Line) -> Markup:
    return Markup().join(_inline(inline) for inline in line)


def _inline(inline: Inline) -> Markup:  # noqa: PLR0911 - a renderer returns once for each case
    match inline:
        case Plain(text):
            return escape(text)
        case Strong(text):
            return Markup("<strong>{}</strong>").format(text)
        case Emphasis(text):
            return Markup("<em>{}</em>").format(text)
        case Mark(text):
            return Markup("<mark>{}</mark>").format(text)
        case Code(text):
            return Markup("<code>{}</code>").format(text)
        case Moment(at, text):
            return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), text)
        case Link(text, url):
            return _link(text, url)
        case _:
            assert_never(inline)


def _link(text: str, url: str | None) -> Markup:
    address = clean_url(url)
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, text) if address else escape(text)


def _block(block: Block, level: int) -> Markup:  # noqa: PLR0911 - a renderer returns once for each case
    match block:
        case Heading(line, depth):
            tag = f"h{min(level + depth - 1, DEEPEST)}"
            return Markup("<{0}>{1}</{0}>").format(tag, html_line(line))
        case Paragraph(line):
            return Markup("<p>{}</p>").format(html_line(line))
        case Context(line):
            return Markup('<p class="context">{}</p>').format(html_line(line))
        case Bullets(items):
            return Markup("<ul>{}</ul>").format(Markup().join(Markup("<li>{}</li>").format(html_line(item)) for item in items))
        case Quotation():
            return _quotation(block)
        case Table():
            return _table(block)
        case Divider():
            return Markup("<hr>")
        case Picture(png, alt):
            return Markup('<img src="data:image/png;base64,{}" alt="{}">').format(b64encode(png).decode(), alt)
        case Buttons(buttons):
            return Markup('<p class="buttons">{}</p>').format(Markup(" ").join(_button(button) for button in buttons))
        case _:
            assert_never(block)


def _quotation(block: Quotation) -> Markup:
    who = html_line(block.attribution)
    words = Markup("“{}”").format(block.words)
    address = clean_url(block.url)
    if address:
        words = Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, words)
    footer = Markup("<figcaption>— {}</figcaption>").format(who) if who else Markup()
    return Markup('<figure class="quote"><blockquote>{}</blockquote>{}</figure>').format(words, footer)


def _table(table: Table) -> Markup:
    head = Markup().join(Markup('<th scope="col">{}</th>').format(column) for column in table.columns)
    rows = Markup().join(
        Markup("<tr>{}</tr>").format(Markup().join(Markup("<td>{}</td>").format(html_line(cell)) for cell in row))
        for row in table.rows
    )
    return Markup(
        '<div class="table" role="region" tabindex="0" aria-label="{0}"><table><caption>{0}</caption>'
        "<thead><tr>{1}</tr></thead><tbody>{2}</tbody></table></div>"
    ).format(table.caption, head, rows)


def _button(button: Button) -> Markup:
    """A button is a link to the page that answers its command: it works without any script."""
    return Markup('<a class="button" href="/say?line={}">{}</a>').format(quote(button.command, safe=""), button.label)
