"""What admins changed, and what readers keep and say."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, false

from bot.store.schema.base import Utc, metadata

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("who", Text, nullable=False),
    Column("where", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("batch", Integer),
)

_PERSON = ("platform", "workspace", "person")

follows = Table(
    "follows",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("since", Utc, nullable=False),
    UniqueConstraint(*_PERSON, "kind", "subject", name="uq_follows_once"),
)
"""`subject`: what is followed, as it is compared (an id, a folded name, a search's line); `words`: as its follower reads it;
`place`: where that person alone reads, as JSON."""

saves = Table(
    "saves",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("card_seq", ForeignKey("cards.seq"), primary_key=True),
    Column("at", Utc, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("card_seq", ForeignKey("cards.seq"), nullable=False, index=True),
    Column("at", Utc, nullable=False),
    Column("who", Text, nullable=False),
    Column("where", Text, nullable=False),
    Column("words", Text, nullable=False),
    *(Column(name, Text) for name in _PERSON),
    Column("settled", Boolean, nullable=False, server_default=false()),
    Index("ix_reports_person", *_PERSON, "at"),
)
"""What readers said is wrong on a card. A card with an open report is marked so until it is settled, or the card retracted."""

rulings = Table(
    "rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", ForeignKey("reports.id"), nullable=False, index=True),
    Column("at", Utc, nullable=False),
    Column("who", Text, nullable=False),
    Column("where", Text, nullable=False),
    Column("settled", Boolean, nullable=False),
    Column("words", Text, nullable=False),
)
"""What admins made of a report, each time."""

retractions = Table(
    "retractions",
    metadata,
    Column("card_seq", ForeignKey("cards.seq"), primary_key=True),
    Column("at", Utc, nullable=False),
    Column("who", Text, nullable=False),
    Column("where", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
