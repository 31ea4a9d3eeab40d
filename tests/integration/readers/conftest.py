from __future__ import annotations

import pytest

from bot.placing import Placing
from bot.store import cards
from tests.fakes.asking import CHANNELS, DESK, NOW, an_ask
from tests.fakes.desk_cards import stored_cards


@pytest.fixture
async def ask(store):
    """Somebody who asks over two cards, on each database; the desk has a channel for its admins."""
    placing = Placing()
    async with store.begin() as tx:
        for number, one in enumerate(stored_cards()):
            kept = await cards.insert(tx, one, identity=f"news.example/{number}", feed_id="example-world", now=NOW)
            await placing.place(tx, kept, DESK, NOW)
    return an_ask(store, alarms=CHANNELS[0])
