"""The fetcher against real servers on loopback."""

import asyncio
import gzip
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from yarl import URL

from bot.model.errors import SourceError
from bot.model.meters import Meters
from bot.sources.fetch import Fetcher, Limits, user_agent
from tests.fakes.outlets import FEED, breaks_off, conditional, drips, floods, gives, gzip_bomb, holds, outlets, redirects

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FAST = Limits(connect=5, first_byte=5, whole=5, gap=0)
OK = b"HTTP/1.1 200 OK\r\n"
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
async def site():
    async with outlets() as running:
        yield running


def _fetcher(site, limits=FAST, **more):
    return Fetcher(agent=user_agent("desk@example.org"), allow=[("127.0.0.1", site.port)], limits=limits, **more)


async def _error(fetcher, url, kind="feed"):
    with pytest.raises(SourceError) as caught:
        await fetcher.get(url, kind=kind, now=NOW)
    return caught.value


@asynccontextmanager
async def _raw(answer):
    """A server that says the same bytes to whoever comes."""

    async def speak(reader, writer):
        if answer:
            await reader.read(1)
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"


async def test_a_feed_comes_with_its_marks_of_freshness(site):
    headers = {"ETag": '"7"', "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT", "Cache-Control": "max-age=900"}
    site.at("/feed", gives(FEED, headers=headers))
    async with _fetcher(site) as fetcher:
        fetched = await fetcher.get(site.url("/feed"), kind="feed", now=NOW)
    assert fetched.body == FEED
    assert (fetched.etag, fetched.modified) == ('"7"', "Mon, 23 Nov 2026 10:00:00 GMT")
    assert fetched.fresh_for == timedelta(minutes=15)
    assert fetched.moved_to is None


async def test_the_request_is_honest_and_carries_no_cookie(site):
    site.at("/feed", gives(FEED, headers={"Set-Cookie": "id=1"}))
    async with _fetcher(site) as fetcher:
        await fetcher.get(site.url("/feed"), kind="feed", now=NOW)
        await fetcher.get(site.url("/feed"), kind="feed", now=NOW, agent="desk reader")
    first, second = site.asked
    assert first.headers["User-Agent"].startswith("briefbot/")
    assert "(+desk@example.org)" in first.headers["User-Agent"]
    assert second.headers["User-Agent"] == "desk reader"
    assert "Cookie" not in second.headers
    assert first.headers["Accept-Encoding"] == "gzip, deflate, br"


async def test_what_has_not_changed_is_not_sent_again(site):
    site.at("/feed", conditional(FEED, etag='"1"'))
    async with _fetcher(site) as fetcher:
        first = await fetcher.get(site.url("/feed"), kind="feed", now=NOW)
        again = await fetcher.get(site.url("/feed"), kind="feed", now=NOW, etag=first.etag, modified=first.modified)
    assert again.not_modified
    assert again.body == b""
    assert again.etag == '"1"'


async def test_a_304_that_nobody_asked_for_is_no_answer(site):
    site.at("/feed", gives(status=304))
    async with _fetcher(site) as fetcher:
        assert (await _error(fetcher, site.url("/feed"))).code == "status"


async def test_a_packed_feed_is_unpacked(site):
    site.at("/feed", gives(gzip.compress(FEED), headers={"Content-Encoding": "gzip"}))
    async with _fetcher(site) as fetcher:
        assert (await fetcher.get(site.url("/feed"), kind="feed", now=NOW)).body == FEED


@pytest.mark.parametrize(
    ("statuses", "moves"),
    [((301,), True), ((308, 301), True), ((302,), False), ((301, 302), False), ((307, 301), False), ((303,), False)],
)
async def test_an_address_moves_only_where_every_hop_is_for_good(site, statuses, moves):
    for number, status in enumerate(statuses):
        site.at(f"/{number}", redirects(f"/{number + 1}", status))
    end = f"/{len(statuses)}"
    site.at(end, gives(FEED))
    async with _fetcher(site) as fetcher:
        fetched = await fetcher.get(site.url("/0"), kind="feed", now=NOW)
    assert fetched.url == site.url(end)
    assert fetched.moved_to == (site.url(end) if moves else None)


async def test_five_redirects_are_followed_and_not_six(site):
    for number in range(6):
        site.at(f"/{number}", redirects(f"/{number + 1}"))
    site.at("/6", gives(FEED))
    async with _fetcher(site) as fetcher:
        assert (await fetcher.get(site.url("/1"), kind="feed", now=NOW)).body == FEED
        assert (await _error(fetcher, site.url("/0"))).code == "too-many-redirects"


