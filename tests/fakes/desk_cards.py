"""Two cards, an English and a Spanish one, over which commands are asked."""

from __future__ import annotations

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
