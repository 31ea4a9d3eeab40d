"""What is said in a chat, before any platform sees it: blocks, messages, places, deliveries.

Blocks and inlines are closed unions: a renderer matches every case and ends in `assert_never`, so that mypy names the platform
that forgot one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

_MARKS = re.compile(r"[“”«»\"]")

# ── inlines ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Plain:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Highlighted words: what a search met, or a sentence that a card stands on."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that each reader sees in local time where the platform can do so; `text` is its written form elsewhere."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A command or an id to be typed as it stands."""

    text: str


Inline = Plain | Strong | Emphasis | Mark | Link | Moment | Code
Line = tuple[Inline, ...]

# ── blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Heading:
    line: Line
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Context:
    """Small print: outlet · time · language · topic."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words, without marks of its own, and who said them. `written`: a whole sentence of a source instead, whose own
    marks, where it has some, are all that it gets: a second pair would make the source say what it only tells of others."""

    words: str
    attribution: Line
    url: str | None = None
    written: bool = False

    @property
    def marked(self) -> str:
        return self.words if self.written and _MARKS.search(self.words) else f"“{self.words}”"


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Divider:
    pass


@dataclass(frozen=True, slots=True)
class Picture:
    """`png`: its bytes, or what draws them: that takes a second, and not every platform shows them."""

    png: bytes | Callable[[], bytes]
    alt: str

    def drawn(self) -> bytes:
        return self.png if isinstance(self.png, bytes) else self.png()


@dataclass(frozen=True, slots=True)
class Chart:
    """A series, for platforms that draw it themselves, and as a picture for the others.

    `title`: what is counted, where; `unit`: in the reader's words, or empty; `note`: by whose count; `values`: period and exact
    value, one for each of an unbroken row of periods. Values are empty where the series is otherwise: only the picture, which
    marks what is approximate, missing or disputed, is true to it then.
    """

    title: str
    unit: str
    note: str
    values: tuple[tuple[str, Decimal], ...]
    picture: Picture


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be kept by its reader. `alt`: what it is, in a few words."""

    name: str
    mime: str
    data: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Button:
    """`command` is the line that the button stands for; everything a button does is also a command."""

    label: str
    command: str


@dataclass(frozen=True, slots=True)
class Buttons:
    buttons: tuple[Button, ...]


def with_pictures(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every picture drawn; it may take seconds."""
    return tuple(map(_with_picture, blocks))


def _with_picture(block: Block) -> Block:
    match block:
        case Picture():
            return replace(block, png=block.drawn())
        case Chart(picture=picture):
            return replace(block, picture=replace(picture, png=picture.drawn()))
        case _:
            return block


Block = Heading | Paragraph | Context | Bullets | Quotation | Table | Divider | Picture | Chart | Attachment | Buttons

# ── messages and where they go ───────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The blocks of a message that tell of one thing. `subject`: a card's id; from `first` to before `body` stands what it is
    and how it fares, from there to before `end` what it says. A chart says a number of each card that it is drawn from."""

    subject: str
    first: int
    body: int
    end: int

    def moved(self, by: int) -> Stretch:
        return replace(self, first=self.first + by, body=self.body + by, end=self.end + by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`summary`: one full sentence for notifications and screen readers. `language`: of the labels. `colour`: `#rrggbb`."""

    blocks: tuple[Block, ...]
    summary: str
    language: str
    colour: str | None = None
    silent: bool = True
    broadcast: bool = False
    """In a thread: whether those who read only the channel see it too, where the platform can do so."""
    article: str | None = None
    """The card's id, where the message is a card."""
    under: str | None = None
    """The subject of the message in the same place that this one answers: it goes into that message's thread."""
    topics: tuple[str, ...] = ()
    """Names of the card's topics, in `language`: a forum's tags are called so."""
    mentions: tuple[str, ...] = ()
    """Ids of the roles or user groups that it wakes: these and nobody else, whatever its blocks say."""
    stretches: tuple[Stretch, ...] = ()
    """Where it tells of several cards: which blocks are whose, in order."""
    edits: str | None = None
    """The key of the delivery whose message this takes the place of; None: that of the same subject in the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to a command. `private`: only the asker needs it. `more`: the command line that shows what comes next."""

    blocks: tuple[Block, ...]
    private: bool = False
    more: str | None = None
    data: object = None
    """What `--json` prints: plain values, lists and dictionaries; None prints the blocks' plain text."""
    exit_code: int = 0
    """What `briefbot say` ends with: that of the error, where the reply tells one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`thread`: the platform's id of a thread of the channel's, or of the message there that is answered."""

    platform: str
    channel: str
    workspace: str = ""
    thread: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in (self.platform, self.workspace, self.channel, self.thread) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A message as the platform knows it."""

    place: Place
    message: str

    @property
    def thread(self) -> Place:
        """Where answers to it are posted: the thread that it stands in, else the one that hangs on it."""
        return replace(self.place, thread=self.place.thread or self.message)


class DeliveryKind(StrEnum):
    CARD = "card"
    UPDATE = "update"
    CORRECTION = "correction"
    EDIT = "edit"
    DIGEST = "digest"
    ALERT = "alert"
    DIRECT = "direct"


class DeliveryState(StrEnum):
    OWED = "owed"
    SENDING = "sending"
    SENT = "sent"
    DOUBTFUL = "doubtful"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """A message owed to a place, not yet in the store. `UNIQUE(place, kind, subject, revision)` makes it owed once."""

    place: Place
    kind: DeliveryKind
    subject: str
    revision: int
    message: Message
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A debt in the store. `key` (at most 25 characters) is Discord's nonce, Slack's metadata, and the mark in the message."""

    id: int
    key: str
    place: Place
    kind: DeliveryKind
    subject: str
    revision: int
    message: Message
    state: DeliveryState
    attempt: int
    owed_at: datetime
    not_before: datetime | None = None
    first_attempt_at: datetime | None = None
    lease_until: datetime | None = None
    ref: Ref | None = None
    error: str | None = None
    doubtful_since: datetime | None = None
    """Since when nobody knows whether it arrived; kept until it is settled."""
    forced: bool = False
    """An admin wants it sent, even where the platform cannot be asked whether it is there."""
