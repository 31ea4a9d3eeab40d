"""The tables, as SQLAlchemy Core sees them. The migrations create them; a test holds the two together.

A card is kept whole, as JSON, in `card_bodies`; `cards` and the tables around it repeat what queries ask for. The row that is
sorted and filtered stays short, so that a search over all cards reads few pages.
"""

from bot.store.schema.again import revisions, watches
from bot.store.schema.base import VERSION, Utc, metadata
from bot.store.schema.condensed import (
    card_bodies,
    card_days,
    card_feeds,
    card_names,
    card_topics,
    cards,
    figures,
    names,
    quotes,
)
from bot.store.schema.digests import digest_items, digest_runs, waiting
from bot.store.schema.grouped import stories, story_cards, story_rulings
from bot.store.schema.owed import deliveries
from bot.store.schema.people import changes, follows, reports, retractions, rulings, saves
from bot.store.schema.platforms import answered, lines
from bot.store.schema.reading import entries, feeds, judged

__all__ = [
    "VERSION",
    "Utc",
    "answered",
    "card_bodies",
    "card_days",
    "card_feeds",
    "card_names",
    "card_topics",
    "cards",
    "changes",
    "deliveries",
    "digest_items",
    "digest_runs",
    "entries",
    "feeds",
    "figures",
    "follows",
    "judged",
    "lines",
    "metadata",
    "names",
    "quotes",
    "reports",
    "retractions",
    "revisions",
    "rulings",
    "saves",
    "stories",
    "story_cards",
    "story_rulings",
    "waiting",
    "watches",
]
