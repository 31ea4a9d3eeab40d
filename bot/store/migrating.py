"""The schema brought up to date when the store is opened: under a lock, in one transaction, after a backup.

A database that a newer briefbot has written, or that somebody else's programme has, is left alone.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import structlog
from sqlalchemy import URL, Connection, column, func, inspect, select, table
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import StoreError
from bot.store import schema
from bot.store.dialect import is_sqlite

if TYPE_CHECKING:
    from alembic.config import Config

_log = structlog.get_logger("store")

VERSIONS = "alembic_version"
_LOCK = 0x6272_6965  # any number, as long as it is always the same


class Migratable(Protocol):
    url: URL

    @property
    def name(self) -> str: ...

    def begin(self) -> AbstractAsyncContextManager[AsyncConnection]: ...

    def read(self) -> AbstractAsyncContextManager[AsyncConnection]: ...


async def migrate(store: Migratable, now: datetime) -> None:
    async with store.read() as tx:
        if await tx.run_sync(version) == schema.VERSION:
            return
    async with store.begin() as tx:
        if not is_sqlite(tx):
            await tx.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        found = await tx.run_sync(version)
        if found == schema.VERSION:
            return  # another process was first
        if found is None and await tx.run_sync(_is_foreign):
            raise StoreError("store-foreign", store=store.name)
        if found is not None:
            _older(found, store.name)
            # a large one takes minutes, in which nothing else is said
            _log.warning("the store is brought up to date", store=store.name, found=found, wanted=schema.VERSION)
            if is_sqlite(tx):
                # a reader sees the last committed state, and nobody else can commit: this transaction holds the lock
                await asyncio.to_thread(_back_up, Path(store.name), found, now)
        await tx.run_sync(_upgrade)


def version(connection: Connection) -> str | None:
    """The schema's version; None for a database without one."""
    if not inspect(connection).has_table(VERSIONS):
        return None
    return connection.execute(select(column("version_num")).select_from(table(VERSIONS))).scalar_one_or_none()


def backup_of(path: Path, found: str, now: datetime) -> Path:
    """Where the copy goes that is made before a migration: beside the database, so that it is found."""
    return path.with_name(f"{path.stem}-{found}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}{path.suffix}")


def _back_up(path: Path, found: str, now: datetime) -> None:
    copy = backup_of(path, found, now)
    copy.unlink(missing_ok=True)  # a copy that was begun in this second and not finished
    connection = sqlite3.connect(path)
    try:
        connection.execute("VACUUM INTO ?", (str(copy),))
    finally:
        connection.close()


def _is_foreign(connection: Connection) -> bool:
    return bool(set(inspect(connection).get_table_names()) & set(schema.metadata.tables))


def _older(found: str, name: str) -> None:
    """Raise where the version is none that we know."""
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if found not in known:
        raise StoreError("store-newer", store=name, version=found)


def _upgrade(connection: Connection) -> None:
    from alembic import command

    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def configuration() -> Config:
    from alembic.config import Config  # it takes long to import, and is needed only when something changes

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    return config
