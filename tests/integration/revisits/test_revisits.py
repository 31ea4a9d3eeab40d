"""Articles that change after their cards were made: a real store of each kind, a real fetcher, and an outlet on loopback."""

from __future__ import annotations

import asyncio
import itertools
from datetime import timedelta

import pytest

from bot.commands import run
from bot.layout.text import plain
from bot.model.chat import Place
from bot.model.errors import StoreError
from bot.model.query import Query
from bot.model.readers import Follow, FollowKind, Person, Retraction, direct_to
from bot.model.revisions import RevisionKind
from bot.outbox import Outbox
from bot.store import cards, follows, marks, revisions, search, watches
from tests.fakes.asking import an_ask
from tests.fakes.chat import FakeChat
from tests.fakes.line import CHANNELS, DESK, feed, line, rss, title
from tests.fakes.line import page as article
from tests.fakes.outlets import conditional, gives, outlets, redirects

HERE = Place(platform="console", channel="all")
OLD = "Gunmen killed 12 people at a bar in Sonora, Mexico, on Monday, the district prosecutor said."
NEW = "Gunmen killed 14 people at a bar in Sonora, Mexico, on Monday, the district prosecutor said."
HTML = {"Content-Type": "text/html; charset=utf-8"}


HEADLINE = title("one")


def page(first=OLD, more="", headline=HEADLINE):
    filler = "".join(
        f"<p>Investigators in Sonora, Mexico, said the homicide file now holds statement number {n + 20}, and that the "
        f"prosecutor would ask for another hearing on witness {n + 40} in the case.</p>"
        for n in range(6)
    )
    body = f"<article><h1>{headline}</h1><p>{first}</p>{filler}{more}</article>"
    return f"<html lang='en'><head><title>{headline}</title></head><body>{body}</body></html>"


def shows(site, html=None, **how):
    site.at("/a/one", gives(page() if html is None else html, **{"headers": HTML, **how}))


@pytest.fixture
async def site():
    async with outlets() as made:
        made.at("/feed", gives(rss(made, "one"), headers={"Content-Type": "application/rss+xml"}))
        shows(made)
        yield made


@pytest.fixture
async def made(database, site):
    async with line(database, site) as one:
        one.feeds.append(feed(site))
        await one.round()
        yield one


@pytest.fixture
async def chat(made):
    """The channel, in which the card stands already."""
    chat = FakeChat(made.clock, "console")
    await deliver(made, chat)
    assert len(chat.places[HERE]) == 1
    return chat


async def deliver(made, chat):
    await Outbox(made.store, {"console": chat}, made.clock).deliver_once()


async def stored(made):
    async with made.store.read() as tx:
        (one,) = await cards.latest(tx, limit=10)
        return one


async def history(made):
    async with made.store.read() as tx:
        return await revisions.of_card(tx, (await stored(made)).card.id, told=False)


async def watch(made):
    return await _watch(made, (await stored(made)).card.id)


async def _watch(made, card_id):
    async with made.store.read() as tx:
        return await watches.get(tx, card_id)


def words(chat, at):
    return plain(chat.places[chat_place(chat, at)][0].message.blocks)


def chat_place(chat, thread):
    return Place(platform="console", channel="all", thread=thread)


async def test_a_correction_is_edited_in_place_once_and_told_in_the_thread(made, chat, site):
    before = await stored(made)
    shows(site, page(NEW))
    await made.again(minutes=30)
    await deliver(made, chat)
    (card,) = chat.places[HERE]
    told = plain(card.message.blocks)
    assert "14 people" in told
    assert "Corrected" in told
    assert "12 people → 14 people" in told
    (correction,) = chat.places[chat_place(chat, card.id)]
    assert "12 people → 14 people" in plain(correction.message.blocks)
    assert correction.message.broadcast
    assert chat.edits == 1
    (revision,) = await history(made)
    assert revision.kind is RevisionKind.SUBSTANTIAL
    after = await stored(made)
    assert (after.card.id, after.card.published) == (before.card.id, before.card.published)
    async with made.store.read() as tx:
        ((_, kept),) = await revisions.before(tx, after.card.id)
    assert kept == before.card
    for _ in range(8):
        await made.again(days=1)
    await deliver(made, chat)
    assert (chat.edits, len(await history(made))) == (1, 1)


