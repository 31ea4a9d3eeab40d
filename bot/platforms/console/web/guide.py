"""Where the page's links lead, and in which language its words are, by the cards that are spoken of.

A card's evidence is at hand here: its headline leads to its own page, and the link to a sentence leads to that sentence in the
article's text there, which stays when the outlet's page has gone. From there a link leads out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never
from urllib.parse import quote, unquote

from bot.layout.neutral import clean, clean_url
from bot.model.cards import Card
from bot.model.chat import (
    Attachment,
    Block,
    Bullets,
    Buttons,
    Chart,
    Code,
    Context,
    Divider,
    Heading,
    Line,
    Paragraph,
    Picture,
    Quotation,
    Table,
)
from bot.platforms.console.html import Guide
from bot.store import Store, cards

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_LETTER = re.compile(r"[^\W\d_]")
_TEXT = ":~:text="


class CardGuide(Guide):
    """`known`: the cards spoken of; `about`: the one that a message is, whose words may stand anywhere in it; `around`: the
    language of everything else."""

    def __init__(self, known: Iterable[Card], around: str, about: Card | None = None) -> None:
        held = [*known, *([about] if about else [])]
        self._ids = {card.id: card for card in held if card.id}
        self._pages = {_page(url): card for card in held if card.id and (url := clean_url(card.url))}
        self._around = around
        self.about = about
        self._words: dict[str | None, str] = {}

    def lead(self, url: str) -> str:
        card = self._card(url)
        if card is None:
            return url
        sentence = sentence_of(card, url)
        return address(card) if sentence is None else f"{address(card)}#s{sentence}"

    def own(self, code: str) -> str | None:
        card = self._ids.get(code)
        return address(card) if card else None

    def answer(self, command: str) -> str:
        name, _, rest = command.partition(" ")
        return (self.own(rest.strip()) if name == "/card" else None) or super().answer(command)

    def language(self, text: str, url: str | None = None) -> str | None:
        card = self._card(url) or self.about
        if card is None or card.language in {None, self._around}:
            return None
        # an interrupted quotation is one of several parts, and one cut short ends so
        parts = [part for told in clean(text).split("…") if _LETTER.search(part := _EDGES.sub("", told))]
        return card.language if parts and all(part in self._told(card) for part in parts) else None

    def _card(self, url: str | None) -> Card | None:
        checked = clean_url(url)
        return self._pages.get(_page(checked)) if checked else None

    def _told(self, card: Card) -> str:
        """All words on the card that are the article's."""
        if card.id not in self._words:
            speakers = [quote.speaker for quote in card.quotes if quote.speaker]
            names = [word for speaker in speakers for word in (speaker.name or "", speaker.role or "")]
            measures = [figure.measure or "" for figure in card.figures]
            parts = (card.title or "", card.text, *(quote.text for quote in card.quotes), *names, *measures)
            self._words[card.id] = "\n".join(clean(part) for part in parts)
        return self._words[card.id]


async def guide_to(store: Store, blocks: Sequence[Block], around: str, about: str | None = None) -> CardGuide:
    """The guide to all cards that the blocks call by their ids. `about`: the id of the card that they are."""
    named = dict.fromkeys(inline.text for line in _lines(blocks) for inline in line if isinstance(inline, Code))
    async with store.read() as tx:
        found = [held.card for code in named if (held := await cards.get(tx, code))]
        own = await cards.get(tx, about) if about else None
    return CardGuide(found, around, own.card if own else None)


def address(card: Card) -> str:
    """The card's page in the console."""
    return f"/card/{quote(card.id or '', safe='')}"


def sentence_of(card: Card, url: str) -> int | None:
    """Where the sentence begins that the address leads to (`bot.layout.fragments` wrote it): an offset into the text."""
    _, there, directive = url.partition(_TEXT)
    if not there:
        return None
    first, *more = directive.split(",")
    # words before only tell the sentence from an earlier twin of it
    before, start = (first[:-1], more[0]) if first.endswith("-") and more else ("", first)
    lead = rf"{_pattern(before)}[\W_]+" if before else ""
    met = re.search(rf"(?<!\w){lead}(?P<start>{_pattern(start)})(?!\w)", card.text)
    if met is None or not start:
        return None
    at = met.start("start")
    return next((sentence.start for sentence in card.sentences if sentence.start <= at < sentence.end), None)


def _pattern(part: str) -> str:
    return r"\s+".join(re.escape(word) for word in unquote(part).split())


def _page(url: str) -> str:
    return url.partition("#")[0]


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Heading(line) | Paragraph(line) | Context(line):
                yield line
            case Bullets(items):
                yield from items
            case Quotation(_, attribution):
                yield attribution
            case Table(_, _, rows):
                yield from (cell for row in rows for cell in row)
            case Divider() | Picture() | Chart() | Attachment() | Buttons():
                pass
            case _:
                assert_never(block)
