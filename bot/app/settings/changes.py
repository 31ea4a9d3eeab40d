"""The settings as they stand: the files, and what was changed by chat or web since.

A change wins until that entry of the file is itself edited: it is kept with the entry as it stood in the file, and holds as
long as the file still says the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.app.settings.shapes import FeedShape, OutletShape
from bot.app.settings.typed import feed_of
from bot.model.desk import Outlet
from bot.model.feeds import Feed
from bot.store.changes import Change

FILE = "feeds.toml"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What is followed, by id, in the files' order, what was added by chat last."""

    feeds: tuple[Feed, ...]
    outlets: tuple[Outlet, ...]


def feed_entry(feed_id: str) -> str:
    """How a change names a feed's entry."""
    return f"feed {feed_id}"


def outlet_entry(outlet_id: str) -> str:
    return f"outlet {outlet_id}"


def merge(feeds: Sequence[Feed], outlets: Sequence[Outlet], changes: Sequence[Change]) -> Followed:
    """The files' entries with all changes that still hold, in the order in which they were made."""
    rows = {feed_entry(feed.id): feed_row(feed) for feed in feeds} | {outlet_entry(o.id): outlet_row(o) for o in outlets}
    now = dict(rows)
    for change in changes:
        if change.file != FILE or rows.get(change.entry) != change.before:
            continue
        now.pop(change.entry, None) if change.after is None else now.update({change.entry: change.after})
    return Followed(
        feeds=tuple(feed_of(FeedShape.model_validate(row)) for name, row in now.items() if name.startswith("feed ")),
        outlets=tuple(Outlet(**dict(OutletShape.model_validate(r))) for name, r in now.items() if name.startswith("outlet ")),
    )


def feed_row(feed: Feed) -> Row:
    """The feed as an entry of feeds.toml; what is as by default is left out."""
    row = _row(feed)
    return {**row, "interval": f"{int(feed.interval.total_seconds())}s", "kind": feed.kind.value}


def outlet_row(outlet: Outlet) -> Row:
    return _row(outlet)


def paused(feed: Feed, *, to: bool) -> Row:
    return feed_row(replace(feed, paused=to))


def _row(value: Feed | Outlet) -> dict[str, Any]:
    return {f.name: getattr(value, f.name) for f in fields(value) if getattr(value, f.name) != f.default}
