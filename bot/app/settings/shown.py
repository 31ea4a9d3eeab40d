"""The settings in force, each with where it comes from; of a secret only whether it is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields

from bot.app.settings import Settings
from bot.app.settings.changes import Merged
from bot.app.settings.entries import KINDS, SETTING, VALUE, Row, Stand, entry_name
from bot.commands.ask import Setting
from bot.sources.addresses import shown

DEFAULT = "default"
PLATFORMS = ("console", "discord", "slack")
_SINGLY = ("feed", "channel")
"""Entries that are listed one by one; of the others, only those that were changed by chat."""


def lines(settings: Settings, merged: Merged) -> Iterator[str]:
    """One setting a line: `name = value    (origin)`."""
    for one in effective(settings, merged):
        yield f"{one.name} = {one.value}    ({one.origin or DEFAULT})"


def effective(settings: Settings, merged: Merged) -> Iterator[Setting]:
    stand, desk = merged.stand, _origin(settings, "desk.toml")
    yield Setting(name="desk", value=settings.desk.name, origin=desk)
    yield Setting(name="countries", value=", ".join(settings.desk.countries) or "–", origin=desk)
    yield _scalar(settings, merged, "labels", stand.labels)
    yield _scalar(settings, merged, "zone", stand.zone)
    yield _scalar(settings, merged, "contact", stand.contact or "–")
    yield _scalar(settings, merged, "alarms", stand.alarms or "–")
    yield _scalar(settings, merged, "paused", "true" if stand.paused else "false")
    yield _scalar(settings, merged, "condense_an_hour", str(stand.condense_an_hour))
    yield Setting(name="console port", value=str(settings.console_port), origin=desk)
    yield Setting(name="slack listens at", value=f"{settings.slack.host}:{settings.slack.port}", origin=desk)
    yield Setting(name="slack shows links of", value=settings.slack.domain or "–", origin=desk)
    for name, who in (
        ("admins on discord, users", settings.admins.discord_users),
        ("admins on discord, roles", settings.admins.discord_roles),
        ("admins on discord, servers", settings.admins.discord_servers),
        ("admins on slack", settings.admins.slack_users),
        ("admins on slack, workspaces", settings.admins.slack_workspaces),
    ):
        yield Setting(name=name, value=", ".join(who) or "–", origin=desk)
    if settings.newsroom:
        yield Setting(name="newsroom", value=str(settings.newsroom), origin=desk)
    for name, file, held in (
        ("topics", "topics.toml", stand.desk.topics),
        ("people", "people.toml", stand.desk.people),
        ("organisations", "people.toml", stand.desk.organisations),
        ("offices", "people.toml", stand.desk.offices),
        ("places", "places.toml", stand.desk.places),
        ("registers", "registers.toml", stand.desk.registers),
        ("outlets", "feeds.toml", stand.desk.outlets),
    ):
        yield Setting(name=name, value=str(len(held)), origin=_origin(settings, file))
    yield from _entries(settings, merged)
    for platform in PLATFORMS:
        yield Setting(name=f"platform {platform}", value=_reach(settings, stand, platform), origin="environment")
    yield from _environment(settings)


def _reach(settings: Settings, stand: Stand, platform: str) -> str:
    """Whether the platform is served, how, and how many of the desk's channels stand there."""
    environment = settings.environment
    count = sum(channel.platform == platform for channel in stand.channels)
    channels = f"{count} channel" if count == 1 else f"{count} channels"
    if lacking := environment.lacking(platform):
        waits = "waits" if count == 1 else "wait"
        return f"not served: {', '.join(lacking)} missing; {channels} {waits}"
    if platform == "slack":
        way = "Socket Mode" if environment.slack_app_token else "HTTP mode"
        many = bool(environment.slack_client_id and environment.slack_client_secret)
        return f"served over {way}, {'every workspace that installs the app' if many else 'one workspace'}, {channels}"
    return f"served, {channels}"


def _entries(settings: Settings, merged: Merged) -> Iterator[Setting]:
    names = [name for name in merged.rows if name.partition(" ")[0] in _SINGLY]
    names += [name for name in merged.changed if name not in names and not name.startswith(f"{SETTING} ")]
    for name in names:
        row, filed, change = merged.rows.get(name), merged.filed.get(name), merged.changed.get(name)
        origin = _origin(settings, KINDS[name.partition(" ")[0]].file)
        differ = {key for key in (row or {}).keys() | (filed or {}).keys() if (row or {}).get(key) != (filed or {}).get(key)}
        yield Setting(
            name=name,
            value=_told(row) if name.partition(" ")[0] in _SINGLY else _told(row, differ),
            origin=origin,
            filed=_told(filed, differ) if change else None,
            change=change.id if change else None,
        )
    for one in merged.left_out:
        yield Setting(name=one.change.entry, value=_told(one.change.after), change=one.change.id, wrong=one.problems)


def _environment(settings: Settings) -> Iterator[Setting]:
    for item in fields(settings.environment):
        name = item.metadata.get("env", "FETCH_ALLOW")
        value = getattr(settings.environment, item.name)
        value_shown = "set" if value and item.metadata.get("secret") else str(value) if isinstance(value, str) else ""
        if isinstance(value, frozenset):
            value_shown = ", ".join(f"{host}:{port}" for host, port in sorted(value))
        yield Setting(name=name, value=value_shown or "–", origin="environment" if value else None)


def _scalar(settings: Settings, merged: Merged, name: str, value: str) -> Setting:
    entry = entry_name(SETTING, name)
    change = merged.changed.get(entry)
    filed = merged.filed.get(entry)
    return Setting(
        name=name,
        value=value,
        origin=_origin(settings, "desk.toml") if filed or change else None,
        filed=_plain(filed[VALUE] if filed else None) if change else None,
        change=change.id if change else None,
    )


def _told(row: Row | None, only: Collection[str] | None = None) -> str:
    """`only`: the keys that are another in the file; one that is not set is told as such."""
    if row is None:
        return "–"
    keys = row.keys() if only is None else sorted(only)
    return ", ".join(f"{key}={_plain(row.get(key))}" for key in keys if key != "id")


def _plain(value: object) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return str(value).lower()
        case str():
            return shown(value) if "://" in value else value
        case list() | tuple():
            return f"[{', '.join(map(_plain, value))}]"
        case Mapping():
            return f"{{{', '.join(f'{key}: {_plain(one)}' for key, one in value.items())}}}"
        case _:
            return str(value)


def _origin(settings: Settings, file: str) -> str | None:
    path = settings.origins.get(file)
    return str(path) if path else None
