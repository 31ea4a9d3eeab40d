"""A quote as other cards have it: word for word, cut, worded otherwise or in another language. All words are the sources'
own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands.ask import Ask
from bot.commands.data import as_data
from bot.editorial.quoting import Kind, Said, differing, links, position_of, said_on, statements, versions
from bot.layout.locales import language_name
from bot.layout.neutral import clean, cut
from bot.layout.quotes import said
from bot.model import folding
from bot.model.cards import Card, Quote
from bot.model.chat import Block, Code, Context, Inline, Line, Mark, Plain, Strong
from bot.model.query import Query
from bot.model.stories import Story, StoryCard
from bot.model.text import Span
from bot.store import cards, search, stories

_SOUGHT, _FOUND = 3, 6
"""Words by which a quote is looked for beyond its story, and how many cards are looked at for it: the newest."""

_LETTERS = 4
_LONGEST, _LISTED = 400, 4
"""Characters of another version, and outlets that are named in one line; more are counted by their cards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    card: Card
    quote: Quote
    kind: Kind


async def versions_of(ask: Ask, quotes: Sequence[tuple[str, Quote]]) -> list[tuple[Version, ...]]:
    """Of each quote, given with its card's id, its versions on other cards, in the order in which these came."""
    async with ask.store.read() as tx:
        pool = _Pool(tx)
        for card_id, quote in quotes:
            await pool.gather(card_id, quote)
    found = versions(links(pool.said))
    return [
        tuple(
            Version(card=pool.cards[other.card], quote=other.quote, kind=kind)
            for other, kind in sorted(found.get((card_id, position_of(quote)), ()), key=lambda one: one[0].key)
        )
        for card_id, quote in quotes
    ]


def told_in(story: Story, language: str) -> list[tuple[StoryCard, Quote, tuple[Version, ...]]]:
    """Every statement of the story once, with its versions, as `statements` orders them."""
    of_id = {one.card.id or "": one for one in sorted(story.cards, key=lambda one: one.at)}
    every = [said for one in of_id.values() for said in said_on(one.card, story.id)]
    return [
        (
            of_id[told.said.card],
            told.said.quote,
            tuple(Version(card=of_id[one.card].card, quote=one.quote, kind=kind) for one, kind in told.versions),
        )
        for told in statements(every, language)
    ]


class _Pool:
    """The cards whose quotes may be versions of those asked for: those of their stories, and a few that hold their words."""

    def __init__(self, tx: AsyncConnection) -> None:
        self._tx = tx
        self.cards: dict[str, Card] = {}
        self.said: list[Said] = []

    async def gather(self, card_id: str, quote: Quote) -> None:
        await self._take(card_id)
        name = quote.speaker.name if quote.speaker else None
        words = sorted(
            {word for word in folding.words(quote.text) if len(word) >= _LETTERS}, key=lambda word: (-len(word), word)
        )
        if name is None or not words:
            return
        query = Query(words=tuple(words[:_SOUGHT]), speakers=(name,))
        for hit in (await search.quotes(self._tx, query, limit=_FOUND)).items:
            await self._take(hit.source.card_id)

    async def _take(self, card_id: str) -> None:
        """The card with all of its story."""
        if card_id in self.cards:
            return
        story = await stories.of_card(self._tx, card_id)
        if story is not None:
            for one in story.cards:
                self._add(one.card, story.id)
        if card_id not in self.cards and (stored := await cards.get(self._tx, card_id)) is not None:
            self._add(stored.card, None)

    def _add(self, card: Card, story: str | None) -> None:
        if card.id is not None and card.id not in self.cards:
            self.cards[card.id] = card
            self.said += said_on(card, story)


# ── how they are told ────────────────────────────────────────────────────────────────────────────────────────────────────────


def lines(ask: Ask, quote: Quote, known: Sequence[Version]) -> list[Block]:
    """Below a quotation: who else has it, and how where that differs."""
    say, own = ask.texts.say, said(quote)
    same = [one for one in known if one.kind is Kind.SAME]
    blocks: list[Block] = []
    if same:
        blocks.append(Context((Plain(f"{say('replies.versions.same')} "), *_sources(ask, same))))
    return [*blocks, *(Context(_told(ask, own, one)) for one in known if one.kind is not Kind.SAME)]


def _told(ask: Ask, own: str, one: Version) -> Line:
    other = said(one.quote)
    head: Line = (*_sources(ask, [one]), Plain(": "))
    match one.kind:
        case Kind.TRIMMED:
            key = "shorter" if len(other) < len(own) else "longer"
            return (Plain(f"{ask.texts.say(f'replies.versions.{key}')} "), *head, Plain(f"“{cut(other, _LONGEST)}”"))
        case Kind.REWORDED:
            mine, theirs = differing(own, other)
            lead = Strong(f"{ask.texts.say('replies.versions.reworded')} ")
            here: list[Inline] = [Plain(f" · {ask.texts.say('replies.versions.here')}: ")] if mine else []
            for number, span in enumerate(mine):
                here += [Plain(" … ")] * bool(number) + [Mark(span.of(own))]
            return (lead, *head, Plain("“"), *_marked(other, theirs), Plain("”"), *here)
        case _:
            language = language_name(one.card.language or "", told_in=ask.language)
            told = ask.texts.say("labels.in_language", language=language)
            return (*_sources(ask, [one]), Plain(f", {told}: “{cut(other, _LONGEST)}”"))


def _marked(text: str, spans: Sequence[Span]) -> Line:
    """The text, those stretches marked."""
    line: list[Inline] = []
    at = 0
    for span in spans:
        line += [Plain(text[at : span.start]), Mark(span.of(text))]
        at = span.end
    line.append(Plain(text[at:]))
    return tuple(one for one in line if not isinstance(one, Plain) or one.text)


def _sources(ask: Ask, known: Sequence[Version]) -> Line:
    """“El Eco BB-…-003, La Voz BB-…-007”."""
    line: list[Inline] = []
    for number, one in enumerate(known[:_LISTED]):
        outlet = clean(ask.outlet_name(one.card.outlet))
        line += [Plain(f"{', ' if number else ''}{outlet} "), Code(clean(one.card.id or ""))]
    more = len(known) - _LISTED
    return (*line, *((Plain(f" +{more}"),) if more > 0 else ()))


def as_plain(known: Sequence[Version]) -> list[dict[str, Any]]:
    return [
        {
            "kind": one.kind.value,
            "card": one.card.id,
            "outlet": one.card.outlet,
            "language": one.card.language,
            "text": one.quote.text,
            "spans": as_data(one.quote.spans),
        }
        for one in known
    ]