async def test_a_renewed_card_is_found_by_its_new_words_alone(made, site):
    shows(site, page(NEW.replace("a bar", "a cantina")))
    await made.again(minutes=30)
    async with made.store.read() as tx:
        new = await search.cards(tx, Query(words=("cantina",)), limit=5, offset=0)
        old = await search.cards(tx, Query(phrases=("a bar in Sonora",)), limit=5, offset=0)
        figures = await search.figures(tx, Query(), limit=50, offset=0)
    assert (new.total, old.total) == (1, 0)
    told = {hit.figure.text for hit in figures.items}
    assert "14 people" in told
    assert "12 people" not in told


async def test_what_is_still_owed_goes_out_in_its_new_words_without_a_correction(made, site):
    shows(site, page(NEW))
    await made.again(minutes=30)
    chat = FakeChat(made.clock, "console")
    await deliver(made, chat)
    assert [place.thread for place in chat.places] == [""]
    assert "14 people" in plain(chat.places[HERE][0].message.blocks)
    assert chat.edits == 0


async def test_another_wording_is_edited_without_a_word(made, chat, site):
    shows(site, page(OLD.replace("the district prosecutor said", "the district prosecutor told the press")))
    await made.again(minutes=30)
    await deliver(made, chat)
    assert [place.thread for place in chat.places] == [""]
    (revision,) = await history(made)
    assert revision.kind is RevisionKind.COSMETIC
    assert "Corrected" not in plain(chat.places[HERE][0].message.blocks)


async def test_a_process_that_dies_between_fetching_and_storing_leaves_the_article_due(made, chat, site, monkeypatch):
    shows(site, page(NEW))
    keep = revisions.keep

    async def dies(*_):
        raise asyncio.CancelledError

    monkeypatch.setattr(revisions, "keep", dies)
    due = (await watch(made)).next_at
    await made.again(minutes=30)
    assert (await watch(made)).next_at == due
    assert "12 people" in (await stored(made)).card.text
    monkeypatch.setattr(revisions, "keep", keep)
    await made.again()
    await deliver(made, chat)
    assert "14 people" in (await stored(made)).card.text
    assert chat.edits == 1
    assert len(await history(made)) == 1


async def test_a_page_that_has_not_changed_is_not_even_sent(made, site):
    site.at("/a/one", conditional(page().encode(), etag='"v1"', media="text/html"))
    await made.again(minutes=30)
    before = len(site.asked)
    await made.again(hours=2)
    assert [request.headers.get("If-None-Match") for request in site.asked[before:]] == ['"v1"']
    assert await history(made) == ()
    assert (await watch(made)).checks == 2


@pytest.mark.parametrize(("answer", "looks"), [({"status": 404}, 2), ({"status": 410}, 1)])
async def test_a_page_that_is_gone_is_marked_and_told_once(made, chat, site, answer, looks):
    shows(site, "", **answer)
    for look in range(looks):
        assert await history(made) == (), look
        await made.again(hours=1)
    (revision,) = await history(made)
    assert revision.kind is RevisionKind.WITHDRAWN
    for _ in range(8):
        await made.again(days=1)
    await deliver(made, chat)
    (card,) = chat.places[HERE]
    assert "Withdrawn by the outlet" in plain(card.message.blocks)
    assert "12 people" in plain(card.message.blocks)
    assert len(chat.places[chat_place(chat, card.id)]) == 1
    assert len(await history(made)) == 1


async def test_a_page_that_comes_back_is_told(made, chat, site):
    shows(site, "", status=410)
    await made.again(hours=1)
    await deliver(made, chat)
    shows(site)
    await made.again(hours=3)
    await deliver(made, chat)
    assert [one.kind for one in await history(made)] == [RevisionKind.WITHDRAWN, RevisionKind.RETURNED]
    told = plain(chat.places[HERE][0].message.blocks)
    assert "Shown again by the outlet" in told
    assert "Withdrawn" not in told


async def test_a_page_that_is_missing_once_is_not_withdrawn(made, chat, site):
    shows(site, "", status=404)
    await made.again(hours=1)
    shows(site)
    await made.again(hours=1)
    shows(site, "", status=404)
    await made.again(hours=4)
    assert await history(made) == ()


