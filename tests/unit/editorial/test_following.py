"""Who is told of a new card, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.editorial.following import meets, subjects, told
from bot.model.desk import GazetteerPlace
from bot.model.query import Query, as_text, from_text
from bot.model.readers import Follow, FollowKind, Person, direct_to
from tests.fakes.desk_cards import stored_cards

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
ANA, BEN = (Person(platform="console", id=name) for name in ("ana", "ben"))
ENGLISH, SPANISH = (replace(card, id=f"C{number}") for number, card in enumerate(stored_cards()))
PLACES = (
    GazetteerPlace(id="mx", name="Mexico", kind="country", country="MX"),
    GazetteerPlace(id="sinaloa", name="Sinaloa", kind="state", country="MX", within="mx"),
    GazetteerPlace(id="culiacan", name="Culiacán", kind="municipality", country="MX", within="sinaloa"),
)


def follow(kind, subject, person=ANA):
    return Follow(
        person=person, kind=FollowKind(kind), subject=subject, words=subject, language="en", place=direct_to(person), since=NOW
    )


def reached(card, *follows):
    return [(one.person.id, [f.subject for f in one.follows]) for one in told(card, follows, PLACES)]


@pytest.mark.parametrize(
    ("kind", "subject", "met"),
    [
        ("topic", "homicides", True),
        ("topic", "arms", False),
        ("person", "ana ruiz", True),
        ("person", "ruiz", True),
        ("person", "rui", False),
        ("place", "guanajuato", True),
        ("place", "sinaloa", False),
        ("search", as_text(Query(words=("homicides",))), True),
        ("search", as_text(Query(words=("homicides",), languages=("es",))), False),
    ],
)
def test_a_card_meets_a_follow_by_its_topics_its_names_and_its_words(kind, subject, met):
    assert bool(reached(ENGLISH, follow(kind, subject))) is met


def test_a_place_is_met_by_what_lies_within_it():
    assert reached(SPANISH, follow("place", "sinaloa"), follow("place", "mexico"))
    assert not reached(ENGLISH, follow("place", "sinaloa"))


def test_a_name_of_several_places_lies_within_none_of_them():
    twin = GazetteerPlace(id="other", name="Culiacán", kind="municipality", country="MX", within="mx")
    assert not told(SPANISH, [follow("place", "sinaloa")], (*PLACES, twin))


def test_each_person_is_told_once_with_everything_that_was_met():
    follows = [
        follow("topic", "homicides"),
        follow("topic", "homicides", BEN),
        follow("topic", "arms"),
        follow("place", "guanajuato"),
    ]
    assert reached(ENGLISH, *follows) == [("ana", ["homicides", "guanajuato"]), ("ben", ["homicides"])]


def test_a_person_in_another_workspace_is_another_person():
    there = replace(ANA, workspace="w2")
    assert len(reached(ENGLISH, follow("topic", "homicides"), follow("topic", "homicides", there))) == 2


def test_every_subject_that_is_met_is_one_that_is_looked_for():
    assert {(FollowKind.TOPIC, "homicides"), (FollowKind.PERSON, "ruiz"), (FollowKind.PLACE, "guanajuato")} <= subjects(
        ENGLISH, PLACES
    )


def test_a_search_comes_back_from_its_text_without_its_dates():
    query = Query(words=("a", "b"), topics=("homicides",), since=NOW)
    assert from_text(as_text(query)) == replace(query, since=None)
    assert as_text(replace(query, words=("b", "a"))) == as_text(query)


@pytest.mark.parametrize(
    ("query", "met"),
    [
        (Query(words=("guanajuato",)), True),
        (Query(words=("GUANAJUAT*",)), True),
        (Query(words=("guanajuat",)), False),
        (Query(phrases=("fell in Guanajuato",)), True),
        (Query(phrases=("Guanajuato The state",)), True),
        (Query(phrases=("Guanajuato Homicides",)), False),  # the end of the title, the beginning of the text
        (Query(words=("homicides",), without=("prosecutor",)), False),
        (Query(without=("prosecutor",)), False),
        (Query(without=("soldiers",)), True),
        (Query(words=("–",)), False),
        (Query(outlets=("the example",)), True),
        (Query(speakers=("Ruiz",)), True),
        (Query(speakers=("Mora",)), False),
        (Query(places=("Guanajuato",), topics=("homicides", "arms")), True),
        (Query(), True),
    ],
)
def test_a_search_is_met_as_search_would_find_it(query, met):
    assert meets(ENGLISH, query) is met
