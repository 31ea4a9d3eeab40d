"""What is owed to whom."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text, UniqueConstraint, text

from bot.store.schema.base import Utc, metadata

_PLACE = ("platform", "workspace", "channel", "thread")
_OPEN = text("state IN ('owed', 'sending', 'doubtful')")

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("owed_at", Utc, nullable=False),
    Column("turn_at", Utc, nullable=False),
    Column("not_before", Utc),
    Column("first_attempt_at", Utc),
    Column("lease_until", Utc),
    Column("doubtful_since", Utc),
    Column("forced", Boolean, nullable=False),
    Column("alerted_at", Utc),
    Column("sent_at", Utc),
    Column("ref", Text),
    Column("error", Text),
    UniqueConstraint(*_PLACE, "kind", "subject", "revision", name="uq_deliveries_owed_once"),
    Index("ix_deliveries_subject", "subject"),
    Index("ix_deliveries_open", "platform", "turn_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_deliveries_place", *_PLACE, "turn_at", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
)
"""`turn_at`: when its turn in its place came (owed, or the hour it was planned for); a platform's “later” does not move it."""
