"""How grave an event is: by its words, and by its dead."""

from __future__ import annotations

import pytest

from bot.condense import condense
from bot.editorial.severity import GRAVE, GRAVEST, severity
from bot.model.feeds import Article
from tests.fakes.desks import mexico_desk


def gravity(title: str, text: str) -> int:
    return severity(condense(Article(title=title, text=text), mexico_desk())).level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Gunmen killed 11 people at a bar in Sonora on Monday, police said.", GRAVEST),
        ("Gunmen killed two people at a bar in Sonora on Monday, police said.", GRAVE),
        ("Hombres armados mataron a 14 personas en un bar de Sonora, informó la policía.", GRAVEST),
        ("Hombres armados mataron a cuatro personas en un bar de Sonora, informó la policía.", GRAVE),
    ],
)
def test_many_dead_are_of_the_gravest_whatever_the_event_is_called(text: str, level: int) -> None:
    assert gravity("Bar", text) == level


def test_many_who_were_wounded_or_held_are_not_many_dead() -> None:
    assert gravity("Raid", "Police arrested 40 people and killed two at a ranch in Sonora, officials said on Monday.") == GRAVE
