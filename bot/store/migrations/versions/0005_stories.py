"""Stories, articles fetched again and how they changed, and what waits for a digest."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    _stories()
    _again()
    _digests()


def _stories() -> None:
    op.create_table(
        "stories",
        *_texts("id"),
        sa.Column("first_at", _TIME, nullable=False),
        sa.Column("last_at", _TIME, nullable=False),
        sa.Column("merged_into", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sa.ForeignKeyConstraint(["merged_into"], ["stories.id"], name="fk_stories_merged_into"),
    )
    op.create_index("ix_stories_last_at", "stories", ["last_at"])
    op.create_table(
        "story_cards",
        sa.Column("card_seq", sa.Integer(), nullable=False),
        *_texts("story"),
        sa.Column("at", _TIME, nullable=False),
        *_texts("features"),
        sa.Column("copy_of", sa.Integer()),
        *_texts("reason"),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("card_seq", name="pk_story_cards"),
        sa.ForeignKeyConstraint(["card_seq"], ["cards.seq"], name="fk_story_cards_card_seq"),
        sa.ForeignKeyConstraint(["copy_of"], ["cards.seq"], name="fk_story_cards_copy_of"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_story_cards_story"),
    )
    op.create_index("ix_story_cards_at", "story_cards", ["at"])
    op.create_index("ix_story_cards_story_at", "story_cards", ["story", "at"])
    op.create_table(
        "story_rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        *_texts("who", "where", "kind", "story", "other"),
        sa.PrimaryKeyConstraint("id", name="pk_story_rulings"),
    )
    op.create_index("ix_story_rulings_story", "story_rulings", ["story"])


def _again() -> None:
    op.create_table(
        "watches",
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("next_at", _TIME),
        sa.Column("checks", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("entry_print", sa.Text()),
        sa.PrimaryKeyConstraint("card_seq", name="pk_watches"),
        sa.ForeignKeyConstraint(["card_seq"], ["cards.seq"], name="fk_watches_card_seq"),
    )
    op.create_index("ix_watches_next_at", "watches", ["next_at"])
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        *_texts("kind", "changes", "before"),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
        sa.ForeignKeyConstraint(["card_seq"], ["cards.seq"], name="fk_revisions_card_seq"),
        sa.UniqueConstraint("card_seq", "number", name="uq_revisions_card_seq_number"),
    )
    op.create_index("ix_revisions_at", "revisions", ["at"])


def _digests() -> None:
    op.create_table(
        "waiting",
        *_texts("channel"),
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        *_texts("reason"),
        sa.Column("settled", sa.Text()),
        sa.PrimaryKeyConstraint("channel", "card_seq", name="pk_waiting"),
        sa.ForeignKeyConstraint(["card_seq"], ["cards.seq"], name="fk_waiting_card_seq"),
    )
    is_open = sa.text("settled IS NULL")
    op.create_index("ix_waiting_open", "waiting", ["channel", "at"], sqlite_where=is_open, postgresql_where=is_open)
    op.create_table(
        "digest_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("channel", "digest"),
        sa.Column("slot", _TIME, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        *_texts("subject"),
        sa.PrimaryKeyConstraint("id", name="pk_digest_runs"),
        sa.UniqueConstraint("channel", "digest", "slot", name="uq_digest_runs_channel_digest_slot"),
    )
    op.create_table(
        "digest_items",
        sa.Column("run_id", sa.Integer(), nullable=False),
        *_texts("story", "stamp"),
        sa.PrimaryKeyConstraint("run_id", "story", name="pk_digest_items"),
        sa.ForeignKeyConstraint(["run_id"], ["digest_runs.id"], name="fk_digest_items_run_id"),
    )
