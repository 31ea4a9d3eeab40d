"""What the newsroom does to a reader as the web does: other addresses, pieces that go, entries hidden, a feed that is down."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import feedparser
import pytest

from bot.model.errors import UsageError
from bot.newsroom import Newsroom
from tests.fakes.newsroom import MASTHEADS, PIECE, START, HandClock, write_newsroom

HOST, RELAY = "www.gazette.example", "news.relay.example"
TROUBLED = (
    MASTHEADS
    + """
[[outlet.feed]]
id = "amp"
path = "/amp.xml"
format = "rss"
title = "The Gazette, AMP"
links = "amp"
[[outlet.feed]]
id = "quick"
path = "/quick.xml"
format = "rss"
title = "The Gazette, short addresses"
links = "short"
down = [[60, 90]]
[[outlet]]
id = "relay"
name = "The Relay"
host = "news.relay.example"
language = "en"
tagline = "All the others' news"
template = "site_ledger.html"
relays = true
[[outlet.feed]]
id = "all"
path = "/rss/search"
format = "rss"
title = "The Relay"
"""
)
LATER = PIECE.replace('feeds = ["all", "whole", "short"]', 'feeds = ["all", "amp", "quick"]\nrelayed = ["relay"]').replace(
    "+++\nARMADILLO",
    '[[revision]]\nat = 50\nlisted = false\n[[revision]]\nat = 70\nredated = true\nmark = "-2"\n'
    "[[revision]]\nat = 100\nwithdrawn = 410\n+++\nARMADILLO",
)


class Web:
    def __init__(self, port: int, clock: HandClock, session: aiohttp.ClientSession) -> None:
        self.port, self.clock, self.session = port, clock, session

    async def get(self, path: str, host: str = HOST, **headers: str) -> tuple[aiohttp.ClientResponse, str]:
        url, named = f"http://127.0.0.1:{self.port}{path}", {"Host": host, **headers}
        async with self.session.get(url, headers=named, allow_redirects=False) as response:
            return response, await response.text()

    async def entries(self, path: str, host: str = HOST) -> list[feedparser.FeedParserDict]:
        return list(feedparser.parse((await self.get(path, host))[1]).entries)


@pytest.fixture
async def web(tmp_path: Path) -> AsyncIterator[Web]:
    newsroom, clock = Newsroom.load(write_newsroom(tmp_path, newsroom=TROUBLED, five_held=LATER)), HandClock()
    async with newsroom.serve(START, clock=clock) as server, aiohttp.ClientSession() as session:
        clock.forward(10)
        yield Web(server.port, clock, session)


async def test_an_amp_page_names_the_article_that_it_repeats(web: Web) -> None:
    (entry,) = await web.entries("/amp.xml")
    assert entry.link == f"http://{HOST}/amp/town/five-held"
    response, page = await web.get("/amp/town/five-held")
    assert response.status == 200
    assert f'rel="canonical" href="http://{HOST}/town/five-held"' in page


async def test_a_short_address_leads_to_the_article(web: Web) -> None:
    (entry,) = await web.entries("/quick.xml")
    response, _ = await web.get(entry.link.removeprefix(f"http://{HOST}"))
    assert (response.status, response.headers["Location"]) == (302, f"http://{HOST}/town/five-held")


async def test_a_relay_lists_what_others_published_under_addresses_of_its_own_that_lead_there(web: Web) -> None:
    (entry,) = await web.entries("/rss/search", RELAY)
    assert entry.title == "Five held & counting - The Gazette"
    assert HOST not in entry.link
    response, _ = await web.get(entry.link.removeprefix(f"http://{RELAY}"), RELAY)
    assert (response.status, response.headers["Location"]) == (302, f"http://{HOST}/town/five-held")


async def test_a_hidden_entry_leaves_the_feeds_and_its_page_stays(web: Web) -> None:
    web.clock.forward(45)
    assert await web.entries("/amp.xml") == []
    assert await web.entries("/rss/search", RELAY) == []
    assert (await web.get("/town/five-held"))[0].status == 200


async def test_a_touched_entry_comes_back_with_a_new_date_and_another_id(web: Web) -> None:
    (before,) = await web.entries("/amp.xml")
    web.clock.forward(60)
    (after,) = await web.entries("/amp.xml")
    assert (before.link, before.title) == (after.link, after.title)
    assert before.id != after.id
    assert before.published_parsed < after.published_parsed


async def test_a_withdrawn_piece_answers_that_it_is_gone_and_leaves_the_feeds(web: Web) -> None:
    web.clock.forward(95)
    assert (await web.get("/town/five-held"))[0].status == 410
    assert await web.entries("/amp.xml") == []


async def test_a_feed_is_out_of_order_for_as_long_as_it_says(web: Web) -> None:
    answers = []
    for seconds in (45, 10, 30):
        web.clock.forward(seconds)
        answers.append((await web.get("/quick.xml"))[0].status)
    assert answers == [200, 503, 200]


async def test_an_unchanged_page_is_told_by_its_tag(web: Web) -> None:
    first, _ = await web.get("/town/five-held")
    known = {"If-None-Match": first.headers["ETag"]}
    assert (await web.get("/town/five-held", **known))[0].status == 304
    web.clock.forward(30)
    assert (await web.get("/town/five-held", **known))[0].status == 200


@pytest.mark.parametrize("wrong", ["withdrawn = 200", 'listed = "no"', "mark = 2"])
def test_a_mistake_in_a_revision_is_told(tmp_path: Path, wrong: str) -> None:
    piece = PIECE.replace("[[revision]]\nat = 40", f"[[revision]]\nat = 40\n{wrong}")
    with pytest.raises(UsageError):
        Newsroom.load(write_newsroom(tmp_path, five_held=piece))


@pytest.mark.parametrize("wrong", ["down = [[90, 60]]", "down = [60]", 'links = "long"'])
def test_a_mistake_in_a_feed_is_told(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(UsageError):
        Newsroom.load(write_newsroom(tmp_path, newsroom=f"{MASTHEADS}{wrong}\n"))