async def test_an_address_that_leads_to_the_front_page_is_withdrawn(made, site):
    site.at("/a/one", redirects("/"))
    site.at("/", gives("<html><body><h1>La Voz</h1></body></html>", headers=HTML))
    await made.again(hours=1)
    (revision,) = await history(made)
    assert (revision.kind, revision.reason.code) == (RevisionKind.WITHDRAWN, "revision-front-page")


async def test_a_page_that_says_that_it_was_taken_down_is_withdrawn(made, site):
    shows(site, "<html><body><h1>Sorry</h1><p>This article has been removed.</p></body></html>")
    await made.again(hours=1)
    (revision,) = await history(made)
    assert revision.reason.code == "revision-taken-down"


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 503},
        {"status": 403},
        {"html": "<html><body><p>Please accept our cookies.</p></body></html>"},
        {"html": page("Rain is expected in the valley on Friday and the river may rise.").replace("homicide", "harvest")
         .replace("Investigators in Sonora, Mexico, said", "Farmers said").replace("statement number", "sack")
         .replace("the prosecutor would ask for another hearing on witness", "they would sell box")
         .replace("in the case", "soon")},
    ],
    ids=["down", "walled", "consent", "another-article"],
)  # fmt: skip
async def test_what_cannot_be_read_is_counted_and_never_loses_the_watch(made, chat, site, answer):
    shows(site, answer.get("html", ""), **({"status": answer["status"]} if "status" in answer else {}))
    await made.again(hours=1)
    assert await history(made) == ()
    kept = await watch(made)
    assert kept.failures == 1
    assert kept.checks == 0
    assert kept.next_at > made.clock.now()
    shows(site, page(NEW))
    await made.again(hours=1)
    assert len(await history(made)) == 1


async def test_a_changed_entry_of_the_feed_has_its_article_read_at_once(made, chat, site):
    shows(site, page(NEW, headline="Homicides in Sonora, Mexico: 14 dead"))
    changed = rss(site, "one").replace(title("one").encode(), b"Homicides in Sonora, Mexico: 14 dead")
    site.at("/feed", gives(changed, headers={"Content-Type": "application/rss+xml"}))
    before = site.paths().count("/a/one")
    await made.round(minutes=40)
    assert site.paths().count("/a/one") == before + 1
    await deliver(made, chat)
    assert chat.edits == 1
    assert (await stored(made)).card.title == "Homicides in Sonora, Mexico: 14 dead"
    await made.round(minutes=40)
    assert site.paths().count("/a/one") == before + 1


def dated(site, *slugs):
    """The feed, whose entries are an hour apart, the newest first."""
    told = rss(site, *slugs)
    for hour, slug in ((10, "new"), (9, "one"), (8, "old")):
        day = f"<guid>{slug}</guid><pubDate>Tue, 24 Nov 2026"
        told = told.replace(f"{day} 10:".encode(), f"{day} {hour:02}:".encode())
    return gives(told, headers={"Content-Type": "application/rss+xml"})


@pytest.mark.parametrize(
    ("left", "looked"), [(("new", "old"), True), (("new",), False), (("old",), False), (("new", "one", "old"), False)]
)
async def test_an_entry_taken_out_of_its_feed_has_its_article_looked_at(database, site, left, looked):
    site.at("/feed", dated(site, "new", "one", "old"))
    for slug in ("new", "old"):
        site.at(f"/a/{slug}", gives(article(slug), headers=HTML))
    async with line(database, site) as made:
        made.feeds.append(feed(site))
        await made.round()
        await made.again(minutes=30)
        await made.again(minutes=90)
        site.at("/feed", dated(site, *left))
        before = site.paths().count("/a/one")
        for _ in range(3):
            await made.round(minutes=40)
            await made.again(minutes=1)
        assert site.paths().count("/a/one") - before == looked
        site.at("/feed", dated(site, "new", "one", "old"))
        await made.round(minutes=40)
        site.at("/feed", dated(site, *left))
        await made.round(minutes=40)
        await made.again(minutes=1)
        assert site.paths().count("/a/one") - before <= 2


