"""What people follow, kept and asked for on each database; and that a saved search meets what `/search` finds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.commands import run
from bot.commands.ask import Who
from bot.editorial import following
from bot.layout.text import plain
from bot.model.chat import Place
from bot.model.query import Query
from bot.model.readers import FollowKind
from bot.store import cards, follows, search
from tests.fakes.desk_cards import stored_cards


async def words(ask):
    return [(one["kind"], one["words"]) for one in (await run("/follows", ask)).data]


async def test_topics_people_places_and_searches_are_followed_and_listed(ask):
    assert "follow nothing yet" in plain((await run("/follows", ask)).blocks)
    reply = await run('/follow topic:homicides person:"Ana Ruiz" place:León search:"fentanilo lang:es"', ask)
    assert reply.private
    assert await words(ask) == [
        ("topic", "Homicides"),
        ("person", "Ana Ruiz"),
        ("place", "León"),
        ("search", "fentanilo lang:es"),
    ]
    assert await words(replace(ask, who=Who(id="u2", name="Ben"))) == []
    assert await words(replace(ask, where=Place(platform="console", workspace="w2", channel="all"))) == []


@pytest.mark.parametrize(
    ("line", "sort", "subject"),
    [
        ("/follow Homicidios", "topic", "homicides"),
        ("/follow ejército", "topic", "armed-forces"),
        ('/follow "ana ruiz"', "person", "ana ruiz"),
        ("/follow fentanyl labs", "search", '{"words": ["fentanyl", "labs"]}'),
        ("/seguir tema:homicidios", "topic", "homicides"),
    ],
)
async def test_words_are_taken_for_what_the_desk_knows_by_them_else_for_a_search(ask, line, sort, subject):
    (followed,) = (await run(line, ask)).data
    assert (followed["kind"], followed["subject"]) == (sort, subject)


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("/follow", "follow-what"),
        ('/follow search:"fentanyl since:2024"', "follow-time"),
        ('/follow search:"topic:nonsense"', "choice-unknown"),
        ("/unfollow Homicides", "follow-unknown"),
    ],
)
async def test_what_cannot_be_followed_is_refused_with_its_reason(ask, line, error):
    assert (await run(line, ask)).data["error"] == error


async def test_following_twice_is_following_once_and_unfollowing_ends_it(ask):
    for _ in range(2):
        await run("/follow topic:homicides search:fentanyl", ask)
    assert len(await words(ask)) == 2
    assert (await run("/unfollow homicidios", replace(ask, language="es"))).data[0]["subject"] == "homicides"
    assert (await run("/unfollow fentanyl", ask)).exit_code == 0
    assert await words(ask) == []


async def test_those_who_follow_any_of_the_cards_subjects_are_found(ask):
    await run('/follow topic:homicides search:"x"', ask)
    await run("/follow place:Guanajuato", replace(ask, who=Who(id="u2", name="Ben")))
    await run("/follow topic:us-mexico", replace(ask, who=Who(id="u3", name="Cai")))
    english = next(iter(stored_cards()))
    async with ask.store.read() as tx:
        found = await follows.of_subjects(tx, following.subjects(english, ()))
        searches = await follows.searches(tx)
    assert {(one.person.id, one.kind) for one in found} == {("u1", FollowKind.TOPIC), ("u2", FollowKind.PLACE)}
    assert [one.person.id for one in searches] == ["u1"]


QUERIES = [
    Query(words=("homicid*",)),
    Query(words=("homicidios",)),
    Query(words=("HOMICIDES", "guanajuato")),
    Query(phrases=("Guardia Nacional",)),
    Query(phrases=("Nacional Guardia",)),
    Query(phrases=("Culiacán La Guardia",)),
    Query(words=("homicid*",), without=("guardia",)),
    Query(topics=("homicides", "armed-forces")),
    Query(outlets=("El Ejemplo",)),
    Query(languages=("es",)),
    Query(speakers=("mora",)),
    Query(places=("culiacan",)),
    Query(words=("…",)),
    Query(without=("culiacán",)),
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
async def test_a_saved_search_meets_what_a_search_finds(ask, query):
    async with ask.store.read() as tx:
        found = await search.cards(tx, query, limit=50)
        every = await cards.latest(tx, limit=50)
    assert [one.card.id for one in found.items] == [one.card.id for one in every if following.meets(one.card, query)]
