"""Cards, and what of them is asked for by itself."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from bot.store.schema.base import Utc, metadata

card_days = Table(
    "card_days",
    metadata,
    Column("day", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

cards = Table(
    "cards",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("feed_id", Text),
    Column("stored_at", Utc, nullable=False),
    Column("at", Utc, nullable=False),
    Column("published", Utc),
    Column("language", Text),
    Column("outlet", Text),
    Column("outlet_key", Text, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("relevance", Float, nullable=False),
    Index(None, "at", "seq"),
    Index(None, "outlet_key", "at"),
)
"""`at`: the article's date, or when it came in where it has none or claims to come from the future."""

card_bodies = Table(
    "card_bodies",
    metadata,
    Column("card_seq", ForeignKey("cards.seq"), primary_key=True),
    Column("json", Text, nullable=False),
)

card_feeds = Table(
    "card_feeds",
    metadata,
    Column("card_seq", ForeignKey("cards.seq"), primary_key=True),
    Column("feed_id", Text, primary_key=True),
    Column("seen_at", Utc, nullable=False),
    Column("entry_print", Text),
)
"""Every feed that brought the article, in order of `seen_at`. `entry_print`: of what the feed's entry said when the article was
read last, for all feeds but the first, whose print its watch keeps."""

card_topics = Table(
    "card_topics",
    metadata,
    Column("topic", Text, primary_key=True),
    Column("card_seq", ForeignKey("cards.seq"), primary_key=True),
    Column("score", Float, nullable=False),
)

names = Table(
    "names",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("uses", Integer, nullable=False, server_default="0"),
    UniqueConstraint("kind", "key"),
)
"""Each name once. `kind`: person, organisation, place or speaker; `key`: the name's folded words, parted by
spaces; `uses`: on how many cards, or of how many quotes, it is the name."""

card_names = Table(
    "card_names",
    metadata,
    Column("name_id", ForeignKey("names.id"), primary_key=True),
    Column("card_seq", ForeignKey("cards.seq"), primary_key=True),
)

quotes = Table(
    "quotes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("card_seq", ForeignKey("cards.seq"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("speaker_id", ForeignKey("names.id"), index=True),
    Column("json", Text, nullable=False),
    UniqueConstraint("card_seq", "position"),
)

figures = Table(
    "figures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("card_seq", ForeignKey("cards.seq"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("json", Text, nullable=False),
    UniqueConstraint("card_seq", "position"),
)
