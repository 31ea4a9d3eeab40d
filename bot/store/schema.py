"""The tables, as SQLAlchemy Core sees them. The migrations create them; a test holds the two together.

A card is kept whole, as JSON, in `card_bodies`; `cards` and the tables around it repeat what queries ask for. The row that is
sorted and filtered stays short, so that a search over all cards reads few pages.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)

VERSION = "0010"
"""The last migration: what a database must say it is to be used as it stands."""


class Utc(TypeDecorator[datetime]):
    """An aware time in UTC. SQLite has no zones: there it is stored naive, in UTC, as text that sorts by time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(value)
        moved = value.astimezone(UTC)
        return moved.replace(tzinfo=None) if dialect.name == "sqlite" else moved

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# ── what was read ────────────────────────────────────────────────────────────────────────────────────────────────────────────

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

# ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

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
)
"""Every feed that brought the article, in order of `seen_at`."""

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

# ── what is owed ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

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

# ── what admins changed ──────────────────────────────────────────────────────────────────────────────────────────────────────

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

# ── what readers keep and say ────────────────────────────────────────────────────────────────────────────────────────────────

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

# ── what the platforms' adapters keep ────────────────────────────────────────────────────────────────────────────────────────

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
