"""Stories, and what admins ruled on them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from bot.store.schema.base import Utc, metadata

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("first_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False, index=True),
    Column("merged_into", ForeignKey("stories.id")),
)
"""`first_at`, `last_at`: when its first and its last card came. A story that was merged into another has no cards left; its id
leads to the other."""

story_cards = Table(
    "story_cards",
    metadata,
    Column("card_seq", ForeignKey("cards.seq"), primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False),
    Column("at", Utc, nullable=False, index=True),
    Column("features", Text, nullable=False),
    Column("copy_of", ForeignKey("cards.seq")),
    Column("reason", Text, nullable=False),
    Column("by_hand", Boolean, nullable=False),
    Index(None, "story", "at"),
)
"""`features`: what stories are told apart by, as `bot.editorial.stories` reads and writes it."""

story_rulings = Table(
    "story_rulings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("who", Text, nullable=False),
    Column("where", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("story", Text, nullable=False, index=True),
    Column("other", Text, nullable=False),
)
"""What admins merged (`other`: a story) and split (`other`: a card)."""
