"""What waits for a digest, and what digests told."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from bot.store.schema.base import Utc, metadata

_WAITING = text("settled IS NULL")

waiting = Table(
    "waiting",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("card_seq", ForeignKey("cards.seq"), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("reason", Text, nullable=False),
    Column("settled", Text),
    Index("ix_waiting_open", "channel", "at", sqlite_where=_WAITING, postgresql_where=_WAITING),
)
"""Cards that a channel wants and was not sent at once. `reason`: a digest channel, quiet hours, a cap; `settled`: the subject
of the digest that told of it, or why none will."""

digest_runs = Table(
    "digest_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("slot", Utc, nullable=False),
    Column("at", Utc, nullable=False),
    Column("subject", Text, nullable=False),
    UniqueConstraint("channel", "digest", "slot"),
)
"""A digest that was made: for which hour (`slot`), and when. `subject`: of its delivery; empty where nothing was to be said."""

digest_items = Table(
    "digest_items",
    metadata,
    Column("run_id", ForeignKey("digest_runs.id"), primary_key=True),
    Column("story", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
)
"""The stories that a digest told of. `stamp`: what was known of the story then: it is told again only where that changed."""