async def test_a_redirect_into_the_private_network_is_refused_before_a_byte_is_sent(site):
    async with outlets() as inner:
        inner.at("/secret", gives("secret"))
        for name, target in (("/a", inner.url("/secret")), ("/b", "http://[::ffff:127.0.0.1]/"), ("/c", "http://2130706433/")):
            site.at(name, redirects(target))
        site.at("/d", redirects("file:///etc/passwd"))
        async with _fetcher(site) as fetcher:
            assert [(await _error(fetcher, site.url(path))).code for path in ("/a", "/b", "/c", "/d")] == [
                *["forbidden-address"] * 3,
                "forbidden-scheme",
            ]
        assert inner.asked == []


async def test_a_name_that_resolves_to_loopback_is_refused(site):
    async with _fetcher(site) as fetcher:
        error = await _error(fetcher, "http://localhost:1/feed")
    assert error.code == "forbidden-address"


async def test_the_demos_names_lead_to_their_pair_and_nowhere_else(site):
    site.at("/feed.xml", gives(FEED))
    async with _fetcher(site, hosts={"la-voz.example": ("127.0.0.1", site.port)}) as fetcher:
        fetched = await fetcher.get("http://la-voz.example/feed.xml", kind="feed", now=NOW)
        assert (await _error(fetcher, "http://other.invalid/feed.xml")).code == "dns"
    assert fetched.url == "http://la-voz.example/feed.xml"
    assert site.asked[0].headers["Host"] == "la-voz.example"


def test_a_name_may_only_stand_for_an_allowed_pair():
    with pytest.raises(ValueError, match="allowed pair"):
        Fetcher(agent="x", hosts={"la-voz.example": ("127.0.0.1", 22)})


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://example.org/feed", "forbidden-scheme"),
        ("file:///etc/passwd", "forbidden-scheme"),
        ("example.org/feed", "forbidden-scheme"),
        ("http://user:pw@example.org/", "credentials-in-url"),
        ("http://169.254.169.254/latest/meta-data", "forbidden-address"),
        ("http://[::1]/", "forbidden-address"),
        ("http://0x7f.1/", "forbidden-address"),
        ("http://:80/", "bad-url"),
        ("http://[broken/", "bad-url"),
        ("http:///127.0.0.1/", "bad-url"),
        ("http://127.0.0.1:80\\@example.org/", "bad-url"),
        ("http://example.org:99999/", "bad-url"),
        ("http://example.org@127.0.0.1/", "credentials-in-url"),
        ("//127.0.0.1/", "forbidden-scheme"),
        ("HTTP://LOCALHOST/", "forbidden-address"),
        ("http://①②⑦.⓪.⓪.①/", "forbidden-address"),
        ("http://１２７.0.0.1/", "forbidden-address"),
        ("http://127。0。0。1/", "forbidden-address"),
        ("http://127.0.0.1./", "forbidden-address"),
        ("http://0/", "forbidden-address"),
        ("http://017700000001/", "forbidden-address"),
        ("http://[fe80::1%25eth0]/", "forbidden-address"),
        ("http://[::127.0.0.1]/", "forbidden-address"),
        ("http://[64:ff9b::7f00:1]/", "forbidden-address"),
    ],
)
async def test_an_address_that_may_not_be_asked_is_named(site, url, code):
    async with _fetcher(site) as fetcher:
        error = await _error(fetcher, url)
    assert error.code == code
    assert "pw" not in str(error)


async def test_a_key_in_an_address_is_never_told(site):
    async with _fetcher(site) as fetcher:
        error = await _error(fetcher, site.url("/feed?user=desk&api_key=s3cret&n=1"))
    assert error.code == "not-found"
    assert "s3cret" not in str(error)
    assert "n=1" in str(error)


