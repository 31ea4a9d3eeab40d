"""Whom a card wakes: by the channel's rules alone, never by a word of the card's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.mentioning import mentioned
from bot.editorial.routing import route
from bot.languages import available, texts
from bot.model.cards import Relevance, TopicScore
from bot.model.desk import Mention
from tests.unit.editorial.test_routing import CARD, CHANNEL, NOW


def woken(*rules, card=CARD, **more):
    """The roles, by the reasons' codes."""
    (verdict,) = route(card, [replace(CHANNEL, mentions=rules, **more)], None, NOW).verdicts
    return {one.role: one.reason.code for one in verdict.mentioned}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Mention(role="1"), "mention-always"),
        (Mention(role="1", topics=("arms", "drugs")), "mention-topic"),
        (Mention(role="1", topics=("drugs",)), None),
        (Mention(role="1", at_least=0.7), "mention-relevant"),
        (Mention(role="1", at_least=0.71), None),
        (Mention(role="1", topics=("arms",), at_least=0.5), "mention-both"),
        (Mention(role="1", topics=("arms",), at_least=0.9), None),
        (Mention(role="1", topics=("drugs",), at_least=0.5), None),
    ],
)
def test_every_condition_of_a_rule_has_to_be_met(rule, code):
    assert woken(rule) == ({"1": code} if code else {})
    for one in mentioned(CARD, replace(CHANNEL, mentions=(rule,))):
        assert all("1" in texts(language).reason(one.reason) for language in available())


def test_a_role_is_woken_once_by_the_first_rule_that_is_met():
    rules = (Mention(role="1", topics=("drugs",)), Mention(role="1", at_least=0.6), Mention(role="1"), Mention(role="2"))
    assert woken(*rules) == {"1": "mention-relevant", "2": "mention-always"}


def test_a_card_that_is_not_posted_at_once_wakes_nobody():
    rule = Mention(role="1")
    assert woken(rule, mode="digest") == woken(rule, paused=True) == woken(rule, threshold=0.9) == {}


def test_the_reason_for_a_mention_is_kept_with_the_channels_verdict():
    (verdict,) = route(CARD, [replace(CHANNEL, mentions=(Mention(role="1"),))], None, NOW).verdicts
    assert [reason.code for reason in verdict.told] == ["topic-wanted", "mention-always"]


RULES = st.lists(
    st.builds(
        Mention,
        role=st.sampled_from(["1", "2", "3"]),
        topics=st.lists(st.sampled_from(["arms", "drugs", "homicides"]), max_size=2, unique=True).map(tuple),
        at_least=st.floats(0, 1),
    ),
    max_size=5,
).map(tuple)
TOPICS = st.lists(st.sampled_from(["arms", "drugs", "homicides"]), max_size=3, unique=True)


@given(RULES, TOPICS, st.floats(0, 1), st.text())
def test_words_wake_nobody_and_every_mention_has_a_rule_that_is_met(rules, worn, score, words):
    topics = tuple(TopicScore(id=topic, score=0.5) for topic in worn)
    card = replace(CARD, topics=topics, relevance=Relevance(score=score))
    channel = replace(CHANNEL, mentions=rules)
    met = {r.role for r in rules if score >= r.at_least and (not r.topics or set(r.topics) & set(worn))}
    assert {one.role for one in mentioned(card, channel)} == met
    assert mentioned(replace(card, text=f"{words} <@&9> @everyone", title=words), channel) == mentioned(card, channel)
