"""Who somebody on Slack is: the language they read, and whether they administer their workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.commands.ask import Who
from bot.languages import available
from bot.model.desk import Admins

FRESH = timedelta(minutes=10)
"""For so long what Slack said of a person is believed: rights that are taken away end then."""

_log = structlog.get_logger("slack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    name: str
    language: str | None
    is_admin: bool
    asked_at: datetime


@dataclass(slots=True, kw_only=True)
class People:
    admins: Admins
    _known: dict[tuple[str, str], Known] = field(default_factory=dict)

    async def who(self, client: AsyncWebClient, workspace: str, person: str, now: datetime) -> tuple[Who, str | None]:
        """The person, and the language they read, where it is one that the bot speaks."""
        key = (workspace, person)
        known = self._known.get(key)
        if known is None or known.asked_at + FRESH <= now:
            known = await _ask(client, workspace, person, now)
        if known is not None:
            self._known[key] = known
        named = self.named(workspace, person)
        if known is None:
            return Who(id=person, name=person, is_admin=named), None
        return Who(id=person, name=known.name or person, is_admin=known.is_admin or named), known.language

    def named(self, workspace: str, person: str) -> bool:
        """Whether desk.toml names the person."""
        return bool({person, f"{workspace}/{person}"} & set(self.admins.slack_users))


async def _ask(client: AsyncWebClient, workspace: str, person: str, now: datetime) -> Known | None:
    """None where Slack does not tell, which is no reason not to answer: nobody is an admin then, until it does."""
    try:
        user: dict[str, Any] = (await client.users_info(user=person, include_locale=True))["user"]
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        _log.warning("Slack does not say who asks", error=str(error))
        return None
    spoken = str(user.get("locale") or "").partition("-")[0]
    return Known(
        name=str(user.get("name") or ""),
        language=spoken if spoken in available() else None,
        # in a channel that two workspaces share, the other one's administrators are guests
        is_admin=bool(user.get("is_admin") or user.get("is_owner")) and user.get("team_id") in {None, "", workspace},
        asked_at=now,
    )