async def test_nobody_listening_is_a_refusal(site):
    async with outlets() as gone:
        port = gone.port
    async with Fetcher(agent="x", allow=[("127.0.0.1", port)], limits=FAST) as fetcher:
        assert (await _error(fetcher, f"http://127.0.0.1:{port}/")).code == "refused"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "wants-login"),
        (402, "wants-payment"),
        (403, "bot-wall"),
        (404, "not-found"),
        (410, "feed-gone"),
        (418, "status"),
        (500, "server-error"),
        (503, "server-error"),
    ],
)
async def test_every_status_has_its_name(site, status, code):
    site.at("/feed", gives(status=status))
    async with _fetcher(site) as fetcher:
        error = await _error(fetcher, site.url("/feed"))
    assert error.code == code
    assert error.params["status"] == status


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120), ("Tue, 24 Nov 2026 12:05:00 GMT", 300), ("soon", None), ("-5", None), ("99999999999", 172_800)],
)
async def test_a_server_that_says_when_to_come_back_is_heard(site, value, seconds):
    site.at("/feed", gives(status=429, headers={"Retry-After": value}))
    async with _fetcher(site) as fetcher:
        error = await _error(fetcher, site.url("/feed"))
    assert error.code == "rate-limited"
    assert error.params.get("retry_after") == seconds


async def test_a_host_that_wants_to_be_left_alone_is_not_asked_again(site):
    site.at("/feed", gives(status=503, headers={"Retry-After": "60"}))
    site.at("/other", gives(FEED))
    async with _fetcher(site) as fetcher:
        await _error(fetcher, site.url("/feed"))
        error = await _error(fetcher, site.url("/other"))
    assert error.code == "rate-limited"
    assert 0 < error.params["retry_after"] <= 60
    assert site.paths() == ["/feed"]


async def test_a_cloudflare_challenge_is_a_bot_wall(site):
    site.at("/feed", gives(status=503, headers={"cf-mitigated": "challenge"}))
    async with _fetcher(site) as fetcher:
        assert (await _error(fetcher, site.url("/feed"))).code == "bot-wall"


async def test_a_server_that_says_nothing_is_left_at_the_first_byte_limit(site):
    site.at("/feed", holds(site))
    async with _fetcher(site, Limits(first_byte=0.05, gap=0)) as fetcher:
        assert (await _error(fetcher, site.url("/feed"))).code == "timeout-first-byte"


async def test_a_server_that_stops_speaking_is_left(site):
    site.at("/feed", holds(site, after=b"<rss>"))
    async with _fetcher(site, Limits(first_byte=0.05, gap=0)) as fetcher:
        assert (await _error(fetcher, site.url("/feed"))).code == "timeout-stalled"


async def test_a_server_that_drips_is_left_at_the_whole_limit(site):
    site.at("/feed", drips(site))
    async with _fetcher(site, Limits(first_byte=5, whole=0.1, gap=0)) as fetcher:
        assert (await _error(fetcher, site.url("/feed"))).code == "timeout-whole"


async def test_the_whole_limit_counts_all_hops_together(site):
    site.at("/0", redirects("/1"))
    site.at("/1", drips(site))
    async with _fetcher(site, Limits(first_byte=5, whole=0.1, gap=0)) as fetcher:
        assert (await _error(fetcher, site.url("/0"))).code == "timeout-whole"


async def test_a_flood_is_left_at_the_cap(site):
    site.at("/feed", floods(site))
    async with _fetcher(site, Limits(feed_bytes=100_000, gap=0)) as fetcher:
        assert (await _error(fetcher, site.url("/feed"))).code == "too-large"


async def test_a_body_that_says_it_is_too_large_is_not_read(site):
    site.at("/feed", gives(b"x" * 2000))
    async with _fetcher(site, Limits(feed_bytes=1000, gap=0)) as fetcher:
        assert (await _error(fetcher, site.url("/feed"))).code == "too-large"


async def test_a_gzip_bomb_is_left_early(site):
    site.at("/feed", gives(gzip_bomb(30 << 20), headers={"Content-Encoding": "gzip"}))
    async with _fetcher(site) as fetcher:
        assert (await _error(fetcher, site.url("/feed"))).code == "too-large"


async def test_an_answer_that_breaks_off_is_known(site):
    site.at("/feed", breaks_off(FEED[:50], len(FEED)))
    async with _fetcher(site) as fetcher:
        assert (await _error(fetcher, site.url("/feed"))).code == "broken-off"


async def test_an_encoding_nobody_asked_for_is_refused(site):
    site.at("/feed", gives(b"1234", headers={"Content-Encoding": "zstd"}))
    async with _fetcher(site) as fetcher:
        assert (await _error(fetcher, site.url("/feed"))).code == "bad-encoding"


async def test_a_server_without_a_proof_of_who_it_is_is_named(site):
    async with _fetcher(site) as fetcher:
        assert (await _error(fetcher, site.url("/feed").replace("http:", "https:"))).code == "tls"


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"\0" * 64,
        b"",
    ],
    ids=["a header without end", "a length that is none", "nonsense", "silence"],
)
async def test_an_answer_that_is_no_http_is_named(head):
    async with _raw(head) as url, Fetcher(agent="x", allow=[("127.0.0.1", URL(url).port)], limits=FAST) as fetcher:
        assert (await _error(fetcher, url)).code == "bad-answer"


