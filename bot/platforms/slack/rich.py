"""Inlines become elements of Slack's rich text. It holds no markup: what comes from outside is shown letter by letter, and can
neither format, link nor mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, assert_never

from bot.commands.typed import as_typed
from bot.model.chat import Code, Emphasis, Inline, Line, Link, Mark, Moment, Plain, Strong

Element = dict[str, Any]

_ADDRESS = re.compile(r"https?://[^\s<>\ud800-\udfff]{1,2900}")
"""What Slack takes for an address of a link."""

_WHEN = "{date_short_pretty} {time}"


def elements(line: Line, *, small: bool = False, strong: bool = False) -> list[Element]:
    """The line's elements; Slack takes no empty text. `small`: in italics, the nearest thing to small print."""
    style = ({"italic": True} if small else {}) | ({"bold": True} if strong else {})
    return [_element(inline, style) for inline in line if shows(inline)]


def shows(inline: Inline) -> bool:
    """Whether there is something to see of it: Slack refuses elements without."""
    return isinstance(inline, Moment) or bool(inline.text)


def whole(text: str) -> str:
    """The text as UTF-8 can carry it: half of a surrogate pair is no character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not _carried(text) else text


def _carried(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def _element(inline: Inline, style: dict[str, bool]) -> Element:
    match inline:
        case Plain(text):
            return _text(text, style)
        case Strong(text) | Mark(text):
            return _text(text, {**style, "bold": True})
        case Emphasis(text):
            return _text(text, {**style, "italic": True})
        case Code(text):
            return _text(as_typed(text, short=True), {"code": True})
        case Link(text, url):
            told = _text(text, style)
            return {**told, "type": "link", "url": url} if _ADDRESS.fullmatch(url) else told
        case Moment(at, text):
            fallback = whole(text) or at.isoformat()
            return {"type": "date", "timestamp": int(at.timestamp()), "format": _WHEN, "fallback": fallback}
        case _:
            assert_never(inline)


def _text(text: str, style: dict[str, bool]) -> Element:
    return {"type": "text", "text": whole(text), **({"style": style} if style else {})}


def section(line: Line, *, small: bool = False, strong: bool = False) -> Element:
    return {"type": "rich_text_section", "elements": elements(line, small=small, strong=strong)}


def usergroups(ids: Sequence[str]) -> Element:
    """A line that wakes these user groups: the only way in which anybody is mentioned."""
    told: list[Element] = []
    for number, group in enumerate(ids):
        told += [*([{"type": "text", "text": " "}] if number else []), {"type": "usergroup", "usergroup_id": group}]
    return {"type": "rich_text_section", "elements": told}


def bullets(items: tuple[Line, ...]) -> Element:
    return {"type": "rich_text_list", "style": "bullet", "elements": [section(item) for item in items]}


def quotation(words: Line, attribution: Line) -> Element:
    """Somebody's words, and below them who said them."""
    who: Line = (Plain("\n— "), *attribution) if attribution else ()
    return {"type": "rich_text_quote", "elements": [*elements(words), *elements(who, small=True)]}
