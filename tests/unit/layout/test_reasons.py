"""Reasons in words."""

from __future__ import annotations

from bot.languages import texts
from bot.layout.reasons import told, why_stuck
from bot.model.desk import Topic
from bot.model.reasons import Reason

TOPICS = (Topic(id="us-mexico", name={"en": "US–Mexico cooperation", "es": "Cooperación México–EE. UU."}, terms={}),)


def test_a_topic_is_called_by_its_name_in_the_reader_s_language() -> None:
    reason = Reason("about-topic", {"topic": "us-mexico", "score": 0.5, "terms": "treaty"})
    assert "US–Mexico cooperation" in told([reason], texts("en"), TOPICS)
    assert "Cooperación México–EE. UU." in told([reason], texts("es"), TOPICS)


def test_what_is_no_topic_of_the_desk_stays_as_it_is() -> None:
    wanted = Reason("topic-not-wanted", {"topics": "us-mexico, gone", "wanted": "other"})
    assert "US–Mexico cooperation, gone" in told([wanted], texts("en"), TOPICS)


def test_why_a_delivery_is_stuck_is_told_in_words_and_a_platform_s_own_words_stay() -> None:
    assert why_stuck("no-answer", texts("es")) == "La plataforma no respondió a tiempo."
    assert why_stuck("Missing Permissions", texts("es")) == "Missing Permissions"
