"""What the admins' commands that change the desk have in common: the change, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

from bot.commands import show
from bot.commands.ask import Ask, Edit
from bot.commands.tokens import quote
from bot.layout.neutral import clean, cut
from bot.model.chat import Block, Code, Context, Line, Plain, Reply
from bot.model.desk import Channel, Office, Organisation, Outlet, Person, Topic
from bot.model.errors import UsageError
from bot.model.feeds import Feed

ALL = "all"
"""In place of a list's values: none is named, so that all are meant."""

_TYPES: Mapping[str, type[Any]] = {
    "channel": Channel,
    "topic": Topic,
    "person": Person,
    "organisation": Organisation,
    "office": Office,
    "outlet": Outlet,
    "feed": Feed,
}
_ALL_WHERE_EMPTY = frozenset({"topics", "languages", "hours"})
"""What a channel that names none of them takes all of."""

_LONGEST = 120
"""Characters of a value in a list of changes."""


async def carried_out(ask: Ask, edit: Edit, key: str, *more: Block, **told: object) -> Reply:
    """Changes the entry; the reply says so (`replies.changes.<key>`) and how to undo it."""
    number = await ask.services.change([edit], who=ask.who, where=ask.where)
    undo = Context((Plain(ask.texts.say("replies.changes.undo")), Code(f"/{ask.texts.say('commands.undo.name')} {number}")))
    data = {"entry": f"{edit.kind} {edit.id}", "change": number}
    return Reply(blocks=(show.sentence(ask, f"changes.{key}", **told), *more, undo), private=True, data=data)


def number_of(text: str, name: str) -> float:
    """The number that was written, with a point or a comma. Raises UsageError."""
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise UsageError("decimal-expected", option=name, text=text) from error


def chosen(values: Sequence[str]) -> tuple[str, ...]:
    return () if ALL in values else tuple(values)


def differences(ask: Ask, kind: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[Line, ...]:
    """One line for each key that is not as it was: `threshold: 0.5 → 0.7`. What a row of this kind leaves out is as by
    default, and told so; where there was no row, there was no value either."""
    old, new = _whole(kind, before), _whole(kind, after)
    keys = [key for key in dict.fromkeys((*(before or ()), *(after or ()))) if old.get(key) != new.get(key) and key != "id"]
    return tuple((Code(key), Plain(f": {_value(ask, key, old)} → {_value(ask, key, new)}")) for key in keys)


def _whole(kind: str, row: Mapping[str, Any] | None) -> Mapping[str, Any]:
    if row is None or kind not in _TYPES:
        return row or {}
    return {f.name: f.default for f in fields(_TYPES[kind]) if f.default is not MISSING} | dict(row)


def _value(ask: Ask, key: str, row: Mapping[str, Any]) -> str:
    if key in row and key in _ALL_WHERE_EMPTY and not row[key]:
        return ask.texts.say("values.all")
    return _told(row.get(key))


def _told(value: object) -> str:
    match value:
        case None | "" | () | []:
            return "–"
        case bool():
            text = str(value).lower()
        case list() | tuple():
            text = ", ".join(map(_told, value))
        case Mapping():
            text = ", ".join(f"{quote(str(key))} {_told(one)}" for key, one in value.items())
        case _:
            text = str(value)
    return clean(cut(text, _LONGEST))


def already(ask: Ask, entry: str) -> Reply:
    """What was asked for is so: nothing to change, and nothing wrong."""
    return Reply(
        blocks=(show.sentence(ask, "changes.already", entry=entry),), private=True, data={"entry": entry, "change": None}
    )