async def test_the_pages_new_headline_is_the_cards_whatever_the_feed_still_says(made, chat, site):
    now = HEADLINE.replace("killed", "held")
    shows(site, page(NEW, headline=now))
    changed = rss(site, "one").replace(b"Homicides in Sonora, Mexico. ", b"More homicides in Sonora, Mexico. ")
    site.at("/feed", gives(changed, headers={"Content-Type": "application/rss+xml"}))
    await made.round(minutes=40)
    await deliver(made, chat)
    assert (await stored(made)).card.title == now
    (card,) = chat.places[HERE]
    assert f"{HEADLINE} → {now}" in plain(chat.places[chat_place(chat, card.id)][0].message.blocks)


async def test_a_card_that_was_taken_back_is_not_looked_at_again(made, chat, site):
    card_id = (await stored(made)).card.id
    async with made.store.begin() as tx:
        await marks.retract(tx, Retraction(card_id=card_id, at=made.clock.now(), who="Ana", where="here", reason="wrong"))
    before = len(site.asked)
    shows(site, page(NEW))
    await made.again(hours=1)
    assert len(site.asked) == before


async def test_a_feed_can_be_left_out(made, site):
    made.feeds[0] = feed(site, revisit=False)
    before = len(site.asked)
    await made.again(hours=1)
    assert len(site.asked) == before
    assert (await watch(made)).next_at is None


async def test_no_more_than_so_many_looks_an_hour(made, site):
    made.revisits.an_hour = 1
    await made.again(hours=1)
    shows(site, "", status=503)
    await made.again(minutes=59)
    assert (await watch(made)).failures == 0
    await made.again(minutes=90)
    assert (await watch(made)).failures == 1


async def test_the_looks_grow_rarer_and_end(made, site):
    times = []
    while (due := (await watch(made)).next_at) is not None:
        times.append(due)
        made.clock.time = due
        await made.again()
    waits = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert len(times) == 6
    assert all(longer > wait for wait, longer in itertools.pairwise(waits))
    assert times[-1] - times[0] > timedelta(days=3)


async def test_a_store_that_refuses_leaves_the_article_due(made, site, monkeypatch):
    shows(site, page(NEW))

    async def refuses(*_):
        raise StoreError("store-full", store="x")

    monkeypatch.setattr(revisions, "keep", refuses)
    made.clock.tick(minutes=30)
    await made.revisits.tick()
    await asyncio.gather(*made.revisits._running.values())
    assert "12 people" in (await stored(made)).card.text
    assert (await watch(made)).next_at <= made.clock.now()


def following(asker, since):
    return Follow(
        person=asker,
        kind=FollowKind.TOPIC,
        subject="homicides",
        words="Homicides",
        language="es",
        place=direct_to(asker),
        since=since,
    )


async def test_a_follower_who_got_the_card_gets_the_correction(database, site):
    async with line(database, site) as made:
        made.feeds.append(feed(site))
        async with made.store.begin() as tx:
            await follows.add(tx, following(Person(platform="console", id="ana"), made.clock.now()))
        await made.round()
        chat = FakeChat(made.clock, "console")
        await deliver(made, chat)
        shows(site, page(NEW))
        await made.again(minutes=30)
        await deliver(made, chat)
        (card,) = chat.places[await chat.open_direct("ana")]
        told = plain(card.message.blocks)
        assert told.startswith("Usted sigue")
        assert "Corregido" in told
        (correction,) = next(some for place, some in chat.places.items() if place.thread == card.id)
        assert "12 people → 14 people" in plain(correction.message.blocks)


@pytest.fixture
async def copied(made, chat, site):
    """The channel, in which another outlet's copy of the text is named on the card."""
    site.at("/eco", gives(rss(site, "two"), headers={"Content-Type": "application/rss+xml"}))
    site.at("/a/two", gives(page(), headers=HTML))
    made.feeds.append(feed(site, "eco", "/eco"))
    await made.round(minutes=1)
    await deliver(made, chat)
    (card,) = chat.places[HERE]
    assert "El Eco" in plain(card.message.blocks)
    return card


async def test_a_correction_of_a_copy_is_told_under_the_card_on_which_it_is_named(made, chat, site, copied):
    site.at("/a/two", gives(page(NEW), headers=HTML))
    await made.again(minutes=30)
    await deliver(made, chat)
    (correction,) = chat.places[chat_place(chat, copied.id)]
    told = plain(correction.message.blocks)
    assert "El Eco" in told
    assert "12 people → 14 people" in told
    assert "The card above is by La Voz. It still says: “12 people”" in told
    assert correction.message.broadcast
    (root,) = chat.places[HERE]
    assert "12 people" in plain(root.message.blocks)
    assert "14 people" not in plain(root.message.blocks)


