"""`config/*.toml` and the environment → one validated Settings. All problems are reported at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dotenv import dotenv_values

from bot.app.settings.agreement import disagreements
from bot.app.settings.environment import Environment, read_environment
from bot.app.settings.files import Reader
from bot.app.settings.typed import channels_of, desk_of, feeds_of
from bot.model.desk import Admins, Channel, Desk
from bot.model.errors import SettingsError, UsageError
from bot.model.feeds import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """Where Slack reaches this machine in HTTP mode; `domain`: whose links to cards it shows as cards."""

    host: str = "127.0.0.1"
    port: int = 3000
    domain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the service runs on. `alarms`: the channel in which admins are told of what is stuck. `origins`: file name → the
    path it was read from. `condense_an_hour`: articles that one person may have condensed on demand. `paused`: nothing
    is polled or delivered."""

    folder: Path
    desk: Desk
    feeds: tuple[Feed, ...]
    channels: tuple[Channel, ...]
    labels: str
    zone: str
    contact: str | None
    alarms: str | None
    console_port: int
    newsroom: Path | None
    environment: Environment
    origins: Mapping[str, Path] = field(default_factory=dict)
    admins: Admins = field(default_factory=Admins)
    slack: Slack = field(default_factory=Slack)
    condense_an_hour: int = 10
    paused: bool = False


def environ_now() -> Mapping[str, str]:
    """The process's environment over `.env`, as the file stands now."""
    return {**{name: value for name, value in dotenv_values(".env").items() if value is not None}, **os.environ}


def load_settings(folder: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Reads the desk's folder. `environ`: the process's environment over `.env` unless given.

    Raises SettingsError with every problem found, in all files and the environment.
    """
    if environ is None:
        environ = environ_now()
    if not folder.is_dir():
        raise SettingsError([UsageError("settings-folder-missing", folder=str(folder))], str(folder))
    reader = Reader(folder)
    files = reader.read_all()
    environment, wrong = read_environment(environ)
    newsroom = reader.newsroom()
    problems = [*reader.problems, *disagreements(files.tables), *wrong]
    if problems:
        raise SettingsError(_by_place(problems), str(folder), reader.labels())
    return Settings(
        folder=folder,
        desk=desk_of(files),
        feeds=feeds_of(files),
        channels=channels_of(files),
        labels=files.desk.labels,
        zone=files.desk.zone,
        contact=files.desk.contact,
        alarms=files.desk.alarms,
        console_port=files.desk.console.port,
        admins=Admins(**dict(files.desk.admins)),
        slack=Slack(**dict(files.desk.slack)),
        newsroom=newsroom,
        environment=environment,
        origins=files.origins,
        condense_an_hour=files.desk.condense_an_hour,
        paused=files.desk.paused,
    )


def _by_place(problems: list[UsageError]) -> list[UsageError]:
    """All that is wrong with an entry together, in the order in which the places were first met."""
    places = list(dict.fromkeys(problem.params.get("at") for problem in problems))
    return sorted(problems, key=lambda problem: places.index(problem.params.get("at")))
