"""A page's own headline is kept, to be compared with itself and not with its feed's; failures to read it are counted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("watches", sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("watches", sa.Column("headline", sa.Text()))
