from __future__ import annotations

import pytest

from bot.placing import Placing
from bot.store import cards, open_store
from tests.fakes.asking import DESK, NOW, an_ask
from tests.fakes.desk_cards import stored_cards


@pytest.fixture
async def store(tmp_path):
    store = await open_store(tmp_path, now=NOW)
    placing = Placing()
    async with store.begin() as tx:
        for number, one in enumerate(stored_cards()):
            kept = await cards.insert(tx, one, identity=f"news.example/{number}", feed_id="example-world", now=NOW)
            await placing.place(tx, kept, DESK, NOW)
    yield store
    await store.close()


@pytest.fixture
def ask(store):
    return an_ask(store)
