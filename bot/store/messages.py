"""Messages as JSON and back: what a delivery says is kept with it, so that it can be sent after a restart.

Each block and each inline carries its kind, the class's name. Pictures are kept in base64.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime
from decimal import Decimal
from typing import Any, assert_never

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
    Message,
    Moment,
    Paragraph,
    Picture,
    Place,
    Plain,
    Quotation,
    Ref,
    Stretch,
    Strong,
    Table,
)

_WORDS: dict[str, type[Plain | Strong | Emphasis | Mark | Code]] = {
    kind.__name__: kind for kind in (Plain, Strong, Emphasis, Mark, Code)
}


def dumps(message: Message) -> str:
    return json.dumps(
        {
            "blocks": [_block(block) for block in message.blocks],
            "summary": message.summary,
            "language": message.language,
            "colour": message.colour,
            "silent": message.silent,
            "broadcast": message.broadcast,
            "article": message.article,
            "under": message.under,
            "topics": list(message.topics),
            "mentions": list(message.mentions),
            "stretches": [[one.subject, one.first, one.body, one.end] for one in message.stretches],
            "edits": message.edits,
        },
        separators=(",", ":"),
    )


def loads(text: str) -> Message:
    """Raises `ValueError` for a kind of block that this version does not know."""
    told = json.loads(text)
    return Message(
        blocks=tuple(_read_block(block) for block in told["blocks"]),
        summary=told["summary"],
        language=told["language"],
        colour=told["colour"],
        silent=told["silent"],
        article=told["article"],
        # a message kept by an older version says nothing of these
        broadcast=told.get("broadcast", False),
        under=told.get("under"),
        topics=tuple(told.get("topics", ())),
        mentions=tuple(told.get("mentions", ())),
        stretches=tuple(_stretch(*one) for one in told.get("stretches", ())),
        edits=told.get("edits"),
    )


def dump_ref(ref: Ref) -> str:
    place = ref.place
    return json.dumps([place.platform, place.workspace, place.channel, place.thread, ref.message])


def load_ref(text: str) -> Ref:
    platform, workspace, channel, thread, message = json.loads(text)
    return Ref(place=Place(platform=platform, workspace=workspace, channel=channel, thread=thread), message=message)


def _stretch(subject: str, first: int, body: int, end: int) -> Stretch:
    return Stretch(subject=subject, first=first, body=body, end=end)


def _inline(inline: Inline) -> dict[str, Any]:
    match inline:
        case Link(text, url):
            return {"kind": "Link", "text": text, "url": url}
        case Moment(at, text):
            return {"kind": "Moment", "at": at.isoformat(), "text": text}
        case Plain(text) | Strong(text) | Emphasis(text) | Mark(text) | Code(text):
            return {"kind": type(inline).__name__, "text": text}
        case _:
            assert_never(inline)


def _line(line: Line) -> list[dict[str, Any]]:
    return [_inline(inline) for inline in line]


def _block(block: Block) -> dict[str, Any]:  # noqa: C901 - one case for each kind of block
    match block:
        case Heading(line, level):
            told: dict[str, Any] = {"line": _line(line), "level": level}
        case Paragraph(line) | Context(line):
            told = {"line": _line(line)}
        case Bullets(items):
            told = {"items": [_line(item) for item in items]}
        case Quotation(words, attribution, url, written):
            told = {"words": words, "attribution": _line(attribution), "url": url}
            told |= {"written": True} if written else {}
        case Table(caption, columns, rows):
            told = {"caption": caption, "columns": list(columns), "rows": [[_line(cell) for cell in row] for row in rows]}
        case Divider():
            told = {}
        case Picture():
            told = {"png": base64.b64encode(block.drawn()).decode("ascii"), "alt": block.alt}
        case Chart(title, unit, note, values, picture):
            told = {"title": title, "unit": unit, "note": note, "picture": _block(picture)}
            told["values"] = [[period, str(value)] for period, value in values]
        case Attachment(name, mime, data, alt):
            told = {"name": name, "mime": mime, "data": base64.b64encode(data).decode("ascii"), "alt": alt}
        case Buttons(buttons):
            told = {"buttons": [[button.label, button.command] for button in buttons]}
        case _:
            assert_never(block)
    return {"kind": type(block).__name__, **told}


def _read_inline(told: dict[str, Any]) -> Inline:
    match told["kind"]:
        case "Link":
            return Link(told["text"], told["url"])
        case "Moment":
            return Moment(datetime.fromisoformat(told["at"]), told["text"])
        case kind if kind in _WORDS:
            return _WORDS[kind](told["text"])
        case kind:
            raise ValueError(kind)


def _read_line(told: list[dict[str, Any]]) -> Line:
    return tuple(_read_inline(inline) for inline in told)


def _read_block(told: dict[str, Any]) -> Block:  # noqa: C901, PLR0911 - one return for each kind of block
    match told["kind"]:
        case "Heading":
            return Heading(_read_line(told["line"]), told["level"])
        case "Paragraph":
            return Paragraph(_read_line(told["line"]))
        case "Context":
            return Context(_read_line(told["line"]))
        case "Bullets":
            return Bullets(tuple(_read_line(item) for item in told["items"]))
        case "Quotation":
            return Quotation(told["words"], _read_line(told["attribution"]), told["url"], told.get("written", False))
        case "Table":
            rows = tuple(tuple(_read_line(cell) for cell in row) for row in told["rows"])
            return Table(told["caption"], tuple(told["columns"]), rows)
        case "Divider":
            return Divider()
        case "Picture":
            return Picture(base64.b64decode(told["png"]), told["alt"])
        case "Chart":
            values = tuple((period, Decimal(value)) for period, value in told["values"])
            picture = Picture(base64.b64decode(told["picture"]["png"]), told["picture"]["alt"])
            return Chart(told["title"], told["unit"], told["note"], values, picture)
        case "Attachment":
            return Attachment(told["name"], told["mime"], base64.b64decode(told["data"]), told["alt"])
        case "Buttons":
            return Buttons(tuple(Button(label, command) for label, command in told["buttons"]))
        case kind:
            raise ValueError(kind)