async def test_a_copy_that_comes_to_say_what_the_card_says_is_told_to_nobody(made, chat, site, copied):
    shows(site, page(NEW))
    await made.again(minutes=30)
    await deliver(made, chat)
    assert len(chat.places[chat_place(chat, copied.id)]) == 1
    site.at("/a/two", gives(page(NEW), headers=HTML))
    await made.again(hours=2)
    await deliver(made, chat)
    assert len(chat.places[chat_place(chat, copied.id)]) == 1


async def test_a_copy_that_is_withdrawn_is_told_under_the_card_without_a_ring(made, chat, site, copied):
    site.at("/a/two", gives("", status=410, headers=HTML))
    await made.again(minutes=30)
    await deliver(made, chat)
    (told,) = chat.places[chat_place(chat, copied.id)]
    assert "Withdrawn by the outlet" in plain(told.message.blocks)
    assert "The card above is by La Voz; it is as it was." in plain(told.message.blocks)
    assert not told.message.broadcast


async def test_a_copy_that_is_withdrawn_counts_no_longer_on_the_card_that_names_it(made, chat, site, copied):
    site.at("/a/two", gives("", status=410, headers=HTML))
    await made.again(minutes=30)
    await deliver(made, chat)
    assert "Also in El Eco (withdrawn) · 1 outlet, 1 independent text" in words(chat, "")
    site.at("/a/two", gives(page(), headers=HTML))
    await made.again(hours=3)
    await deliver(made, chat)
    assert "Also in El Eco · 2 outlets" in words(chat, "")


async def test_a_card_that_is_retracted_is_named_on_no_other(made, chat, site, copied):
    async with made.store.read() as tx:
        (named,) = [one for one in await cards.latest(tx, limit=5) if one.card.outlet == "eco"]
    ask = an_ask(made.store, desk=DESK, channels=CHANNELS, now=made.clock.now())
    reply = await run(f"/retract {named.card.id} The outlet wrote of another year.", ask)
    assert reply.data == {"id": named.card.id, "edited": 1, "dropped": 0}
    await deliver(made, chat)
    assert "El Eco" not in words(chat, "")
    assert chat.edits == 2


async def test_what_was_said_of_a_copy_under_the_card_that_names_it_is_struck_with_it(made, chat, site, copied):
    site.at("/a/two", gives(page(NEW), headers=HTML))
    await made.again(minutes=30)
    await deliver(made, chat)
    async with made.store.read() as tx:
        (named,) = [one for one in await cards.latest(tx, limit=5) if one.card.outlet == "eco"]
    ask = an_ask(made.store, desk=DESK, channels=CHANNELS, now=made.clock.now())
    await run(f"/retract {named.card.id} The outlet wrote of another year.", ask)
    await deliver(made, chat)
    told = words(chat, copied.id)
    assert "This card has been retracted: The outlet wrote of another year." in told
    assert "14 people" not in told


async def test_a_follower_whose_card_names_a_copy_gets_the_correction_of_it(database, site):
    site.at("/eco", gives(rss(site, "two"), headers={"Content-Type": "application/rss+xml"}))
    site.at("/a/two", gives(page(), headers=HTML))
    async with line(database, site, channels=()) as made:
        made.feeds.append(feed(site))
        async with made.store.begin() as tx:
            await follows.add(tx, following(Person(platform="console", id="ana"), made.clock.now()))
        await made.round()
        made.feeds.append(feed(site, "eco", "/eco"))
        await made.round(minutes=1)
        chat = FakeChat(made.clock, "console")
        await deliver(made, chat)
        (card,) = chat.places[await chat.open_direct("ana")]
        assert "El Eco" in plain(card.message.blocks)
        site.at("/a/two", gives(page(NEW), headers=HTML))
        await made.again(minutes=30)
        await deliver(made, chat)
        (correction,) = next(some for place, some in chat.places.items() if place.thread == card.id)
        told = plain(correction.message.blocks)
        assert "12 people → 14 people" in told
        assert "La ficha de arriba es de La Voz. Todavía dice: “12 people”" in told
