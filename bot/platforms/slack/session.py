"""The session with Slack, kept up until the service stops: Socket Mode, or an address that Slack posts to.

It never raises into its caller. A token that Slack does not take is told the admins once and tried again rarely; any other
failure is followed by a pause that grows, so that the rest of the service never waits for Slack.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.model.errors import BriefbotError, PlatformError
from bot.platforms.pauses import Pauses, stopped
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.app import Listening
from bot.platforms.slack.canvas import Canvases
from bot.platforms.slack.complaints import Complaints
from bot.platforms.slack.faults import NO_TOKEN, code_of, no_token
from bot.platforms.slack.flights import Flights
from bot.platforms.slack.people import People
from bot.platforms.slack.port import NAME, SlackPort
from bot.platforms.slack.workspaces import Credentials, Installations, OneWorkspace
from bot.platforms.surface import Surface

PATH = "/slack/events"

_APP_TOKEN = "the app's own token"  # noqa: S105 (what a complaint is about)
_NO_APP_TOKEN = NO_TOKEN | {"not_allowed_token_type", "missing_scope"}

_log = structlog.get_logger("slack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Seconds. `steady`: a session that lasted so long has not failed; `rest`: between two tries with a token that was refused;
    `watch`: between two looks at the socket; `connecting`: the longest that a connection takes; `landing`: what is being
    answered gets to end; `canvases`: between two rounds of standing briefs. `clock`: a steady one, in seconds."""

    steady: float = 60.0
    rest: float = 600.0
    watch: float = 0.5
    connecting: float = 30.0
    landing: float = 10.0
    canvases: float = 900.0
    pauses: Pauses = field(default_factory=Pauses)
    clock: Callable[[], float] = time.monotonic


