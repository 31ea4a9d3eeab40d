"""Inlines become Discord's Markdown. What comes from outside is escaped: it can neither format, link, list nor mention.

Discord takes a backslash before any punctuation for the character itself. `@everyone` and `@here` have no such escape: a
zero-width space parts the sign from the word, as discord.py's own `escape_mentions` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from bot.commands.typed import as_typed
from bot.model.chat import Code, Emphasis, Inline, Line, Link, Mark, Moment, Plain, Strong

_SIGNS = re.compile(r"[\\*_~`|\[\]()<>#]")
# What begins a list at the start of a line.
_ITEM = re.compile(r"^(\s*\d*)([-+.)])(?=\s|$)", re.MULTILINE)
_NAMED = re.compile("<(?=[@#])")
_MENTION = re.compile(r"@(?=everyone|here)")


def escaped(text: str) -> str:
    """The text as Discord shows it letter by letter."""
    told = _SIGNS.sub(r"\\\g<0>", text)
    # an address that stands in a text would become a link of its own
    return _ITEM.sub(r"\1\\\2", told).replace("://", r"\://")


def markdown(line: Line) -> str:
    # last, over the whole line: a mention may be put together from two inlines
    return _MENTION.sub("@\u200b", "".join(map(_inline, _merged(line))))


def _merged(line: Line) -> Iterator[Inline]:
    """Words of one kind that follow one another, as one: signs that touch would be read as others."""
    for kind, same in groupby(line, type):
        inlines = list(same)
        if issubclass(kind, Plain | Strong | Emphasis | Mark):
            yield replace(inlines[0], text="".join(inline.text for inline in inlines))
        else:
            yield from inlines


def _inline(inline: Inline) -> str:  # noqa: PLR0911 (a renderer returns once for each inline)
    match inline:
        case Plain(text):
            return escaped(text)
        case Strong(text):
            return _within("**", text)
        case Emphasis(text):
            return _within("*", text)
        case Mark(text):
            return _within("**", text, "__")
        case Link(text, url):
            # a link without words is not shown at all
            return f"[{escaped(text.strip()) or escaped(url)}]({_MENTION.sub('%40', url)})"
        case Moment(at, _):
            return f"<t:{int(at.timestamp())}:R>"
        case Code(text):
            return code(as_typed(text, short=False))
        case _:
            assert_never(inline)


def code(text: str) -> str:
    """The text between backticks, of which there are more than it holds itself; no escape is needed or possible in there."""
    told = _NAMED.sub("<\u200b", " ".join(text.split()))
    if not told:
        return ""
    longest = max((len(run) for run in re.findall("`+", told)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {told} {fence}" if longest else f"`{told}`"


def _within(sign: str, text: str, more: str = "") -> str:
    """The words between signs, which may not touch a space inside, and stand around nothing not at all."""
    words = text.strip()
    if not words:
        return text
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{more}{sign}{escaped(words)}{sign}{more}{tail}"
