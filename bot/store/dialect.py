"""The few words in which SQLite and PostgreSQL differ."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert = sqlite.Insert | postgresql.Insert


def is_sqlite(tx: AsyncConnection) -> bool:
    return tx.dialect.name == "sqlite"


def insert(tx: AsyncConnection, table: Table) -> Any:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`, spelled alike for both."""
    return sqlite.insert(table) if is_sqlite(tx) else postgresql.insert(table)
