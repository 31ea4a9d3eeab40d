"""Stories in a real database: begun, joined, merged and split by hand, and read back for the engine's window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.model.readers import Retraction
from bot.model.reasons import Reason
from bot.model.stories import Ruling, story_of
from bot.store import cards, marks, schema, stories
from tests.fakes.cards import card
from tests.fakes.databases import NOW

WHY = Reason("story-joined", {"shared": "Santa Rosalía"})


async def _kept(tx, identity, *, story=None, at=NOW, copy_of=None):
    stored = await cards.insert(tx, card(f"Words of {identity}."), identity=identity, feed_id="f", now=NOW)
    await stories.place(tx, stored.id, story or story_of(stored.id), at=at, features="{}", reason=WHY, copy_of=copy_of)
    return stored.id


async def _two(tx):
    first = await _kept(tx, "a")
    second = await _kept(tx, "b", story=story_of(first), at=NOW + timedelta(hours=1), copy_of=first)
    return first, second


async def test_a_story_gives_back_its_cards_in_their_order_with_why_they_are_there(store):
    async with store.begin() as tx:
        first, second = await _two(tx)
        story = await stories.of_card(tx, second)
    assert story.id == story_of(first)
    assert [(one.card.id, one.copy_of, one.reason, one.by_hand) for one in story.cards] == [
        (first, None, WHY, False),
        (second, first, WHY, False),
    ]
    assert story.cards[1].at == NOW + timedelta(hours=1)


async def test_a_card_keeps_the_place_that_it_has(store):
    async with store.begin() as tx:
        first, second = await _two(tx)
        await stories.place(tx, second, story_of(second), at=NOW, features="{}", reason=WHY)
        assert (await stories.of_card(tx, second)).id == story_of(first)


async def test_a_card_taken_back_is_not_in_its_story(store):
    async with store.begin() as tx:
        first, second = await _two(tx)
        await marks.retract(tx, Retraction(card_id=first, at=NOW, who="Ana", where="console", reason="wrong"))
        assert [one.card.id for one in (await stories.of_card(tx, second)).cards] == [second]


async def test_the_stories_with_the_newest_cards_come_first(store):
    async with store.begin() as tx:
        old = await _kept(tx, "a")
        new = await _kept(tx, "b", at=NOW + timedelta(minutes=1))
        joined = await _kept(tx, "c", story=story_of(old), at=NOW + timedelta(minutes=2))
        found = await stories.latest(tx, limit=5)
        since = await stories.latest(tx, limit=5, since=NOW + timedelta(minutes=2))
    assert [[one.card.id for one in story.cards] for story in found] == [[old, joined], [new]]
    assert [story.id for story in since] == [story_of(old)]


async def test_a_merged_story_leads_to_the_other_and_the_window_reads_it_so(store):
    async with store.begin() as tx:
        first, _ = await _two(tx)
        other = await _kept(tx, "c")
        moved = await stories.merge(tx, story_of(first), story_of(other), who="Ana", where="console", now=NOW)
        assert moved == 1
        merged = await stories.get(tx, story_of(other).lower())
        rows = await stories.placed(tx, after=0, limit=9)
        ruled = (await tx.execute(select(schema.story_rulings))).one()
        listed = await stories.latest(tx, limit=5)
    assert merged.id == story_of(first)
    assert [one.by_hand for one in merged.cards] == [False, False, True]
    assert [row.story for row in rows] == [story_of(first)] * 3
    assert (ruled.kind, ruled.story, ruled.other, ruled.who) == (Ruling.MERGE, story_of(first), story_of(other), "Ana")
    assert [story.id for story in listed] == [story_of(first)]


@pytest.mark.parametrize("which", [0, 1])
async def test_a_card_that_is_split_off_has_a_story_of_its_own(store, which):
    async with store.begin() as tx:
        both = await _two(tx)
        new = await stories.split(tx, both[which], who="Ana", where="console", now=NOW)
        left, own = await stories.get(tx, story_of(both[0])), await stories.get(tx, new)
    assert new != left.id
    assert [one.card.id for one in own.cards] == [both[which]]
    assert [one.card.id for one in left.cards] == [both[1 - which]]


async def test_only_what_came_after_is_read_for_the_window(store):
    async with store.begin() as tx:
        await _two(tx)
        rows = await stories.placed(tx, after=0, limit=9)
        later = await stories.placed(tx, after=rows[0].seq, limit=9)
        recent = await stories.placed(tx, after=0, limit=1)
    assert [row.card_id for row in later] == [rows[1].card_id] == [row.card_id for row in recent]
