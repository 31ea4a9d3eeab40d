"""One event is one post: what a later article of the story becomes in a channel that was told of it."""

from __future__ import annotations

import pytest

from bot.layout.text import plain
from bot.model.chat import DeliveryKind
from bot.model.desk import Channel
from bot.model.stories import story_of
from bot.placing import Placing
from bot.store import cards, deliveries, judged, schema, stories
from bot.store.messages import dumps
from tests.fakes.line import feed, line
from tests.fakes.outlets import gives, outlets

ALL = Channel(id="all", platform="console", labels="en")
SPANISH = Channel(id="es", platform="console", labels="es", languages=("es",))

FIRST = (
    "Six killed at a bakery in Agua Parda, Sonora",
    "Six people were killed on Tuesday at a bakery in Agua Parda, Sonora, Mexico, the state prosecutor's office said.",
    "Gunmen opened fire on the bakery La Espiga at dawn, while the first loaves were being sold, and fled in two grey vans.",
    "“We heard the shots from the church,” said Berta Lozoya, the town's mayor. The homicide file was opened the same day.",
)
COPY = (FIRST[0], *FIRST[1:3], FIRST[3].replace("the same day", "at noon"))
TOLL = (
    "Toll in bakery attack in Agua Parda rises to eight",
    "Eight people were killed at the bakery La Espiga in Agua Parda, Sonora, Mexico, officials said on Tuesday evening.",
    "Two of the wounded died in hospital after the attack by gunmen who fled the bakery in two grey vans.",
    "“They will not walk free,” said Celso Murrieta, the state prosecutor.",
)
AGAIN = (
    "Bakery attack in Agua Parda, Sonora, leaves six people dead",
    "Six people were killed at the bakery La Espiga of Agua Parda, Sonora, Mexico, on Tuesday.",
    "The gunmen came at dawn in two grey vans while the first loaves were sold at the bakery, and fled.",
    "Berta Lozoya, the mayor of Agua Parda, said that the shots were heard from the church.",
)


OTHER = (
    "Four killed at a wedding in Vado Hondo, Sonora",
    "Four musicians were killed at a wedding hall in Vado Hondo, Sonora, Mexico, the night before Sunday's feast.",
    "Guests hid in the kitchen while the trombone players were led away, neighbours of the hall said.",
    "“The town has no police,” said Delia Amparán, who runs the hall. A homicide file was opened.",
)


def _give(site, told: dict[str, tuple[str, ...]]) -> None:
    for outlet, (title, *paragraphs) in told.items():
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        page = (
            f"<html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
        )
        item = (
            f"<item><title>{title}</title><link>{site.url(f'/{outlet}/1')}</link><guid>{outlet}-{title}</guid>"
            f"<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate><description>{paragraphs[0]}</description></item>"
        )
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{outlet}</title>{item}</channel></rss>'
        site.at(f"/{outlet}", gives(rss.encode(), headers={"Content-Type": "application/rss+xml"}))
        site.at(f"/{outlet}/1", gives(page, headers={"Content-Type": "text/html; charset=utf-8"}))


@pytest.fixture
async def told(tmp_path):
    """Takes in one article after another, each in a feed of its own, and gives what is owed and the stories."""
    async with outlets() as site, line(tmp_path, site, channels=(ALL, SPANISH)) as made:

        async def tell(*articles):
            _give(site, {f"feed{number}": article for number, article in enumerate(articles)})
            made.feeds.clear()
            for number, _ in enumerate(articles):
                made.feeds.append(feed(site, f"feed{number}", f"/feed{number}", outlet=f"outlet{number}"))
                await made.round(hours=1)
            async with made.store.read() as tx:
                kept = sorted(one.card.id for one in await cards.latest(tx, limit=20))
                owed = [one for card_id in kept for one in await deliveries.of_subject(tx, card_id)]
                return sorted(owed, key=lambda one: one.id), await stories.latest(tx, limit=20), made

        yield tell


def _kinds(owed):
    return [one.kind for one in owed if one.place.channel == "all" and one.kind is not DeliveryKind.EDIT]


async def test_a_look_alike_is_posted_by_itself(told):
    owed, found, _ = await told(FIRST, OTHER)
    assert _kinds(owed) == [DeliveryKind.CARD, DeliveryKind.CARD]
    assert len(found) == 2


async def test_wire_copy_is_named_on_the_card_that_stands_there_and_counted_once(told):
    owed, (story,), _ = await told(FIRST, COPY)
    assert _kinds(owed) == [DeliveryKind.CARD]
    assert story.cards[1].copy_of == story.cards[0].card.id
    (card,) = [one for one in owed if one.kind is DeliveryKind.CARD]
    assert "Also in outlet1 · 2 outlets, 1 independent text" in plain(card.message.blocks)


async def test_the_same_event_in_other_words_is_named_on_the_card_too(told):
    owed, (story,), made = await told(FIRST, AGAIN)
    assert _kinds(owed) == [DeliveryKind.CARD]
    (card,) = [one for one in owed if one.kind is DeliveryKind.CARD]
    assert "2 outlets, 2 independent texts" in plain(card.message.blocks)
    assert f"/story {story.id}" in dumps(card.message)
    async with made.store.read() as tx:
        (why,) = await judged.of_card(tx, story.cards[1].card.id, limit=5)
    assert [reason.code for reason in why.channels[0].reasons][-1] == "story-nothing-new"


