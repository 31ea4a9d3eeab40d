"""The chat platforms that the environment has tokens for: each a session of its own, so that none stops another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.app import logs
from bot.app.settings import Settings, environ_now
from bot.app.settings.environment import Environment
from bot.languages import texts
from bot.layout.alert import alert
from bot.model.chat import Debt, DeliveryKind
from bot.model.clock import Clock
from bot.model.desk import Channel
from bot.model.errors import BriefbotError
from bot.outbox import Port
from bot.platforms import discord, slack
from bot.platforms.surface import Surface
from bot.showing import place_of
from bot.store import Store, deliveries

LANDING = 15.0
"""Seconds that the sessions get to finish what they are answering when the service is asked to stop."""

Tell = Callable[[BriefbotError], Awaitable[None]]


class Session(Protocol):
    """A platform's conductor. `run` never raises for a failure of the platform's."""

    @property
    def port(self) -> Port: ...

    @property
    def up(self) -> bool:
        """Whether it is logged in and hears people."""

    async def run(self, stop: asyncio.Event) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Chats:
    sessions: Mapping[str, Session]

    @property
    def ports(self) -> dict[str, Port]:
        return {name: session.port for name, session in self.sessions.items()}

    async def run(self, stop: asyncio.Event) -> None:
        """All of them until `stop`, or until the last has ended for good."""
        await asyncio.gather(*(session.run(stop) for session in self.sessions.values()))


def served(environment: Environment) -> frozenset[str]:
    """The chat platforms that this process can serve with what the environment holds."""
    return frozenset(name for name in (discord.NAME, slack.NAME) if not environment.lacking(name))


def chats(settings: Settings, surface: Surface, tell: Tell) -> Chats:
    environment = settings.environment
    sessions: dict[str, Session] = {}
    wanted = served(environment)
    if discord.NAME in wanted and environment.discord_token:
        discord.point_at(api=environment.discord_api_url, gateway=environment.discord_gateway_url)
        sessions[discord.NAME] = discord.Session(
            token=environment.discord_token, surface=surface, tell=tell, renewed=_token_now
        )
    if slack.NAME in wanted:
        credentials = slack.Credentials(
            bot_token=environment.slack_bot_token,
            app_token=environment.slack_app_token,
            signing_secret=environment.slack_signing_secret,
            client_id=environment.slack_client_id,
            client_secret=environment.slack_client_secret,
            api_url=environment.slack_api_url,
        )
        sessions[slack.NAME] = slack.Session(
            surface=surface, credentials=credentials, tell=tell, listen=(settings.slack.host, settings.slack.port)
        )
    return Chats(sessions=sessions)


def _token_now() -> str | None:
    """Discord's token as the environment has it now. It is kept out of the log from before it is first used."""
    token = environ_now().get("DISCORD_TOKEN", "").strip() or None
    if token is not None:
        logs.hide(token)
    return token


def telling(store: Store, clock: Clock, channel: Callable[[], Channel | None], wake: asyncio.Event) -> Tell:
    """Admins are owed the error in their channel, once a day at most; where they have none, the log has it already. `channel`:
    theirs, as it stands then."""

    async def tell(error: BriefbotError) -> None:
        there = channel()
        if there is None:
            return
        now, language = clock.now(), there.labels
        told = texts(language).error(error)
        debt = Debt(
            place=place_of(there),
            kind=DeliveryKind.ALERT,
            subject=f"{error.code} {told.what} {now.date().isoformat()}",
            revision=0,
            message=alert(told.what, [told.where, told.remedy], language),
        )
        async with store.begin() as tx:
            await deliveries.owe(tx, [debt], now)
        wake.set()

    return tell
