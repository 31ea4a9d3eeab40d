"""A database that cannot: it is said what, where and what to do; nothing is half kept; and it can be tried again."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

import bot.store.engine
from bot.languages import texts
from bot.model.errors import StoreError, UsageError
from bot.store import cards, open_store
from tests.fakes.cards import card
from tests.fakes.databases import NOW


async def put(store, identity, words="x"):
    async with store.begin() as tx:
        return await cards.insert(tx, card(words), identity=identity, feed_id="f", now=NOW)


async def count(store):
    async with store.read() as tx:
        return await cards.count(tx)


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(bot.store.engine, "BUSY_SECONDS", 0.1)


async def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(fresh):
    store = await fresh()
    await put(store, "before")
    async with store.begin() as tx:
        pages = (await tx.execute(text("PRAGMA page_count"))).scalar_one()
        await tx.execute(text(f"PRAGMA max_page_count = {pages + 2}"))
    kept = 0

    async def fill():
        nonlocal kept
        for number in range(50):
            await put(store, f"card {number}", "words " * 3000)
            kept += 1

    with pytest.raises(StoreError) as caught:
        await fill()
    assert caught.value.code == "store-full"
    assert "full" in texts("en").error(caught.value).what
    assert await count(store) == 1 + kept
    async with store.begin() as tx:
        await tx.execute(text("PRAGMA max_page_count = 1000000"))
    again = await put(store, f"card {kept}", "words " * 3000)
    assert again.id == f"BB-2026-11-24-{kept + 2:03d}"


async def test_a_locked_database_is_said_to_be_busy_and_serves_readers(impatient, tmp_path):
    store = await open_store(tmp_path, now=NOW)
    other = sqlite3.connect(tmp_path / "briefbot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="store-locked"):
        await put(store, "a")
    assert await count(store) == 0
    other.execute("ROLLBACK")
    other.close()
    await put(store, "a")
    await store.close()


async def test_a_writer_that_does_not_end_is_said_to_be_in_the_way(impatient, tmp_path):
    store = await open_store(tmp_path, now=NOW)
    async with store.begin():
        with pytest.raises(StoreError, match="store-locked"):
            await put(store, "a")
    await store.close()


async def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path):
    file = tmp_path / "briefbot.db"
    file.write_bytes(b"This is not a database. " * 100)
    with pytest.raises(StoreError) as caught:
        await open_store(tmp_path, now=NOW)
    assert caught.value.code == "store-corrupt"
    assert caught.value.params == {"store": str(file)}
    assert file.read_bytes() == b"This is not a database. " * 100


async def test_a_damaged_database_is_named(tmp_path):
    store = await open_store(tmp_path, now=NOW)
    for number in range(40):
        await put(store, str(number), "words " * 500)
    await store.close()
    file = tmp_path / "briefbot.db"
    content = bytearray(file.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="store-corrupt"):
        await open_store(tmp_path, now=NOW)


async def test_a_database_of_a_newer_version_is_left_alone(database):
    store = await open_store(database, now=NOW)
    async with store.begin() as tx:
        await tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await store.close()
    with pytest.raises(StoreError) as caught:
        await open_store(database, now=NOW)
    assert caught.value.code == "store-newer"
    assert "9999" in texts("es").error(caught.value).what


async def test_another_programmes_tables_are_left_alone(database, tmp_path):
    store = await open_store(database, now=NOW)
    async with store.begin() as tx:
        await tx.execute(text("DROP TABLE alembic_version"))
    await store.close()
    with pytest.raises(StoreError, match="store-foreign"):
        await open_store(database, now=NOW)


async def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="store-unwritable"):
        await open_store(tmp_path / "file" / "data", now=NOW)


async def test_a_folder_where_the_database_should_be_is_named(tmp_path):
    (tmp_path / "briefbot.db").mkdir()
    with pytest.raises(StoreError, match="store-unwritable"):
        await open_store(tmp_path, now=NOW)


async def test_a_database_that_may_only_be_read_is_named(tmp_path):
    store = await open_store(tmp_path, now=NOW)
    await store.close()
    read_only = await open_store(f"sqlite:///file:{tmp_path / 'briefbot.db'}?mode=ro&uri=true", now=NOW)
    with pytest.raises(StoreError, match="store-unwritable"):
        await put(read_only, "a")
    await read_only.close()


async def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path):
    with pytest.raises(StoreError) as caught:
        await open_store(f"postgresql://ana:s3cret@/news?host={tmp_path}", now=NOW)
    assert caught.value.code == "store-unreachable"
    assert "s3cret" not in repr(caught.value)
    assert "news" in str(caught.value)


@pytest.mark.parametrize(
    "url", ["mysql://ana:s3cret@host/db", "s3cret", "sqlite://", "sqlite:///:memory:", "postgresql://s3cret"]
)
async def test_an_address_of_another_kind_is_refused_without_its_password(url):
    with pytest.raises(UsageError, match="store-url") as caught:
        await open_store(url, now=NOW)
    assert ":s3cret@" not in str(caught.value)


async def test_many_writers_wait_for_each_other(fresh):
    store = await fresh()
    await asyncio.gather(*(put(store, str(number)) for number in range(40)))
    assert await count(store) == 40


async def test_a_folder_is_made_where_there_is_none(tmp_path):
    store = await open_store(tmp_path / "a" / "b", now=NOW)
    await store.close()
    assert Path(store.name) == tmp_path / "a" / "b" / "briefbot.db"
