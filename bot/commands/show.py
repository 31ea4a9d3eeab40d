"""Pieces that the replies of several commands are made of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.ask import Ask
from bot.layout.card import DOT
from bot.layout.card import headline as linked
from bot.layout.fragments import Page
from bot.layout.locales import language_name
from bot.layout.neutral import clean
from bot.layout.times import day
from bot.model.cards import Card
from bot.model.chat import Block, Bullets, Code, Context, Heading, Inline, Line, Moment, Paragraph, Plain, Reply
from bot.model.text import Span
from bot.store.records import Source


def heading(ask: Ask, key: str, **params: object) -> Heading:
    return Heading((Plain(ask.texts.say(f"replies.{key}", **params)),))


def heading_of(ask: Ask, source: Source) -> Heading:
    """The card's headline, linked to its page."""
    return Heading((headline(ask, source),))


def sentence(ask: Ask, key: str, **params: object) -> Paragraph:
    return Paragraph((Plain(ask.texts.say(f"replies.{key}", **params)),))


def cards(ask: Ask, listed: Sequence[Card]) -> Bullets:
    """One line a card: headline · outlet · day · language · id."""
    lines: list[Line] = []
    for card in listed:
        source = Source(
            card_id=card.id or "",
            title=card.title,
            outlet=card.outlet,
            language=card.language,
            published=card.published,
            url=card.url,
            at=card.published or ask.now,
        )
        lines.append((headline(ask, source), *(part for one in origin(ask, source) for part in (DOT, one))))
    return Bullets(tuple(lines))


def headline(ask: Ask, source: Source) -> Inline:
    return linked(clean(source.title or "") or ask.texts.say("layout.untitled"), source.url)


def origin(ask: Ask, source: Source) -> tuple[Inline, ...]:
    """Outlet, day, language and the card's id."""
    parts: list[Inline] = []
    if source.outlet:
        parts.append(Plain(clean(ask.outlet_name(source.outlet))))
    parts.append(Moment(source.at, day(source.at, language=ask.language, zone=ask.zone)))
    if source.language:
        told = language_name(source.language, told_in=ask.language)
        parts.append(Plain(ask.texts.say("labels.in_language", language=told)))
    parts.append(Code(source.card_id))
    return tuple(parts)


def sentence_url(source: Source, told: str) -> str | None:
    """A link to a sentence of which only the words are at hand."""
    return Page(source.url, told).at(Span(0, len(told)))


def nothing(ask: Ask, key: str, *, total: int, data: object) -> Reply:
    """Nothing on this page: because there is nothing at all, or because the pages ended before it."""
    return Reply(blocks=(sentence(ask, "page_beyond", count=total) if total else sentence(ask, key),), data=data)


def paged(ask: Ask, blocks: Sequence[Block], *, page: int, limit: int, total: int, data: object) -> Reply:
    """A reply of one page, with the line that asks for the next one where there is one."""
    first, last = (page - 1) * limit + 1, min(total, page * limit)
    more = ask.call.instead("page", str(page + 1)) if ask.call and last < total else None
    counted = Context((Plain(ask.texts.say("replies.shown", first=first, last=last, total=total)),))
    return Reply(blocks=(*blocks, counted), more=more, data=data)
