"""Pieces that the replies of several commands are made of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.ask import Ask
from bot.commands.data import as_data
from bot.layout.calls import with_calls
from bot.layout.fragments import Page
from bot.layout.headlines import headline as linked
from bot.layout.lines import DOT
from bot.layout.locales import language_name
from bot.layout.neutral import clean
from bot.layout.retracted import retracted_message
from bot.layout.times import day
from bot.model.chat import Block, Bullets, Code, Context, Heading, Inline, Line, Moment, Paragraph, Plain, Reply, Strong
from bot.model.text import Span
from bot.store.records import Source, StoredCard


def heading(ask: Ask, key: str, **params: object) -> Heading:
    return Heading((Plain(ask.texts.say(f"replies.{key}", **params)),))


def heading_of(ask: Ask, source: Source) -> Heading:
    """The card's headline, linked to its page."""
    return Heading((headline(ask, source),))


def sentence(ask: Ask, key: str, **params: object) -> Paragraph:
    return Paragraph(with_calls(ask.texts.say(f"replies.{key}", **params)))


def cards(ask: Ask, listed: Sequence[StoredCard]) -> Bullets:
    """One line a card: headline · outlet · day · language · id; that it was taken back, where it was."""
    lines: list[Line] = []
    for stored in listed:
        source, back = stored.source, stored.retraction
        parts: tuple[Inline, ...] = origin(ask, source)
        if back is not None:
            parts = (Strong(ask.texts.say("replies.taken_back", reason=clean(back.reason))), *parts)
        lines.append((headline(ask, source), *(part for one in parts for part in (DOT, one))))
    return Bullets(tuple(lines))


def retracted(ask: Ask, stored: StoredCard) -> Reply | None:
    """The answer about a card that was taken back, whatever was asked of it; None for one that stands."""
    if stored.retraction is None:
        return None
    outlet = ask.outlet_name(stored.card.outlet)
    message = retracted_message(stored.card, stored.retraction, outlet=outlet, language=ask.language, zone=ask.zone)
    told = {"at": as_data(stored.retraction.at), "reason": stored.retraction.reason}
    return Reply(blocks=message.blocks, data={"id": stored.card.id, "retracted": told})


def headline(ask: Ask, source: Source) -> Inline:
    return linked(clean(source.title or "") or ask.texts.say("layout.untitled"), source.url)


def origin(ask: Ask, source: Source) -> tuple[Inline, ...]:
    """Outlet, day, language and the card's id; that a reader reported an error, where one did."""
    parts: list[Inline] = [Strong(ask.texts.say("replies.reported"))] if source.reports else []
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


def nothing(ask: Ask, key: str, *, total: int, data: object, private: bool = False) -> Reply:
    """Nothing on this page: because there is nothing at all, or because the pages ended before it."""
    return Reply(
        blocks=(sentence(ask, "page_beyond", count=total) if total else sentence(ask, key),), data=data, private=private
    )


def paged(
    ask: Ask, blocks: Sequence[Block], *, page: int, limit: int, total: int, data: object, private: bool = False
) -> Reply:
    """A reply of one page, with the line that asks for the next one where there is one."""
    first, last = (page - 1) * limit + 1, min(total, page * limit)
    more = ask.call.instead("page", str(page + 1)) if ask.call and last < total else None
    counted = Context((Plain(ask.texts.say("replies.shown", first=first, last=last, total=total)),))
    return Reply(blocks=(*blocks, counted), more=more, data=data, private=private)
