"""A story as several commands ask for it: by its id, by a card's, or by words; and what they show of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.commands.ask import Ask
from bot.commands.data import as_data, card_data
from bot.commands.query import read_query
from bot.editorial.chronicle import Event, Revisions, chronicle
from bot.layout.correction import brief, heading
from bot.layout.headlines import headline as linked
from bot.layout.lines import dotted
from bot.layout.neutral import clean, cut
from bot.layout.quotes import attribution, said
from bot.layout.times import moment
from bot.layout.update import development_line
from bot.model.cards import Card
from bot.model.chat import Code, Inline, Line, Moment, Plain, Strong
from bot.model.errors import UsageError
from bot.model.readers import Retraction
from bot.model.stories import Development, Story, Voice
from bot.showing import beside_of
from bot.store import revisions, search, stories

_STORY_ID = re.compile(r"ST-\S+", re.IGNORECASE)
_CARD_ID = re.compile(r"BB-\d{4}-\d{2}-\d{2}-\d+", re.IGNORECASE)
_LOOKED_THROUGH = 50
"""The newest cards that meet the words; the first of them that has a story tells which is meant."""

_PART, _QUOTE = 160, 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Storied:
    """A story with what was told of its cards since. `outlets`: ids, in the order in which they came; `independent`: how many
    of its texts are no copies of one another."""

    story: Story
    revisions: Revisions
    retracted: tuple[tuple[Card, Retraction], ...]
    independent: int

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.card.outlet or "" for one in self.story.cards))

    @property
    def events(self) -> tuple[Event, ...]:
        return chronicle(self.story, self.revisions, self.retracted)


async def meant(ask: Ask, words: str, topic: tuple[str, ...] = ()) -> Story:
    """The story of that id, of the card of that id, or the newest one that meets the words, on one of the topics where any is
    given. Raises UsageError."""
    told = words.strip().strip('"“”«»')
    async with ask.store.read() as tx:
        if _STORY_ID.fullmatch(told):
            found = await stories.get(tx, told)
        elif _CARD_ID.fullmatch(told):
            found = await stories.of_card(tx, told)
        else:
            found = await _newest(tx, ask, words, topic)
    if found is None or not found.cards:
        raise UsageError("story-unknown", words=cut(told, _PART))
    return found


def is_story(named: str) -> bool:
    """Whether it is written as a story's id."""
    return _STORY_ID.fullmatch(named.strip()) is not None


async def known(ask: Ask, named: str) -> Story:
    """The story of that id, or of the card of that id: where words would not be sure enough. Raises UsageError."""
    told = named.strip()
    if not _STORY_ID.fullmatch(told) and not _CARD_ID.fullmatch(told):
        raise UsageError("story-id", words=cut(told, _PART))
    return await meant(ask, told)


async def read(ask: Ask, story: Story) -> Storied:
    """With all that was told of its cards since."""
    async with ask.store.read() as tx:
        return await _whole(tx, ask, story)


async def _newest(tx: AsyncConnection, ask: Ask, words: str, topic: tuple[str, ...]) -> Story | None:
    for stored in await search.newest(tx, read_query(ask, words, topic=topic), limit=_LOOKED_THROUGH):
        if found := await stories.of_card(tx, stored.card.id or ""):
            return found
    return None


async def _whole(tx: AsyncConnection, ask: Ask, story: Story) -> Storied:
    ids = [one.card.id or "" for one in story.cards]
    back = [(one.card, one.retraction) for one in await stories.retracted(tx, story.id)]
    beside = await beside_of(tx, story.cards[0].card, story, ask.desk) if story.cards else None
    return Storied(
        story=story,
        revisions=await revisions.of_cards(tx, ids),
        retracted=tuple((card, told) for card, told in back if told is not None),
        independent=beside.independent if beside else min(1, len(ids)),
    )


# ── how they are told ────────────────────────────────────────────────────────────────────────────────────────────────────────


def headline(ask: Ask, story: Story) -> Inline:
    """That of the card that told of it first, in the asker's language where one does."""
    ordered = sorted(story.cards, key=lambda one: (one.card.language != ask.language, one.at))
    return title(ask, ordered[0].card)


