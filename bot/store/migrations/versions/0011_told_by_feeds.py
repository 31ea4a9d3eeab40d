"""What each further feed that brought an article says of it is kept, so that its changes are noticed too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("card_feeds", sa.Column("entry_print", sa.Text()))