async def test_what_is_new_is_told_under_the_card_with_what_was_said_before(told):
    owed, (story,), _ = await told(FIRST, TOLL)
    assert _kinds(owed) == [DeliveryKind.CARD, DeliveryKind.UPDATE]
    (update,) = [one for one in owed if one.kind is DeliveryKind.UPDATE]
    assert update.message.under == story.cards[0].card.id
    assert update.message.broadcast
    words = plain(update.message.blocks)
    assert "Dead: Eight people were killed" in words
    assert "before: Six people (outlet0)" in words
    assert "They will not walk free" in words


async def test_a_channel_that_was_not_told_gets_the_card_itself(told):
    spanish = (
        "Sube a ocho la cifra de muertos por ataque a panadería en Agua Parda",
        "Ocho personas murieron en el ataque a la panadería La Espiga de Agua Parda, Sonora, México, dijo la fiscalía.",
        "Los agresores huyeron en dos camionetas grises al amanecer, cuando se vendía el primer pan en la panadería La Espiga.",
        "«No quedará impune», dijo Celso Murrieta, fiscal del estado, sobre los homicidios del martes en Agua Parda.",
    )
    owed, found, _ = await told(FIRST, spanish)
    assert [one.kind for one in owed if one.place.channel == "es"] == [DeliveryKind.CARD]
    assert len(found) == 1, "joined across languages"
    assert _kinds(owed) == [DeliveryKind.CARD, DeliveryKind.UPDATE]


async def test_a_story_goes_on_after_a_restart(tmp_path):
    async with outlets() as site:
        async with line(tmp_path, site, channels=(ALL,)) as made:
            _give(site, {"one": FIRST})
            made.feeds.append(feed(site, "one", "/one"))
            await made.round()
        async with line(tmp_path, site, channels=(ALL,)) as made:
            _give(site, {"two": TOLL})
            made.feeds.append(feed(site, "two", "/two", outlet="eco"))
            await made.round(hours=2)
            async with made.store.read() as tx:
                (story,) = await stories.latest(tx, limit=5)
                assert len(story.cards) == 2


async def test_a_story_that_an_earlier_engine_kept_goes_on(tmp_path):
    async with outlets() as site:
        async with line(tmp_path, site, channels=(ALL,)) as made:
            _give(site, {"one": FIRST})
            made.feeds.append(feed(site, "one", "/one"))
            await made.round()
            async with made.store.begin() as tx:
                await tx.execute(schema.story_cards.update().values(features='{"language": "en"}'))
        async with line(tmp_path, site, channels=(ALL,)) as made:
            _give(site, {"two": TOLL})
            made.feeds.append(feed(site, "two", "/two", outlet="eco"))
            await made.round(hours=2)
            async with made.store.read() as tx:
                (story,) = await stories.latest(tx, limit=5)
                assert len(story.cards) == 2
                (card, *_) = await deliveries.of_subject(tx, story.cards[0].card.id)
            assert "2 independent texts" in plain(card.message.blocks)


async def test_a_card_whose_transaction_failed_is_forgotten_by_the_window(tmp_path, monkeypatch):
    async with outlets() as site, line(tmp_path, site, channels=(ALL,)) as made:
        _give(site, {"one": FIRST, "two": COPY})
        place, failing = Placing.place, [True]

        async def fails(self, *what):
            placed = await place(self, *what)
            if failing.pop() if failing else False:
                raise OSError("the disk is gone")
            return placed

        monkeypatch.setattr(Placing, "place", fails)
        made.feeds.append(feed(site, "one", "/one", outlet="voz"))
        await made.round()
        assert made.told[-1][2].code == "poll-crashed"
        made.feeds.append(feed(site, "two", "/two", outlet="eco"))
        await made.round(hours=1)
        async with made.store.read() as tx:
            (story,) = await stories.latest(tx, limit=5)
        assert {one.card.outlet for one in story.cards} == {"voz", "eco"}
        assert story.id == story_of(story.cards[0].card.id)


CORRECTED = (OTHER[0], FIRST[3], *OTHER[1:3])
"""The outlet had taken one event for another: all but a paragraph is of the other."""


@pytest.mark.parametrize("restarted", [False, True])
async def test_what_follows_a_correction_is_compared_with_the_corrected_words_and_what_was_announced_stays(tmp_path, restarted):
    async with outlets() as site:
        async with line(tmp_path, site, channels=(ALL,)) as made:
            _give(site, {"one": FIRST})
            made.feeds.append(feed(site, "one", "/one", outlet="one"))
            await made.round()
            _give(site, {"one": CORRECTED})
            await made.again(hours=1)
            if not restarted:
                await _arrive(site, made)
        if restarted:
            async with line(tmp_path, site, channels=(ALL,)) as made:
                made.clock.tick(hours=1)
                await _arrive(site, made)


async def _arrive(site, made):
    """One article of the event as it was told first, and one as it is told now."""
    _give(site, {"two": AGAIN, "three": OTHER})
    made.feeds += [feed(site, name, f"/{name}", outlet=name) for name in ("two", "three")]
    await made.round(minutes=40)
    async with made.store.read() as tx:
        held = {one.card.outlet: one.card for one in await cards.latest(tx, limit=10)}
        first, old, new = [await stories.of_card(tx, held[name].id) for name in ("one", "two", "three")]
        posted = [one for one in await deliveries.of_subject(tx, held["one"].id) if one.kind is DeliveryKind.CARD]
    assert "Vado Hondo" in held["one"].text
    assert first.id == story_of(held["one"].id)
    assert (new.id, old.id) == (first.id, story_of(held["two"].id))
    assert len(posted) == 1