@dataclass(slots=True, kw_only=True)
class Session:
    """`tell`: hands an error to the admins. `listen`: host and port of HTTP mode and of the page that installs the app; port 0
    takes any, and `address` is where it listens then. `connected` is set while Slack can reach the bot. `port` may be used at
    any time."""

    surface: Surface
    credentials: Credentials
    tell: Callable[[BriefbotError], Awaitable[None]]
    listen: tuple[str, int] = ("127.0.0.1", 3000)
    times: Times = field(default_factory=Times)
    address: str | None = None
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    workspaces: OneWorkspace | Installations = field(init=False)
    complaints: Complaints = field(init=False)
    port: SlackPort = field(init=False)
    _flights: Flights = field(default_factory=Flights)

    def __post_init__(self) -> None:
        if self.credentials.client_id and self.credentials.client_secret:
            self.workspaces = Installations(self.credentials, self.surface.store.engine)
        else:
            self.workspaces = OneWorkspace(credentials=self.credentials)
        self.complaints = Complaints(tell=self.tell)
        self.port = SlackPort(workspaces=self.workspaces, complaints=self.complaints, keep=self.surface.keep)

    @property
    def up(self) -> bool:
        return self.connected.is_set()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`; then what is being answered ends, for a bounded time."""
        failures = 0
        while not stop.is_set():
            began = self.times.clock()
            try:
                await self._serve(stop)
            except _NoTokenError as error:
                await self.complaints.once(error.about, error.told)
                await stopped(stop, self.times.rest)
            except Exception as error:  # noqa: BLE001 (a conductor's edge: Slack's failures stop nobody else)
                failures = 1 if self.times.clock() - began >= self.times.steady else failures + 1
                pause = self.times.pauses.after(failures)
                _log.warning(
                    "the session with Slack has ended", error=f"{type(error).__name__}: {error}", pause=round(pause, 1)
                )
                await stopped(stop, pause)
            finally:
                self.connected.clear()

    async def _serve(self, stop: asyncio.Event) -> None:
        app = await self._app()
        canvases = asyncio.create_task(self._keep_canvases(stop), name="slack canvases")
        try:
            async with AsyncExitStack() as stack:
                # also with Socket Mode where workspaces install the app by themselves: its page is served here
                if not self.credentials.app_token or isinstance(self.workspaces, Installations):
                    await stack.enter_async_context(self._listening(app))
                if self.credentials.app_token:
                    await self._socket(app, self.credentials.app_token, stop)
                else:
                    self.connected.set()
                    await stop.wait()
        finally:
            canvases.cancel()
            with suppress(asyncio.CancelledError):
                await canvases

    async def _app(self) -> AsyncApp:
        secret = self.credentials.signing_secret or ""
        workspaces = self.workspaces
        if isinstance(workspaces, OneWorkspace):
            await self._introduce(workspaces)
            app = AsyncApp(name=NAME, client=await workspaces.client(""), signing_secret=secret)
        else:
            await workspaces.prepare()
            app = AsyncApp(
                name=NAME,
                client=self.credentials.client(),
                signing_secret=secret,
                # Bolt takes its own class here as well as the function that it declares
                authorize=workspaces.authorize(),  # type: ignore[arg-type]
                installation_store=workspaces.store,
                oauth_settings=workspaces.settings(),
            )
        answers = Answers(surface=self.surface, people=People(admins=self.surface.admins), workspaces=workspaces)
        Listening(answers=answers, left=self._left, flights=self._flights).register(app)
        return app

    async def _introduce(self, workspace: OneWorkspace) -> None:
        """Asks Slack whose token it is: which workspace, or none."""
        try:
            told = await (await workspace.client("")).auth_test()
            workspace.name = "" if told.get("is_enterprise_install") else str(told["team_id"])
        except SlackApiError as error:
            if code_of(error) in NO_TOKEN:
                raise _NoTokenError(workspace.name, no_token(workspace.name, code_of(error))) from error
            raise
        self.complaints.settled(workspace.name)

    async def _left(self, workspace: str) -> None:
        """The app was taken away, or its token back: said once, and the others go on."""
        if isinstance(self.workspaces, Installations):
            await self.workspaces.forget(workspace)
        await self.complaints.once(workspace, no_token(workspace, "app_uninstalled"))

    # ── Socket Mode ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _socket(self, app: AsyncApp, token: str, stop: asyncio.Event) -> None:
        url = await self._socket_address(token)
        handler = AsyncSocketModeHandler(app, token, web_client=self.credentials.client())
        client = handler.client
        # The library would try again for ever, and never longer apart; it still follows Slack's own `disconnect`.
        client.default_auto_reconnect_enabled = client.auto_reconnect_enabled = False
        client.wss_uri = url
        try:
            # the library declares no types for its connections
            await asyncio.wait_for(client.connect(), self.times.connecting)  # type: ignore[no-untyped-call]
            self.connected.set()
            _log.info("connected to Slack")
            await self._watch(handler, stop)
            await self._flights.land(self.times.landing)
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]
        await self._flights.land(self.times.landing)

    async def _socket_address(self, token: str) -> str:
        try:
            answer = await self.credentials.client().apps_connections_open(app_token=token)
        except SlackApiError as error:
            if code_of(error) in _NO_APP_TOKEN:
                raise _NoTokenError(_APP_TOKEN, PlatformError("slack-app-token", reason=code_of(error))) from error
            raise
        self.complaints.settled(_APP_TOKEN)
        return str(answer["url"])

    async def _watch(self, handler: AsyncSocketModeHandler, stop: asyncio.Event) -> None:
        """Returns at `stop`; raises when the socket is gone, or could not be exchanged for another in time."""
        client = handler.client
        well = self.times.clock()
        while not await stopped(stop, self.times.watch):
            if await client.is_connected():
                well = self.times.clock()
            elif not client.connect_operation_lock.locked() or self.times.clock() - well > self.times.connecting:
                raise aiohttp.ClientConnectionError("the socket is gone")

    # ── HTTP mode ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    @asynccontextmanager
    async def _listening(self, app: AsyncApp) -> AsyncIterator[None]:
        host, port = self.listen
        runner = web.AppRunner(app.server(port=port, path=PATH, host=host).web_app, access_log=None)
        await runner.setup()
        try:
            site = web.TCPSite(runner, host, port)
            await site.start()
            self.address = f"http://{host}:{runner.addresses[0][1]}{PATH}"
            _log.info("listening for Slack", address=self.address)
            yield
            await site.stop()
            await self._flights.land(self.times.landing)
        finally:
            await runner.cleanup()

    # ── canvases ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _keep_canvases(self, stop: asyncio.Event) -> None:
        canvases = Canvases(present=self.surface.present, workspaces=self.workspaces, complaints=self.complaints)
        while not stop.is_set():
            try:
                await canvases.refresh([one for one in await self.surface.channels() if one.platform == NAME])
            except Exception:  # noqa: BLE001 (a conductor's edge: a standing brief stops nothing else)
                _log.exception("the standing briefs were not written")
            await stopped(stop, self.times.canvases)


class _NoTokenError(Exception):
    """Slack does not take a token. `about`: whose it is."""

    def __init__(self, about: str, told: PlatformError) -> None:
        super().__init__(about, told)
        self.about = about
        self.told = told
