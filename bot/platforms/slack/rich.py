"""Inlines become elements of Slack's rich text. It holds no markup: what comes from outside is shown letter by letter, and can
neither format, link nor mention."""

from __future__ import annotations

from typing import Any, assert_never

from bot.model.chat import Code, Emphasis, Inline, Line, Link, Mark, Moment, Plain, Strong

Element = dict[str, Any]

_WHEN = "{date_short_pretty} {time}"


def elements(line: Line, *, small: bool = False) -> list[Element]:
    """The line's elements; Slack takes no empty text. `small`: in italics, the nearest thing to small print."""
    style = {"italic": True} if small else {}
    return [_element(inline, style) for inline in line if isinstance(inline, Moment) or inline.text]


def _element(inline: Inline, style: dict[str, bool]) -> Element:
    match inline:
        case Plain(text):
            return _text(text, style)
        case Strong(text) | Mark(text):
            return _text(text, {**style, "bold": True})
        case Emphasis(text):
            return _text(text, {**style, "italic": True})
        case Code(text):
            return _text(text, {"code": True})
        case Link(text, url):
            return {"type": "link", "url": url, "text": text or url, **({"style": style} if style else {})}
        case Moment(at, text):
            return {"type": "date", "timestamp": int(at.timestamp()), "format": _WHEN, "fallback": text or at.isoformat()}
        case _:
            assert_never(inline)


def _text(text: str, style: dict[str, bool]) -> Element:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def section(line: Line, *, small: bool = False) -> Element:
    return {"type": "rich_text_section", "elements": elements(line, small=small)}


def bullets(items: tuple[Line, ...]) -> Element:
    return {"type": "rich_text_list", "style": "bullet", "elements": [section(item) for item in items]}


def quotation(words: str, attribution: Line) -> Element:
    """The words between marks, and below them who said them."""
    who: Line = (Plain("\n— "), *attribution) if attribution else ()
    return {"type": "rich_text_quote", "elements": [*elements((Plain(f"“{words}”"),)), *elements(who, small=True)]}
