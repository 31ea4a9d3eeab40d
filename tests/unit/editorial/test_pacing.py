"""A card is posted at once unless its channel's pace holds it; what is urgent is never held by the hour or the cap."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.editorial.pacing import Cap, pace, read_cap
from bot.editorial.severity import severity
from bot.languages import available, texts
from bot.model.cards import Relevance
from bot.model.desk import Channel
from bot.model.digests import Urgent
from tests.fakes.cards import card

NOON = datetime(2026, 11, 24, 18, tzinfo=UTC)  # in Mexico
MIDNIGHT = datetime(2026, 11, 24, 6, tzinfo=UTC)
CHANNEL = Channel(id="c", platform="console", labels="en", quiet="22:00-07:00", cap="3/1h")
CALM = card("The council met on Monday about its budget.", title="The council met", topics=("police",))
GRAVE = card(
    "A massacre left 12 dead in Ures.", title="Massacre in Ures", topics=("homicides",), relevance=Relevance(score=0.9)
)


def code(card, channel=CHANNEL, **more):
    paced = pace(card, channel, **{"now": NOON, **more})
    return paced.held, paced.reason.code if paced.reason else None


def test_a_card_is_posted_at_once_where_nothing_holds_it():
    assert code(CALM) == (False, None)
    assert code(CALM, replace(CHANNEL, cap=None, quiet=None), sent=1000, now=MIDNIGHT) == (False, None)


@pytest.mark.parametrize(
    ("channel", "more", "why"),
    [
        (CHANNEL, {"now": MIDNIGHT}, "held-quiet"),
        (replace(CHANNEL, quiet=None, hours="07:00-22:00"), {"now": MIDNIGHT}, "held-quiet"),
        (CHANNEL, {"sent": 3}, "held-cap"),
        (CHANNEL, {"first": True}, "held-first"),
        (replace(CHANNEL, mode="digest"), {}, "held-digest"),
        (replace(CHANNEL, mode="digest"), {"first": True, "now": MIDNIGHT}, "held-digest"),
    ],
)
def test_what_holds_a_card_is_told(channel, more, why):
    assert code(CALM, channel, **more) == (True, why)
    paced = pace(CALM, channel, **{"now": NOON, **more})
    assert all(texts(language).reason(paced.reason) for language in available())


def test_the_cap_lets_as_many_through_as_it_says():
    assert code(CALM, sent=2) == (False, None)


@pytest.mark.parametrize(
    ("rule", "met"),
    [
        (Urgent(severity=3), True),
        (Urgent(relevance=0.9), True),
        (Urgent(relevance=0.91), False),
        (Urgent(topics=("homicides",)), True),
        (Urgent(topics=("arms",), severity=3), False),
        (Urgent(topics=("homicides",), relevance=0.5, severity=2), True),
    ],
)
def test_an_urgent_card_is_posted_in_quiet_hours_over_the_cap_and_where_cards_are_collected(rule, met):
    for channel in (CHANNEL, replace(CHANNEL, mode="digest")):
        urgent = replace(channel, urgent=(Urgent(topics=("drugs",)), rule))
        assert pace(GRAVE, urgent, now=MIDNIGHT, sent=9).held is not met
        assert pace(CALM, urgent, now=MIDNIGHT, sent=9).held


def test_what_a_first_poll_brings_is_never_urgent_for_it_may_be_old():
    assert code(GRAVE, replace(CHANNEL, urgent=(Urgent(severity=1),)), first=True) == (True, "held-first")


def test_why_a_card_is_urgent_is_told():
    paced = pace(GRAVE, replace(CHANNEL, urgent=(Urgent(severity=3),)), now=MIDNIGHT)
    assert paced.reason.params["why"] == "massacre"
    assert all(texts(language).reason(paced.reason) for language in available())


@pytest.mark.parametrize(("written", "cap"), [("6/1h", Cap(6, timedelta(hours=1))), (" 20 / 1d ", Cap(20, timedelta(days=1)))])
def test_a_cap_is_read(written, cap):
    assert read_cap(written) == cap


@pytest.mark.parametrize("written", ["", "6", "6/h", "0/1h", "6/0h", "6/1w", "-1/1h"])
def test_what_is_no_cap_is_refused(written):
    with pytest.raises(ValueError):
        read_cap(written)


@pytest.mark.parametrize(
    ("language", "title", "level"),
    [
        ("en", "Massacre leaves 12 dead", 3),
        ("es", "Hallan fosas clandestinas en Úrsulo Galván", 3),
        ("en", "Gunmen kill two police officers", 2),
        ("es", "Asesinan a dos policías", 2),
        ("en", "Troops deployed to the border", 1),
        ("es", "Detienen a un presunto líder", 1),
        ("en", "The council met on Monday", 0),
        ("es", "Sesionó el consejo el lunes", 0),
        ("pt", "Massacre deixa 12 mortos", 0),
        (None, "Massacre", 0),
    ],
)
def test_how_grave_an_event_is_stands_in_its_headline(language, title, level):
    assert severity(card("Text.", title=title, language=language)).level == level
