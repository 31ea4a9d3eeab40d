"""What readers see of digests: what the next one would say, one for themselves, and where a card was held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.commands import run
from bot.layout.text import plain
from bot.model.chat import DeliveryKind, Place
from bot.model.desk import Channel
from bot.model.digests import DigestPlan
from tests.fakes.asking import an_ask
from tests.fakes.stories_held import DESK, OTHER, one, whole

DAILY = Channel(id="daily", platform="console", labels="en", mode="digest")
LIVE = Channel(id="live", platform="console", labels="es", quiet="22:00-07:00", topics=("arms",))


async def say(desk, line, *, language="en", where="daily"):
    place = Place(platform="console", channel=where)
    ask = an_ask(
        desk.store,
        desk=DESK,
        feeds=tuple(desk.feeds),
        channels=tuple(desk.channels),
        now=desk.clock.now(),
        where=place,
        language=language,
    )
    return await run(line, ask)


async def test_a_preview_says_what_the_next_digest_would_and_settles_nothing(bench):
    desk = bench(DAILY)
    await desk.tick()
    card = await desk.comes(whole(1))
    reply = await say(desk, "/digest preview")
    assert reply.private
    told = plain(reply.blocks)
    assert "So would daily read its digest “daily”: Nov 25, 2026, 8:00" in told
    assert card.title in told
    assert (await desk.fates(card))["daily"].settled is None
    await desk.tick(hours=24)
    assert card.title in plain((await desk.owed())[0].message.blocks)
    assert "Nothing new" in plain((await say(desk, "/digest preview daily daily")).blocks)


async def test_a_preview_of_a_live_channel_says_what_is_held(bench):
    desk = bench(LIVE)
    desk.clock.tick(hours=15)
    await desk.comes(whole(1, topic="arms"))
    told = plain((await say(desk, "/resumen previo live", language="es")).blocks)
    assert "Así leería live su resumen «catch-up»: en cuanto termine lo que retiene sus fichas" in told
    assert "Six killed" in told


@pytest.mark.parametrize(
    ("line", "where", "told"),
    [
        ("/digest preview", "elsewhere", "No channel of the desk is here."),
        ("/digest preview daily nightly", "daily", "daily has no digest “nightly”"),
    ],
)
async def test_a_preview_of_what_is_not_there_is_an_error_with_its_remedy(bench, line, where, told):
    reply = await say(bench(DAILY), line, where=where)
    assert told in plain(reply.blocks)
    assert reply.exit_code == 2


async def test_a_digest_for_oneself_has_the_last_day_by_stories_whatever_was_posted(bench):
    desk = bench(LIVE, DAILY)
    await desk.comes(one(1, published=desk.clock.now()), story="ST-1")
    desk.clock.tick(hours=30)
    await desk.comes(whole(2, published=desk.clock.now(), topic="arms", title="Twelve rifles in Ures"), story="ST-2")
    await desk.comes(one(3, published=desk.clock.now(), outlet="voz", topic="arms", text=OTHER), story="ST-2")
    reply = await say(desk, "/digest now")
    told = plain(reply.blocks)
    assert reply.private
    assert "1 story from 2 articles" in told
    assert "also in" in told
    assert [story["story"] for story in reply.data["stories"]] == ["ST-2"]
    assert {reason["code"] for reason in reply.data["stories"][0]["reasons"]} >= {"digest-topic", "digest-sources"}
    assert len((await say(desk, "/digest now since:yesterday")).data["stories"]) == 2
    assert [story["story"] for story in (await say(desk, "/digest now topic:homicides since:yesterday")).data["stories"]] == [
        "ST-1"
    ]
    assert [story["story"] for story in (await say(desk, "/digest now live since:yesterday")).data["stories"]] == ["ST-2"]
    assert "Nothing came in that time." in plain((await say(desk, "/digest now topic:homicides")).blocks)


async def test_a_digest_marks_a_card_on_which_a_reader_reported_an_error(bench):
    desk = bench(DAILY)
    card = await desk.comes(whole(1, published=desk.clock.now()))
    assert "reported an error" not in plain((await say(desk, "/digest now")).blocks)
    await say(desk, f"/report {card.id} the number is wrong")
    assert "A reader reported an error on this card" in plain((await say(desk, "/digest now")).blocks)
    assert "A reader reported an error on this card" in plain((await say(desk, "/digest preview")).blocks)


async def test_why_tells_where_a_card_was_held_and_what_became_of_it(bench):
    desk = bench(DAILY, replace(LIVE, topics=()))
    await desk.tick()
    desk.clock.tick(hours=15)
    card = await desk.comes(whole(1))
    told = plain((await say(desk, f"/why {card.id}")).blocks)
    assert "Where it was held" in told
    assert "The channel collects its cards for a digest. · it waits" in told
    assert "Held until the channel's quiet hours are over (22:00-07:00, America/Mexico_City). · it waits" in told
    await desk.tick(hours=9)
    after = await say(desk, f"/why {card.id}")
    assert "told in digest live catch-up" in plain(after.blocks)
    assert {one["settled"].split()[1] for one in after.data["waiting"]} == {"live", "daily"}
    assert await desk.owed(DeliveryKind.CARD) == []


async def test_digests_are_listed_with_their_next_hour(bench):
    desk = bench(replace(DAILY, digest=(DigestPlan(id="d", at=("07:30",), days=("fri",), topics=("arms",), threshold=0.7),)))
    told = plain((await say(desk, "/digests list")).blocks)
    assert "daily · d · 07:30 · Fri (America/Mexico_City) · Arms · threshold 0.7 · at most 10 stories · next Nov 27" in told


async def test_a_digest_of_another_language_that_says_nothing_of_nothing_is_listed_so(bench):
    plan = DigestPlan(id="d", at=("07:30",), labels="es", empty="nothing", paused=True)
    told = plain((await say(bench(replace(DAILY, digest=(plan,))), "/digests list")).blocks)
    assert "at most 10 stories · in Spanish · no line where there is nothing · paused" in told


async def test_what_waited_in_vain_is_told_by_why_and_by_deliveries(bench):
    desk = bench(DAILY)
    await desk.tick()
    card = await desk.comes(whole(1))
    desk.channels.clear()
    await desk.tick(minutes=1)
    await desk.tick(hours=1)
    assert "The channel was removed while the card waited." in plain((await say(desk, f"/why {card.id}")).blocks)
    reply = await say(desk, "/deliveries list", language="es")
    assert "1 ficha esperó en vano" in plain(reply.blocks)
    assert f"{card.id} · daily · El canal se quitó mientras la ficha esperaba." in plain(reply.blocks)
    assert reply.data == [{"key": None, "place": "daily", "subject": card.id, "state": "given-up", "error": "waited-removed"}]
    desk.clock.tick(days=31)
    assert (await say(desk, "/deliveries list")).data == []
