"""What people follow."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.chat import Place
from bot.model.readers import Follow, FollowKind, Person
from bot.store import schema
from bot.store.dialect import insert

_KEPT = schema.follows.c
_AT_ONCE = 500  # values in one question


async def add(tx: AsyncConnection, follow: Follow) -> bool:
    """Whether it was not followed before. The place where its follower reads is taken anew in any case."""
    values = {
        "platform": follow.person.platform,
        "workspace": follow.person.workspace,
        "person": follow.person.id,
        "kind": follow.kind.value,
        "subject": follow.subject,
        "words": follow.words,
        "language": follow.language,
        "place": _dump(follow.place),
        "since": follow.since,
    }
    known = await _gather(tx, select(schema.follows).where(_of(follow.person), _is(follow.kind, follow.subject)))
    again = {name: values[name] for name in ("words", "language", "place")}
    new = insert(tx, schema.follows).values(values)
    key = ["platform", "workspace", "person", "kind", "subject"]
    await tx.execute(new.on_conflict_do_update(index_elements=key, set_=again))
    return not known


async def remove(tx: AsyncConnection, person: Person, kind: FollowKind, subject: str) -> bool:
    """Whether it was followed."""
    gone = delete(schema.follows).where(_of(person), _is(kind, subject))
    return (await tx.execute(gone)).rowcount > 0


async def of(tx: AsyncConnection, person: Person) -> tuple[Follow, ...]:
    """All that this person follows, the oldest first."""
    return await _gather(tx, select(schema.follows).where(_of(person)).order_by(_KEPT.since, _KEPT.id))


async def of_subjects(tx: AsyncConnection, subjects: Iterable[tuple[FollowKind, str]]) -> tuple[Follow, ...]:
    """Everybody's follows of any of these."""
    of_kind: dict[FollowKind, list[str]] = {}
    for kind, subject in subjects:
        of_kind.setdefault(kind, []).append(subject)
    found: list[Follow] = []
    for kind, some in of_kind.items():
        for start in range(0, len(some), _AT_ONCE):
            wanted = and_(_KEPT.kind == kind.value, _KEPT.subject.in_(some[start : start + _AT_ONCE]))
            found += await _gather(tx, select(schema.follows).where(wanted).order_by(_KEPT.id))
    return tuple(found)


async def searches(tx: AsyncConnection) -> tuple[Follow, ...]:
    """Everybody's saved searches: whether a card meets one, only reading it can tell."""
    return await _gather(tx, select(schema.follows).where(_KEPT.kind == FollowKind.SEARCH.value).order_by(_KEPT.id))


def _of(person: Person) -> ColumnElement[bool]:
    return and_(_KEPT.platform == person.platform, _KEPT.workspace == person.workspace, _KEPT.person == person.id)


def _is(kind: FollowKind, subject: str) -> ColumnElement[bool]:
    return and_(_KEPT.kind == kind.value, _KEPT.subject == subject)


async def _gather(tx: AsyncConnection, query: Select[Any]) -> tuple[Follow, ...]:
    return tuple([_follow(row) for row in (await tx.execute(query)).all()])


def _follow(row: Any) -> Follow:
    return Follow(
        person=Person(platform=row.platform, workspace=row.workspace, id=row.person),
        kind=FollowKind(row.kind),
        subject=row.subject,
        words=row.words,
        language=row.language,
        place=_load(row.place),
        since=row.since,
    )


def _dump(place: Place) -> str:
    return json.dumps([place.platform, place.workspace, place.channel, place.thread])


def _load(told: str) -> Place:
    platform, workspace, channel, thread = json.loads(told)
    return Place(platform=platform, workspace=workspace, channel=channel, thread=thread)
