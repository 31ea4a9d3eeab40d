"""The workspaces that the bot is installed in, each with its token: one given by the environment, or many by OAuth.

An organisation (Enterprise Grid) may install the bot once for all its workspaces: its token is theirs too.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncInstallationStoreAuthorize
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import desc, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.outbox.port import Refused
from bot.platforms.slack.manifest import BOT_SCOPES

_PAGE = 200

_STATE_SECONDS = 600
"""For so long somebody may take to install the app."""

_ORGANISATION = "E"
"""What an organisation's id begins with."""

_KNOWN_SECONDS = 600.0
"""For so long what Slack said of an organisation's workspaces is believed."""

_ROTATE_MINUTES = 120
"""Before its end a token is exchanged for the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What the environment says. Either `bot_token`, or `client_id` and `client_secret`; either `app_token` (Socket Mode) or
    `signing_secret` (HTTP mode). `api_url`: another server than Slack's."""

    bot_token: str | None = field(default=None, repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    api_url: str | None = None

    def client(self, token: str | None = None) -> AsyncWebClient:
        """Repeats nothing by itself: a request whose answer was lost may have been carried out."""
        return AsyncWebClient(token=token, base_url=self.api_url or AsyncWebClient.BASE_URL, retry_handlers=[])


class Workspaces(Protocol):
    async def client(self, workspace: str) -> AsyncWebClient:
        """Raises Refused where the bot is not installed, SlackClientError where its token could not be renewed."""

    async def only(self, workspace: str) -> bool:
        """Whether the bot is installed there and nowhere else."""


@dataclass(slots=True, kw_only=True)
class OneWorkspace:
    """`name`: its id, as soon as Slack has told it; empty also where the token is a whole organisation's."""

    credentials: Credentials
    name: str = ""

    async def client(self, workspace: str) -> AsyncWebClient:
        if workspace and self.name and workspace != self.name:
            raise Refused(f"not installed in workspace {workspace}")
        return self.credentials.client(self.credentials.bot_token)

    async def only(self, workspace: str) -> bool:
        return workspace == self.name


class Installations:
    """Workspaces that have installed the app. Bolt and the outbox share one lock: a refresh token is good for one exchange."""

    def __init__(self, credentials: Credentials, engine: AsyncEngine, *, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock`: a steady one, in seconds."""
        assert credentials.client_id is not None
        assert credentials.client_secret is not None
        self._credentials = credentials
        self._lock = asyncio.Lock()
        self._clock = clock
        self._known: dict[str, tuple[float, frozenset[str]]] = {}
        self.store = AsyncSQLAlchemyInstallationStore(credentials.client_id, engine)
        self.states = AsyncSQLAlchemyOAuthStateStore(expiration_seconds=_STATE_SECONDS, engine=engine)
        self._rotator = AsyncTokenRotator(
            client_id=credentials.client_id, client_secret=credentials.client_secret, client=credentials.client()
        )

    async def prepare(self) -> None:
        """Makes the library's own tables where they are missing."""
        async with self.store.engine.begin() as tx:
            await tx.run_sync(self.store.metadata.create_all)
            await tx.run_sync(self.states.metadata.create_all)

    def settings(self) -> AsyncOAuthSettings:
        return AsyncOAuthSettings(
            client_id=self._credentials.client_id,
            client_secret=self._credentials.client_secret,
            scopes=list(BOT_SCOPES),
            installation_store=self.store,
            state_store=self.states,
            state_expiration_seconds=_STATE_SECONDS,
            installation_store_bot_only=True,
            token_rotation_expiration_minutes=_ROTATE_MINUTES,
        )

    def authorize(self) -> AsyncInstallationStoreAuthorize:
        return _Authorize(self._lock, self._credentials, self.store)

    async def client(self, workspace: str) -> AsyncWebClient:
        async with self._lock:
            client = await self._own(workspace) or await self._shared(workspace)
        if client is None:
            raise Refused(f"not installed in workspace {workspace}")
        return client

    async def only(self, workspace: str) -> bool:
        kept = self.store.bots.c
        query = select(kept.team_id).where(kept.client_id == self.store.client_id).distinct().limit(2)
        async with self.store.engine.connect() as tx:
            return list((await tx.execute(query)).scalars()) == [workspace]

    async def forget(self, workspace: str) -> None:
        """Its people have taken the app away. `workspace`: its id, or an organisation's."""
        if workspace.startswith(_ORGANISATION):
            self._known.pop(workspace, None)
            await self.store.async_delete_all(enterprise_id=workspace, team_id=None)
        else:
            enterprise = await self._enterprise(workspace)
            await self.store.async_delete_all(enterprise_id=enterprise, team_id=workspace)

    async def _own(self, workspace: str) -> AsyncWebClient | None:
        """With the token of the workspace itself, or of the organisation where `workspace` is its id."""
        if workspace.startswith(_ORGANISATION):
            return await self._of(workspace)
        enterprise = await self._enterprise(workspace)
        bot: Bot | None = await self.store.async_find_bot(enterprise_id=enterprise, team_id=workspace)
        return await self._fresh(bot) if bot is not None else None

    async def _shared(self, workspace: str) -> AsyncWebClient | None:
        """With the token of the organisation that the workspace belongs to: Slack says which those are."""
        kept = self.store.bots.c
        whole = select(kept.enterprise_id).where(kept.client_id == self.store.client_id, kept.team_id.is_(None)).distinct()
        async with self.store.engine.connect() as tx:
            organisations = list((await tx.execute(whole.order_by(kept.enterprise_id))).scalars())
        for organisation in organisations:
            client = await self._of(organisation)
            if client is not None and workspace in await self._workspaces(organisation, client):
                return client
        return None

    async def _of(self, organisation: str) -> AsyncWebClient | None:
        bot: Bot | None = await self.store.async_find_bot(enterprise_id=organisation, team_id=None, is_enterprise_install=True)
        return await self._fresh(bot) if bot is not None else None

    async def _fresh(self, bot: Bot) -> AsyncWebClient:
        renewed = await self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=_ROTATE_MINUTES)
        if renewed is not None:
            await self.store.async_save_bot(renewed)
        return self._credentials.client((renewed or bot).bot_token)

    async def _workspaces(self, organisation: str, client: AsyncWebClient) -> frozenset[str]:
        asked_at, known = self._known.get(organisation, (0.0, frozenset()))
        if organisation in self._known and self._clock() - asked_at < _KNOWN_SECONDS:
            return known
        found: set[str] = set()
        cursor: str | None = None
        while True:
            answer = await client.auth_teams_list(limit=_PAGE, cursor=cursor)
            found |= {str(team["id"]) for team in answer["teams"]}
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
        self._known[organisation] = (self._clock(), frozenset(found))
        return frozenset(found)

    async def _enterprise(self, workspace: str) -> str | None:
        """The organisation that the workspace belongs to: a delivery's place does not know it, the library asks for it."""
        kept = self.store.bots.c
        latest = select(kept.enterprise_id).where(kept.client_id == self.store.client_id, kept.team_id == workspace)
        async with self.store.engine.connect() as tx:
            found: str | None = (await tx.execute(latest.order_by(desc(kept.installed_at)).limit(1))).scalar_one_or_none()
        return found


class _Authorize(AsyncInstallationStoreAuthorize):
    """Bolt's own, which waits while another exchanges a token."""

    def __init__(self, lock: asyncio.Lock, credentials: Credentials, store: AsyncSQLAlchemyInstallationStore) -> None:
        super().__init__(
            logger=store.logger,
            installation_store=store,
            client_id=credentials.client_id,
            client_secret=credentials.client_secret,
            token_rotation_expiration_minutes=_ROTATE_MINUTES,
            # tokens that were exchanged are kept with the bot alone; the installation keeps the first ones
            bot_only=True,
            cache_enabled=True,
            client=credentials.client(),
        )
        self._lock = lock

    async def __call__(self, **told: Any) -> AuthorizeResult | None:
        async with self._lock:
            return await super().__call__(**told)