async def test_raw_letters_in_headers_are_read_and_can_be_sent_again():
    feed = b'HTTP/1.1 200 OK\r\nETag: "a\xf1o"\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<rss>'
    async with _raw(feed) as url, Fetcher(agent="x", allow=[("127.0.0.1", URL(url).port)], limits=FAST) as fetcher:
        fetched = await fetcher.get(url, kind="feed", now=NOW)
        again = await fetcher.get(url, kind="feed", now=NOW, etag=fetched.etag)
    assert fetched.etag == '"año"'
    assert again.body == b"<rss>"


async def test_a_redirect_in_raw_letters_is_followed(site):
    async with _raw(b"HTTP/1.1 302 Found\r\nLocation: " + site.url("/ni").encode() + b"\xf1o\r\n\r\n") as url:
        site.at("/niño", gives(FEED))
        pairs = [("127.0.0.1", URL(url).port), ("127.0.0.1", site.port)]
        async with Fetcher(agent="x", allow=pairs, limits=FAST) as fetcher:
            assert (await fetcher.get(url, kind="feed", now=NOW)).body == FEED


async def test_a_page_that_robots_forbid_is_not_asked_for(site):
    site.at("/robots.txt", gives("User-agent: briefbot\nDisallow: /privado\n"))
    site.at("/privado/1", gives("x", headers=HTML))
    site.at("/nota/1", gives("<p>x", headers=HTML))
    async with _fetcher(site) as fetcher:
        assert (await _error(fetcher, site.url("/privado/1"), "page")).code == "robots"
        assert (await fetcher.get(site.url("/nota/1"), kind="page", now=NOW)).body == b"<p>x"
    assert site.paths() == ["/robots.txt", "/nota/1"]


async def test_robots_are_asked_for_once_a_day(site):
    site.at("/robots.txt", gives("User-agent: *\nDisallow:\n"))
    site.at("/nota", gives("x", headers=HTML))
    async with _fetcher(site) as fetcher:
        for hours in (0, 1, 23, 25):
            await fetcher.get(site.url("/nota"), kind="page", now=NOW + timedelta(hours=hours))
    assert site.paths().count("/robots.txt") == 2


async def test_robots_that_cannot_be_read_forbid_for_a_while_and_missing_ones_allow(site):
    site.at("/nota", gives("x", headers=HTML))
    site.at("/robots.txt", gives(status=500))
    async with _fetcher(site) as fetcher:
        assert (await _error(fetcher, site.url("/nota"), "page")).code == "robots-unreachable"
        site.at("/robots.txt", gives(status=404))
        later = NOW + timedelta(minutes=11)
        assert (await fetcher.get(site.url("/nota"), kind="page", now=later)).body == b"x"


async def test_robots_are_heard_at_every_hop(site):
    site.at("/robots.txt", gives("User-agent: *\nDisallow: /privado\n"))
    site.at("/nota", redirects("/privado"))
    async with _fetcher(site) as fetcher:
        assert (await _error(fetcher, site.url("/nota"), "page")).code == "robots"


async def test_what_is_no_page_is_not_read(site):
    site.at("/informe", gives(b"%PDF", headers={"Content-Type": "application/pdf"}))
    async with _fetcher(site) as fetcher:
        assert (await _error(fetcher, site.url("/informe"), "page")).code == "not-a-page"


async def test_fetches_are_counted_by_outcome(site):
    meters = Meters()
    site.at("/feed", gives(FEED))
    async with _fetcher(site, meters=meters) as fetcher:
        await fetcher.get(site.url("/feed"), kind="feed", now=NOW)
        await _error(fetcher, site.url("/none"))
    assert meters.total("fetches", outcome="ok") == 1
    assert meters.total("fetches", outcome="not-found") == 1


async def test_behind_a_proxy_the_proxy_is_asked_and_literal_addresses_are_still_refused(site):
    site.at("/feed", gives(FEED))
    async with Fetcher(agent="x", limits=FAST, proxy=site.url("")) as fetcher:
        assert (await fetcher.get("http://example.invalid/feed", kind="feed", now=NOW)).body == FEED
        assert (await _error(fetcher, "http://10.0.0.1/")).code == "forbidden-address"
    assert len(site.asked) == 1
