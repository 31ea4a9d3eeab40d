"""The tables of stories, of what changed, and of digests; `bot.store.schema` has the others."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from bot.store.schema import Utc, metadata

# ── stories ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

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

# ── articles fetched again ───────────────────────────────────────────────────────────────────────────────────────────────────

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

# ── what waits for a digest ──────────────────────────────────────────────────────────────────────────────────────────────────

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
