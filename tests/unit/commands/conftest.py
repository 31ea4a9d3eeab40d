from __future__ import annotations

import pytest

from bot.store import cards, open_store
from tests.fakes.asking import NOW, an_ask
from tests.fakes.cards import card, figure, quote

EN = (
    "Homicides fell in Guanajuato. The state counted over 2,500 homicides in 2025, down 9.7% against 2024. "
    "“We will not rest, and we will not look away,” said Ana Ruiz, the state prosecutor."
)
ES = (
    "La Guardia Nacional decomisó mil 200 kilos de metanfetamina en Culiacán. "
    "“No habrá impunidad”, dijo el general Luis Mora. Los homicidios bajaron."
)


def stored_cards():
    yield card(
        EN,
        title="Homicides fall in Guanajuato",
        topics=("homicides",),
        places=("Guanajuato",),
        points=("Homicides fell in Guanajuato.",),
        quotes=(
            quote(EN, "We will not rest, and we will not look away,", by="Ana Ruiz", role="the state prosecutor", verb="said"),
        ),
        figures=(
            figure(EN, "2,500 homicides", "2500", unit="homicides", qualifier="over", measure="homicides", period="in 2025"),
            figure(EN, "9.7%", "9.7", unit="%", measure="homicides", change="down", baseline="2024", register="sesnsp-cases"),
        ),
    )
    yield card(
        ES,
        title="Decomiso en Culiacán",
        url="https://ejemplo.example/nota",
        outlet="El Ejemplo",
        language="es",
        region="MX",
        topics=("armed-forces",),
        places=("Culiacán",),
        quotes=(quote(ES, "No habrá impunidad", by="Luis Mora", role="el general", verb="dijo"),),
        figures=(figure(ES, "mil 200 kilos", "1200", unit="kg", measure="metanfetamina"),),
    )


@pytest.fixture
async def store(tmp_path):
    store = await open_store(tmp_path, now=NOW)
    async with store.begin() as tx:
        for number, one in enumerate(stored_cards()):
            await cards.insert(tx, one, identity=f"news.example/{number}", feed_id="example-world", now=NOW)
    yield store
    await store.close()


@pytest.fixture
def ask(store):
    return an_ask(store)
