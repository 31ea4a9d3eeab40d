"""`/people list`: the people and bodies that the desk knows, with their offices and other names."""

from __future__ import annotations

from bot.commands import show
from bot.commands.ask import Ask
from bot.commands.command import command
from bot.commands.data import as_data
from bot.commands.options import Limit, PageNumber, Words
from bot.layout.neutral import clean
from bot.model.chat import Block, Bullets, Code, Line, Plain, Reply, Strong
from bot.model.desk import Organisation, Person
from bot.model.folding import fold

LIMIT = 25


@command(needs="admin")
async def people_list(ask: Ask, *, words: Words = "", limit: Limit = LIMIT, page: PageNumber = 1) -> Reply:
    known: tuple[Person | Organisation, ...] = (*ask.desk.people, *ask.desk.organisations)
    found = [one for one in known if any(fold(words) in fold(name) for name in (one.id, one.name, *one.aliases))]
    shown = found[(page - 1) * limit : page * limit]
    data = {"total": len(found), "people": as_data(shown)}
    if not shown:
        return show.nothing(ask, "lists.no_people", total=len(found), data=data, private=True)
    lines = tuple(_line(ask, one) for one in shown)
    blocks: list[Block] = [show.heading(ask, "lists.people", count=len(found)), Bullets(lines)]
    return show.paged(ask, blocks, page=page, limit=limit, total=len(found), data=data, private=True)


def _line(ask: Ask, one: Person | Organisation) -> Line:
    parts = [clean(name) for name in one.aliases]
    told = [ask.texts.say("replies.lists.aliases", names=", ".join(parts))] if parts else []
    held = ((office.id, term) for office in ask.desk.offices for term in office.holders if term.person == one.id)
    told += [f"{office} {term.since.isoformat()}–{term.until.isoformat() if term.until else ''}" for office, term in held]
    return (Strong(clean(one.name)), Plain(" · "), Code(one.id), *(Plain(f" · {part}") for part in told))
