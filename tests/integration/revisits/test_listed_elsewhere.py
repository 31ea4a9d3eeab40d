"""Articles that the feed of a search engine brought first, under an address of its own: read again like any other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model.desk import Outlet
from bot.model.feeds import Extent
from bot.model.query import Query
from bot.store import cards, revisions, search
from tests.fakes.line import DESK, feed, line, page, rss, title
from tests.fakes.outlets import gives, outlets, redirects

HTML = {"Content-Type": "text/html; charset=utf-8"}
RSS = {"Content-Type": "application/rss+xml"}
CHANGED = title("one").replace("killed", "wounded")


@pytest.fixture
async def site():
    """The outlet's own feed and page, and the search engine's feed, which leads to the page in a roundabout way."""
    async with outlets() as made:
        made.at("/feed", gives(rss(made, "one"), headers=RSS))
        found = rss(made, "one").replace(b"/a/one", b"/w/one").replace(b"</title><link>", b" - La Voz</title><link>")
        made.at("/found", gives(found, headers=RSS))
        made.at("/w/one", redirects("/a/one"))
        made.at("/a/one", gives(page("one"), headers=HTML))
        yield made


@pytest.fixture
async def made(database, site):
    voz = Outlet(id="voz", name="La Voz", country="MX", site=site.url("/a"))
    async with line(database, site, desk=replace(DESK, outlets=(voz,)), patience=0) as one:
        one.feeds.append(feed(site, "engine", "/found", outlet="engine"))
        yield one


async def stored(made):
    async with made.store.read() as tx:
        (one,) = await cards.latest(tx, limit=10)
        return one


async def listed_by_both(made, site):
    await made.round()
    made.feeds.append(feed(site))
    await made.round(minutes=1)
    one = await stored(made)
    assert (one.card.outlet, one.card.title, one.feeds) == ("voz", title("one"), ("engine", "voz"))
    return one


def asked(site):
    return site.paths().count("/a/one")


async def test_a_change_in_the_outlets_own_feed_has_the_article_read_at_once_and_once(made, site):
    await listed_by_both(made, site)
    before = asked(site)
    await made.round(minutes=31)
    assert asked(site) == before
    site.at("/a/one", gives(page("one").replace(title("one"), CHANGED), headers=HTML))
    site.at("/feed", gives(rss(site, "one").replace(title("one").encode(), CHANGED.encode()), headers=RSS))
    await made.round(minutes=31)
    assert asked(site) == before + 1
    assert (await stored(made)).card.title == CHANGED
    await made.round(minutes=31)
    assert asked(site) == before + 1


async def test_a_change_in_the_engines_feed_still_has_it_read_and_its_headline_is_not_believed(made, site):
    await listed_by_both(made, site)
    before = asked(site)
    said = rss(site, "one").replace(b"/a/one", b"/w/one").replace(title("one").encode(), b"Another headline - La Voz")
    site.at("/found", gives(said, headers=RSS))
    await made.round(minutes=31)
    assert asked(site) == before + 1
    assert (await stored(made)).card.title == title("one")


async def test_an_article_is_looked_at_on_when_the_engines_feed_is_followed_no_longer(made, site):
    one = await listed_by_both(made, site)
    del made.feeds[0]
    site.at("/a/one", gives("", status=410, headers=HTML))
    await made.again(hours=1)
    async with made.store.read() as tx:
        (revision,) = await revisions.of_card(tx, one.card.id)
    assert revision.kind == "withdrawn"


async def test_an_article_that_could_not_be_read_at_first_becomes_its_outlets_when_it_can(made, site):
    site.at("/w/one", gives("", status=503))
    await made.round()
    first = await stored(made)
    assert (first.card.outlet, first.card.extent) == ("engine", Extent.SUMMARY)
    site.at("/w/one", redirects("/a/one"))
    await made.again(hours=1)
    card = (await stored(made)).card
    assert (card.outlet, card.title, card.url) == ("voz", title("one"), site.url("/a/one"))
    assert card.extent is Extent.FULL
    async with made.store.read() as tx:
        assert (await search.cards(tx, Query(outlets=("voz",)), limit=5)).total == 1
