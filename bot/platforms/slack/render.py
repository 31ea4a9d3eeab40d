"""Messages and replies as Slack's blocks, with the sentence that notifications and screen readers use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.languages.texts import Texts
from bot.layout.text import plain
from bot.model.chat import Block, Button, Context, Message, Picture, Plain, Reply
from bot.platforms.slack import limits
from bot.platforms.slack.parts import BlockKit, Image, Part, Text, pages, parts, row

PAGE = "page:"
"""What a button's line begins with that turns to another page of an answer: `page:2:/latest`."""

# A row of buttons to turn pages, the page's number.
_OWN_BLOCKS = 3
_OWN_CHARACTERS = 1_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one message is made of. `pictures`: those that its blocks leave room for, in order; each has to be uploaded first,
    and `with_pictures` puts it into its place."""

    blocks: tuple[BlockKit, ...]
    text: str
    pictures: tuple[Picture, ...] = ()

    def with_pictures(self, files: Sequence[str | None]) -> Sheet:
        """The sheet with the ids of the uploaded files; a picture without one is told by its words."""
        ids = iter(files)
        shown = [_image(block, next(ids)) if block["type"] == _ROOM else block for block in self.blocks]
        return Sheet(tuple(shown), self.text)

    def has(self, *kinds: str) -> bool:
        return any(block["type"] in kinds for block in self.blocks)

    def without(self, *kinds: str) -> Sheet:
        """The same without blocks of these kinds, for a workspace that does not know them yet; what they say is in the text."""
        return Sheet(tuple(block for block in self.blocks if block["type"] not in kinds), self.text, self.pictures)


_ROOM = "room for a picture"


def message_sheet(message: Message, texts: Texts) -> Sheet:
    """A message that is posted; what does not fit stays behind a button that shows the whole card."""
    laid = _laid(message.blocks)
    shown = laid[0]
    whole = f"/card {message.article}"
    if len(laid) > 1 and message.article and whole not in _commands(shown):
        return _sheet(shown, message.summary, (Button(texts.say("labels.whole_card"), whole),))
    return _sheet(shown, message.summary, ())


def reply_sheets(reply: Reply, line: str, texts: Texts) -> list[Sheet]:
    """The answer to a command, one sheet a page; buttons below turn the pages and ask for what comes next."""
    laid = _laid(reply.blocks)
    made: list[Sheet] = []
    told = plain(reply.blocks)
    for number, page in enumerate(laid, start=1):
        buttons: list[Button] = []
        if number > 1:
            buttons.append(Button(texts.say("labels.previous"), page_line(number - 1, line)))
        if number < len(laid):
            buttons.append(Button(texts.say("labels.next"), page_line(number + 1, line)))
        elif reply.more:
            buttons.append(Button(texts.say("labels.more"), reply.more))
        foot = parts((Context((Plain(f"{number}/{len(laid)}"),)),)) if len(laid) > 1 else []
        made.append(_sheet([*page, *foot], told, tuple(buttons)))
    return made


def page_line(number: int, line: str) -> str:
    return f"{PAGE}{number}:{line}"


def _laid(blocks: Sequence[Block]) -> list[list[Part]]:
    return pages(parts(blocks), blocks=limits.BLOCKS - _OWN_BLOCKS, characters=limits.CHARACTERS - _OWN_CHARACTERS)


def _sheet(shown: Sequence[Part], text: str, buttons: tuple[Button, ...]) -> Sheet:
    blocks = [_told(part) for part in shown]
    if buttons:
        blocks.append(row(buttons))
    pictures = tuple(part.picture for part in shown if isinstance(part, Image))
    return Sheet(tuple(blocks), _short(text), pictures)


def _told(part: Part) -> BlockKit:
    if isinstance(part, Text):
        return {"type": "rich_text", "elements": list(part.parts)}
    if isinstance(part, Image):
        return {"type": _ROOM, "alt": part.picture.alt}
    return part.block


def _image(room: BlockKit, file: str | None) -> BlockKit:
    if file is None:
        return {"type": "context", "elements": [{"type": "plain_text", "text": room["alt"][: limits.CONTEXT] or "…"}]}
    return {"type": "image", "slack_file": {"id": file}, "alt_text": room["alt"][: limits.ALT_TEXT] or "…"}


def _commands(shown: Sequence[Part]) -> set[str]:
    blocks = [part.block for part in shown if not isinstance(part, Text | Image)]
    return {each["value"] for block in blocks for each in block.get("elements", ()) if "value" in each}


def _short(text: str) -> str:
    """Slack parses this text as markup: its three signs are escaped, and it is cut where Slack advises."""
    told = text if len(text) <= limits.TEXT // 2 else f"{text[: limits.TEXT // 2 - 1]}…"
    return told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") or "…"
