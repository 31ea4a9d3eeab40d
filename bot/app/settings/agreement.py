"""Whether the files agree among each other: every id once, every id that is named is there, dates in order, feeds asked at a
decent pace.

It reads the files as they are written, not their checked shapes, so that an entry with a mistake of its own does not hide the
others that it has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeGuard

from pydantic import TypeAdapter, ValidationError

from bot.app.settings.problems import as_typed, nearest, place_of, place_of_row
from bot.app.settings.values import Duration
from bot.model.digests import CATCH_UP
from bot.model.errors import UsageError
from bot.sources.addresses import shown

Tables = Mapping[str, Mapping[str, Any]]
"""File name → what it says as TOML. A file that could not be read is not in it: nothing is said to be missing from it."""

SOONEST = timedelta(minutes=1)
"""No outlet is asked more often. The demo's newsroom, which is our own machine, may be."""

_ENTRIES = (
    ("feeds.toml", "outlet"),
    ("feeds.toml", "feed"),
    ("people.toml", "person"),
    ("people.toml", "organisation"),
    ("people.toml", "office"),
    ("places.toml", "place"),
    ("registers.toml", "register"),
    ("topics.toml", "topic"),
    ("channels.toml", "channel"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    at: str
    values: Mapping[str, Any]

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def named(self, key: str) -> list[str]:
        """The ids under that key: one, or a list of them."""
        value = self.values.get(key)
        return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reference:
    """`key` of the entries of `table` names entries of `kind`."""

    file: str
    table: str
    key: str
    kind: str


_IDS = {
    "discord": {"workspace": (r"\d+", "123456789012345678"), "address": (r"\d+", "234567890123456789")},
    "slack": {"workspace": (r"[TE][0-9A-Z]+", "T0123456789"), "address": (r"[CGD][0-9A-Z]+", "C0123456789")},
}
_MENTIONED = {"discord": (r"\d{1,20}", "456789012345678901"), "slack": (r"S[0-9A-Z]{1,20}", "S0123456789")}
"""Platform → the shape of what may be mentioned there, and one that looks so."""
"""Platform → key of a channel → the shape of its ids, and one that looks so."""

_REFERENCES = (
    _Reference(file="feeds.toml", table="feed", key="outlet", kind="outlet"),
    _Reference(file="places.toml", table="place", key="within", kind="place"),
    _Reference(file="topics.toml", table="topic", key="beside", kind="topic"),
    _Reference(file="channels.toml", table="channel", key="topics", kind="topic"),
    _Reference(file="channels.toml", table="channel", key="outlets_muted", kind="outlet"),
)


def disagreements(tables: Tables) -> list[UsageError]:
    checks: tuple[Callable[[Tables], Iterator[UsageError]], ...] = (
        _twice,
        _followed_twice,
        _references,
        _addresses,
        _mentions,
        _canvases,
        _pacing,
        _digests,
        _terms,
        _pace,
    )
    return [problem for check in checks for problem in check(tables)]


def _rows(tables: Tables, file: str, table: str) -> list[_Row]:
    rows = tables.get(file, {}).get(table)
    if not isinstance(rows, list):
        return []
    return [_Row(at=place_of_row(file, table, rows, i), values=row) for i, row in enumerate(rows) if isinstance(row, dict)]


def _ids(tables: Tables, file: str, table: str) -> list[str]:
    return [name for row in _rows(tables, file, table) if (name := row.text("id")) is not None]


def _twice(tables: Tables) -> Iterator[UsageError]:
    for file, table in _ENTRIES:
        for name, count in Counter(_ids(tables, file, table)).items():
            if count > 1:
                yield UsageError("setting-twice", at=place_of(file, table, name), id=name, count=count)


def _followed_twice(tables: Tables) -> Iterator[UsageError]:
    feeds = _rows(tables, "feeds.toml", "feed")
    for url, count in Counter(url for feed in feeds if (url := feed.text("url"))).items():
        if count > 1:
            names = ", ".join(feed.at.partition(", feed ")[2] for feed in feeds if feed.text("url") == url)
            yield UsageError("setting-same-url", at="feeds.toml", url=shown(url), feeds=names)


def _references(tables: Tables) -> Iterator[UsageError]:
    known = {table: (file, _ids(tables, file, table)) for file, table in _ENTRIES if file in tables}
    for link in _REFERENCES:
        for row in _rows(tables, link.file, link.table):
            yield from _unknown(known, row.at, link.kind, row.named(link.key))
    for office in _rows(tables, "people.toml", "office"):
        holders = [holder.text("person") for holder in _holders(office)]
        yield from _unknown(known, office.at, "person", [h for h in holders if h])
    for channel in _rows(tables, "channels.toml", "channel"):
        rules = [*_nested(channel, "mentions"), *_nested(channel, "urgent"), *_nested(channel, "digest")]
        named = [topic for rule in rules for topic in rule.named("topics")]
        yield from _unknown(known, channel.at, "topic", named)
    desk = _Row(at="desk.toml", values=tables.get("desk.toml", {}))
    yield from _unknown(known, desk.at, "channel", desk.named("alarms"))


def _unknown(known: Mapping[str, tuple[str, list[str]]], at: str, kind: str, named: list[str]) -> Iterator[UsageError]:
    """`known`: kind → the file of such entries, and their ids; a file that could not be read is not there."""
    if kind not in known:
        return
    file, ids = known[kind]
    for name in named:
        if name not in ids:
            near = nearest(name, ids)
            code = "setting-unknown-id-near" if near else "setting-unknown-id"
            yield UsageError(code, at=at, kind=kind, id=name, file=file, near=near or "")


def _terms(tables: Tables) -> Iterator[UsageError]:
    """An office's terms end after they begin."""
    for office in _rows(tables, "people.toml", "office"):
        for holder in _holders(office):
            since, until = holder.values.get("since"), holder.values.get("until")
            if _is_day(since) and _is_day(until) and until <= since:
                person = holder.text("person") or "?"
                yield UsageError("setting-dates", at=office.at, person=person, since=str(since), until=str(until))


def _holders(office: _Row) -> list[_Row]:
    return _nested(office, "holders")


def _nested(row: _Row, key: str) -> list[_Row]:
    """The tables that stand under this key of an entry."""
    held = row.values.get(key)
    return [_Row(at=row.at, values=one) for one in (held if isinstance(held, list) else []) if isinstance(one, dict)]


def _addresses(tables: Tables) -> Iterator[UsageError]:
    """A chat platform's channels are named by the platform's own ids: a name may change, and the bot cannot ask for one."""
    for channel in _rows(tables, "channels.toml", "channel"):
        platform = channel.text("platform")
        if platform not in _IDS:
            continue
        for key, (shape, like) in _IDS[platform].items():
            value = channel.text(key) or ""
            if not re.fullmatch(shape, value) and (value or key == "address"):
                code = "setting-chat-id" if value else "setting-chat-id-missing"
                yield UsageError(code, at=channel.at, key=key, value=value, platform=platform.capitalize(), like=like)


def _mentions(tables: Tables) -> Iterator[UsageError]:
    """What is mentioned is named by its id, and is never everybody: Discord's role of that name has its server's id."""
    for channel in _rows(tables, "channels.toml", "channel"):
        platform = channel.text("platform")
        if platform not in _MENTIONED:
            continue
        shape, like = _MENTIONED[platform]
        for role in [role for rule in _nested(channel, "mentions") if (role := rule.text("role"))]:
            told = {"at": channel.at, "role": role, "platform": platform.capitalize(), "like": like}
            if not re.fullmatch(shape, role):
                yield UsageError("setting-mention-id", **told)
            elif role == channel.text("workspace"):
                yield UsageError("setting-mention-everyone", **told)


def _canvases(tables: Tables) -> Iterator[UsageError]:
    """Only Slack's channels have one."""
    for channel in _rows(tables, "channels.toml", "channel"):
        platform = channel.text("platform")
        if channel.values.get("canvas") is True and platform != "slack":
            yield UsageError("setting-canvas", at=channel.at, platform=platform or "?")


def _pacing(tables: Tables) -> Iterator[UsageError]:
    """Hours are said one way, and a rule of urgency names what is urgent."""
    for channel in _rows(tables, "channels.toml", "channel"):
        if channel.text("hours") and channel.text("quiet"):
            yield UsageError("setting-quiet-and-hours", at=channel.at)
        if any(not rule.values for rule in _nested(channel, "urgent")):
            yield UsageError("setting-urgent-empty", at=channel.at)


def _digests(tables: Tables) -> Iterator[UsageError]:
    """A digest says its hours in one way, and has an id that no other of its channel has."""
    for channel in _rows(tables, "channels.toml", "channel"):
        plans = _nested(channel, "digest")
        for name, count in Counter(name for plan in plans if (name := plan.text("id"))).items():
            if count > 1:
                yield UsageError("setting-digest-twice", at=channel.at, id=name)
            if name == CATCH_UP:
                yield UsageError("setting-digest-taken", at=channel.at, id=name)
        for plan in plans:
            told = {"at": channel.at, "id": plan.text("id") or "?"}
            timed, cron = bool(plan.values.get("at")), bool(plan.values.get("cron"))
            if timed == cron:
                yield UsageError("setting-digest-both" if timed else "setting-digest-when", **told)
            elif cron and plan.values.get("days"):
                yield UsageError("setting-digest-days", **told)


def _is_day(value: object) -> TypeGuard[date]:
    """A day without a time: days and times do not compare."""
    return type(value) is date


def _pace(tables: Tables) -> Iterator[UsageError]:
    if "newsroom" in tables.get("desk.toml", {}):
        return
    for feed in _rows(tables, "feeds.toml", "feed"):
        try:
            interval = TypeAdapter(Duration).validate_python(feed.values.get("interval"))
        except ValidationError:
            continue  # its shape tells it
        if interval < SOONEST:
            yield UsageError("setting-too-often", at=feed.at, value=as_typed(feed.values["interval"]))
