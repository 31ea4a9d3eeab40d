from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.model.chat import Debt, DeliveryKind, Message, Place
from bot.store import cards, deliveries, open_store
from tests.fakes.cards import card, figure, quote
from tests.fakes.databases import NOW

TEXT = (
    "“We will not yield”, said Ana Ruiz, the mayor of Culiacán. Police counted 12 homicides in the municipality.\n\n"
    "The rest is silence\x00 and accents: ñandú, Ürümqi, 東京, 🦎."
)
FULL = card(
    TEXT,
    title="Culiacán: twelve dead",
    points=["Police counted 12 homicides in the municipality."],
    quotes=[quote(TEXT, "We will not yield", by="Ana Ruiz", role="mayor", verb="said")],
    figures=[figure(TEXT, "12", "12.50", unit="people", measure="homicides", place="Culiacán")],
    people=["Ana Ruiz", "Ana Ruíz", "…"],
    places=["Culiacán", "Culiacán"],
    topics=["homicides", "police"],
)


async def put(store, some=FULL, identity="a", feed_id="feed", now=NOW):
    async with store.begin() as tx:
        return await cards.insert(tx, some, identity=identity, feed_id=feed_id, now=now)


async def test_a_card_comes_back_whole_with_its_permanent_id(store):
    kept = await put(store)
    assert kept == replace(FULL, id="BB-2026-11-24-001")
    async with store.read() as tx:
        found = await cards.get(tx, " bb-2026-11-24-001 ")
    assert found.card == kept
    assert (found.stored_at, found.feed_id, found.feeds, found.outlet_name) == (NOW, "feed", ("feed",), "The Example")


async def test_numbers_count_within_the_day_in_utc(store):
    evening = datetime(2026, 11, 24, 17, 59, tzinfo=timezone(timedelta(hours=-6)))
    ids = [
        (await put(store, identity=str(number), now=now)).id
        for number, now in enumerate([evening, evening, evening + timedelta(minutes=1), evening])
    ]
    assert ids == ["BB-2026-11-24-001", "BB-2026-11-24-002", "BB-2026-11-25-001", "BB-2026-11-24-003"]


async def test_the_thousandth_card_of_a_day_has_four_digits(store):
    async with store.begin() as tx:
        ids = [(await cards.insert(tx, card("x"), identity=str(number), feed_id=None, now=NOW)).id for number in range(1001)]
    assert ids[-3:] == ["BB-2026-11-24-999", "BB-2026-11-24-1000", "BB-2026-11-24-1001"]
    async with store.read() as tx:
        assert (await cards.get(tx, ids[-1])).card.id == ids[-1]
        assert [found.card.id for found in await cards.latest(tx, limit=2)] != []


async def test_ids_are_unique_and_without_gaps_when_many_insert_at_once(store):
    kept = await asyncio.gather(*(put(store, identity=str(number)) for number in range(12)))
    assert sorted(one.id for one in kept) == [f"BB-2026-11-24-{number:03d}" for number in range(1, 13)]


async def test_one_article_is_one_card_even_when_all_feeds_bring_it_at_once(store):
    kept = await asyncio.gather(*(put(store, identity="same", feed_id=f"feed {number}") for number in range(6)))
    assert len({one.id for one in kept}) == 1
    async with store.read() as tx:
        assert await cards.count(tx) == 1
        (found,) = await cards.latest(tx, limit=10)
    assert sorted(found.feeds) == [f"feed {number}" for number in range(6)]


async def test_the_first_version_of_an_article_stands(store):
    await put(store)
    again = await put(store, replace(FULL, title="Another"), feed_id="other", now=NOW + timedelta(hours=1))
    assert (again.id, again.title) == ("BB-2026-11-24-001", "Culiacán: twelve dead")
    async with store.read() as tx:
        assert (await cards.by_identity(tx, "a")).feeds == ("feed", "other")


@pytest.mark.parametrize("wrong", ["", "7", "BB-2026-11-24-999", "BB-2026-11-24-1'; --", "\ud800", "\x00", "BB-2026-11-24-٠٠١"])
async def test_an_id_that_is_none_finds_nothing(store, wrong):
    await put(store)
    async with store.read() as tx:
        assert await cards.get(tx, wrong) is None


async def test_the_latest_are_those_of_the_latest_articles_and_page_on_without_repeating(store):
    hours = [3, 1, 2, 2, 5]
    for number, hour in enumerate(hours):
        await put(store, replace(FULL, published=NOW - timedelta(hours=hour)), identity=str(number))
    seen = []
    async with store.read() as tx:
        page = await cards.latest(tx, limit=2)
        while page:
            seen += [int(one.card.id[-3:]) - 1 for one in page]
            page = await cards.latest(tx, limit=2, before=page[-1].card.id)
        assert await cards.latest(tx, limit=2, before="BB-2020-01-01-001") == ()
    assert seen == [1, 3, 2, 0, 4]


async def test_an_article_from_the_future_does_not_stand_first_for_ever(store):
    await put(store, replace(FULL, published=datetime(2099, 1, 1, tzinfo=UTC)), identity="future")
    await put(store, replace(FULL, published=None), identity="undated", now=NOW + timedelta(minutes=1))
    async with store.read() as tx:
        assert [one.card.published for one in await cards.latest(tx, limit=2)] == [None, datetime(2099, 1, 1, tzinfo=UTC)]


async def test_a_card_and_its_debts_are_kept_together_or_not_at_all(store):
    place = Place(platform="fake", channel="alerts")

    async def take_in(identity, *, fail):
        async with store.begin() as tx:
            kept = await cards.insert(tx, FULL, identity=identity, feed_id="f", now=NOW)
            message = Message(blocks=(), summary="s", language="en", article=kept.id)
            debt = Debt(place=place, kind=DeliveryKind.CARD, subject=kept.id, revision=0, message=message)
            assert await deliveries.owe(tx, [debt], NOW) == 1
            if fail:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        await take_in("a", fail=True)
    async with store.read() as tx:
        assert await cards.count(tx) == 0
        assert sum((await deliveries.counts(tx)).values()) == 0
    await take_in("a", fail=False)
    async with store.read() as tx:
        assert (await cards.latest(tx, limit=1))[0].card.id == "BB-2026-11-24-001"
        assert sum((await deliveries.counts(tx)).values()) == 1


async def test_a_statement_that_is_cancelled_leaves_nothing_and_holds_up_nobody(store):
    async def hang():
        async with store.begin() as tx:
            for number in range(10_000):
                await cards.insert(tx, FULL, identity=f"hanging {number}", feed_id="f", now=NOW)

    for turns in range(1, 200, 7):
        task = asyncio.create_task(hang())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(put(store, identity=f"after {turns}"), 5)
    async with store.read() as tx:
        assert await cards.count(tx) == len(range(1, 200, 7))


async def test_a_second_process_sees_what_the_first_has_kept(store):
    await put(store)
    other = await open_store(store.url.render_as_string(hide_password=False), now=NOW)
    try:
        await put(other, identity="b")
        async with store.read() as tx:
            assert await cards.count(tx) == 2
            assert await cards.count(tx, since=NOW + timedelta(seconds=1)) == 0
    finally:
        await other.close()
