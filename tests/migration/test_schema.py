"""What the migrations make is what the code believes in; and an old database is copied before it is changed."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, text

from bot.model import card_json
from bot.model.query import Query
from bot.model.readers import Person, direct_to
from bot.store import cards, follows, migrating, open_store, saves, schema, search
from tests.fakes.cards import card
from tests.fakes.databases import NOW

NOW_AT = schema.VERSION
FULL_TEXT = ("card_words", "quote_words", "figure_words")
"""Tables of which each database has its own kind."""


def _ours(_object, name, kind, _reflected, _compared):
    return kind != "table" or not name.startswith(FULL_TEXT)


async def differing(store):
    """How the database's tables differ from those that the code believes in."""
    options = {"include_object": _ours, "compare_type": True}
    async with store.read() as tx:
        return await tx.run_sync(
            lambda connection: compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata)
        )


async def test_words_that_an_older_version_indexed_are_found_by_word_phrase_beginning_and_part(database, monkeypatch):
    def until(version):
        def upgrade(connection):
            config = migrating.configuration()
            config.attributes["connection"] = connection
            command.upgrade(config, version)

        return upgrade

    kept = [
        card("Homicides fell in León. Nobody was held.", title="A quiet year", published=NOW),
        card("Cárteles: nothing of the kind.", title="", published=NOW),
    ]
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "_upgrade", until("0005"))
        store = await open_store(database, now=NOW)
        async with store.begin() as tx:
            for number, one in enumerate(kept):
                await cards.insert(tx, one, identity=str(number), feed_id="f", now=NOW)
        await store.close()
    store = await open_store(database, now=NOW)
    asked = {
        "homicides": 1,
        "homic*": 1,
        "leon": 1,
        "c*": 1,
        "n*": 2,
        "nob*": 1,
        "year": 1,
        "absent": 0,
    }
    async with store.read() as tx:
        found = {word: (await search.cards(tx, Query(words=(word,)), limit=5)).total for word in asked}
        phrases = [
            (await search.cards(tx, Query(phrases=(one,)), limit=5)).total
            for one in ("fell in león", "in fell", "year homicides")
        ]
    await store.close()
    assert found == asked
    assert phrases == [1, 0, 0]


async def test_a_fresh_database_has_the_tables_of_the_schema(database):
    store = await open_store(database, now=NOW)
    assert await differing(store) == []
    await store.close()


ROWS_OF_0001 = """
INSERT INTO card_days VALUES ('2026-11-24', 1);
INSERT INTO cards (id, identity, stored_at, at, outlet_key, title, relevance)
    VALUES ('BB-2026-11-24-001', 'a', '2026-11-24 12:00:00', '2026-11-24 12:00:00', '', 'Old', 0.5);
INSERT INTO card_bodies VALUES (1, :body);
INSERT INTO names (kind, key, name) VALUES ('speaker', 'ana ruiz', 'Ana Ruiz');
INSERT INTO names (kind, key, name) VALUES ('place', 'xalapa', 'Xalapa');
INSERT INTO card_names (name_id, card_seq) VALUES (2, 1);
INSERT INTO quotes (card_seq, position, speaker_id, json) VALUES (1, 0, 1, '[]');
INSERT INTO quotes (card_seq, position, speaker_id, json) VALUES (1, 1, 1, '[]')
"""


def _at_0001(connection):
    config = migrating.configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    body = card_json.dumps(card("Words that must not be lost.", id="BB-2026-11-24-001"))
    for statement in ROWS_OF_0001.split(";"):
        connection.execute(text(statement), {"body": body} if ":body" in statement else {})


async def test_a_database_of_the_first_version_is_brought_up_to_date_with_its_rows(database, monkeypatch, tmp_path):
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "_upgrade", _at_0001)
        store = await open_store(database, now=NOW)
        await store.close()
    store = await open_store(database, now=NOW)
    assert await differing(store) == []
    async with store.begin() as tx:
        await cards.insert(tx, card("x", places=["Xalapa", "Puebla"]), identity="b", feed_id="f", now=NOW)
    async with store.read() as tx:
        assert (await cards.by_identity(tx, "a")).card.text == "Words that must not be lost."
        assert (await cards.by_identity(tx, "b")).card.id == "BB-2026-11-24-002"
        assert await search.speakers(tx, "ruiz", limit=5) == ("Ana Ruiz",)
        assert await search.places(tx, "", limit=5) == ("Xalapa", "Puebla")
        uses = (await tx.execute(select(schema.names.c.name, schema.names.c.uses).order_by(schema.names.c.name))).all()
    await store.close()
    assert [tuple(row) for row in uses] == [("Ana Ruiz", 2), ("Puebla", 1), ("Xalapa", 2)]
    copies = [file.name for file in tmp_path.glob("test-0001-*.db")]
    assert copies == (["test-0001-20261124T120000Z.db"] if database.startswith("sqlite") else [])


