"""What was read: feeds, their entries, and what became of each article."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table, Text

from bot.store.schema.base import Utc, metadata

feeds = Table(
    "feeds",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("moved_to", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("next_poll", Utc, index=True),
    Column("last_poll", Utc),
    Column("last_success", Utc),
    Column("failures", Integer, nullable=False),
    Column("failing_since", Utc),
    Column("last_error", Text),
    Column("alerted_at", Utc),
    Column("retired", Boolean, nullable=False),
    Column("baseline_done", Boolean, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("feed_id", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("identity", Text, nullable=False, index=True),
    Column("seen_at", Utc, nullable=False),
)

judged = Table(
    "judged",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("identity", Text, nullable=False, index=True),
    Column("article", Text, nullable=False, index=True),
    Column("feed_id", Text, nullable=False),
    Column("at", Utc, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text),
    Column("outcome", Text, nullable=False),
    Column("told", Text, nullable=False),
)
"""What became of each article that came in. `identity`: of the feed's entry; `article`: of the article as it was read;
`told`: the reasons, of the outcome and of each channel, as JSON."""
