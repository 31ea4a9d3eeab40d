"""Who reported what, so that one person cannot flood the admins; and what the admins made of a report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_PERSON = ("platform", "workspace", "person")


def upgrade() -> None:
    for name in _PERSON:
        op.add_column("reports", sa.Column(name, sa.Text()))
    op.add_column("reports", sa.Column("settled", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_reports_person", "reports", [*_PERSON, "at"])
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rulings"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_rulings_report_id"),
    )
    op.create_index("ix_rulings_report_id", "rulings", ["report_id"])
