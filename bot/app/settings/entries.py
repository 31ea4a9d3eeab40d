"""The entries of the settings that a change by chat can be about, each as a row of its file and as the house's own type.

A row holds JSON's kinds of values alone, without what is as by default, so that it can be kept and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any

from pydantic import BaseModel, ValidationError, create_model

from bot.app.settings.agreement import Tables
from bot.app.settings.problems import from_validation
from bot.app.settings.shapes import (
    ChannelShape,
    DeskFile,
    FeedShape,
    OfficeShape,
    OrganisationShape,
    OutletShape,
    PersonShape,
    TopicShape,
)
from bot.app.settings.typed import channel_of, feed_of, office_of
from bot.model.desk import Channel, Desk, Organisation, Outlet, Person, Topic
from bot.model.errors import UsageError
from bot.model.feeds import Feed

Row = Mapping[str, Any]
SETTING = "setting"
VALUE = "value"
"""The only key of a setting's row: `setting zone` is `{"value": "America/Tijuana"}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The settings as they stand, as far as they can be changed by chat. `paused`: nothing is polled or delivered. `newsroom`:
    the desk serves its own articles."""

    desk: Desk
    feeds: tuple[Feed, ...]
    channels: tuple[Channel, ...]
    zone: str
    alarms: str | None
    labels: str
    contact: str | None = None
    condense_an_hour: int = 10
    paused: bool = False
    newsroom: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`table`: of the file, as in `[[feed]]`."""

    file: str
    table: str
    shape: type[BaseModel]
    typed: Callable[[Any], Any]


def _plainly(made: type[Any]) -> Callable[[Any], Any]:
    return lambda shape: made(**dict(shape))


KINDS: Mapping[str, Kind] = {
    kind.table: kind
    for kind in (
        Kind(file="feeds.toml", table="outlet", shape=OutletShape, typed=_plainly(Outlet)),
        Kind(file="feeds.toml", table="feed", shape=FeedShape, typed=feed_of),
        Kind(file="people.toml", table="person", shape=PersonShape, typed=_plainly(Person)),
        Kind(file="people.toml", table="organisation", shape=OrganisationShape, typed=_plainly(Organisation)),
        Kind(file="people.toml", table="office", shape=OfficeShape, typed=office_of),
        Kind(file="topics.toml", table="topic", shape=TopicShape, typed=_plainly(Topic)),
        Kind(file="channels.toml", table="channel", shape=ChannelShape, typed=channel_of),
    )
}
SETTINGS = ("labels", "zone", "contact", "alarms", "condense_an_hour", "paused")
"""The scalars of desk.toml that can be changed by chat: those that take effect without a new start."""


def entry_name(kind: str, name: str) -> str:
    """How a change names an entry: `feed animal-politico`."""
    return f"{kind} {name}"


def file_of(entry: str) -> str | None:
    """The file that holds such entries; None for a kind that there is no longer."""
    table, _, name = entry.partition(" ")
    if table == SETTING:
        return "desk.toml" if name in SETTINGS else None
    return KINDS[table].file if table in KINDS else None


def row_of(value: Any) -> Row:
    """The entry as a row of its file; what is as by default is left out."""
    return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if getattr(value, f.name) != _default(f)}


def setting_row(value: str | int | bool | None, /) -> Row | None:  # noqa: FBT001 - the setting's own value
    """None where the setting is not set."""
    return None if value is None or value is False else {VALUE: value}


def entries_of(stand: Stand) -> dict[str, Row]:
    """Every entry by its name, in the files' order."""
    rows = {entry_name(table, value.id): row_of(value) for table in KINDS for value in _held(stand, table)}
    told = {entry_name(SETTING, name): setting_row(getattr(stand, name)) for name in SETTINGS}
    return rows | {name: row for name, row in told.items() if row is not None}


