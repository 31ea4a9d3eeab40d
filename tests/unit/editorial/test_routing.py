"""Who gets a card, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.editorial.routing import route
from bot.languages import available, texts
from bot.model.cards import Card, Relevance, TopicScore
from bot.model.desk import Channel
from bot.model.feeds import Extent

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
CARD = Card(
    engine="test",
    source_sha256="0" * 64,
    id="BB-2026-11-24-001",
    title="A title",
    url="https://a.example/1",
    outlet="Outlet",
    language="es",
    region="MX",
    published=NOW,
    extent=Extent.FULL,
    text="Text.",
    sentences=(),
    points=(),
    quotes=(),
    figures=(),
    people=(),
    organisations=(),
    places=(),
    topics=(TopicScore(id="homicides", score=0.9), TopicScore(id="arms", score=0.4)),
    relevance=Relevance(score=0.7),
)
CHANNEL = Channel(id="all", platform="console", labels="en")


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, ["topic-wanted"]),
        ({"topics": ("arms", "migration")}, ["topic-wanted"]),
        ({"topics": ("migration",)}, ["topic-not-wanted"]),
        ({"languages": ("es",)}, ["topic-wanted"]),
        ({"languages": ("en", "pt")}, ["language-not-wanted"]),
        ({"threshold": 0.7}, ["topic-wanted"]),
        ({"threshold": 0.71}, ["below-threshold"]),
        ({"outlets_muted": ("el-norte",)}, ["outlet-muted"]),
        ({"outlets_muted": ("other",)}, ["topic-wanted"]),
        ({"paused": True}, ["channel-paused"]),
        (
            {"paused": True, "outlets_muted": ("el-norte",), "languages": ("en",), "topics": ("drugs",), "threshold": 0.9},
            ["channel-paused", "outlet-muted", "language-not-wanted", "topic-not-wanted", "below-threshold"],
        ),
    ],
)
def test_a_channel_says_why_it_wants_a_card_or_every_reason_why_not(change, codes):
    (verdict,) = route(CARD, [replace(CHANNEL, **change)], "el-norte", NOW).verdicts
    assert [reason.code for reason in verdict.reasons] == codes
    assert verdict.wanted == (codes in (["topic-wanted"], ["relevant"]))
    for language in available():
        assert all(texts(language).reason(reason) for reason in verdict.reasons)


def test_a_card_without_topics_reaches_a_channel_that_wants_all_of_them_but_no_other():
    card = replace(CARD, topics=())
    routing = route(card, [CHANNEL, replace(CHANNEL, id="arms", topics=("arms",))], None, NOW)
    assert [v.wanted for v in routing.verdicts] == [True, False]
    assert routing.verdicts[0].reasons[0].code == "relevant"


def test_an_article_of_unknown_language_is_not_sent_where_languages_are_chosen():
    routing = route(replace(CARD, language=None), [CHANNEL, replace(CHANNEL, id="es", languages=("es",))], None, NOW)
    assert [one.channel for one in routing.wanting] == [CHANNEL]


def test_live_and_digest_channels_want_it_alike():
    digest = replace(CHANNEL, id="daily", mode="digest")
    routing = route(CARD, [CHANNEL, digest, replace(digest, id="off", paused=True)], None, NOW)
    assert ([one.channel for one in routing.wanting], routing.at) == ([CHANNEL, digest], NOW)
