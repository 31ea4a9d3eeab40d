"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_OPEN = sa.text("state IN ('owed', 'sending', 'doubtful')")


def upgrade() -> None:
    _read()
    _cards()
    _parts()
    _words()
    _deliveries()
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
    )


def _read() -> None:
    op.create_table(
        "feeds",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("moved_to", sa.Text()),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("next_poll", _TIME),
        sa.Column("last_poll", _TIME),
        sa.Column("last_success", _TIME),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", _TIME),
        sa.Column("last_error", sa.Text()),
        sa.Column("alerted_at", _TIME),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("baseline_done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
    )
    op.create_index("ix_feeds_next_poll", "feeds", ["next_poll"])
    op.create_table(
        "entries",
        sa.Column("feed_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("feed_id", "key", name="pk_entries"),
    )
    op.create_index("ix_entries_identity", "entries", ["identity"])


def _cards() -> None:
    op.create_table(
        "card_days",
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_card_days"),
    )
    op.create_table(
        "cards",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("feed_id", sa.Text()),
        sa.Column("stored_at", _TIME, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("published", _TIME),
        sa.Column("language", sa.Text()),
        sa.Column("outlet", sa.Text()),
        sa.Column("outlet_key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("relevance", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_cards"),
        sa.UniqueConstraint("id", name="uq_cards_id"),
        sa.UniqueConstraint("identity", name="uq_cards_identity"),
    )
    op.create_index("ix_cards_at_seq", "cards", ["at", "seq"])
    op.create_index("ix_cards_outlet_key_at", "cards", ["outlet_key", "at"])
    op.create_table(
        "card_bodies",
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("card_seq", name="pk_card_bodies"),
        _of_card("card_bodies"),
    )
    op.create_table(
        "card_feeds",
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Text(), nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("card_seq", "feed_id", name="pk_card_feeds"),
        _of_card("card_feeds"),
    )
    op.create_table(
        "card_topics",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "card_seq", name="pk_card_topics"),
        _of_card("card_topics"),
    )


def _parts() -> None:
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_names"),
        sa.UniqueConstraint("kind", "key", name="uq_names_kind_key"),
    )
    op.create_table(
        "card_names",
        sa.Column("name_id", sa.Integer(), nullable=False),
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name_id", "card_seq", name="pk_card_names"),
        sa.ForeignKeyConstraint(["name_id"], ["names.id"], name="fk_card_names_name_id"),
        _of_card("card_names"),
    )
    op.create_table(
        "quotes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer()),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quotes"),
        sa.UniqueConstraint("card_seq", "position", name="uq_quotes_card_seq_position"),
        sa.ForeignKeyConstraint(["speaker_id"], ["names.id"], name="fk_quotes_speaker_id"),
        _of_card("quotes"),
    )
    op.create_index("ix_quotes_speaker_id", "quotes", ["speaker_id"])
    op.create_table(
        "figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("json", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
        sa.UniqueConstraint("card_seq", "position", name="uq_figures_card_seq_position"),
        _of_card("figures"),
    )


def _words() -> None:
    for name in ("card_words", "quote_words", "figure_words"):
        if op.get_bind().dialect.name == "sqlite":
            op.execute(
                f"CREATE VIRTUAL TABLE {name} USING fts5(head, body, content='', tokenize='unicode61 remove_diacritics 2')"
            )
        else:
            op.execute(f"CREATE TABLE {name} (id integer PRIMARY KEY, words tsvector NOT NULL)")
            op.execute(f"CREATE INDEX ix_{name}_words ON {name} USING gin (words)")


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("owed_at", _TIME, nullable=False),
        sa.Column("turn_at", _TIME, nullable=False),
        sa.Column("not_before", _TIME),
        sa.Column("first_attempt_at", _TIME),
        sa.Column("lease_until", _TIME),
        sa.Column("doubtful_since", _TIME),
        sa.Column("forced", sa.Boolean(), nullable=False),
        sa.Column("alerted_at", _TIME),
        sa.Column("sent_at", _TIME),
        sa.Column("ref", sa.Text()),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("key", name="uq_deliveries_key"),
        sa.UniqueConstraint(
            "platform", "workspace", "channel", "thread", "kind", "subject", "revision", name="uq_deliveries_owed_once"
        ),
    )
    op.create_index("ix_deliveries_subject", "deliveries", ["subject"])
    place = ["platform", "workspace", "channel", "thread", "turn_at", "id"]
    for name, columns in (("ix_deliveries_open", ["platform", "turn_at", "id"]), ("ix_deliveries_place", place)):
        op.create_index(name, "deliveries", columns, sqlite_where=_OPEN, postgresql_where=_OPEN)


def _of_card(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["card_seq"], ["cards.seq"], name=f"fk_{table}_card_seq")
