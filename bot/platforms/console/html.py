"""Blocks as HTML. Everything is escaped here, and what cannot be seen is left out; a link leads to an address that
`bot.layout.neutral` let through, or to a page of the console's own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import assert_never
from urllib.parse import quote

from markupsafe import Markup, escape

from bot.layout.neutral import clean_url, visible
from bot.model.chat import (
    Attachment,
    Block,
    Bullets,
    Button,
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

DEEPEST = 6
_HEARD = 80
"""So many characters of an item's words are enough to know its link by."""


class Guide:
    """What a page knows beyond the blocks. This one knows nothing: links lead where they say, and all words are of one
    language."""

    def lead(self, url: str) -> str:
        """The address that the page links to in the place of `url`."""
        return url

    def own(self, code: str) -> str | None:
        """The console's own page for what is called so (a card's id), where it has one."""
        del code
        return None

    def answer(self, command: str) -> str:
        """The page that answers a command line."""
        return f"/say?line={quote(command, safe='', errors='replace')}"

    def language(self, text: str, url: str | None = None) -> str | None:
        """The language of these words, linked to `url`, where it is another than that of what stands around them."""
        del text, url
        return None


NO_GUIDE = Guide()


def html(blocks: Sequence[Block], *, level: int = 2, guide: Guide = NO_GUIDE) -> Markup:
    """The blocks, headings starting at `level`."""
    return Markup("\n").join(_block(block, level, guide) for block in blocks)


def html_line(line: Line, guide: Guide = NO_GUIDE) -> Markup:
    return Markup().join(_inline(inline, guide) for inline in line)


def _inline(inline: Inline, guide: Guide) -> Markup:  # noqa: PLR0911 - a renderer returns once for each case
    match inline:
        case Plain(text):
            return _told(text, guide)
        case Strong(text):
            return Markup("<strong>{}</strong>").format(_told(text, guide))
        case Emphasis(text):
            return Markup("<em>{}</em>").format(_told(text, guide))
        case Mark(text):
            return Markup("<mark>{}</mark>").format(_told(text, guide))
        case Code(text):
            code, page = Markup("<code>{}</code>").format(visible(text)), guide.own(text)
            return Markup('<a href="{}">{}</a>').format(page, code) if page else code
        case Moment(at, text):
            return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), visible(text))
        case Link(text, url):
            return _link(_told(text, guide, url), url, guide)
        case _:
            assert_never(inline)


def _item(item: Line, guide: Guide) -> Markup:
    """A link behind plain words is called by them too: a listener learns nothing from a list of links called “source”."""
    *words, last = item
    told = visible("".join(part.text for part in words if isinstance(part, Plain)).strip())
    if not isinstance(last, Link) or not told:
        return html_line(item, guide)
    label = f"{visible(last.text)}: {told[:_HEARD]}"
    return html_line(tuple(words), guide) + _link(_told(last.text, guide, last.url), last.url, guide, label)


def _told(text: str, guide: Guide, url: str | None = None) -> Markup:
    """The words, marked with their language where it is another's."""
    shown, language = visible(text), guide.language(text, url)
    return Markup('<span lang="{}">{}</span>').format(language, shown) if language else escape(shown)


def _link(words: Markup, url: str | None, guide: Guide, label: str = "") -> Markup:
    address = clean_url(url)
    if address is None:
        return words
    target = guide.lead(address)
    called = Markup(' aria-label="{}"').format(label) if label else Markup()
    if target != address:
        return Markup('<a href="{}"{}>{}</a>').format(target, called, words)
    return Markup('<a href="{}" rel="noopener noreferrer"{}>{}</a>').format(address, called, words)


def _block(block: Block, level: int, guide: Guide) -> Markup:  # noqa: C901, PLR0911 - a renderer has a case for each block
    match block:
        case Heading(line, depth):
            tag = f"h{min(level + depth - 1, DEEPEST)}"
            return Markup("<{0}>{1}</{0}>").format(tag, html_line(line, guide))
        case Paragraph(line):
            return Markup("<p>{}</p>").format(html_line(line, guide))
        case Context(line):
            return Markup('<p class="context">{}</p>').format(html_line(line, guide))
        case Bullets(items):
            points = (Markup("<li>{}</li>").format(_item(item, guide)) for item in items)
            return Markup("<ul>{}</ul>").format(Markup().join(points))
        case Quotation():
            return _quotation(block, guide)
        case Table():
            return _table(block, guide)
        case Divider():
            return Markup("<hr>")
        case Picture() | Chart():
            picture = block.picture if isinstance(block, Chart) else block
            png = b64encode(picture.drawn()).decode()
            return Markup('<img src="data:image/png;base64,{}" alt="{}">').format(png, visible(picture.alt))
        case Attachment(name, mime, data, alt):
            address = f"data:{mime.replace(' ', '')};base64,{b64encode(data).decode()}"
            return Markup('<p><a class="button" download="{}" href="{}">{}: {}</a></p>').format(
                name, address, name, visible(alt)
            )
        case Buttons(buttons):
            return Markup('<p class="buttons">{}</p>').format(Markup(" ").join(_button(button, guide) for button in buttons))
        case _:
            assert_never(block)


def _quotation(block: Quotation, guide: Guide) -> Markup:
    words = _link(_told(block.marked, guide, block.url), block.url, guide)
    who = html_line(block.attribution, guide)
    footer = Markup("<figcaption>— {}</figcaption>").format(who) if who else Markup()
    return Markup('<figure class="quote"><blockquote>{}</blockquote>{}</figure>').format(words, footer)


def _table(table: Table, guide: Guide) -> Markup:
    head = Markup().join(Markup('<th scope="col">{}</th>').format(visible(column)) for column in table.columns)
    rows = Markup().join(
        Markup("<tr>{}</tr>").format(Markup().join(Markup("<td>{}</td>").format(html_line(cell, guide)) for cell in row))
        for row in table.rows
    )
    body = Markup("<thead><tr>{}</tr></thead><tbody>{}</tbody>").format(head, rows)
    caption = visible(table.caption)
    # what scrolls sideways has to be reachable by the keyboard, and what can be reached has to have a name
    name = caption or ", ".join(visible(column) for column in table.columns)
    told = Markup("<caption>{}</caption>").format(caption) if caption else Markup()
    return Markup('<div class="table" role="group" tabindex="0" aria-label="{}"><table>{}{}</table></div>').format(
        name, told, body
    )


def _button(button: Button, guide: Guide) -> Markup:
    """A button is a link to the page that answers its command: it works without any script."""
    return Markup('<a class="button" href="{}">{}</a>').format(guide.answer(button.command), visible(button.label))
