"""`/who`: a person: names, offices with their dates, what they last said, and the cards that last named them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from babel import Locale

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import When, command
from bot.commands.data import as_data, card_data, source_data
from bot.commands.options import Person as PersonName
from bot.commands.quotes import shown
from bot.commands.tokens import nearest, quote
from bot.layout.lines import dotted
from bot.layout.neutral import clean
from bot.layout.offices import title_of
from bot.layout.times import day_of, zone_of
from bot.model.chat import Block, Bullets, Button, Buttons, Context, Heading, Inline, Line, Plain, Reply, Strong
from bot.model.desk import Holder, Office, Person
from bot.model.errors import UsageError
from bot.model.folding import fold
from bot.model.query import Query
from bot.store import search

QUOTES, CARDS = 3, 5
"""How many of each are shown; buttons lead to all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    office: Office
    holder: Holder

    def held(self, on: date) -> bool:
        return self.holder.since <= on and (self.holder.until is None or on < self.holder.until)


@command
async def who(ask: Ask, *, name: PersonName, on: When | None = None) -> Reply:
    person, called = await _meant(ask, name)
    at = (on.start if on else ask.now).astimezone(zone_of(ask.zone)).date()
    terms = [Term(office=o, holder=h) for o in ask.desk.offices for h in o.holders if person and h.person == person.id]
    terms.sort(key=lambda term: term.holder.since, reverse=True)
    async with ask.store.read() as tx:
        quotes = await search.quotes(tx, Query(speakers=(called,)), limit=QUOTES)
        cards = await search.cards(tx, Query(people=(called,)), limit=CARDS)
    say = ask.texts.say
    blocks: list[Block] = [Heading((Plain(clean(called)),))]
    if person and person.aliases:
        blocks.append(Context((Plain(say("replies.who.also", names=", ".join(map(clean, person.aliases)))),)))
    if terms:
        blocks.append(_heading(say("replies.who.offices", day=day_of(at, language=ask.language))))
        blocks.append(Bullets(tuple(_term(ask, term, person, at) for term in terms)))
    if quotes.items:
        blocks.append(_heading(say("replies.who.quotes", count=quotes.total)))
        blocks += [block for hit in quotes.items for block in shown(ask, hit)]
    if cards.items:
        blocks += [_heading(say("replies.who.cards", count=cards.total)), show.cards(ask, cards.items)]
    if len(blocks) == 1:
        blocks.append(show.sentence(ask, "who.nothing"))
    lines = [("said", f"/said speaker:{quote(called)}")] if quotes.total else []
    lines.append(("follow", f"/follow person:{quote(called)}"))
    blocks.append(Buttons(tuple(Button(say(f"labels.buttons.{label}"), line) for label, line in lines)))
    data = {
        "name": called,
        "id": person.id if person else None,
        "aliases": list(person.aliases) if person else [],
        "on": at.isoformat(),
        "offices": [
            {
                "id": term.office.id,
                "country": term.office.country,
                "since": term.holder.since.isoformat(),
                "until": term.holder.until.isoformat() if term.holder.until else None,
                "held": term.held(at),
            }
            for term in terms
        ],
        "quotes": [as_data(hit.quote) | {"card": source_data(hit.source)} for hit in quotes.items],
        "cards": [card_data(held.card) for held in cards.items],
    }
    return Reply(blocks=tuple(blocks), data=data)


async def _meant(ask: Ask, name: str) -> tuple[Person | None, str]:
    """Whom the desk knows by this name, else whom a card names so. Raises UsageError for a name that nobody bears."""
    wanted = fold(name.strip().strip('"“”«»'))
    people = ask.desk.people
    for person in people:
        if wanted in map(fold, (person.name, *person.aliases)):
            return person, person.name
    async with ask.store.read() as tx:
        known = (*await search.people(tx, wanted, limit=1), *await search.speakers(tx, wanted, limit=1))
    if known:
        return next((person for person in people if fold(person.name) == fold(known[0])), None), known[0]
    near = nearest(name, [one for person in people for one in (person.name, *person.aliases)])
    raise UsageError("person-unknown-near", name=name, near=near) if near else UsageError("person-unknown", name=name)


def _term(ask: Ask, term: Term, person: Person | None, at: date) -> Line:
    """“security secretary (Mexico) · since Oct 1, 2024”; bold where it was held on the day."""
    say, language = ask.texts.say, ask.language
    country = Locale.parse(language).territories.get(term.office.country, term.office.country)
    title = f"{clean(title_of(term.office, person.gender if person else None, language))} ({country})"
    since = day_of(term.holder.since, language=language)
    if term.holder.until is None:
        dates = say("replies.who.since", since=since)
    else:
        dates = say("replies.who.between", since=since, until=day_of(term.holder.until, language=language))
    name: Inline = Strong(title) if term.held(at) else Plain(title)
    return dotted((name, Plain(dates)))


def _heading(words: str) -> Heading:
    return Heading((Plain(words),), level=2)
