"""config/topics.toml: complete, in both languages, no term twice."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from bot.condense.terms import fold
from tests.fakes.desks import CONFIG

DATA = tomllib.loads((CONFIG / "topics.toml").read_text(encoding="utf-8"))
IDS = [
    "homicides",
    "disappearances",
    "drugs",
    "arms",
    "extortion",
    "migration",
    "armed-forces",
    "police",
    "justice",
    "us-mexico",
    "money-laundering",
    "press-and-defenders",
    "victims",
    "political-violence",
]


def lists() -> Iterator[tuple[str, Mapping[str, float]]]:
    for topic in DATA["topic"]:
        for language, terms in topic["terms"].items():
            yield f"{topic['id']}.{language}", terms
    for part, languages in DATA["subject"].items():
        for language, terms in languages.items():
            yield f"{part}.{language}", terms


def test_the_topics_are_those_of_the_design() -> None:
    assert [topic["id"] for topic in DATA["topic"]] == IDS


@pytest.mark.parametrize("topic", DATA["topic"], ids=IDS)
def test_a_topic_has_names_terms_and_a_colour(topic: dict) -> None:
    assert set(topic["name"]) == {"en", "es"} == set(topic["terms"])
    assert all(len(terms) >= 40 for terms in topic["terms"].values())
    assert re.fullmatch("#[0-9a-f]{6}", topic["colour"])


def test_no_two_topics_look_alike() -> None:
    for key in (lambda t: t["colour"], lambda t: t["name"]["en"], lambda t: t["name"]["es"]):
        assert len({key(topic) for topic in DATA["topic"]}) == len(IDS)


@pytest.mark.parametrize(("name", "terms"), list(lists()), ids=[name for name, _ in lists()])
def test_a_list_names_no_term_twice_and_weighs_each_within_bounds(name: str, terms: Mapping[str, float]) -> None:
    seen = Counter((fold(term), tuple(word[:1].isupper() for word in term.split())) for term in terms)
    assert [term for term, count in seen.items() if count > 1] == []
    assert all(0 <= weight <= 1.6 for weight in terms.values())
    assert [term for term in terms if re.search(r"(?<!\w)\*|\*\w", term)] == []
