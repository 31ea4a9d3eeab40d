"""How often each name is used, so that completion need not count; and PostgreSQL's words sorted in at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COUNTED = """
UPDATE names SET uses = (SELECT count(*) FROM card_names WHERE name_id = names.id)
                      + (SELECT count(*) FROM quotes WHERE speaker_id = names.id)
"""


def upgrade() -> None:
    op.add_column("names", sa.Column("uses", sa.Integer(), nullable=False, server_default="0"))
    op.execute(_COUNTED)
    if op.get_bind().dialect.name == "postgresql":
        # by default new words wait in a list that every search reads through from end to end
        for name in ("card_words", "quote_words", "figure_words"):
            op.execute(f"ALTER INDEX ix_{name}_words SET (fastupdate = off)")
            op.execute(f"SELECT gin_clean_pending_list('ix_{name}_words')")