def title(ask: Ask, card: Card) -> Inline:
    return linked(cut(clean(card.title or ""), _PART) or ask.texts.say("layout.untitled"), card.url)


def counted(ask: Ask, told: Storied) -> str:
    """“3 outlets, 2 independent texts”."""
    outlets = ask.texts.say("layout.story.outlets", count=len(told.outlets))
    return f"{outlets}, {ask.texts.say('layout.story.independent', count=told.independent)}"


def moment_of(ask: Ask, event: Event) -> Moment:
    return moment(event.at, language=ask.language, now=ask.now, zone=ask.zone)


def origin(ask: Ask, event: Event) -> Line:
    """Time · outlet · what kind of event · that the card says something else now · its id."""
    parts: list[Inline] = [moment_of(ask, event)]
    if event.card.outlet:
        parts.append(Plain(clean(ask.outlet_name(event.card.outlet))))
    kind = _kind(ask, event)
    parts += [Strong(kind)] if kind else []
    parts += [Strong(ask.texts.say("replies.story.changed"))] if event.changed else []
    parts.append(Code(clean(event.card.id or "")))
    return dotted(parts)


def lines(ask: Ask, event: Event) -> tuple[Line, ...]:
    """What is new by the event, a line each, in the source's words."""
    if event.revision is not None:
        return tuple((Plain(one),) for one in brief(event.revision, ask.texts)) or (
            (Plain(ask.texts.reason(event.revision.reason)),),
        )
    if event.retraction is not None:
        return ((Plain(ask.texts.say("layout.retracted.why", reason=clean(event.retraction.reason))),),)
    return tuple(_line(ask, event.card, one) for one in event.brings)


def _kind(ask: Ask, event: Event) -> str:
    if event.revision is not None:
        return heading(event.revision, ask.texts)
    if event.retraction is not None:
        return ask.texts.say("layout.retracted.heading")
    if event.copy_of is not None and not event.brings:
        return ask.texts.say("replies.story.copy", id=event.copy_of)
    if event.opens or event.brings:
        return ""
    return ask.texts.say("replies.story.same")


def _line(ask: Ask, card: Card, one: Development) -> Line:
    if isinstance(one, Voice):
        who = attribution(one.quote.speaker, ask.texts, _PART)
        return (*who, Plain(f": “{cut(said(one.quote), _QUOTE)}”"))
    return development_line(card, one, outlets=ask.desk.outlets, texts=ask.texts, now=ask.now)


# ── as data ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def event_data(event: Event) -> dict[str, Any]:
    kind = "correction" if event.revision else "retraction" if event.retraction else "card"
    told: dict[str, Any] = {"at": as_data(event.at), "kind": kind, "story": event.story, "card": card_data(event.card)}
    if event.revision is not None:
        return told | {"revision": event.revision.kind.value, "changes": [as_data(one) for one in event.revision.telling]}
    if event.retraction is not None:
        return told | {"reason": event.retraction.reason}
    return told | {
        "first": event.opens,
        "copy_of": event.copy_of,
        "changed": event.changed,
        "brings": [_brought(event.card, one) for one in event.brings],
    }


def story_data(told: Storied) -> dict[str, Any]:
    cards = told.story.cards
    return {
        "id": told.story.id,
        "title": cards[0].card.title,
        "first_at": as_data(min(one.at for one in cards)),
        "last_at": as_data(max(one.at for one in cards)),
        "outlets": list(told.outlets),
        "independent": told.independent,
        "cards": [one.card.id for one in cards],
    }


def _brought(card: Card, one: Development) -> dict[str, Any]:
    """The development's kind and its words; the cards that are set beside it by their ids."""
    told: dict[str, Any] = {"kind": type(one).__name__.lower()}
    for name in ("fate", "figure", "quote"):
        if hasattr(one, name):
            told[name] = as_data(getattr(one, name))
    if hasattr(one, "sentence"):
        told["sentence"] = one.sentence.of(card.text)
    if hasattr(one, "before"):
        told["before"] = [{"card": each.card.id, "figure": as_data(each.figure)} for each in one.before]
    return told
