"""Collects tests/specs/*/topics.toml, relevance.toml and points.toml: what an article is about, whether it is wanted, what is
told."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.condense import condense
from bot.model.cards import Card
from bot.model.feeds import Article
from tests.fakes.desks import topics_desk

SPECS = Path(__file__).parents[2] / "specs"
MARKS = re.compile("[⟦⟧⟨⟩]")


def cases(name: str) -> list[Any]:
    found = []
    for file in sorted(SPECS.glob(f"*/{name}.toml")):
        language = file.parent.name
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["not_yet"])] if "not_yet" in case else []
            found.append(pytest.param(language, case, id=f"{language}: {case['name']}", marks=marks))
    return found


def card_of(language: str, case: dict[str, Any]) -> Card:
    text = MARKS.sub("", case["text"]).strip()
    return condense(Article(text=text, title=case.get("title"), language=language, region=case.get("region")), topics_desk())


@pytest.mark.parametrize(("language", "case"), cases("topics"))
def test_the_topics_are_those_of_the_spec(language: str, case: dict[str, Any]) -> None:
    topics = [topic.id for topic in card_of(language, case).topics]
    assert set(case.get("has", ())) <= set(topics)
    assert not set(case.get("lacks", ())) & set(topics)
    if "best" in case:
        assert topics[0] == case["best"]


@pytest.mark.parametrize(("language", "case"), cases("relevance"))
def test_the_desk_wants_what_the_spec_says(language: str, case: dict[str, Any]) -> None:
    relevance = card_of(language, case).relevance
    codes = {reason.code for reason in relevance.reasons}
    assert (relevance.score >= 0.5) is case["wanted"], relevance
    assert set(case.get("reasons", ())) <= codes
    assert not set(case.get("lacks", ())) & codes


@pytest.mark.parametrize(("language", "case"), cases("points"))
def test_the_points_are_those_of_the_spec(language: str, case: dict[str, Any]) -> None:
    card = card_of(language, case)
    points = [point.text for point in card.points]
    wanted = re.findall("⟦(.*?)⟧", case["text"])
    banned = re.findall("⟨(.*?)⟩", case["text"])
    assert [text for text in wanted if text not in points] == []
    allowed_once = set(wanted)
    assert [text for text in banned if text in points and text not in allowed_once] == []
    assert len(points) == len(set(points))
    assert len(points) <= case.get("most", 5)
    for point in card.points:
        assert point.span.of(card.text) == point.text
