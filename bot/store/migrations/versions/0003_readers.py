"""What readers follow, save and report; what admins retract; what the platforms' adapters keep."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    _of_persons()
    _of_cards()
    _of_adapters()


def _of_persons() -> None:
    person = ("platform", "workspace", "person")
    op.create_table(
        "follows",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts(*person, "kind", "subject", "words", "language", "place"),
        sa.Column("since", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_follows"),
        sa.UniqueConstraint(*person, "kind", "subject", name="uq_follows_once"),
    )
    op.create_table(
        "saves",
        *_texts(*person),
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint(*person, "card_seq", name="pk_saves"),
        sa.ForeignKeyConstraint(["card_seq"], ["cards.seq"], name="fk_saves_card_seq"),
    )


def _of_cards() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        *_texts("who", "where", "words"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.ForeignKeyConstraint(["card_seq"], ["cards.seq"], name="fk_reports_card_seq"),
    )
    op.create_index("ix_reports_card_seq", "reports", ["card_seq"])
    op.create_table(
        "retractions",
        sa.Column("card_seq", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        *_texts("who", "where", "reason"),
        sa.PrimaryKeyConstraint("card_seq", name="pk_retractions"),
        sa.ForeignKeyConstraint(["card_seq"], ["cards.seq"], name="fk_retractions_card_seq"),
    )


def _of_adapters() -> None:
    op.create_table(
        "lines",
        *_texts("token", "line"),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_lines"),
    )
    op.create_table(
        "answered",
        *_texts("platform", "key"),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("platform", "key", name="pk_answered"),
    )
    op.create_index("ix_answered_at", "answered", ["at"])
