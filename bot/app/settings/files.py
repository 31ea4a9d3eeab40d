"""Reading `config/*.toml`: each file against its shape; a desk may take files it lacks from another desk's folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.app.settings.problems import from_validation
from bot.app.settings.shapes import (
    ChannelsFile,
    DeskFile,
    FeedsFile,
    PeopleFile,
    PlacesFile,
    RegistersFile,
    TopicsFile,
)
from bot.model.errors import UsageError

Shape = TypeVar("Shape", bound=BaseModel)

OPTIONAL = ("places.toml", "registers.toml")  # a desk without them works, only less sharply


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What the files of a desk say, unchecked among each other. `origins`: file name → the path it was read from. `broken`:
    ids of entries that were left out because their own problems are reported already; `unread`: files left out whole."""

    desk: DeskFile
    feeds: FeedsFile
    people: PeopleFile
    places: PlacesFile
    registers: RegistersFile
    topics: TopicsFile
    channels: ChannelsFile
    origins: dict[str, Path]
    broken: frozenset[str]
    unread: frozenset[str]


class Reader:
    """Reads files one after the other and keeps every problem; what could not be read counts as empty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base: Path | None = None
        self.problems: list[UsageError] = []
        self.origins: dict[str, Path] = {}
        self.broken: set[str] = set()
        self.unread: set[str] = set()

    def read_all(self) -> Files:
        desk = self.read("desk.toml", DeskFile)
        if desk.inherit:
            self.base = (self.folder / desk.inherit).resolve()
            if not self.base.is_dir():
                self.problems.append(UsageError("settings-inherit", at="desk.toml", folder=desk.inherit))
                self.base = None
        return Files(
            desk=desk,
            feeds=self.read("feeds.toml", FeedsFile),
            people=self.read("people.toml", PeopleFile),
            places=self.read("places.toml", PlacesFile),
            registers=self.read("registers.toml", RegistersFile),
            topics=self.read("topics.toml", TopicsFile),
            channels=self.read("channels.toml", ChannelsFile),
            origins=self.origins,
            broken=frozenset(self.broken),
            unread=frozenset(self.unread),
        )

    def read(self, name: str, shape: type[Shape]) -> Shape:
        path = next((p for p in self._candidates(name) if p.is_file()), None)
        if path is None:
            if name not in OPTIONAL:
                self.unread.add(name)
                self.problems.append(UsageError("settings-file-missing", at=name, folder=str(self.folder)))
            return shape()
        self.origins[name] = path
        try:
            data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(UsageError("settings-file-broken", at=name, why=str(error)))
            self.unread.add(name)
            return shape()
        except OSError as error:
            self.problems.append(UsageError("settings-file-unreadable", at=name, why=error.strerror or str(error)))
            self.unread.add(name)
            return shape()
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            self.problems += from_validation(name, data, shape, error)
            return self._what_holds(data, shape, error)

    def _candidates(self, name: str) -> list[Path]:
        return [folder / name for folder in (self.folder, self.base) if folder]

    def _what_holds(self, data: dict[str, Any], shape: type[Shape], error: ValidationError) -> Shape:
        """The file without its broken entries, so that the checks among files do not report their absence as well."""
        broken = {(d["loc"][0], d["loc"][1]) for d in error.errors() if len(d["loc"]) > 1}
        rest: dict[str, Any] = {}
        for key, value in data.items():
            if isinstance(value, list):
                rest[key] = [row for i, row in enumerate(value) if (key, i) not in broken]
                self.broken |= {
                    str(row.get("id")) for i, row in enumerate(value) if (key, i) in broken and isinstance(row, dict)
                }
            elif not any(key == at for at, _ in broken):
                rest[key] = value
        try:
            return shape.model_validate(rest)
        except ValidationError:
            return shape()
