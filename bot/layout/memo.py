"""A memo of chosen cards: a paragraph of the sources' own sentences, each with a footnote that says where it stands. As blocks
and as Markdown; `word` writes the same as a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.languages.texts import Texts
from bot.layout.card import page_of
from bot.layout.locales import language_name
from bot.layout.neutral import clean, clean_url
from bot.layout.times import day
from bot.model.cards import Card
from bot.model.chat import Block, Bullets, Code, Heading, Line, Link, Paragraph, Plain
from bot.model.feeds import Extent
from bot.model.text import Span

# What Markdown may read as markup anywhere in a line; the rest of its marks count only where a line begins.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&^$])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A sentence as its source has it; `note` (from 1) says where."""

    text: str
    url: str | None
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`words`: outlet, headline, day and what else has to be known of the source; `card`: its id."""

    words: str
    url: str | None
    card: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    title: str
    sentences: tuple[Cited, ...]
    notes: tuple[Note, ...]
    remark: str
    """What the reader has to know of the paragraph: whose words it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A card for the memo, its outlet's name, when it was read, and whether a reader reported an error on it."""

    card: Card
    outlet: str
    read: datetime
    reported: bool = False


def memo(chosen: Sequence[Chosen], *, title: str, points: int, texts: Texts, zone: str = "UTC") -> Memo:
    """The first `points` key points of each card, in the order of the cards; of a card without points its first sentence."""
    cited: list[Cited] = []
    for number, one in enumerate(chosen, start=1):
        card, page = one.card, page_of(one.card)
        spans: list[Span] = [point.span for point in card.points[:points]] or list(card.sentences[:1])
        cited += [
            Cited(text=clean(span.of(card.text)), url=page.at(span) if page else clean_url(card.url), note=number)
            for span in spans
        ]
    notes = tuple(_note(one, texts, zone) for one in chosen)
    return Memo(title=clean(title), sentences=tuple(cited), notes=notes, remark=texts.say("layout.memo.remark"))


def blocks(told: Memo, texts: Texts) -> tuple[Block, ...]:
    line: list[Plain | Link] = []
    for one in told.sentences:
        mark = f"[{one.note}]"
        line += [Plain(f"{' ' if line else ''}{one.text} "), Link(mark, one.url) if one.url else Plain(mark)]
    notes: list[Line] = []
    for number, note in enumerate(told.notes, start=1):
        words = f"[{number}] {note.words}"
        notes.append((Link(words, note.url) if note.url else Plain(words), Plain(" · "), Code(note.card)))
    return (
        Heading((Plain(told.title),)),
        Paragraph(tuple(line)),
        Heading((Plain(texts.say("layout.memo.sources")),), level=2),
        Bullets(tuple(notes)),
        Paragraph((Plain(told.remark),)),
    )


def markdown(told: Memo) -> str:
    """With Markdown's own footnotes: `[^1]` in the text, `[^1]:` below it."""
    paragraph = " ".join(f"{_escaped(one.text)}[^{one.note}]" for one in told.sentences)
    notes = []
    for number, note in enumerate(told.notes, start=1):
        url = f" <{note.url}>" if note.url else ""
        notes.append(f"[^{number}]: {_escaped(note.words)}{url} ({note.card})")
    return "\n\n".join([f"# {_escaped(told.title)}", paragraph, f"*{_escaped(told.remark)}*", "\n".join(notes)]) + "\n"


def _note(one: Chosen, texts: Texts, zone: str) -> Note:
    """“The Example, “Homicides fall in Guanajuato”, Nov 23, 2026, in English”."""
    card, say = one.card, texts.say
    title = clean(card.title or "") or say("layout.untitled")
    parts = [clean(one.outlet), f"“{title}”"]
    if card.published is not None:
        parts.append(day(card.published, language=texts.code, zone=zone))
    else:
        parts.append(say("layout.memo.read", day=day(one.read, language=texts.code, zone=zone)))
    if card.language is not None:
        parts.append(say("labels.in_language", language=language_name(card.language, told_in=texts.code)))
    if card.extent is not Extent.FULL:
        parts.append(say(f"layout.memo.{card.extent.value}"))
    if one.reported:
        parts.append(say("replies.reported"))
    return Note(words=", ".join(part for part in parts if part), url=clean_url(card.url), card=clean(card.id or ""))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
