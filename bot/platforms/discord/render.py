"""Messages and replies become discord.py's layout views: one container with the topic's colour, its texts, rules and buttons.

A button's `custom_id` holds the command line that it stands for, so that it works after a restart and on every machine. A line
that is too long for one is kept by the store under its token, before the message is sent (`Sheet.long_lines`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import assert_never

import discord
from discord import ui

from bot.languages.texts import Texts
from bot.model.chat import Attachment, Button, Code, Context, Message, Picture, Plain, Reply
from bot.platforms.discord import limits
from bot.platforms.discord.parts import Enclosure, Image, Part, Row, Rule, Text, pages, parts

SAY = "say:"
KEPT = "kept:"
PAGE = "page:"
TURN = "turn:"
"""What a custom id begins with: a line to be answered; the token of one; a page of the answer to one (`page:2:/latest`); the
token of such a page, known as one before the store is asked, since it is acknowledged in another way."""

# The container, the small print under a page, and a row with the buttons to turn pages and to ask for more.
_OWN_COMPONENTS = 6
# The small print under a page: “2/5”, or a delivery's key.
_OWN_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one message is made of: the view, the pictures and files sent along, the lines of buttons that do not fit into a
    custom id, and the roles it mentions."""

    view: ui.LayoutView
    pictures: tuple[Picture, ...] = ()
    enclosed: tuple[Attachment, ...] = ()
    long_lines: tuple[str, ...] = ()
    roles: tuple[int, ...] = ()

    @property
    def allowed(self) -> discord.AllowedMentions:
        """Whom Discord may wake: the roles that a rule names, and nobody that the texts do."""
        roles = [discord.Object(role) for role in self.roles]
        return discord.AllowedMentions(everyone=False, users=False, roles=roles or False, replied_user=False)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What has to be kept before the message is sent: lines by their tokens."""
        return [(token(told), told) for told in self.long_lines]

    def files(self) -> list[discord.File]:
        """Fresh files: discord.py reads each only once."""
        return [
            discord.File(BytesIO(picture.drawn()), filename=_filename(number), description=picture.alt[: limits.ALT_TEXT])
            for number, picture in enumerate(self.pictures)
        ] + [discord.File(BytesIO(one.data), filename=one.name) for one in self.enclosed]


def message_sheet(message: Message, texts: Texts, *, key: str | None = None) -> Sheet:
    """A message that is posted; what does not fit stays behind a button that shows the whole card.

    `key`: the delivery's, written as small print so that `find` can see it.
    """
    roles = tuple(dict.fromkeys(int(role) for role in message.mentions if role.isdecimal()))
    called = " ".join(f"<@&{role}>" for role in roles)
    room = limits.CHARACTERS - _OWN_CHARACTERS - len(called)
    laid = pages(parts(message.blocks), characters=room, components=_room() - bool(roles))
    shown = [*laid[0]]
    if len(laid) > 1:
        shown.append(Text("…"))
    whole = f"/card {message.article}"
    if len(laid) > 1 and message.article and not any(_stands_for(part, whole) for part in shown):
        shown.append(Row((Button(texts.say("labels.whole_card"), whole),)))
    made = sheet([*shown, *(parts((Context((Code(key),)),)) if key else ())], message.colour, called=called)
    return replace(made, roles=roles)


def reply_sheets(reply: Reply, line: str, texts: Texts) -> list[Sheet]:
    """The answer to a command, one sheet a page; buttons below turn the pages and ask for what comes next."""
    laid = pages(parts(reply.blocks), characters=limits.CHARACTERS - _OWN_CHARACTERS, components=_room())
    made: list[Sheet] = []
    for number, page in enumerate(laid, start=1):
        buttons = list(_turns(line, number, len(laid), texts))
        if number == len(laid) and reply.more:
            buttons.append(Button(texts.say("labels.more"), reply.more))
        foot = parts((Context((Plain(f"{number}/{len(laid)}"),)),)) if len(laid) > 1 else []
        made.append(sheet([*page, *foot, *([Row(tuple(buttons))] if buttons else [])], None))
    return made


def sheet(shown: Sequence[Part], colour: str | None, *, called: str = "") -> Sheet:
    """The parts of one page as a view without a time limit of its own. `called`: mentions, which stand above the frame."""
    pictures = tuple(part.picture for part in shown if isinstance(part, Image))
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=int(colour.removeprefix("#"), 16) if colour else None)
    seen: set[str] = set()
    drawn = 0
    for part in shown:
        match part:
            case Text(markdown):
                container.add_item(ui.TextDisplay(markdown))
            case Rule():
                container.add_item(ui.Separator())
            case Image(picture):
                gallery: ui.MediaGallery[ui.LayoutView] = ui.MediaGallery()
                gallery.add_item(media=f"attachment://{_filename(drawn)}", description=picture.alt[: limits.ALT_TEXT])
                container.add_item(gallery)
                drawn += 1
            case Enclosure(attachment):
                container.add_item(ui.File(f"attachment://{attachment.name}"))
            case Row(buttons):
                _add_row(container, buttons, seen)
            case _:
                assert_never(part)
    if not container.children:
        container.add_item(ui.TextDisplay("…"))  # Discord takes no message without anything to see
    view = ui.LayoutView(timeout=None)
    if called:
        view.add_item(ui.TextDisplay(called))
    view.add_item(container)
    # nobody waits for it: its buttons are answered by their custom ids, so the client need not keep it
    view.stop()
    told = [_told(button.command) for part in shown if isinstance(part, Row) for button in part.buttons]
    enclosed = tuple(part.attachment for part in shown if isinstance(part, Enclosure))
    return Sheet(view, pictures, enclosed=enclosed, long_lines=tuple(line for line in told if len(line) > limits.CUSTOM_ID))


def custom_id(command: str) -> str:
    """What a button that stands for this line carries."""
    told = _told(command)
    return told if len(told) <= limits.CUSTOM_ID else f"{TURN if told.startswith(PAGE) else KEPT}{token(told)}"


def token(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def page_line(number: int, line: str) -> str:
    """What the button carries that turns to that page of the line's answer."""
    return f"{PAGE}{number}:{line}"


def _told(command: str) -> str:
    return command if command.startswith(PAGE) else f"{SAY}{command}"


def _add_row(container: ui.Container[ui.LayoutView], buttons: Sequence[Button], seen: set[str]) -> None:
    """Discord refuses two buttons with one custom id in a message; the second would do the same as the first."""
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    for button in buttons:
        name = custom_id(button.command)
        if name not in seen:
            seen.add(name)
            row.add_item(ui.Button(label=_label(button.label), custom_id=name))
    if row.children:
        container.add_item(row)


def _turns(line: str, number: int, count: int, texts: Texts) -> Iterator[Button]:
    if number > 1:
        yield Button(texts.say("labels.previous"), page_line(number - 1, line))
    if number < count:
        yield Button(texts.say("labels.next"), page_line(number + 1, line))


def _stands_for(part: Part, command: str) -> bool:
    return isinstance(part, Row) and any(button.command == command for button in part.buttons)


def _label(text: str) -> str:
    return (text.strip() or "…") if len(text) <= limits.LABEL else f"{text[: limits.LABEL - 1]}…"


def _filename(number: int) -> str:
    return f"picture-{number}.png"


def _room() -> int:
    return limits.COMPONENTS - _OWN_COMPONENTS
