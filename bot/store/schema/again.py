"""Articles that are read again, and how they changed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from bot.store.schema.base import Utc, metadata

watches = Table(
    "watches",
    metadata,
    Column("card_seq", ForeignKey("cards.seq"), primary_key=True),
    Column("next_at", Utc, index=True),
    Column("checks", Integer, nullable=False),
    Column("missing", Integer, nullable=False),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("etag", Text),
    Column("modified", Text),
    Column("entry_print", Text),
    Column("headline", Text),
)
"""When an article's page is looked at again (null: no more). `missing`: how often in a row it was not there;
`failures`: or could not be read; `entry_print`: a hash of what its feed's entry said last; `headline`: the page's own, which
may differ from the feed's."""

revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("card_seq", ForeignKey("cards.seq"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Utc, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("before", Text, nullable=False),
    UniqueConstraint("card_seq", "number"),
)
"""How an article changed after its card was made. `before`: the card as it stood, whole, as JSON."""
