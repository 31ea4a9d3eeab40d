from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.model.chat import Debt, DeliveryKind, DeliveryState, Ref
from bot.store import deliveries, posts
from bot.store.deliveries import Step
from tests.fakes.chat import message, place
from tests.fakes.databases import NOW

LEASE = timedelta(seconds=60)
GRACE = timedelta(seconds=10)
HERE, THERE = place(), place("elsewhere")


def debt(subject, where=HERE, revision=0, **more):
    return Debt(place=where, kind=DeliveryKind.CARD, subject=subject, revision=revision, message=message(subject), **more)


async def owe(store, *debts, now=NOW):
    async with store.begin() as tx:
        return await deliveries.owe(tx, debts, now)


async def claim(store, now=NOW):
    async with store.begin() as tx:
        return await deliveries.claim(tx, "fake", now, LEASE)


async def step(store, delivery, state, now=NOW, **more):
    async with store.begin() as tx:
        return await deliveries.step(tx, delivery, Step(state=state, **more), now)


async def subjects(store, *, now=NOW):
    """Claim and send until nothing is due."""
    told = []
    while (delivery := await claim(store, now)) is not None:
        told.append(delivery.subject)
        assert await step(store, delivery, DeliveryState.SENT, ref=Ref(place=delivery.place, message="1"))
    return told


async def test_a_message_is_owed_once_to_a_place(store):
    assert await owe(store, debt("a"), debt("a"), debt("a", THERE), debt("a", revision=1)) == 3
    assert await owe(store, debt("a"), debt("b")) == 1
    async with store.read() as tx:
        assert (await deliveries.counts(tx))[DeliveryState.OWED] == 4


async def test_two_processes_that_owe_the_same_owe_it_once(store):
    await asyncio.gather(*(owe(store, debt("a"), debt("b")) for _ in range(5)))
    async with store.read() as tx:
        assert (await deliveries.counts(tx))[DeliveryState.OWED] == 2


async def test_a_claim_holds_a_lease_and_counts_the_attempt(store):
    await owe(store, debt("a"))
    delivery = await claim(store)
    assert (delivery.state, delivery.attempt) == (DeliveryState.SENDING, 1)
    assert (delivery.first_attempt_at, delivery.lease_until) == (NOW, NOW + LEASE)
    assert delivery.message == message("a")
    assert delivery.key == deliveries.key_of(HERE, DeliveryKind.CARD, "a", 0)
    await step(store, delivery, DeliveryState.OWED, not_before=NOW + timedelta(seconds=5))
    assert await claim(store) is None
    later = NOW + timedelta(seconds=5)
    again = await claim(store, later)
    assert (again.attempt, again.first_attempt_at, again.lease_until) == (2, NOW, later + LEASE)


async def test_only_one_of_many_claims_gets_it(store):
    await owe(store, debt("a"), debt("b"), debt("c", THERE))
    claimed = [found for found in await asyncio.gather(*(claim(store) for _ in range(8))) if found]
    assert sorted(delivery.subject for delivery in claimed) == ["a", "c"]


async def test_within_a_place_the_oldest_goes_first_and_alone(store):
    await owe(store, debt("a"))
    await owe(store, debt("b"), debt("c"), now=NOW + timedelta(seconds=1))
    now = NOW + timedelta(seconds=2)
    first = await claim(store, now)
    assert first.subject == "a"
    assert await claim(store, now) is None
    await step(store, first, DeliveryState.DOUBTFUL, doubtful_since=now)
    assert await claim(store, now) is None
    async with store.read() as tx:
        (doubtful,) = await deliveries.doubtful(tx, "fake", now + LEASE + GRACE, GRACE)
    await step(store, doubtful, DeliveryState.DEAD)
    assert await subjects(store, now=now) == ["b", "c"]