def tables_of(rows: Mapping[str, Row], stand: Stand) -> Tables:
    """The rows as the files would say them, as far as changes can make them disagree."""
    tables: dict[str, dict[str, Any]] = {"desk.toml": {"newsroom": {}} if stand.newsroom else {}}
    for kind in KINDS.values():
        tables.setdefault(kind.file, {})[kind.table] = []
    for name, row in rows.items():
        table, _, setting = name.partition(" ")
        if table == SETTING:
            tables["desk.toml"][setting] = row[VALUE]
        else:
            tables[KINDS[table].file][table].append(as_days(row))
    return tables


def misshapen(entry: str, row: Row) -> list[UsageError]:
    """What is wrong with the row by itself, told as a mistake in the file is."""
    table, _, name = entry.partition(" ")
    if table == SETTING:
        return _wrong("desk.toml", {name: row.get(VALUE)}, DeskFile)
    kind = KINDS[table]
    return _wrong(kind.file, {table: [dict(row)]}, _one_table(kind))


def standing(stand: Stand, rows: Mapping[str, Row], changed: Sequence[str]) -> Stand:
    """The stand with these rows. `changed`: the entries that are not as `stand` has them; only these are read anew."""
    before = {entry_name(table, value.id): value for table in KINDS for value in _held(stand, table)}
    touched = frozenset(changed)

    def of(table: str) -> tuple[Any, ...]:
        return tuple(
            _typed(table, row) if name in touched else before[name]
            for name, row in rows.items()
            if name.partition(" ")[0] == table
        )

    def setting(name: str, otherwise: Any = None) -> Any:
        return rows.get(entry_name(SETTING, name), {VALUE: otherwise}).get(VALUE)

    desk = replace(
        stand.desk,
        outlets=of("outlet"),
        people=of("person"),
        organisations=of("organisation"),
        offices=of("office"),
        topics=of("topic"),
    )
    return replace(
        stand,
        desk=desk,
        feeds=of("feed"),
        channels=of("channel"),
        labels=setting("labels", stand.labels),
        zone=setting("zone", stand.zone),
        contact=setting("contact"),
        alarms=setting("alarms"),
        condense_an_hour=setting("condense_an_hour", stand.condense_an_hour),
        paused=setting("paused") is True,
    )


def _held(stand: Stand, table: str) -> tuple[Any, ...]:
    desk = stand.desk
    held: Mapping[str, tuple[Any, ...]] = {
        "outlet": desk.outlets,
        "feed": stand.feeds,
        "person": desk.people,
        "organisation": desk.organisations,
        "office": desk.offices,
        "topic": desk.topics,
        "channel": stand.channels,
    }
    return held[table]


def _typed(table: str, row: Row) -> Any:
    kind = KINDS[table]
    return kind.typed(kind.shape.model_validate(row))


def _one_table(kind: Kind) -> type[BaseModel]:
    shape: Any = kind.shape
    tables: dict[str, Any] = {kind.table: (tuple[shape, ...], ())}
    made: type[BaseModel] = create_model("File", **tables)
    return made


def _wrong(file: str, data: Mapping[str, Any], shape: type[BaseModel]) -> list[UsageError]:
    try:
        shape.model_validate(data)
    except ValidationError as error:
        return from_validation(file, data, shape, error)
    return []


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _plain(value: object) -> Any:
    match value:
        case timedelta() | date():
            return f"{int(value.total_seconds())}s" if isinstance(value, timedelta) else value.isoformat()
        case Enum():
            return value.value
        case Mapping():
            return {str(key): _plain(one) for key, one in value.items()}
        case tuple() | list():
            return [_plain(one) for one in value]
        case _:
            return dict(row_of(value)) if is_dataclass(value) else value


def as_days(row: Row) -> dict[str, Any]:
    """The row as TOML has it: with the days of an office's terms as days, which the files' agreement compares."""
    if "holders" not in row:
        return dict(row)
    return {**row, "holders": [dict(_days(holder)) for holder in row["holders"]]}


def _days(holder: Row) -> Iterator[tuple[str, Any]]:
    for key, value in holder.items():
        yield key, date.fromisoformat(value) if key in {"since", "until"} else value
