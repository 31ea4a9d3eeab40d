"""What the migrations make is what the code believes in; and an old database is copied before it is changed."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.store import cards, migrating, open_store, schema
from tests.fakes.cards import card
from tests.fakes.databases import NOW


def _ours(_object, name, kind, _reflected, _compared):
    return kind != "table" or not name.startswith(schema.WORDS)


async def test_a_fresh_database_has_the_tables_of_the_schema(database):
    store = await open_store(database, now=NOW)
    async with store.read() as tx:
        differing = await tx.run_sync(
            lambda connection: compare_metadata(
                MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": True}), schema.metadata
            )
        )
    await store.close()
    assert differing == []


def test_the_versions_form_one_line_that_ends_where_the_code_stands():
    scripts = ScriptDirectory.from_config(migrating.configuration())
    assert scripts.get_heads() == [schema.VERSION]


async def test_opening_again_changes_nothing(database):
    for _ in range(2):
        store = await open_store(database, now=NOW)
        async with store.read() as tx:
            assert await tx.run_sync(migrating.version) == schema.VERSION
        await store.close()


async def test_two_processes_that_start_at_once_migrate_once(database):
    stores = await asyncio.gather(*(open_store(database, now=NOW) for _ in range(4)))
    async with stores[0].begin() as tx:
        await cards.insert(tx, card("x"), identity="a", feed_id="f", now=NOW)
    for store in stores:
        await store.close()


@pytest.fixture
async def old(tmp_path, monkeypatch):
    """A database with a card in it, and a code that is one version further."""
    store = await open_store(tmp_path, now=NOW)
    async with store.begin() as tx:
        await cards.insert(tx, card("Words that must not be lost."), identity="a", feed_id="f", now=NOW)
    await store.close()
    monkeypatch.setattr(schema, "VERSION", "0002")
    return tmp_path


def _further(connection):
    connection.execute(text("ALTER TABLE cards ADD COLUMN weather TEXT"))
    connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))


def _identities(file: Path):
    connection = sqlite3.connect(file)
    try:
        return connection.execute("SELECT identity FROM cards").fetchall()
    finally:
        connection.close()


async def test_a_copy_is_kept_beside_the_database_before_it_is_migrated(old, monkeypatch):
    monkeypatch.setattr(migrating, "_upgrade", _further)
    store = await open_store(old, now=NOW)
    await store.close()
    copy = old / "briefbot-0001-20261124T120000Z.db"
    assert _identities(copy) == _identities(old / "briefbot.db") == [("a",)]
    monkeypatch.setattr(schema, "VERSION", "0001")
    (old / "briefbot.db").unlink()
    copy.rename(old / "briefbot.db")
    restored = await open_store(old, now=NOW)
    async with restored.read() as tx:
        assert (await cards.by_identity(tx, "a")).card.text == "Words that must not be lost."
    await restored.close()


async def test_a_migration_that_fails_leaves_the_database_as_it_was(old, monkeypatch):
    def failing(connection):
        _further(connection)
        raise RuntimeError

    monkeypatch.setattr(migrating, "_upgrade", failing)
    with pytest.raises(RuntimeError):
        await open_store(old, now=NOW)
    monkeypatch.setattr(schema, "VERSION", "0001")
    store = await open_store(old, now=NOW)
    async with store.read() as tx:
        assert await cards.count(tx) == 1
        columns = (await tx.execute(text("PRAGMA table_info(cards)"))).all()
    assert "weather" not in {column.name for column in columns}
    await store.close()
