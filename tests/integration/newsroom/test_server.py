"""The server as a client sees it, over loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import feedparser
import pytest

from bot.newsroom import Newsroom, Server
from tests.fakes.newsroom import START, HandClock, write_newsroom

HOST = "www.gazette.example"


@dataclass(frozen=True)
class Reader:
    """A client that asks the newsroom's port for a page of one of its hosts."""

    server: Server
    clock: HandClock
    session: aiohttp.ClientSession

    async def get(self, path: str, host: str = HOST, **headers: str) -> tuple[aiohttp.ClientResponse, bytes]:
        response = await self.session.get(f"http://127.0.0.1:{self.server.port}{path}", headers={"Host": host, **headers})
        return response, await response.read()

    async def titles(self, path: str = "/feed.xml") -> list[str]:
        return [entry.title for entry in feedparser.parse((await self.get(path))[1]).entries]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    newsroom, clock = Newsroom.load(write_newsroom(tmp_path)), HandClock()
    async with newsroom.serve(START, clock=clock) as server, aiohttp.ClientSession() as session:
        yield Reader(server, clock, session)


async def test_articles_come_out_as_the_clock_goes_on(reader: Reader) -> None:
    assert await reader.titles() == []
    assert (await reader.get("/town/five-held"))[0].status == 404
    reader.clock.forward(10)
    assert await reader.titles() == ["Five held & counting"]
    response, page = await reader.get("/town/five-held")
    assert response.status == 200
    assert b"held five men" in page
    reader.clock.forward(30)
    assert await reader.titles() == ["Five held & counting", "The barn burns"]
    assert b"held six men" in (await reader.get("/town/five-held"))[1]


async def test_everything_is_out_at_once_when_asked_for(tmp_path: Path) -> None:
    newsroom, clock = Newsroom.load(write_newsroom(tmp_path)), HandClock()
    async with newsroom.serve(START, everything=True, clock=clock) as server, aiohttp.ClientSession() as session:
        reader = Reader(server, clock, session)
        assert len(await reader.titles()) == 2
        assert b"held six men" in (await reader.get("/town/five-held"))[1]


async def test_an_unchanged_feed_is_told_by_its_tag_and_by_its_date(reader: Reader) -> None:
    reader.clock.forward(10)
    first, _ = await reader.get("/feed.xml")
    tag, date = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If-None-Match": tag}, {"If-Modified-Since": date}):
        response, body = await reader.get("/feed.xml", **headers)
        assert (response.status, body) == (304, b"")
        assert response.headers["ETag"] == tag
    reader.clock.forward(30)
    for headers in ({"If-None-Match": tag}, {"If-Modified-Since": date}, {"If-None-Match": tag, "If-Modified-Since": date}):
        response, body = await reader.get("/feed.xml", **headers)
        assert response.status == 200
        assert response.headers["ETag"] != tag


async def test_a_tag_that_does_not_match_outweighs_a_date_that_does(reader: Reader) -> None:
    reader.clock.forward(10)
    first, _ = await reader.get("/feed.xml")
    known = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]}
    assert (await reader.get("/feed.xml", **known))[0].status == 200


async def test_a_client_that_takes_gzip_gets_it_and_another_does_not(reader: Reader) -> None:
    reader.clock.forward(10)
    packed, body = await reader.get("/feed.xml", **{"Accept-Encoding": "gzip"})
    plain, same = await reader.get("/feed.xml", **{"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert body == same
    assert packed.headers["ETag"] == plain.headers["ETag"]


async def test_the_feeds_types_are_their_own(reader: Reader) -> None:
    types = {path: (await reader.get(path))[0].content_type for path in ("/feed.xml", "/whole.atom", "/", "/robots.txt")}
    assert types == {
        "/feed.xml": "application/rss+xml",
        "/whole.atom": "application/atom+xml",
        "/": "text/html",
        "/robots.txt": "text/plain",
    }


async def test_a_host_that_is_not_of_this_newsroom_is_refused(reader: Reader) -> None:
    assert (await reader.get("/", host="127.0.0.1"))[0].status == 421
    assert (await reader.get("/", host=f"{HOST.upper()}:{reader.server.port}"))[0].status == 200
    assert reader.server.hosts == (HOST,)


async def test_a_port_that_is_taken_is_an_error(reader: Reader, tmp_path: Path) -> None:
    newsroom = Newsroom.load(tmp_path)
    with pytest.raises(OSError, match="in use"):
        async with newsroom.serve(START, port=reader.server.port, clock=HandClock()):
            pytest.fail("two newsrooms on one port")