ROWS_OF_0006 = """
INSERT INTO card_days VALUES ('2026-11-24', 1);
INSERT INTO cards (id, identity, stored_at, at, outlet_key, title, relevance)
    VALUES ('BB-2026-11-24-001', 'a', '2026-11-24 12:00:00', '2026-11-24 12:00:00', '', 'Old', 0.5);
INSERT INTO card_bodies VALUES (1, :body);
INSERT INTO saves VALUES ('discord', '9', '7', 1, '2026-11-24 12:00:00');
INSERT INTO saves VALUES ('discord', '', '7', 1, '2026-11-24 13:00:00');
INSERT INTO saves VALUES ('discord', '8', '7', 1, '2026-11-24 13:00:00');
INSERT INTO saves VALUES ('slack', 'T1', '7', 1, '2026-11-24 12:00:00');
INSERT INTO follows (platform, workspace, person, kind, subject, words, language, place, since)
    VALUES ('discord', '9', '7', 'topic', 'arms', 'Arms', 'en', '["discord", "9", "9/7", ""]', '2026-11-24 12:00:00');
INSERT INTO follows (platform, workspace, person, kind, subject, words, language, place, since)
    VALUES ('discord', '', '7', 'topic', 'arms', 'Arms', 'en', '["discord", "", "7", ""]', '2026-11-24 13:00:00');
INSERT INTO follows (platform, workspace, person, kind, subject, words, language, place, since)
    VALUES ('discord', '9', '8', 'topic', 'arms', 'Arms', 'en', '["discord", "9", "9/8", ""]', '2026-11-24 12:00:00');
INSERT INTO follows (platform, workspace, person, kind, subject, words, language, place, since)
    VALUES ('slack', 'T1', '7', 'topic', 'arms', 'Arms', 'en', '["slack", "T1", "T1/7", ""]', '2026-11-24 12:00:00')
"""


def _at_0006(connection):
    config = migrating.configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "0006")
    body = card_json.dumps(card("Words.", id="BB-2026-11-24-001"))
    for statement in ROWS_OF_0006.split(";\n"):
        connection.execute(text(statement.replace(":00:00", r"\:00\:00")), {"body": body} if ":body" in statement else {})


async def test_what_was_a_persons_own_on_several_servers_of_discord_stands_together(database, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "_upgrade", _at_0006)
        store = await open_store(database, now=NOW)
        await store.close()
    store = await open_store(database, now=NOW)
    ana, ben = (Person(platform="discord", id=name) for name in ("7", "8"))
    slack = Person(platform="slack", workspace="T1", id="7")
    async with store.read() as tx:
        assert [(await saves.of(tx, who, limit=9)).total for who in (ana, ben, slack)] == [1, 0, 1]
        kept = [await follows.of(tx, who) for who in (ana, ben, slack)]
        rows = (await tx.execute(select(schema.saves.c.workspace).order_by(schema.saves.c.workspace))).scalars().all()
    await store.close()
    assert [[one.place for one in some] for some in kept] == [[direct_to(who)] for who in (ana, ben, slack)]
    assert rows == ["", "T1"]


def test_the_versions_form_one_line_that_ends_where_the_code_stands():
    scripts = ScriptDirectory.from_config(migrating.configuration())
    assert scripts.get_heads() == [schema.VERSION]


async def test_opening_again_changes_nothing(database):
    for _ in range(2):
        store = await open_store(database, now=NOW)
        async with store.read() as tx:
            assert await tx.run_sync(migrating.version) == schema.VERSION
        await store.close()


@pytest.mark.timeout(60)
async def test_two_processes_that_start_at_once_migrate_once(database):
    stores = await asyncio.gather(*(open_store(database, now=NOW) for _ in range(4)))
    async with stores[0].begin() as tx:
        kept = await cards.insert(tx, card("x"), identity="a", feed_id="f", now=NOW)
    for store in stores:
        async with store.read() as tx:
            assert await tx.run_sync(migrating.version) == schema.VERSION
            assert [held.card.id for held in await cards.latest(tx, limit=2)] == [kept.id]
        await store.close()


@pytest.fixture
async def old(tmp_path, monkeypatch):
    """A database with a card in it, and a code that is one version further."""
    store = await open_store(tmp_path, now=NOW)
    async with store.begin() as tx:
        await cards.insert(tx, card("Words that must not be lost."), identity="a", feed_id="f", now=NOW)
    await store.close()
    monkeypatch.setattr(schema, "VERSION", "9999")
    return tmp_path


def _further(connection):
    connection.execute(text("ALTER TABLE cards ADD COLUMN weather TEXT"))
    connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))


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
    copy = old / f"briefbot-{NOW_AT}-20261124T120000Z.db"
    assert _identities(copy) == _identities(old / "briefbot.db") == [("a",)]
    monkeypatch.setattr(schema, "VERSION", NOW_AT)
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
    monkeypatch.setattr(schema, "VERSION", NOW_AT)
    store = await open_store(old, now=NOW)
    async with store.read() as tx:
        assert await cards.count(tx) == 1
        columns = (await tx.execute(text("PRAGMA table_info(cards)"))).all()
    assert "weather" not in {column.name for column in columns}
    await store.close()
