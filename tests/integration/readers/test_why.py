"""Why an article was posted or was not, on each database."""

from __future__ import annotations

from dataclasses import replace

from bot.commands import run
from bot.commands.ask import Who
from bot.layout.text import plain
from bot.model.chat import Debt, DeliveryKind, Message, Place
from bot.model.judged import ChannelVerdict, Judged, Outcome
from bot.model.reasons import Reason
from bot.sources.identity import identity_of
from bot.store import deliveries, judged

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
        assert reply.data["deliveries"] == [{"place": "console/all", "state": "owed", "error": None}]
        assert "A card was made" in plain(reply.blocks)
        assert "all · owed" in plain(reply.blocks)


async def test_an_article_that_never_came_in_is_said_not_to_have(ask):
    assert "has come in by no feed" in plain((await run("/why https://news.example/never", ask)).blocks)
    assert "keeps no record" in plain((await run(f"/why {FIRST}", ask)).blocks)
    assert (await run("/why BB-2026-11-24-009", ask)).data["error"] == "card-unknown-near"


async def test_what_readers_reported_is_told_to_admins_alone(ask):
    await run(f"/report {FIRST} the date is wrong", ask)
    assert "the date is wrong" in plain((await run(f"/why {FIRST}", ask)).blocks)
    reader = replace(ask, who=Who(id="u2", name="Ben"))
    assert "the date is wrong" not in plain((await run(f"/why {FIRST}", reader)).blocks)
