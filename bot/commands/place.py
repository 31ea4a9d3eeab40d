"""`/place`: what a place is and lies in, the latest figures there, and the cards that last named it."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data, card_data, source_data
from bot.commands.figures import table
from bot.commands.options import PlaceName
from bot.commands.tokens import nearest, quote
from bot.layout.lines import dotted
from bot.layout.neutral import clean
from bot.model import folding
from bot.model.chat import Block, Bullets, Button, Buttons, Heading, Line, Plain, Reply
from bot.model.desk import GazetteerPlace
from bot.model.errors import UsageError
from bot.model.folding import fold
from bot.model.query import Query
from bot.store import search
from bot.store.records import FigureHit

FIGURES, CARDS = 8, 5
"""How many of each are shown; buttons lead to all."""

_LOOKED_THROUGH = 200
"""The newest figures of cards that name the place; those that say that they are of it are picked from them."""


@command
async def place(ask: Ask, *, name: PlaceName) -> Reply:
    known, called = await _meant(ask, name)
    async with ask.store.read() as tx:
        near = await search.figures(tx, Query(places=(called,)), limit=_LOOKED_THROUGH)
        cards = await search.cards(tx, Query(places=(called,)), limit=CARDS)
    there = [hit for hit in near.items if hit.figure.measure and _of(hit, called)][:FIGURES]
    say = ask.texts.say
    blocks: list[Block] = [Heading((Plain(clean(called)),))]
    if known:
        blocks.append(Bullets(tuple(_what(ask, one) for one in known)))
    if there:
        blocks += [_heading(say("replies.place.figures")), table(ask, there)]
    if cards.items:
        blocks += [_heading(say("replies.place.cards", count=cards.total)), show.cards(ask, cards.items)]
    if len(blocks) == 1 + bool(known):
        blocks.append(show.sentence(ask, "place.nothing"))
    lines = (("figures", f"/figures place:{quote(called)}"), ("follow", f"/follow place:{quote(called)}"))
    blocks.append(Buttons(tuple(Button(say(f"labels.buttons.{label}"), line) for label, line in lines)))
    data = {
        "name": called,
        "places": [as_data(one) | {"within": [holder.name for holder in _holders(ask, one)]} for one in known],
        "figures": [as_data(hit.figure) | {"sentence_text": hit.sentence, "card": source_data(hit.source)} for hit in there],
        "cards": [card_data(held.card) for held in cards.items],
    }
    return Reply(blocks=tuple(blocks), data=data)


async def _meant(ask: Ask, name: str) -> tuple[tuple[GazetteerPlace, ...], str]:
    """All places that the desk knows by this name, and the name; else the name of a place on some card. Raises UsageError."""
    wanted = fold(name.strip().strip('"“”«»'))
    places = ask.desk.places
    known = [one for one in places if fold(one.name) == wanted] or [one for one in places if wanted in map(fold, one.aliases)]
    if known:
        return tuple(one for one in known if one.name == known[0].name), known[0].name
    async with ask.store.read() as tx:
        named = await search.places(tx, wanted, limit=1)
    if named:
        return (), named[0]
    near = nearest(name, [one.name for one in places])
    raise UsageError("place-unknown-near", name=name, near=near) if near else UsageError("place-unknown", name=name)


def _what(ask: Ask, one: GazetteerPlace) -> Line:
    """“municipality · in Sinaloa, Mexico”."""
    say = ask.texts.say
    holders = ", ".join(clean(holder.name) for holder in _holders(ask, one))
    parts = [Plain(say(f"replies.place.kinds.{one.kind}"))]
    if holders:
        parts.append(Plain(say("replies.place.within", places=holders)))
    if one.aliases:
        parts.append(Plain(say("replies.place.also", names=", ".join(map(clean, one.aliases)))))
    return dotted(parts)


def _holders(ask: Ask, one: GazetteerPlace) -> list[GazetteerPlace]:
    by_id = {place.id: place for place in ask.desk.places}
    found: list[GazetteerPlace] = []
    while one.within in by_id and by_id[one.within] not in found:
        one = by_id[one.within]
        found.append(one)
    return found


def _of(hit: FigureHit, name: str) -> bool:
    return f" {folding.key(name)} " in f" {folding.key(hit.figure.place or '')} "


def _heading(words: str) -> Heading:
    return Heading((Plain(words),), level=2)
