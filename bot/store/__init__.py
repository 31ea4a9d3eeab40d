"""What is kept: SQLite by default, PostgreSQL by URL.

    store = await open_store(data_folder, now=clock.now())
    async with store.begin() as tx:                       # all of it or nothing
        card = await cards.insert(tx, card, identity=…, feed_id=…, now=now)
        await deliveries.owe(tx, debts, now)
    async with store.read() as tx:
        page = await search.cards(tx, Query(words=("fentanilo",)), limit=10)

Queries stand in one module a topic, have a name and a sentence, and take the transaction first.
"""

from bot.store import cards, changes, deliveries, entries, feeds, search, stories
from bot.store.engine import Store, open_store, present
from bot.store.records import FigureHit, Page, QuoteHit, Source, StoredCard

__all__ = [
    "FigureHit",
    "Page",
    "QuoteHit",
    "Source",
    "Store",
    "StoredCard",
    "cards",
    "changes",
    "deliveries",
    "entries",
    "feeds",
    "open_store",
    "present",
    "search",
    "stories",
]
