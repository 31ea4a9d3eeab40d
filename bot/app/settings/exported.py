"""The settings in force as the files of a desk: the files as they were written, comments and all, with the changes by chat in
them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from bot.app.settings import Settings
from bot.app.settings.changes import Merged
from bot.app.settings.entries import KINDS, SETTING, VALUE, Row, as_days, file_of
from bot.store.changes import Change


def as_files(settings: Settings, merged: Merged) -> Mapping[str, bytes]:
    """Every file by its name. A desk that took files from another one's folder is whole by itself afterwards."""
    documents = {
        name: tomlkit.parse(path.read_text(encoding="utf-8-sig").replace("\r\n", "\n"))
        for name, path in settings.origins.items()
    }
    _alone(settings, documents)
    for change in merged.changed.values():
        file = file_of(change.entry)
        assert file is not None
        _carry_over(documents.setdefault(file, tomlkit.document()), change, merged.filed.get(change.entry))
    return {name: tomlkit.dumps(document).encode() for name, document in documents.items()}


def _alone(settings: Settings, documents: Mapping[str, TOMLDocument]) -> None:
    desk = documents.get("desk.toml")
    if desk is None:
        return
    desk.pop("inherit", None)
    newsroom: Any = desk.get("newsroom")
    if settings.newsroom is not None and newsroom is not None:
        newsroom["folder"] = str(settings.newsroom.resolve())


def _carry_over(document: TOMLDocument, change: Change, filed: Row | None) -> None:
    table, _, name = change.entry.partition(" ")
    if table == SETTING:
        if change.after is None:
            document.pop(name, None)
        else:
            document[name] = change.after[VALUE]
        return
    entries: Any = document.get(KINDS[table].table)
    found = _index(entries, name)
    if change.after is None:
        if found is not None:
            del entries[found]
        return
    if found is None:
        made = tomlkit.table()
        made.update(as_days(change.after))
        if entries is None:
            document.add(KINDS[table].table, tomlkit.aot())
            entries = document[KINDS[table].table]
        entries.append(made)
        return
    _update(entries[found], as_days(filed or {}), as_days(change.after))


def _update(entry: Any, before: Row, after: Row) -> None:
    """Only what is another: the rest stays as its author wrote it."""
    for key in before.keys() - after.keys():
        entry.pop(key, None)
    for key, value in after.items():
        if before.get(key) != value:
            entry[key] = value


def _index(entries: Sequence[Mapping[str, Any]] | None, name: str) -> int | None:
    return next((number for number, row in enumerate(entries or ()) if row.get("id") == name), None)
