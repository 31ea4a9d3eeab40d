"""Reading `config/*.toml`: each file against its shape; a desk may take files it lacks from another desk's folder."""

from __future__ import annotations

import re
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
from bot.languages import available
from bot.model.errors import UsageError

Shape = TypeVar("Shape", bound=BaseModel)

_WHERE = re.compile(r"\(at (?:line (?P<line>\d+), column \d+|end of document)\)")
OPTIONAL = ("places.toml", "registers.toml")  # a desk without them works, only less sharply


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What the files of a desk say. `tables`: each file that could be read, as TOML; `origins`: file name → its path."""

    desk: DeskFile
    feeds: FeedsFile
    people: PeopleFile
    places: PlacesFile
    registers: RegistersFile
    topics: TopicsFile
    channels: ChannelsFile
    tables: dict[str, dict[str, Any]]
    origins: dict[str, Path]


class Reader:
    """Reads files one after the other and keeps every problem; a file with a problem counts as empty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base: Path | None = None
        self.problems: list[UsageError] = []
        self.tables: dict[str, dict[str, Any]] = {}
        self.origins: dict[str, Path] = {}

    def read_all(self) -> Files:
        desk = self.read("desk.toml", DeskFile)
        inherit = self._told("inherit")
        if isinstance(inherit, str):
            self.base = (self.folder / inherit).resolve()
            if not self.base.is_dir():
                self.problems.append(UsageError("settings-inherit", at="desk.toml", folder=inherit))
        return Files(
            desk=desk,
            feeds=self.read("feeds.toml", FeedsFile),
            people=self.read("people.toml", PeopleFile),
            places=self.read("places.toml", PlacesFile),
            registers=self.read("registers.toml", RegistersFile),
            topics=self.read("topics.toml", TopicsFile),
            channels=self.read("channels.toml", ChannelsFile),
            tables=self.tables,
            origins=self.origins,
        )

    def labels(self) -> str | None:
        """The desk's language, whatever else is wrong with desk.toml."""
        told = self._told("labels")
        return told if isinstance(told, str) and told in available() else None

    def newsroom(self) -> Path | None:
        """The folder of the newsroom that the desk names, whatever else is wrong with desk.toml."""
        told = self._told("newsroom")
        name = told.get("folder") if isinstance(told, dict) else None
        if not isinstance(name, str):
            return None
        path = self.folder / name
        if not path.is_dir():
            self.problems.append(UsageError("settings-newsroom", at="desk.toml, [newsroom]", folder=str(path)))
        return path

    def read(self, name: str, shape: type[Shape]) -> Shape:
        path = next((p for p in self._candidates(name) if p.is_file()), None)
        if path is None:
            if name not in OPTIONAL and not self._may_inherit():
                self.problems.append(UsageError("settings-file-missing", at=name, folder=str(self.folder)))
            return shape()
        self.origins[name] = path
        data = self._parsed(name, path)
        if data is None:
            return shape()
        self.tables[name] = data
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            self.problems += from_validation(name, data, shape, error)
            return shape()

    def _parsed(self, name: str, path: Path) -> dict[str, Any] | None:
        try:
            raw = path.read_bytes()
        except OSError as error:
            self.problems.append(UsageError("settings-file-unreadable", at=name, why=error.strerror or str(error)))
            return None
        try:
            return tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.problems.append(UsageError("settings-file-not-utf8", at=name, line=line))
        except tomllib.TOMLDecodeError as error:
            self.problems.append(_broken(name, str(error)))
        return None

    def _may_inherit(self) -> bool:
        """Whether another desk's folder that could not be reached may hold what is missing here."""
        unread = "desk.toml" in self.origins and "desk.toml" not in self.tables
        return unread or (self.base is not None and not self.base.is_dir())

    def _told(self, key: str) -> object:
        return self.tables.get("desk.toml", {}).get(key)

    def _candidates(self, name: str) -> list[Path]:
        return [folder / name for folder in (self.folder, self.base) if folder]


def _broken(name: str, why: str) -> UsageError:
    """What the parser says, and the line, where it names one: at the end of the file it does not."""
    found = _WHERE.search(why)
    told = _WHERE.sub("", why).strip()
    if found is None or found["line"] is None:
        return UsageError("settings-file-ends", at=name, why=told)
    return UsageError("settings-file-broken", at=name, line=int(found["line"]), why=told)
