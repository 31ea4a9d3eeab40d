"""Whether the files agree among each other: every id once, every id that is named is there, dates in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.app.settings.files import Files
from bot.app.settings.problems import nearest, place_of
from bot.model.errors import UsageError


def disagreements(files: Files) -> list[UsageError]:
    return [*_twice(files), *_references(files), *_dates(files)]


def _twice(files: Files) -> Iterator[UsageError]:
    tables: list[tuple[str, str, Iterable[str]]] = [
        ("feeds.toml", "outlet", (o.id for o in files.feeds.outlet)),
        ("feeds.toml", "feed", (f.id for f in files.feeds.feed)),
        ("people.toml", "person", (p.id for p in files.people.person)),
        ("people.toml", "organisation", (o.id for o in files.people.organisation)),
        ("people.toml", "office", (o.id for o in files.people.office)),
        ("places.toml", "place", (p.id for p in files.places.place)),
        ("registers.toml", "register", (r.id for r in files.registers.register_)),
        ("topics.toml", "topic", (t.id for t in files.topics.topic)),
        ("channels.toml", "channel", (c.id for c in files.channels.channel)),
    ]
    for file, table, ids in tables:
        for name, count in Counter(ids).items():
            if count > 1:
                yield UsageError("setting-twice", at=place_of(file, table, name), id=name, count=count)
    for url, count in Counter(f.url for f in files.feeds.feed).items():
        if count > 1:
            names = ", ".join(f.id for f in files.feeds.feed if f.url == url)
            yield UsageError("setting-same-url", at="feeds.toml", url=url, feeds=names)


def _references(files: Files) -> Iterator[UsageError]:
    """Names of entries that are broken themselves pass: their own problem is reported already."""
    outlets = [o.id for o in files.feeds.outlet]
    people = [p.id for p in files.people.person]
    places = [p.id for p in files.places.place]
    topics = [t.id for t in files.topics.topic]
    for feed in files.feeds.feed:
        yield from _unknown(files, place_of("feeds.toml", "feed", feed.id), "outlet", [feed.outlet], outlets, "feeds.toml")
    for office in files.people.office:
        holders = [h.person for h in office.holders]
        yield from _unknown(files, place_of("people.toml", "office", office.id), "person", holders, people, "people.toml")
    for place in files.places.place:
        within = [place.within] if place.within else []
        yield from _unknown(files, place_of("places.toml", "place", place.id), "place", within, places, "places.toml")
    alarms = [files.desk.alarms] if files.desk.alarms else []
    yield from _unknown(files, "desk.toml", "channel", alarms, [c.id for c in files.channels.channel], "channels.toml")
    for channel in files.channels.channel:
        at = place_of("channels.toml", "channel", channel.id)
        yield from _unknown(files, at, "topic", channel.topics, topics, "topics.toml")
        yield from _unknown(files, at, "outlet", channel.outlets_muted, outlets, "feeds.toml")


def _unknown(  # noqa: PLR0917 - one finding told in full, at a few places of this module only
    files: Files, at: str, kind: str, named: Sequence[str], known: Sequence[str], file: str
) -> Iterator[UsageError]:
    """Nothing is missing from a file that could not be read: its own problem is reported already."""
    if file in files.unread:
        return
    for name in named:
        if name not in known and name not in files.broken:
            near = nearest(name, known)
            code = "setting-unknown-id-near" if near else "setting-unknown-id"
            yield UsageError(code, at=at, kind=kind, id=name, file=file, near=near or "")


def _dates(files: Files) -> Iterator[UsageError]:
    for office in files.people.office:
        for holder in office.holders:
            if holder.until and holder.until <= holder.since:
                at = place_of("people.toml", "office", office.id)
                yield UsageError("setting-dates", at=at, person=holder.person, since=str(holder.since), until=str(holder.until))
