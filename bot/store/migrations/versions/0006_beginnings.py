"""SQLite finds words by their beginnings at once: the full-text tables keep the beginnings of one to six letters as well.

Without them a beginning that many words share is answered by merging the places of each of these words. PostgreSQL's index
needs nothing.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MADE = (
    "CREATE VIRTUAL TABLE {name} USING "
    "fts5(head, body, content='', prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 2')"
)
_AT_ONCE, _READ_AT_ONCE = 500, 10_000


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("card_words", "quote_words", "figure_words"):
            _rebuild(name)


def _rebuild(name: str) -> None:
    """The table keeps no texts, but each word with its item, part and place: in that order they are the texts again."""
    connection = op.get_bind()
    places = sa.table(f"{name}_places", *map(sa.column, ("doc", "col", "offset", "term")), schema="temp")
    op.execute(f"ALTER TABLE {name} RENAME TO {name}_before")
    op.execute(_MADE.format(name=name))
    op.execute(f"CREATE VIRTUAL TABLE temp.{name}_places USING fts5vocab(main, {name}_before, instance)")
    in_order = sa.select(places.c.doc, places.c.col, places.c.term).order_by(places.c.doc, places.c.col, places.c.offset)
    found = connection.execute(in_order.execution_options(yield_per=_READ_AT_ONCE))
    insert = sa.table(name, *map(sa.column, ("rowid", "head", "body"))).insert()
    waiting: list[dict[str, Any]] = []
    for doc, words in groupby(found, key=lambda row: row.doc):
        parts = {"head": "", "body": ""}
        parts |= {part: " ".join(row.term for row in some) for part, some in groupby(words, key=lambda row: row.col)}
        waiting.append({"rowid": doc, **parts})
        if len(waiting) == _AT_ONCE:
            connection.execute(insert, waiting)
            waiting = []
    if waiting:
        connection.execute(insert, waiting)
    op.execute(f"DROP TABLE temp.{name}_places")
    op.execute(f"DROP TABLE {name}_before")
