"""config/topics.toml: complete, in both languages, no term twice."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from bot.model.folding import fold
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


def test_no_two_topics_are_asked_for_by_one_word() -> None:
    called = Counter(
        word for topic in DATA["topic"] for word in set(map(fold, (topic["id"], *topic["name"].values(), *topic["aliases"])))
    )
    assert [word for word, count in called.items() if count > 1] == []


@pytest.mark.parametrize(("name", "terms"), list(lists()), ids=[name for name, _ in lists()])
def test_a_list_names_no_term_twice_and_weighs_each_within_bounds(name: str, terms: Mapping[str, float]) -> None:
    seen = Counter((fold(term), tuple(word[:1].isupper() for word in term.split())) for term in terms)
    assert [term for term, count in seen.items() if count > 1] == []
    assert all(0 <= weight <= 1.6 for weight in terms.values())
    assert [term for term in terms if re.search(r"(?<!\w)\*|\*\w", term)] == []


def meets(term: str, word: str) -> bool:
    term, word = fold(term), fold(word)
    return word.startswith(term[:-1]) if term.endswith("*") else term == word


@pytest.mark.parametrize(("name", "terms"), list(lists()), ids=[name for name, _ in lists()])
def test_a_phrase_weighs_no_less_than_its_first_word(name: str, terms: Mapping[str, float]) -> None:
    """The longer term is taken, so a lighter phrase would hide the word; nought says that it means another thing there."""
    words = {term: weight for term, weight in terms.items() if " " not in term}
    phrases = {term: weight for term, weight in terms.items() if " " in term and weight}
    lighter = [
        phrase
        for phrase, weight in phrases.items()
        for word, alone in words.items()
        if meets(word, phrase.split()[0].rstrip("*")) and weight < alone - 0.05
    ]
    assert lighter == []
