"""Stories of which cards wait, for tests of digests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.model.cards import Relevance, TopicScore
from bot.model.desk import Channel, Desk, Outlet, Topic
from bot.model.digests import DigestPlan, StoryHeld
from tests.fakes.cards import card, figure, quote

NOW = datetime(2026, 11, 24, 14, tzinfo=UTC)  # eight o'clock in Mexico
CHANNEL = Channel(id="c", platform="console", labels="en", mode="digest")
PLAN = DigestPlan(id="daily", at=("08:00",))
DESK = Desk(
    name="Test desk",
    topics=(
        Topic(id="homicides", name={"en": "Homicides", "es": "Homicidios"}, terms={}, colour="#9f2a2a", weight=1.2),
        Topic(id="arms", name={"en": "Arms", "es": "Armas"}, terms={}),
    ),
    outlets=(
        Outlet(id="voz", name="La Voz", country="MX", owner="Casa Uno"),
        Outlet(id="eco", name="El Eco", country="MX", owner="Casa Uno"),
        Outlet(id="ledger", name="The Ledger", country="US"),
    ),
)

TEXT = (
    "Gunmen killed six people in Ures on Monday, the state said. “We will find those who did it,” said Ana Ruiz, the state "
    "prosecutor. Soldiers found 12 rifles nearby."
)

OTHER = "The state police said on Monday that gunmen had shot six men dead in the town of Ures. Its chief spoke to reporters."
"""Another text about the same."""


def one(number=1, *, outlet="ledger", topic="homicides", text=TEXT, **more):
    """A card, number so and so of the day."""
    made = {
        "id": f"BB-2026-11-24-{number:03}",
        "title": f"Six killed in Ures, part {number}",
        "outlet": outlet,
        "url": f"https://news.example/{number}",
        "topics": (TopicScore(id=topic, score=0.8),) if topic else (),
        "relevance": Relevance(score=0.8),
    }
    base = card(text, points=(text.split(". ")[0].rstrip(".") + ".",), quotes=(), figures=())
    return replace(base, **{**made, **more})


def whole(number=1, **more):
    """The same, with a quote and figures."""
    ruiz = quote(TEXT, "We will find those who did it,", by="Ana Ruiz", role="the state prosecutor", verb="said")
    counted = (
        figure(TEXT, "six people", "6", unit="people", measure="people killed"),
        figure(TEXT, "12 rifles", "12", unit="firearms", measure="rifles"),
    )
    return one(number, **{"quotes": (ruiz,), "figures": counted, **more})


def held(*cards, story=None, **more):
    first = cards[0].id
    given = {"story": story or first.replace("BB", "ST"), "cards": cards, "waiting": tuple(card.id for card in cards)}
    return StoryHeld(**{**given, **more})
