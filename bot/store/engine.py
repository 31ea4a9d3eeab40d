"""The store as a thing: opened, written to in transactions, closed.

SQLite has one writer at a time. Writers of this process queue for one connection, in order and without polling; other
processes (`briefbot say`) are waited for by SQLite itself. Readers never wait.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.model.errors import StoreError, UsageError
from bot.store import migrating
from bot.store.faults import translated

FILE = "briefbot.db"
READERS = 4
BUSY_SECONDS = 10.0
"""How long a writer waits for another process's transaction, and a task for a free connection."""

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class Store:
    """An open database. Every function of this room's query modules takes the connection that `begin` or `read` gives."""

    def __init__(self, url: URL, writer: AsyncEngine, reader: AsyncEngine) -> None:
        self.url = url
        self._writer = writer
        self._reader = reader

    @property
    def name(self) -> str:
        """Where the data is, fit to be shown: never with a password."""
        return shown(self.url)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes: all of it is kept when the block ends, nothing of it when the block raises.

        In SQLite nobody else writes meanwhile: nothing slow belongs into the block, and no second `begin`. Raises StoreError
        where the database refuses; the block may then be run again.
        """
        with translated(self.name):
            async with self._writer.begin() as tx:
                yield tx

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that reads, and sees one state of the data throughout in SQLite."""
        with translated(self.name):
            async with self._reader.connect() as tx:
                yield tx

    @property
    def engine(self) -> AsyncEngine:
        """For a library that keeps tables of its own here. Its transactions write, and take their turn with ours."""
        return self._writer

    async def close(self) -> None:
        await self._reader.dispose()
        if self._writer is not self._reader:
            await self._writer.dispose()


def present(url: str | Path) -> bool:
    """Whether there is a database to open. A server's is taken to be there; whether it is shows when it is asked."""
    found = database_url(url)
    return found.get_backend_name() != "sqlite" or Path(found.database or "").is_file()


async def open_store(url: str | Path, *, now: datetime) -> Store:
    """Open the database and bring its schema up to date, after a backup where there is something to lose.

    `url`: a SQLAlchemy URL of SQLite or PostgreSQL, or the folder that holds, or shall hold, the SQLite file.
    Raises UsageError for a URL of another kind, StoreError where the database cannot be used.
    """
    found = database_url(url)
    with translated(shown(found)):
        store = _sqlite(found) if found.get_backend_name() == "sqlite" else _postgresql(found)
        try:
            await migrating.migrate(store, now)
        except BaseException:
            await store.close()
            raise
    return store


def shown(url: URL) -> str:
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def database_url(told: str | Path) -> URL:
    """The address as SQLAlchemy takes it, with the driver that we use. Raises UsageError for a database of another kind."""
    if isinstance(told, Path):
        return URL.create("sqlite+aiosqlite", database=str(told / FILE))
    try:
        url = make_url(told)
    except ArgumentError as error:
        raise UsageError("store-url", url="…") from error  # what cannot be read may hold a password anywhere
    driver = _DRIVERS.get(url.drivername)
    if driver is None or not url.database or url.database == ":memory:":
        raise UsageError("store-url", url=url.render_as_string(hide_password=True))
    return url.set(drivername=driver)


def _postgresql(url: URL) -> Store:
    engine = create_async_engine(url, pool_size=READERS, pool_pre_ping=True, pool_timeout=BUSY_SECONDS)
    return Store(url, engine, engine)


def _sqlite(url: URL) -> Store:
    folder = Path(url.database or "").parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("store-unwritable", store=str(folder)) from error
    writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=BUSY_SECONDS)
    reader = create_async_engine(url, pool_size=READERS, max_overflow=0, pool_timeout=BUSY_SECONDS)
    _prepare(writer, begin="BEGIN IMMEDIATE", only_query=False)
    _prepare(reader, begin="BEGIN", only_query=True)
    return Store(url, writer, reader)


def _prepare(engine: AsyncEngine, *, begin: str, only_query: bool) -> None:
    """Settings of each connection. The driver's own transactions are off: they begin too late and as readers."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        _write_ahead(connection, cursor)
        cursor.execute("PRAGMA foreign_keys = ON")
        # FULL, not WAL's usual NORMAL: with NORMAL a power cut may take back a commit, and a delivery whose “sending” is
        # taken back would be posted a second time. It costs one fsync a transaction, of which there are few.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute(f"PRAGMA query_only = {'ON' if only_query else 'OFF'}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "invalidate")
    def on_invalidate(connection: Any, _record: Any, _error: BaseException | None) -> None:
        # A task that is cancelled within a statement has its connection closed; SQLite then keeps the transaction, and the
        # writer's lock with it, until the last cursor is gone. The rollback takes its turn behind that statement.
        with suppress(sqlite3.Error):  # one that is broken has nothing left to hold
            connection.rollback()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _write_ahead(connection: Any, cursor: Any) -> None:
    """Turn on the write-ahead log, which the file then keeps. Of several that do so at once on a new file all but one are
    turned away without SQLite's usual waiting."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
        else:
            return
        connection.run_async(lambda _: asyncio.sleep(0.02))
