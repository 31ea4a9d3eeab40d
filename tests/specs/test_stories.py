"""Stories told apart and told on: our own invented events. Each case stands alone, and again in the midst of other news."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.editorial.stories import Reader, Window
from bot.model.feeds import Article
from tests.evals.relevance.gold import situations
from tests.fakes.desks import mexico_desk

CASES = [
    case
    for file in sorted((Path(__file__).parent / "stories").glob("*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
MIDST = 150
"""Pieces of other news that come before."""


def told(pieces: list[dict[str, str]], window: Window) -> list[str]:
    reader = Reader(mexico_desk())
    return [
        window.place(
            str(number),
            reader.read(
                Article(title=piece["title"], text=piece["text"], language=piece["lang"], published=_time(piece["published"]))
            ),
            _time(piece["published"]),
        ).story
        for number, piece in enumerate(pieces)
    ]


def in_the_midst() -> Window:
    window, reader = Window(), Reader(mexico_desk())
    news = list(situations())
    for number, one in enumerate(news[:: len(news) // MIDST]):
        article = Article(title=one.title, text=one.text, language=one.language)
        window.place(f"midst-{number}", reader.read(article), datetime(2025, 1, 1, tzinfo=UTC))
    return window


def first_of_each(stories: list[str]) -> list[int]:
    """What tells two groupings apart, whatever the stories are called."""
    return [stories.index(story) for story in stories]


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=[pytest.mark.xfail(strict=True, reason=case["not_yet"])] if "not_yet" in case else [])
        for case in CASES
    ],
    ids=[case["name"] for case in CASES],
)
@pytest.mark.parametrize("window", [Window, in_the_midst], ids=["alone", "in the midst"])
def test_each_event_is_one_story(case: dict[str, Any], window):
    stories = told(case["pieces"], window())
    wanted = [piece["story"] for piece in case["pieces"]]
    assert first_of_each(stories) == first_of_each(wanted), list(zip(wanted, stories, strict=True))
