"""The settings as they took effect, each with where it comes from; of a secret only whether it is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from bot.app.settings import Settings
from bot.app.settings.changes import feed_row
from bot.sources.addresses import shown

DEFAULT = "default"


def lines(settings: Settings) -> Iterator[str]:
    """One setting a line: `name = value    (origin)`."""
    desk = _origin(settings, "desk.toml")
    yield _line("desk", settings.desk.name, desk)
    yield _line("countries", ", ".join(settings.desk.countries) or "–", desk)
    yield _line("labels", settings.labels, desk)
    yield _line("zone", settings.zone, desk)
    yield _line("contact", settings.contact, desk)
    yield _line("alarms", settings.alarms or "the log only", desk)
    yield _line("condense an hour", str(settings.condense_an_hour), desk)
    yield _line("console port", str(settings.console_port), desk)
    if settings.newsroom:
        yield _line("newsroom", str(settings.newsroom), desk)
    for name, count in (
        ("topics", len(settings.desk.topics)),
        ("people", len(settings.desk.people)),
        ("organisations", len(settings.desk.organisations)),
        ("offices", len(settings.desk.offices)),
        ("places", len(settings.desk.places)),
        ("registers", len(settings.desk.registers)),
        ("outlets", len(settings.desk.outlets)),
    ):
        file = {"organisations": "people", "offices": "people", "outlets": "feeds"}.get(name, name)
        yield _line(name, str(count), _origin(settings, f"{file}.toml"))
    for feed in settings.feeds:
        told = ", ".join(f"{key}={value}" for key, value in feed_row(feed).items() if key not in {"id", "url"})
        yield _line(f"feed {feed.id}", f"{shown(feed.url)} ({told})", _origin(settings, "feeds.toml"))
    for channel in settings.channels:
        wants = ", ".join(channel.topics) or "all topics"
        told = f"{channel.platform}, {channel.mode}, labels {channel.labels}, threshold {channel.threshold}, {wants}"
        yield _line(f"channel {channel.id}", told, _origin(settings, "channels.toml"))
    for item in fields(settings.environment):
        name = item.metadata.get("env", "FETCH_ALLOW")
        value = getattr(settings.environment, item.name)
        value_shown = "set" if value and item.metadata.get("secret") else str(value) if isinstance(value, str) else ""
        if isinstance(value, frozenset):
            value_shown = ", ".join(f"{host}:{port}" for host, port in sorted(value))
        yield _line(name, value_shown or "–", "environment" if value else DEFAULT)


def _line(name: str, value: str, origin: str) -> str:
    return f"{name} = {value}    ({origin})"


def _origin(settings: Settings, file: str) -> str:
    path: Path | None = settings.origins.get(file)
    return str(path) if path else DEFAULT
