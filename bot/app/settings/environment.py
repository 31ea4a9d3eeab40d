"""What the environment says (and `.env`, which it overrides): secrets and addresses. A secret's value is never shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from bot.model.errors import UsageError

_PAIR = re.compile(r"(\[[0-9a-fA-F:]+\]|[^:\s]+):(\d{1,5})")
_PREFIXES = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}


def _secret(name: str) -> str | None:
    return field(default=None, repr=False, metadata={"env": name, "secret": True})


def _plain(name: str) -> str | None:
    return field(default=None, metadata={"env": name, "secret": False})


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    discord_token: str | None = _secret("DISCORD_TOKEN")
    slack_bot_token: str | None = _secret("SLACK_BOT_TOKEN")
    slack_app_token: str | None = _secret("SLACK_APP_TOKEN")
    slack_signing_secret: str | None = _secret("SLACK_SIGNING_SECRET")
    slack_client_id: str | None = _plain("SLACK_CLIENT_ID")
    slack_client_secret: str | None = _secret("SLACK_CLIENT_SECRET")
    database_url: str | None = _secret("DATABASE_URL")
    discord_api_url: str | None = _plain("DISCORD_API_URL")
    discord_gateway_url: str | None = _plain("DISCORD_GATEWAY_URL")
    slack_api_url: str | None = _plain("SLACK_API_URL")
    fetch_allow: frozenset[tuple[str, int]] = frozenset()

    def secrets(self) -> tuple[str, ...]:
        """The values that no message may hold."""
        values = (getattr(self, item.name) for item in fields(self) if item.metadata.get("secret"))
        return tuple(value for value in values if value)

    def lacking(self, platform: str) -> tuple[str, ...]:
        """The variables without which this process cannot serve the platform; none where it can."""
        if platform == "discord":
            return () if self.discord_token else ("DISCORD_TOKEN",)
        if platform == "slack":
            by_oauth = self.slack_client_id and self.slack_client_secret
            token = () if self.slack_bot_token or by_oauth else ("SLACK_BOT_TOKEN",)
            way = () if self.slack_app_token or self.slack_signing_secret else ("SLACK_APP_TOKEN",)
            return (*token, *way)
        return ()


def read_environment(environ: Mapping[str, str]) -> tuple[Environment, list[UsageError]]:
    problems: list[UsageError] = []
    values: dict[str, str] = {}
    for item in fields(Environment):
        name = item.metadata.get("env")
        value = environ.get(name, "").strip() if name else ""
        if value:
            values[item.name] = value
            prefix = _PREFIXES.get(str(name))
            if prefix and not value.startswith(prefix):
                problems.append(UsageError("environment-prefix", name=str(name), prefix=prefix))
    database = values.get("database_url")
    if database:
        from bot.store.engine import database_url  # it takes a moment to load, and few desks name a database

        try:
            database_url(database)
        except UsageError:
            problems.append(UsageError("environment-database"))
    if "slack_bot_token" in values and not {"slack_app_token", "slack_signing_secret"} & values.keys():
        problems.append(UsageError("environment-slack-alone"))
    allowed, wrong = _pairs(environ.get("FETCH_ALLOW", ""))
    problems += wrong
    return Environment(**values, fetch_allow=allowed), problems


def _pairs(text: str) -> tuple[frozenset[tuple[str, int]], list[UsageError]]:
    pairs: set[tuple[str, int]] = set()
    problems: list[UsageError] = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        match = _PAIR.fullmatch(part)
        if match and 0 < int(match[2]) < 2**16:
            pairs.add((match[1].strip("[]"), int(match[2])))
        else:
            problems.append(UsageError("environment-allow", part=part))
    return frozenset(pairs), problems
