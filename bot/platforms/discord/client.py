"""The session with Discord: one client, its events handed to those who answer, its commands kept in step.

No message content is asked for: slash commands, buttons and menus bring with them what they are about, and what is said to the
bot itself, by its name or in a direct message, Discord shows every bot.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Self

import aiohttp
import discord
import structlog
import yarl
from discord import ui

from bot.commands import all_commands
from bot.platforms.discord.answers import Answers, Interaction
from bot.platforms.discord.declare import application_commands
from bot.platforms.discord.inbound import without_mention
from bot.platforms.discord.once import no_second_post
from bot.platforms.discord.render import KEPT, PAGE, SAY, TURN
from bot.platforms.discord.sync import differs
from bot.tasks import let_end

RATE_LIMIT_PATIENCE = 30.0
"""Seconds that discord.py waits out by itself after a 429; the least it allows. What takes longer is put off by the outbox."""

_NOBODY_LEFT = frozenset({10008, 10015, 10062, 40060})
"""Discord's codes: the answer was dismissed, its time is over, the asker waited too long, another process has answered."""

_log = structlog.get_logger("discord")


class BriefClient(discord.Client):
    """`heard_at`: when the gateway last sent anything, by `clock`."""

    def __init__(self, answers: Answers, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            max_ratelimit_timeout=RATE_LIMIT_PATIENCE,
            http_trace=no_second_post(),
            enable_debug_events=True,  # every frame is told, a heartbeat's answer too
        )
        self.answers = answers
        self.heard_at = clock()
        self._clock = clock
        self._answering: set[asyncio.Task[Any]] = set()
        self.add_dynamic_items(_Pressed)

    async def setup_hook(self) -> None:
        """Before the gateway opens: Discord is told of the commands, if it knows others."""
        assert self.application_id is not None
        wanted = application_commands(all_commands())
        # discord.py asks for the commands without their names in other languages
        route = discord.http.Route("GET", "/applications/{application_id}/commands", application_id=self.application_id)
        known = await self.http.request(route, params={"with_localizations": "true"})
        if differs(wanted, known):
            await self.http.bulk_upsert_global_commands(self.application_id, wanted)
            _log.info("commands declared", commands=len(wanted))

    async def on_socket_raw_receive(self, _frame: str) -> None:
        self.heard_at = self._clock()

    async def on_interaction(self, interaction: Interaction) -> None:
        data: Mapping[str, Any] = dict(interaction.data or {})
        kind = discord.InteractionType
        match interaction.type:
            case kind.application_command if data.get("type", 1) == discord.AppCommandType.chat_input.value:
                await self.answered(interaction, self.answers.slash)
            case kind.application_command:
                await self.answered(interaction, self.answers.menu)
            case kind.autocomplete:
                await self.answered(interaction, self.answers.typing)
            case kind.modal_submit:
                await self.answered(interaction, self.answers.form)
            case _:
                return

    async def on_message(self, message: discord.Message) -> None:
        """Only what people say to the bot itself; to a reply that merely carries its name nothing was asked."""
        if message.author.bot or self.user is None:
            return
        words = without_mention(message.content, self.user.id)
        if words is None and message.guild is not None:
            return
        self._count_in()
        try:
            await self.answers.mention(message, message.content.strip() if words is None else words, servers=len(self.guilds))
        except Exception:  # noqa: BLE001 (a conductor's edge: the next question is answered)
            _log.exception("a question was not answered")

    async def answered(self, interaction: Interaction, answer: Callable[[Interaction], Awaitable[None]]) -> None:
        """A conductor's edge: whatever goes wrong, the next interaction is answered, and this one's asker is told."""
        self._count_in()
        try:
            await answer(interaction)
        except discord.HTTPException as error:
            if error.code in _NOBODY_LEFT:
                _log.warning("nobody is left to answer", code=error.code)
            else:
                await self._fault(interaction)
        except Exception:  # noqa: BLE001 (a conductor's edge)
            await self._fault(interaction)

    def _count_in(self) -> None:
        """What this task answers is waited for before the client is closed."""
        task = asyncio.current_task()
        assert task is not None
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def settled(self, within: float) -> None:
        """Waits until what is being answered has been answered; what takes longer than so many seconds is given up."""
        await let_end(self._answering, within)

    async def _fault(self, interaction: Interaction) -> None:
        """Called while the exception is handled: it stands in the log, and the asker is told that there was one."""
        _log.exception("an interaction was not answered", kind=interaction.type.name)
        if interaction.type is discord.InteractionType.autocomplete:
            return
        try:
            await self.answers.failed(interaction)
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
            _log.warning("the asker could not be told", error=str(error))


class _Pressed(ui.DynamicItem[ui.Button[ui.LayoutView]], template=f"(?:{SAY}|{KEPT}|{PAGE}|{TURN})(?s:.+)"):
    """Any button of ours, whenever it was posted: its custom id says what it stands for."""

    @classmethod
    async def from_custom_id(cls, interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        del interaction, match
        assert isinstance(item, ui.Button)
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        client = interaction.client
        assert isinstance(client, BriefClient)
        name = self.custom_id
        await client.answered(interaction, lambda pressed: client.answers.button(pressed, name))


def point_at(*, api: str | None, gateway: str | None) -> None:
    """Another server instead of Discord's, for tests and proxies; before the first request."""
    if api:
        discord.http.Route.BASE = api.rstrip("/")
    if gateway:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