@pytest.mark.parametrize("other", [place(thread="1"), place(workspace="1"), THERE], ids=str)
async def test_another_place_does_not_wait(store, other):
    await owe(store, debt("a"), debt("b", other))
    assert {(await claim(store)).subject, (await claim(store)).subject} == {"a", "b"}


async def test_another_platforms_debts_are_not_claimed(store):
    await owe(store, debt("a", place(platform="other")))
    assert await claim(store) is None


async def test_a_late_word_about_an_earlier_attempt_changes_nothing(store):
    await owe(store, debt("a"))
    first = await claim(store)
    assert await step(store, first, DeliveryState.OWED)
    second = await claim(store)
    assert not await step(store, first, DeliveryState.DEAD)
    assert await step(store, second, DeliveryState.SENT)
    assert not await step(store, second, DeliveryState.OWED)


async def test_a_late_answer_is_still_the_truth_when_others_have_begun_to_doubt(store):
    await owe(store, debt("a"))
    sending = await claim(store)
    async with store.read() as tx:
        (left,) = await deliveries.lapsed(tx, "fake", NOW + LEASE)
    await step(store, left, DeliveryState.DOUBTFUL, doubtful_since=NOW + LEASE)
    assert await step(store, sending, DeliveryState.SENT, ref=Ref(place=HERE, message="7"))
    async with store.read() as tx:
        assert await posts.posted(tx, HERE, "a") == Ref(place=HERE, message="7")


async def test_a_lease_lapses_at_its_end_and_the_doubt_is_ripe_after_the_grace(store):
    await owe(store, debt("a"))
    await claim(store)
    async with store.read() as tx:
        assert await deliveries.lapsed(tx, "fake", NOW + LEASE - timedelta(seconds=1)) == ()
        (left,) = await deliveries.lapsed(tx, "fake", NOW + LEASE)
        assert await deliveries.next_due(tx, "fake", GRACE) == NOW + LEASE
    await step(store, left, DeliveryState.DOUBTFUL, doubtful_since=NOW + LEASE)
    async with store.read() as tx:
        assert await deliveries.doubtful(tx, "fake", NOW + timedelta(seconds=69), GRACE) == ()
        assert len(await deliveries.doubtful(tx, "fake", NOW + timedelta(seconds=70), GRACE)) == 1
        assert await deliveries.next_due(tx, "fake", GRACE) == NOW + LEASE + GRACE
        assert [one.subject for one in await deliveries.held(tx, limit=5)] == ["a"]


async def test_what_waits_behind_another_is_not_due(store):
    await owe(store, debt("a", not_before=NOW + timedelta(hours=1)), debt("b", not_before=NOW + timedelta(hours=2)))
    async with store.read() as tx:
        assert await deliveries.next_due(tx, "fake", GRACE) == NOW + timedelta(hours=1)
        assert await deliveries.next_due(tx, "other", GRACE) is None
    now = NOW + timedelta(hours=3)
    await step(store, await claim(store, now), DeliveryState.OWED, not_before=now + timedelta(minutes=5))
    async with store.read() as tx:
        assert await deliveries.next_due(tx, "fake", GRACE) == now + timedelta(minutes=5)


async def test_every_state_is_counted_by_its_name(store):
    async with store.read() as tx:
        assert await deliveries.counts(tx) == dict.fromkeys(DeliveryState, 0)


@pytest.mark.parametrize("state", [DeliveryState.SENDING, DeliveryState.DOUBTFUL])
async def test_a_dead_message_that_is_tried_again_waits_for_what_is_under_way_in_its_place(store, state):
    await owe(store, debt("a"), debt("b"))
    await step(store, await claim(store), DeliveryState.DEAD)
    under_way = await claim(store)
    assert under_way.subject == "b"
    if state is DeliveryState.DOUBTFUL:
        await step(store, under_way, state, doubtful_since=NOW)
    async with store.read() as tx:
        dead = next(one for one in await deliveries.held(tx, limit=5) if one.subject == "a")
    assert await step(store, dead, DeliveryState.OWED)
    assert await claim(store) is None
