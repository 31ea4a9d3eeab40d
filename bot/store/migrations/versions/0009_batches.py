"""Which changes of the settings were one command's, so that they are undone together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("changes", sa.Column("batch", sa.Integer()))
