"""`/people set`: a person of the desk's: name, gender, country, and the term of an office; a new id adds a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from bot.commands import show, suggest
from bot.commands.ask import Ask, Edit
from bot.commands.command import OneOf, Suggest, When, command
from bot.model.chat import Code, Context, Plain, Reply
from bot.model.desk import Holder, Office, Person
from bot.model.errors import UsageError


@command(needs="admin")
async def people_set(
    ask: Ask,
    *,
    person: Annotated[str, Suggest(suggest.person_ids)],
    name: str = "",
    gender: Literal["f", "m"] | None = None,
    country: str = "",
    office: Annotated[str, OneOf(suggest.offices)] = "",
    since: When | None = None,
    until: When | None = None,
) -> Reply:
    kept = next((one for one in ask.desk.people if person in {one.id, one.name}), None)
    if kept is None and not name:
        raise UsageError("person-id-unknown", id=person)
    before = kept or Person(id=person, name=name)
    wanted = replace(
        before, name=name or before.name, gender=gender or before.gender, country=country.upper() or before.country
    )
    edits = [Edit(kind="person", id=wanted.id, value=wanted)] if wanted != kept else []
    if office:
        edits.append(_term(ask, office, wanted.id, since, until))
    if not edits:
        raise UsageError("nothing-changed", entry=f"person {wanted.id}")
    number = await ask.services.change(edits, who=ask.who, where=ask.where)
    told = show.sentence(ask, "changes.entry_set", entry=", ".join(f"{edit.kind} {edit.id}" for edit in edits))
    undo = Context((Plain(ask.texts.say("replies.changes.undo")), Code(f"/{ask.texts.say('commands.undo.name')} {number}")))
    return Reply(blocks=(told, undo), private=True, data={"entry": f"person {wanted.id}", "change": number})


def _term(ask: Ask, office_id: str, person: str, since: When | None, until: When | None) -> Edit:
    """The person holds the office from `since`; whoever held it until then, with an open end, holds it no longer. Without
    `since`, the person's own term ends."""
    office = next(one for one in ask.desk.offices if one.id == office_id)
    begins, ends = _day(ask, since), _day(ask, until)
    if begins is None:
        return Edit(kind="office", id=office_id, value=_ended(office, person, ends))
    earlier = [
        replace(one, until=begins) if one.until is None and one.since < begins and one.person != person else one
        for one in office.holders
        if (one.person, one.since) != (person, begins)
    ]
    term = Holder(person=person, since=begins, until=ends)
    return Edit(kind="office", id=office_id, value=replace(office, holders=_in_order((*earlier, term))))


def _ended(office: Office, person: str, ends: date | None) -> Office:
    open_ = [one for one in office.holders if one.person == person and one.until is None]
    if ends is None or not open_:
        raise UsageError("office-dates", office=office.id)
    return replace(office, holders=tuple(replace(one, until=ends) if one in open_ else one for one in office.holders))


def _in_order(holders: Sequence[Holder]) -> tuple[Holder, ...]:
    return tuple(sorted(holders, key=lambda one: one.since))


def _day(ask: Ask, when: When | None) -> date | None:
    return when.start.astimezone(ZoneInfo(ask.zone)).date() if when else None
