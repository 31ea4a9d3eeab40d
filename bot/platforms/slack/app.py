"""Bolt's app with our listeners. Each acknowledges first; whatever goes wrong after that is logged, and its asker told."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.kwargs_injection.async_args import AsyncArgs
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.model.errors import BriefbotError
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.flights import Flights
from bot.platforms.slack.home import opened
from bot.platforms.slack.inbound import Told, installed_in, of_command, of_event, of_interaction
from bot.platforms.slack.manifest import ADMIN, ASK, CONDENSE, READER
from bot.platforms.slack.modal import FORM
from bot.platforms.slack.parts import SAY
from bot.platforms.slack.unfurl import unfurl

Body = Mapping[str, Any]
Work = Callable[[Body, AsyncWebClient], Awaitable[None]]
Listener = Callable[[AsyncArgs], Awaitable[None]]

_SUGGESTING = 2.5
"""Seconds: Slack waits three for what a field offers."""

_log = structlog.get_logger("slack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """`unsigned`: called with the workspace whose people took the app away or its token back."""

    answers: Answers
    left: Callable[[str], Awaitable[None]]
    flights: Flights = field(default_factory=Flights)

    def register(self, app: AsyncApp) -> None:
        answers = self.answers
        for name in (READER, ADMIN):
            app.command(name)(self._on(of_command, answers.command))
        app.action(re.compile(f"{SAY}:"))(self._on(of_interaction, answers.button))
        app.message_shortcut(CONDENSE)(self._on(of_interaction, answers.condense))
        app.global_shortcut(ASK)(self._on(of_interaction, answers.ask))
        app.options(re.compile(".+"))(self._suggest)
        app.view(FORM)(self._on(of_interaction, answers.form))
        app.event("app_mention")(self._on(of_event, answers.mention))
        app.event("message")(self._on(of_event, self._message))
        app.event("app_home_opened")(self._on(None, self._home))
        app.event("link_shared")(self._on(None, self._links))
        for name in ("app_uninstalled", "tokens_revoked"):
            app.event(name)(self._on(None, self._left))

    async def _suggest(self, args: AsyncArgs) -> None:
        """Here the acknowledgement is the answer: late or without any, a field offers nothing."""
        found: list[dict[str, Any]] = []
        try:
            async with asyncio.timeout(_SUGGESTING):
                found = await self.answers.suggested(args.body, args.client)
        except TimeoutError:
            _log.warning("suggestions came too late", field=args.body.get("action_id"))
        except Exception:  # noqa: BLE001 (a conductor's edge: a field without suggestions can be typed into again)
            _log.exception("a field was not offered anything")
        await args.ack(options=found)

    async def _message(self, body: Body, client: AsyncWebClient) -> None:
        """Only what is said between a person and the bot; elsewhere the bot listens to its name alone."""
        if body["event"].get("channel_type") == "im":
            await self.answers.mention(body, client)

    async def _home(self, body: Body, client: AsyncWebClient) -> None:
        if body["event"].get("tab") == "home":
            told = of_event(body)
            ask = await self.answers.present(told, client, private=True)
            view = await opened(ask)
            await client.views_publish(user_id=told.person, view=view)

    async def _links(self, body: Body, client: AsyncWebClient) -> None:
        told = of_event(body)
        await unfurl(body["event"], await self.answers.present(told, client, private=False), client)

    async def _left(self, body: Body, client: AsyncWebClient) -> None:
        del client  # its token is no longer good for anything
        await self.left(installed_in(body))

    def _on(self, told: Callable[[Body], Told] | None, work: Work) -> Listener:
        """`told`: reads who is to hear of a failure; None where nobody has asked for anything."""

        async def listen(args: AsyncArgs) -> None:
            await args.ack()
            with self.flights.one():
                try:
                    await work(args.body, args.client)
                except asyncio.CancelledError:
                    raise
                except (aiohttp.ClientError, TimeoutError) as error:
                    # the answer may stand there: to say that there is none could be wrong
                    _log.warning("nobody knows whether an answer arrived", kind=work.__name__, error=str(error))
                except Exception:  # noqa: BLE001 (a conductor's edge: the next request is answered whatever this one did)
                    _log.exception("a request was not answered", kind=work.__name__)
                    if told is not None:
                        await self._tell(told(args.body), args)

        return listen

    async def _tell(self, told: Told, args: AsyncArgs) -> None:
        try:
            await self.answers.failed(args.body, args.client, told)
        except (SlackClientError, aiohttp.ClientError, TimeoutError, BriefbotError) as error:
            _log.warning("the asker could not be told", error=str(error))
