"""The settings as they stand: the files, and what was changed by chat or web since.

A change wins until that entry of the file is itself edited: it is kept with the entry as it stood in the file, and holds as
long as the file still says the same. A change that no longer fits (a shape that has moved on, an entry that it needs and that
is gone) is left out and told; it never stops the desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.app.settings.agreement import disagreements
from bot.app.settings.entries import Row, Stand, entries_of, file_of, misshapen, standing, tables_of
from bot.model.errors import UsageError
from bot.store.changes import STORIES, Change


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A change that holds and does not fit, and why."""

    change: Change
    problems: tuple[UsageError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """`filed`: the files' entries; `rows`: as they stand now; `changed`: entry → the change that is in force there."""

    stand: Stand
    filed: Mapping[str, Row]
    rows: Mapping[str, Row]
    changed: Mapping[str, Change] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()


def merge(stand: Stand, changes: Sequence[Change]) -> Merged:
    """The files' entries (`stand`) with all changes that still hold, in the order in which they were made."""
    filed = entries_of(stand)
    left: list[LeftOut] = []
    last: dict[str, Change] = {}
    for change in changes:
        if change.file == STORIES:
            continue
        file = file_of(change.entry)
        if file is None:
            left.append(LeftOut(change=change, problems=(UsageError("entry-fixed", entry=change.entry),)))
            continue
        if change.file != file or filed.get(change.entry) != change.before:
            continue
        wrong = misshapen(change.entry, change.after) if change.after is not None else []
        if wrong:
            left.append(LeftOut(change=change, problems=tuple(wrong)))
        else:
            last[change.entry] = change
    wanted = [change for name, change in last.items() if filed.get(name) != change.after]
    rows, kept, refused = _agreeing(stand, filed, wanted)
    left += refused
    now = standing(stand, rows, [change.entry for change in kept]) if kept else stand
    return Merged(stand=now, filed=filed, rows=rows, changed={one.entry: one for one in kept}, left_out=tuple(left))


def problems(merged: Merged, edits: Mapping[str, Row | None]) -> list[UsageError]:
    """What the files' own checks would say if these entries stood so; empty where all is well."""
    wrong = [problem for name, row in edits.items() if row is not None for problem in misshapen(name, row)]
    if wrong:
        return wrong
    rows = dict(merged.rows)
    for name, row in edits.items():
        _put(rows, name, row)
    return disagreements(tables_of(rows, merged.stand))


def _agreeing(
    stand: Stand, filed: Mapping[str, Row], wanted: Sequence[Change]
) -> tuple[dict[str, Row], list[Change], list[LeftOut]]:
    """The rows with as many of the changes as agree. One may need another, so what is refused is tried again until nothing
    more fits."""
    rows = _with(filed, wanted)
    if not wanted or not disagreements(tables_of(rows, stand)):
        return rows, list(wanted), []
    rows, kept, open_ = dict(filed), [], list(wanted)
    while True:
        refused: list[LeftOut] = []
        for change in open_:
            tried = _with(rows, [change])
            wrong = disagreements(tables_of(tried, stand))
            if wrong:
                refused.append(LeftOut(change=change, problems=tuple(wrong)))
            else:
                rows = tried
                kept.append(change)
        if not refused or len(refused) == len(open_):
            return rows, kept, refused
        open_ = [one.change for one in refused]


def _with(rows: Mapping[str, Row], changes: Sequence[Change]) -> dict[str, Row]:
    now = dict(rows)
    for change in changes:
        _put(now, change.entry, change.after)
    return now


def _put(rows: dict[str, Row], name: str, row: Row | None) -> None:
    if row is None:
        rows.pop(name, None)
    else:
        rows[name] = row
