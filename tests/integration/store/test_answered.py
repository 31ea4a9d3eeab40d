"""What was carried out once is known on every database, and forgotten when nobody can repeat it any longer."""

from __future__ import annotations

from datetime import timedelta

from bot.model.readers import Person, Retraction
from bot.store import answered, cards, marks, saves
from tests.fakes.cards import card
from tests.fakes.databases import NOW


async def first(store, key, at=NOW, platform="slack"):
    async with store.begin() as tx:
        return await answered.first_time(tx, platform, key, at)


async def test_a_request_is_new_once_for_each_platform(store):
    assert await first(store, "k")
    assert not await first(store, "k")
    assert await first(store, "k", platform="discord")
    assert await first(store, "other")


async def test_after_longer_than_any_platform_repeats_a_request_it_is_forgotten(store):
    assert await first(store, "k")
    assert not await first(store, "k", NOW + answered.MEMORY)
    assert await first(store, "k", NOW + answered.MEMORY + timedelta(seconds=1))


async def test_a_card_is_saved_once_and_taken_away_once(store):
    person = Person(platform="slack", workspace="T1", id="U1")
    async with store.begin() as tx:
        made = await cards.insert(tx, card("A text."), identity="a", feed_id=None, now=NOW)
        assert [await saves.add(tx, person, made.id, NOW) for _ in range(2)] == [True, False]
        assert [await saves.remove(tx, person, made.id) for _ in range(2)] == [True, False]


async def test_a_card_is_taken_back_once(store):
    async with store.begin() as tx:
        made = await cards.insert(tx, card("A text."), identity="a", feed_id=None, now=NOW)
        retraction = Retraction(card_id=made.id, at=NOW, who="U1", where="slack/T1/C1", reason="wrong")
        assert [await marks.retract(tx, retraction) for _ in range(2)] == [True, False]
