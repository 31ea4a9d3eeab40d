"""Why an article was posted or was not, on each database."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import run
from bot.commands.ask import Who
from bot.layout.text import plain
from bot.model.chat import Debt, DeliveryKind, Message, Place
from bot.model.judged import ChannelVerdict, Judged, Outcome
from bot.model.reasons import Reason
from bot.model.stories import story_of
from bot.placing import Placing
from bot.sources.identity import identity_of
from bot.store import cards, deliveries, judged

FIRST = "BB-2026-11-24-001"
URL = "https://news.example/left-out?utm_source=rss"


async def keep(ask, outcome=Outcome.LEFT_OUT, **more):
    given = {
        "identity": identity_of(URL),
        "article": identity_of(URL),
        "feed_id": "ejemplo-seguridad",
        "at": ask.now,
        "title": "A match",
        "url": URL,
        "outcome": outcome,
        "reasons": (Reason("speaks-against", {"terms": "football"}), Reason("no-topic")),
        "channels": (
            ChannelVerdict(channel="all", wanted=False, reasons=(Reason("below-threshold", {"score": 0.1, "threshold": 0.5}),)),
        ),
    }
    async with ask.store.begin() as tx:
        await judged.keep(tx, [Judged(**given | more)])


async def test_what_was_left_out_is_told_with_every_reason_in_the_askers_language(ask):
    await keep(ask)
    told = plain((await run(f"/why {URL}", ask)).blocks)
    assert "Read, and left out" in told
    assert "It has words of another matter: football." in told
    assert "all · not wanted · Its relevance is 0.1, below the channel's threshold of 0.5." in told
    assert "El Ejemplo" in told
    spanish = plain((await run(f"/porqué {URL}", replace(ask, language="es"))).blocks)
    assert "Leído y descartado" in spanish
    assert "football" in spanish


async def test_what_was_posted_is_told_with_where_it_stands(ask):
    card = Message(blocks=(), summary="x", language="en")
    place = Place(platform="console", channel="all")
    await keep(ask, Outcome.CARD, article="news.example/0", reasons=(), channels=())
    async with ask.store.begin() as tx:
        debt = Debt(place=place, kind=DeliveryKind.CARD, subject=FIRST, revision=0, message=card)
        await deliveries.owe(tx, [debt], ask.now)
    for line in (f"/why {FIRST}", f"/why {URL}"):
        reply = await run(line, ask)
        assert reply.data["id"] == FIRST
        assert reply.data["deliveries"] == [{"place": "console/all", "kind": "card", "state": "owed", "error": None}]
        assert "A card was made" in plain(reply.blocks)
        assert "all · owed" in plain(reply.blocks)


async def test_a_card_s_story_is_told_with_why_it_is_in_it_and_an_admin_s_ruling_is_named_as_one(ask):
    async with ask.store.begin() as tx:
        first = await cards.get(tx, FIRST)
        again = replace(first.card, id=None, outlet="ejemplo", url="https://ejemplo.example/copied")
        copy = await cards.insert(tx, again, identity="ejemplo.example/copied", feed_id=None, now=ask.now)
        await Placing().place(tx, copy, ask.desk, ask.now)
    told = await run(f"/why {copy.id}", ask)
    assert f"Its story\n• {story_of(FIRST)} · Its text is nearly that of {FIRST}." in plain(told.blocks)
    assert told.data["story"]["reason"]["code"] == "story-copy"
    await run(f"/story split {copy.id}", ask)
    told = await run(f"/why {copy.id}", ask)
    assert f"Its story\n• {story_of(copy.id)} · An admin put it there." in plain(told.blocks)
    assert told.data["story"]["by_hand"] is True


async def test_updates_and_corrections_are_told_from_the_card_itself(ask):
    note = Message(blocks=(), summary="x", language="en")
    place = Place(platform="console", channel="all")
    kinds = (DeliveryKind.CARD, DeliveryKind.UPDATE, DeliveryKind.CORRECTION)
    async with ask.store.begin() as tx:
        owed = [Debt(place=place, kind=kind, subject=FIRST, revision=0, message=note) for kind in kinds]
        await deliveries.owe(tx, owed, ask.now)
    told = plain((await run(f"/why {FIRST}", ask)).blocks)
    assert "• all · owed\n• all · update · owed\n• all · correction · owed" in told


async def test_an_article_that_never_came_in_is_said_not_to_have(ask):
    assert "has come in by no feed" in plain((await run("/why https://news.example/never", ask)).blocks)
    assert "keeps no record" in plain((await run(f"/why {FIRST}", ask)).blocks)
    assert (await run("/why BB-2026-11-24-009", ask)).data["error"] == "card-unknown-near"


async def test_what_readers_reported_is_told_to_admins_alone(ask):
    await run(f"/report {FIRST} the date is wrong", ask)
    assert "the date is wrong" in plain((await run(f"/why {FIRST}", ask)).blocks)
    reader = replace(ask, who=Who(id="u2", name="Ben"))
    assert "the date is wrong" not in plain((await run(f"/why {FIRST}", reader)).blocks)
