"""Relevance on the half of our gold that is kept for testing. The floors may only rise."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from bot.model.desk import Desk
from tests.evals.relevance.gold import Outcome, balanced_accuracy, outcomes, situations
from tests.fakes.desks import mexico_desk, topics_desk

FLOOR = 0.955
FLOOR_BY_LANGUAGE = 0.953
TOPIC_FLOOR = 0.898
"""Share of the wanted situations whose own topic is among the topics that apply."""


DESKS = pytest.mark.parametrize("desk", [topics_desk, mexico_desk], ids=["topics alone", "the whole desk"])


@cache
def results(desk: Callable[[], Desk]) -> list[Outcome]:
    return outcomes(desk(), "test")


def test_the_gold_is_large_and_balanced() -> None:
    gold = list(situations())
    assert len(gold) >= 400
    assert len({situation.title for situation in gold}) == len(gold)
    for language in ("en", "es"):
        here = [situation for situation in gold if situation.language == language]
        assert len(here) >= 200
        assert 0.4 <= sum(situation.wanted for situation in here) / len(here) <= 0.6
        for half in ("tune", "test"):
            assert len([situation for situation in here if situation.half == half]) >= 80


@DESKS
def test_balanced_accuracy_holds(desk: Callable[[], Desk]) -> None:
    assert balanced_accuracy(results(desk)) >= FLOOR


@DESKS
@pytest.mark.parametrize("language", ["en", "es"])
def test_it_holds_in_each_language(language: str, desk: Callable[[], Desk]) -> None:
    assert balanced_accuracy(o for o in results(desk) if o.situation.language == language) >= FLOOR_BY_LANGUAGE


def test_the_topic_of_a_wanted_article_is_among_its_topics() -> None:
    wanted = [o for o in results(topics_desk) if o.situation.wanted]
    assert sum(o.topic_right for o in wanted) / len(wanted) >= TOPIC_FLOOR


def test_every_decision_has_its_reasons() -> None:
    outcomes = list(results(mexico_desk))
    assert len(outcomes) >= 200
    for outcome in outcomes:
        codes = {reason.code for reason in outcome.card.relevance.reasons}
        assert codes & {"about-topic", "no-topic"}
        assert codes & {"tied-by", "outlet-at-home", "no-tie"}
