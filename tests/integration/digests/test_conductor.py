"""Digests as the clock goes, over both databases: made once at their hour, of what waited, whatever dies on the way."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.layout.text import plain
from bot.model.chat import DeliveryKind
from bot.model.desk import Channel
from bot.model.digests import DigestPlan, Urgent
from bot.model.feeds import Entry
from bot.model.readers import Retraction
from bot.model.revisions import FigureChanged, FigureNew, Revision, RevisionKind
from bot.model.text import Span
from bot.publishing import Wanted
from bot.ruling import Bench, split, take_back
from bot.store import changes, entries, marks, revisions
from tests.fakes.cards import figure
from tests.fakes.stories_held import DESK, OTHER, one, whole

DAILY = Channel(id="daily", platform="console", labels="en", mode="digest")
LIVE = Channel(id="live", platform="console", labels="en")
CALM = {"title": "The council met in Ures", "text": "The council met in Ures on Monday."}


def words(delivery):
    return plain(delivery.message.blocks)


async def test_what_waits_is_told_at_the_hour_and_only_once(bench):
    desk = bench(DAILY)
    assert await desk.tick() == 0  # the plan is seen for the first time
    card = await desk.comes(whole(1))
    assert await desk.owed(DeliveryKind.CARD) == []
    assert (await desk.fates(card))["daily"].reason.code == "held-digest"
    assert await desk.tick(hours=23) == 0
    assert await desk.tick(hours=1) == 1
    (digest,) = await desk.owed()
    assert "Six killed in Ures, part 1" in words(digest)
    assert (await desk.fates(card))["daily"].settled == digest.subject == "digest daily daily 2026-11-25T14:00:00+00:00"
    assert await desk.tick(minutes=1) == 0
    assert await desk.tick(hours=24) == 1
    assert "Nothing new for this channel." in words((await desk.owed())[-1])


async def test_an_empty_digest_says_nothing_where_that_is_wished(bench):
    desk = bench(replace(DAILY, digest=(DigestPlan(id="d", at=("08:00",), empty="nothing"),)))
    await desk.tick()
    assert await desk.tick(hours=24) == 0
    assert await desk.owed() == []
    assert await desk.tick(minutes=1) == 0


async def test_a_service_that_was_down_at_the_hour_makes_one_digest_marked_late(bench):
    desk = bench(DAILY)
    await desk.tick()
    await desk.comes(whole(1))
    assert await desk.tick(days=3, hours=2) == 1
    (digest,) = await desk.owed()
    assert "Late: due at 8:00" in words(digest)
    assert "covers 2 earlier hours that were missed" in words(digest)
    assert await desk.tick(minutes=5) == 0


async def test_two_machines_make_one_digest(bench):
    desk = bench(DAILY)
    await desk.tick()
    await desk.comes(whole(1))
    desk.clock.tick(hours=24)
    assert sorted([await desk.digests.tick(), await desk.another().tick()]) == [0, 1]
    assert len(await desk.owed()) == 1


class Died(BaseException):
    pass


@pytest.mark.parametrize("committed", [False, True])
async def test_whenever_the_service_dies_a_digest_is_owed_once(bench, monkeypatch, committed):
    desk = bench(DAILY)
    await desk.tick()
    card = await desk.comes(whole(1))
    begin, dead = desk.store.begin, False

    @asynccontextmanager
    async def dying():
        nonlocal dead
        async with begin() as tx:
            yield tx
            if not dead and not committed:
                dead = True
                raise Died
        if not dead:
            dead = True
            raise Died

    with monkeypatch.context() as patched:
        patched.setattr(desk.store, "begin", dying)
        with pytest.raises(Died):
            await desk.tick(hours=24)
        await desk.tick(seconds=5)
    assert len(await desk.owed()) == 1
    assert (await desk.fates(card))["daily"].settled


async def test_a_story_is_told_once_and_again_only_with_what_is_new(bench):
    desk = bench(DAILY)
    await desk.tick()
    first = await desk.comes(one(1), story="ST-1")
    await desk.tick(hours=24)
    repeats = await desk.comes(one(2, outlet="voz"), story="ST-1")
    await desk.tick(hours=24)
    assert "Nothing new" in words((await desk.owed())[-1])
    assert (await desk.fates(repeats))["daily"].settled.code == "digest-known"
    text = "Soldiers found nine bodies more in Ures, so that 15 people were killed, the state said."
    await desk.comes(whole(3, text=text, title="Toll rises to 15", quotes=(), figures=_toll(text)), story="ST-1")
    await desk.tick(hours=24)
    told = words((await desk.owed())[-1])
    assert "Toll rises to 15" in told
    assert "Update: new since" in told
    assert first.title not in told


async def test_a_story_that_went_under_in_another_s_entry_is_told_when_an_admin_parts_them(bench):
    desk = bench(DAILY)
    await desk.tick()
    first = await desk.comes(whole(1), story="ST-1")
    hidden = await desk.comes(one(2, outlet="voz", text=OTHER), story="ST-1")
    await desk.tick(hours=24)
    assert first.title in words((await desk.owed())[-1])
    assert hidden.title not in words((await desk.owed())[-1])
    ruled = await _split(desk, hidden)
    assert ruled.announced == 1
    await desk.tick(hours=24)
    told = words((await desk.owed())[-1])
    assert hidden.title in told
    assert first.title not in told
    assert "Update" not in told
    assert (await _split(desk, hidden, back=ruled)).announced == 0


async def _split(desk, card, *, back=None):
    """The ruling; after taking `back` an earlier one."""
    ruling = Bench(who="Ana", where="console", now=desk.clock.now(), desk=DESK, channels=desk.channels)
    async with desk.store.begin() as tx:
        if back is not None:
            made = await changes.all(tx)
            await take_back(tx, next(one for one in made if one.id == back.number), made, ruling)
        return await split(tx, card.id, ruling)


async def test_a_card_that_still_waits_when_it_is_parted_is_told_once(bench):
    desk = bench(DAILY)
    await desk.tick()
    await desk.comes(whole(1), story="ST-1")
    await desk.tick(hours=24)
    waits = await desk.comes(one(2, outlet="voz", text=OTHER), story="ST-1")
    assert (await _split(desk, waits)).announced == 0
    await desk.tick(hours=24)
    assert words((await desk.owed())[-1]).count(waits.title) == 1


def _toll(text):
    return (figure(text, "15 people", "15", unit="people", measure="people were killed"),)


async def test_a_card_taken_back_before_the_digest_is_not_told_and_one_after_it_is_named_in_the_next(bench):
    desk = bench(DAILY)
    await desk.tick()
    wrong, right = await desk.comes(whole(1)), await desk.comes(whole(2))
    async with desk.store.begin() as tx:
        await marks.retract(tx, Retraction(card_id=wrong.id, at=desk.clock.now(), who="Ana", where="c", reason="no"))
    await desk.tick(hours=24)
    (digest,) = await desk.owed()
    assert wrong.title not in words(digest)
    assert (await desk.fates(wrong))["daily"].settled.code == "digest-retracted"
    desk.clock.tick(hours=1)
    async with desk.store.begin() as tx:
        back = Retraction(card_id=right.id, at=desk.clock.now(), who="Ana", where="c", reason="The number was wrong.")
        await marks.retract(tx, back)
    await desk.tick(hours=23)
    told = words((await desk.owed())[-1])
    assert "Retracted:" in told
    assert right.title in told
    assert "The number was wrong." in told
    await desk.tick(hours=24)
    assert "Retracted" not in words((await desk.owed())[-1])


async def test_an_article_that_was_corrected_after_a_digest_told_it_is_named_in_the_next(bench):
    desk = bench(DAILY)
    await desk.tick()
    told, other = await desk.comes(whole(1)), await desk.comes(whole(2))
    await desk.tick(hours=24)
    desk.clock.tick(hours=1)
    fell = FigureChanged(before="six people", after="five people", measure="people killed", sentence=Span(0, 10))
    more = FigureNew(after="12 rifles", measure="rifles", sentence=Span(0, 10))
    async with desk.store.begin() as tx:
        for card, change in ((told, fell), (other, more)):
            revision = Revision(number=1, at=desk.clock.now(), kind=RevisionKind.SUBSTANTIAL, changes=(change,))
            await revisions.keep(tx, card, revision)
    await desk.tick(hours=23)
    page = words((await desk.owed())[-1])
    assert "Corrected: Six killed in Ures, part 1" in page
    assert "six people → five people" in page
    assert other.title not in page, "what is only more is no correction"
    await desk.tick(hours=24)
    assert "Corrected" not in words((await desk.owed())[-1])


async def test_of_several_digests_of_a_channel_one_names_a_correction(bench):
    plans = (DigestPlan(id="early", at=("08:00",)), DigestPlan(id="late", at=("09:00",)))
    desk = bench(replace(DAILY, digest=plans))
    await desk.tick()
    told = await desk.comes(whole(1))
    await desk.tick(hours=24)
    fell = FigureChanged(before="six people", after="five people", measure="people killed", sentence=Span(0, 10))
    async with desk.store.begin() as tx:
        at = desk.clock.now() + timedelta(hours=1)
        await revisions.keep(tx, told, Revision(number=1, at=at, kind=RevisionKind.SUBSTANTIAL, changes=(fell,)))
    before = len(await desk.owed())
    await desk.tick(hours=24)
    pages = [words(one) for one in (await desk.owed())[before:]]
    assert ["Corrected" in page for page in pages] == [True, False]


async def test_outlets_of_one_owner_are_one_source(bench):
    desk = bench(DAILY)
    await desk.tick()
    await desk.comes(one(1, outlet="voz"), story="ST-1")
    await desk.comes(one(2, outlet="eco", text=OTHER), story="ST-1")
    await desk.tick(hours=24)
    assert "1 independent source" in words((await desk.owed())[-1])


async def test_a_paused_channel_makes_no_digest_and_one_late_when_it_goes_on(bench):
    desk = bench(DAILY)
    await desk.tick()
    await desk.comes(whole(1))
    desk.channels[0] = replace(DAILY, paused=True)
    assert await desk.tick(days=2) == 0
    desk.channels[0] = DAILY
    assert await desk.tick(hours=1) == 1


# ── live channels ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_comes_in_quiet_hours_over_midnight_is_caught_up_once_when_they_end(bench):
    desk = bench(replace(LIVE, quiet="22:00-07:00"))
    await desk.comes(whole(1, **CALM))
    assert len(await desk.owed(DeliveryKind.CARD)) == 1
    desk.clock.tick(hours=14, minutes=30)  # half past ten in the evening
    late = await desk.comes(whole(2))
    desk.clock.tick(hours=5)
    early = await desk.comes(whole(3))
    assert await desk.tick(hours=3, minutes=29) == 0  # a minute to seven
    assert await desk.tick(minutes=1) == 1
    (digest,) = await desk.owed()
    assert "quiet hours 22:00-07:00 (America/Mexico_City)" in words(digest)
    assert {late.title, early.title} <= set(words(digest).replace("1. ", "").replace("2. ", "").split("\n"))
    assert await desk.tick(minutes=1) == 0
    assert len(await desk.owed(DeliveryKind.CARD)) == 1


async def test_an_urgent_card_breaks_the_quiet(bench):
    desk = bench(replace(LIVE, quiet="22:00-07:00", urgent=(Urgent(severity=3),)))
    desk.clock.tick(hours=15)
    await desk.comes(whole(1, title="Massacre in Ures"))
    await desk.comes(whole(2, **CALM))
    assert [len(await desk.owed(kind)) for kind in (DeliveryKind.CARD, DeliveryKind.DIGEST)] == [1, 0]


async def test_only_an_urgent_card_makes_a_sound(bench):
    desk = bench(replace(LIVE, urgent=(Urgent(severity=3),)))
    await desk.comes(whole(1, title="Massacre in Ures"))
    await desk.comes(whole(2, **CALM))
    assert [one.message.silent for one in await desk.owed(DeliveryKind.CARD)] == [False, True]


async def test_what_exceeds_the_cap_comes_as_one_digest_when_its_time_is_over(bench):
    desk = bench(replace(LIVE, cap="2/1h"))
    for number in range(1, 6):
        await desk.comes(whole(number))
        desk.clock.tick(minutes=1)
    assert len(await desk.owed(DeliveryKind.CARD)) == 2
    assert await desk.tick(minutes=56) == 0
    assert await desk.tick(minutes=1) == 1
    (digest,) = await desk.owed()
    assert "3 stories" in words(digest)
    assert "no more than 2/1h" in words(digest)
    await desk.comes(whole(6))
    assert len(await desk.owed(DeliveryKind.CARD)) == 3


async def test_the_overflow_waits_for_the_digest_that_the_channel_names(bench):
    desk = bench(replace(LIVE, cap="1/1d", digest=(DigestPlan(id="evening", at=("18:00",)),)))
    await desk.tick()
    for number in (1, 2):
        await desk.comes(whole(number))
    assert await desk.tick(hours=9) == 0
    assert await desk.tick(hours=1) == 1
    assert "evening" in (await desk.owed())[0].subject


@pytest.mark.parametrize(("many", "posted", "digested"), [(5, 5, 0), (6, 0, 1)])
async def test_a_few_cards_of_first_polls_are_posted_and_many_become_one_digest(bench, many, posted, digested):
    desk = bench(LIVE)
    for number in range(1, many + 1):
        await desk.comes(whole(number), first=True)
    assert await desk.tick() == 0  # the feed's first poll has not ended
    await desk.polled()
    assert await desk.tick() == max(posted, digested)
    assert [len(await desk.owed(kind)) for kind in (DeliveryKind.CARD, DeliveryKind.DIGEST)] == [posted, digested]
    assert await desk.tick() == 0


async def test_first_polls_that_do_not_end_are_not_waited_for_for_ever(bench):
    desk = bench(LIVE)
    await desk.comes(whole(1), first=True)
    assert await desk.tick(minutes=14) == 0
    assert await desk.tick(minutes=1) == 1


async def test_what_only_joins_a_card_that_stands_there_is_not_held(bench):
    desk = bench(replace(LIVE, cap="1/1h"))
    await desk.comes(one(1), story="ST-1")
    held = await desk.comes(one(2, outlet="voz"), story="ST-1")
    assert await desk.tick(hours=2) == 0
    assert await desk.fates(held) == {}
    assert await desk.owed() == []


async def test_what_a_catch_up_told_is_not_posted_again_by_another_outlet(bench):
    desk = bench(replace(LIVE, quiet="22:00-07:00"))
    desk.clock.tick(hours=15)
    await desk.comes(one(1), story="ST-1")
    assert await desk.tick(hours=9) == 1
    await desk.comes(one(2, outlet="voz"), story="ST-1")
    assert await desk.owed(DeliveryKind.CARD) == []
    await desk.comes(one(3, outlet="voz"), story="ST-2")
    assert len(await desk.owed(DeliveryKind.CARD)) == 1


async def test_an_outlet_that_fell_silent_is_named(bench):
    desk = bench(DAILY)
    await desk.tick()
    for day in range(11, 2, -1):
        at = desk.clock.now() + timedelta(days=1) - timedelta(days=day)
        async with desk.store.begin() as tx:
            some = [Entry(key=f"{day}-{n}", title="T", url=None, identity=f"i{day}-{n}") for n in range(2)]
            await entries.remember(tx, "f", some, at)
    assert await desk.tick(hours=24) == 1
    told = words((await desk.owed())[0])
    assert "La Voz: no item for 3 days, usually 2 a day" in told


# ── where nothing will be posted ─────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_waits_in_a_channel_that_was_removed_is_given_up_after_an_hour(bench):
    desk = bench(DAILY, LIVE)
    await desk.tick()
    card = await desk.comes(whole(1))
    del desk.channels[0]
    await desk.tick(minutes=1)
    assert (await desk.fates(card))["daily"].settled is None
    await desk.tick(minutes=61)
    assert (await desk.fates(card))["daily"].settled.code == "waited-removed"
    assert await desk.tick(days=2) == 0


async def test_a_removal_that_is_taken_back_costs_nothing(bench):
    desk = bench(DAILY)
    await desk.tick()
    card = await desk.comes(whole(1))
    desk.channels.clear()
    await desk.tick(minutes=1)
    desk.channels.append(DAILY)
    await desk.tick(minutes=58)
    desk.channels.clear()
    await desk.tick(minutes=2)
    desk.channels.append(DAILY)
    assert await desk.tick(hours=23) == 1
    assert card.title in words((await desk.owed())[-1])


async def test_what_waits_for_a_platform_that_is_not_served_goes_on_waiting(bench):
    desk = bench(DAILY)
    await desk.tick()
    card = await desk.comes(whole(1))

    async def elsewhere():
        return Wanted(desk=DESK, feeds=(), channels=(), unserved=frozenset({"daily"}))

    desk.digests.wanted = elsewhere
    await desk.tick(minutes=1)
    await desk.tick(hours=2)
    assert (await desk.fates(card))["daily"].settled is None


@pytest.mark.parametrize(
    "quiet",
    [replace(DAILY, paused=True), replace(DAILY, digest=(DigestPlan(id="daily", at=("08:00",), paused=True),))],
    ids=["the channel", "its digests"],
)
async def test_what_waits_in_a_paused_channel_is_given_up_when_it_is_a_week_old(bench, quiet):
    desk = bench(DAILY)
    await desk.tick()
    old = await desk.comes(whole(1))
    desk.clock.tick(hours=12)
    young = await desk.comes(whole(2))
    desk.channels[0] = quiet
    await desk.tick(days=6, hours=13)
    assert (await desk.fates(old))["daily"].settled.code == "waited-paused"
    assert (await desk.fates(young))["daily"].settled is None


async def test_a_channel_whose_digest_comes_seldom_keeps_what_waits(bench):
    desk = bench(replace(DAILY, digest=(DigestPlan(id="monthly", cron="0 8 1 * *"),)))
    await desk.tick()
    card = await desk.comes(whole(1))
    await desk.tick(days=6)
    assert (await desk.fates(card))["daily"].settled is None
    assert await desk.tick(days=1, hours=1) == 1
