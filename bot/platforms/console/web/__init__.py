"""The console's web page: the channels with their cards, a command line, a card's page with its source, search."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from bot.model.errors import UsageError
from bot.platforms.console.room import Room
from bot.platforms.console.web.guard import guard
from bot.platforms.console.web.page import ROOM, problems
from bot.platforms.console.web.pages import routes

LOOPBACK = "127.0.0.1"
LARGEST_FORM = 64 * 1024
"""Bytes: the only form holds one line."""


def application(room: Room) -> web.Application:
    app = web.Application(middlewares=[guard, problems], client_max_size=LARGEST_FORM)
    app[ROOM] = room
    app.add_routes(routes)
    app.router.add_static("/static", Path(__file__).parent / "static")
    return app


@asynccontextmanager
async def serve(room: Room, port: int) -> AsyncIterator[int]:
    """Serves until the context ends; the port (that of the system's choice for 0).

    Raises UsageError `port-taken` where another program has it.
    """
    runner = web.AppRunner(application(room), access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, LOOPBACK, port).start()
        except OSError as error:
            raise UsageError("port-taken", port=port) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
