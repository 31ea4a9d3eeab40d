"""What the platforms' adapters keep."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from bot.store.schema.base import Utc, metadata

lines = Table(
    "lines",
    metadata,
    Column("token", Text, primary_key=True),
    Column("line", Text, nullable=False),
    Column("at", Utc, nullable=False),
)
"""Command lines of buttons that are too long for a platform to carry."""

answered = Table(
    "answered",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("at", Utc, nullable=False, index=True),
)
"""Requests already carried out, by the platform's own key: one that is sent twice changes nothing the second time."""
