"""Messages and replies as Slack's blocks, with the sentence that notifications and screen readers use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.languages.texts import Texts
from bot.model.chat import Block, Button, Buttons, Context, Message, Paragraph, Picture, Plain, Reply
from bot.platforms.slack import limits
from bot.platforms.slack.charts import CHART
from bot.platforms.slack.parts import BlockKit, Image, Part, Text, long_lines, pages, parts, row
from bot.platforms.slack.rich import Element, usergroups, whole
from bot.platforms.slack.spoken import spoken

PAGE = "page:"
"""What a button's line begins with that turns to another page of an answer: `page:2:/latest`."""

# A row of buttons to turn pages, the page's number.
_OWN_BLOCKS = 3
_OWN_CHARACTERS = 500
"""Their labels and ids; the lines that they carry come on top."""

_ROOM = "room for a picture"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one message is made of. `pictures`: those that its blocks leave room for, in order; each has to be uploaded first,
    and `with_pictures` puts it into its place. `long_lines`: lines of buttons that the store has to keep."""

    blocks: tuple[BlockKit, ...]
    text: str
    pictures: tuple[Picture, ...] = ()
    long_lines: tuple[str, ...] = ()

    def with_pictures(self, files: Sequence[str | None]) -> Sheet:
        """The sheet with the ids of the uploaded files; a picture without one is told by its words."""
        ids = iter(files)
        shown = [_image(block, next(ids)) if block["type"] == _ROOM else block for block in self.blocks]
        return replace(self, blocks=tuple(shown), pictures=())

    def in_words(self) -> Sheet:
        return self.with_pictures([None] * len(self.pictures))

    @property
    def is_new(self) -> bool:
        """Whether it holds blocks that some workspaces do not know yet."""
        return any(block["type"] in {"table", CHART} for block in self.blocks)

    @property
    def has_pictures(self) -> bool:
        """Whether it shows files, which may not be ready yet."""
        return any(block["type"] == "image" for block in self.blocks)


def message_sheet(message: Message, texts: Texts, *, tables: bool = True) -> Sheet:
    """A message that is posted; what does not fit stays behind a button that shows the whole card."""
    called = [{"type": "rich_text", "elements": [usergroups(message.mentions)]}] if message.mentions else []
    laid = _laid(message.blocks, _OWN_CHARACTERS + sum(map(len, message.mentions)), tables=tables, blocks=len(called))
    shown = laid[0]
    whole_card = f"/card {message.article}"
    buttons: tuple[Button, ...] = ()
    if len(laid) > 1 and message.article and whole_card not in _commands(shown):
        buttons = (Button(texts.say("labels.whole_card"), whole_card),)
    made = _sheet(shown, message.summary, buttons, long_lines(message.blocks))
    return replace(made, blocks=(*called, *made.blocks))


def reply_sheets(reply: Reply, line: str, texts: Texts, *, tables: bool = True) -> list[Sheet]:
    """The answer to a command, one sheet a page; buttons below turn the pages and ask for what comes next."""
    carried = 2 * min(len(line), limits.BUTTON_VALUE) + min(len(reply.more or ""), limits.BUTTON_VALUE)
    laid = _laid(reply.blocks, _OWN_CHARACTERS + carried, tables=tables)
    made: list[Sheet] = []
    for number, page in enumerate(laid, start=1):
        buttons = tuple(_turns(line, number, len(laid), texts))
        if number == len(laid) and reply.more:
            buttons = (*buttons, Button(texts.say("labels.more"), reply.more))
        foot = parts((Context((Plain(f"{number}/{len(laid)}"),)),)) if len(laid) > 1 else []
        kept = long_lines((*reply.blocks, Buttons(buttons)))
        made.append(_sheet([*page, *foot], None, buttons, kept))
    return made


def page_line(number: int, line: str) -> str:
    return f"{PAGE}{number}:{line}"


def escaped(text: str) -> str:
    """Slack reads a message's own text as markup: its three signs are escaped."""
    return whole(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def in_words(shown: Sequence[Part]) -> list[BlockKit]:
    """The parts as blocks for a surface that no picture is uploaded for."""
    return [_image(block, None) if block["type"] == _ROOM else block for block in map(_told, shown)]


def _told(part: Part) -> BlockKit:
    if isinstance(part, Text):
        return {"type": "rich_text", "elements": [*part.parts[:-1], _ended(part.parts[-1])]}
    if isinstance(part, Image):
        return {"type": _ROOM, "alt_text": whole(part.picture.alt)}
    return part.block


def _ended(last: Element) -> Element:
    """Without the line break that parts it from what would have followed."""
    if last["type"] == "rich_text_section" and last["elements"][-1].get("text") == "\n":
        return {**last, "elements": last["elements"][:-1]}
    return last


def _laid(told: Sequence[Block], own: int, *, tables: bool, blocks: int = 0) -> list[list[Part]]:
    """`own`, `blocks`: characters and blocks that stand beside the pages."""
    made = parts(told, tables=tables)
    return pages(made, blocks=limits.BLOCKS - _OWN_BLOCKS - blocks, characters=limits.CHARACTERS - own)


def _turns(line: str, number: int, count: int, texts: Texts) -> Iterator[Button]:
    if number > 1:
        yield Button(texts.say("labels.previous"), page_line(number - 1, line))
    if number < count:
        yield Button(texts.say("labels.next"), page_line(number + 1, line))


def _sheet(shown: Sequence[Part], text: str | None, buttons: tuple[Button, ...], lines: tuple[str, ...]) -> Sheet:
    blocks = [_told(part) for part in shown or parts((Paragraph((Plain("…"),)),))]
    said = spoken(blocks) if text is None else text
    if buttons:
        blocks.append(row(buttons))
    pictures = tuple(part.picture for part in shown if isinstance(part, Image))
    return Sheet(tuple(blocks), _short(said), pictures, lines)


def _image(room: BlockKit, file: str | None) -> BlockKit:
    if file is None:
        words = {"type": "plain_text", "text": room["alt_text"][: limits.CONTEXT] or "…", "emoji": False}
        return {"type": "context", "elements": [words]}
    return {"type": "image", "slack_file": {"id": file}, "alt_text": room["alt_text"][: limits.ALT_TEXT] or "…"}


def _commands(shown: Sequence[Part]) -> set[str]:
    blocks = [part.block for part in shown if not isinstance(part, Text | Image)]
    return {each["value"] for block in blocks for each in block.get("elements", ()) if "value" in each}


def _short(text: str) -> str:
    """Cut where Slack advises, so that the signs that are escaped still fit."""
    return escaped(text if len(text) <= limits.TEXT // 2 else f"{text[: limits.TEXT // 2 - 1]}…") or "…"
