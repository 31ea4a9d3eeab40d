"""Bad input, a row each: what comes over the wire, and the one clear thing that is said about it in both languages."""

import gzip
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.languages import available, texts
from bot.model.errors import SourceError
from bot.model.feeds import Entry, Extent
from bot.sources.articles import extract
from bot.sources.feeds import parse
from bot.sources.fetch import Fetcher, Limits, user_agent
from tests.fakes.outlets import FEED, conditional, drips, floods, gives, gzip_bomb, holds, outlets, redirects

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MB = 1024 * 1024
SMALL = Limits(connect=5, first_byte=5, whole=5, gap=0)
SOON = Limits(connect=5, first_byte=0.1, whole=5, gap=0)
NEVER_LONG = Limits(connect=5, first_byte=5, whole=0.2, gap=0)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def _items(count):
    one = b"<item><title>Nota %d</title><link>https://la-voz.example/%d</link><pubDate>2026-11-23T10:00:00Z</pubDate></item>"
    return b"".join(one % (n, n) for n in range(count))


def _rss(items, declared=b"utf-8"):
    return (
        b'<?xml version="1.0" encoding="'
        + declared
        + b'"?><rss version="2.0"><channel><title>La Voz</title>'
        + items
        + b"</channel></rss>"
    )


LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
LAUGHING = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">' + LAUGHS + b"]>" + _rss(b"<item><title>&l9;</title></item>")[38:]
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """`serve`: site → the answer at `/feed`. Either `error`, or `warning` with the number of `entries` that are kept."""

    name: str
    serve: object
    error: str | None = None
    warning: str | None = None
    entries: int = 0
    limits: Limits = field(default=SMALL)


ROWS = [
    Row(
        name="html", serve=lambda _: gives("<!doctype html><html><body>Hola</body></html>", headers=HTML), error="feed-is-html"
    ),
    Row(name="empty", serve=lambda _: gives(b""), error="feed-empty"),
    Row(name="blank", serve=lambda _: gives(b" \n \xef\xbb\xbf"), error="feed-empty"),
    Row(name="truncated", serve=lambda _: gives(_rss(_items(9))[:-60]), warning="feed-truncated", entries=8),
    Row(name="20 MB", serve=lambda _: gives(b"x" * (20 * MB)), error="too-large"),
    Row(name="20 MB that says nothing of its size", serve=floods, error="too-large"),
    Row(name="gzip bomb", serve=lambda _: gives(gzip_bomb(200 * MB), headers={"Content-Encoding": "gzip"}), error="too-large"),
    Row(name="gzip bomb without a header", serve=lambda _: gives(gzip_bomb(200 * MB)), error="too-large"),
    Row(
        name="gzip within gzip",
        serve=lambda _: gives(gzip.compress(gzip_bomb(300 * MB)), headers={"Content-Encoding": "gzip, gzip"}),
        error="too-large",
    ),
    Row(name="billion laughs", serve=lambda _: gives(LAUGHING), error="feed-entity-bomb"),
    Row(name="slow by the byte", serve=drips, error="timeout-whole", limits=NEVER_LONG),
    Row(name="never answers", serve=holds, error="timeout-first-byte", limits=SOON),
    Row(name="endless redirects", serve=lambda _: redirects("/feed"), error="too-many-redirects"),
    Row(
        name="wrong charset",
        serve=lambda _: gives(
            _rss("<item><title>Peña</title></item>".encode("cp1252")), headers={"Content-Type": "text/xml; charset=utf-8"}
        ),
        warning="feed-encoding",
        entries=1,
    ),
    Row(
        name="NUL bytes",
        serve=lambda _: gives(_rss(_items(3)).replace(b"Nota", b"No\0ta")),
        warning="feed-control-characters",
        entries=3,
    ),
    Row(name="10,000 entries", serve=lambda _: gives(_rss(_items(10_000))), warning="feed-too-many-entries", entries=2000),
    Row(name="no entry", serve=lambda _: gives(_rss(b"")), warning="feed-has-no-entries"),
    Row(
        name="not XML at all", serve=lambda _: gives("Forbidden", headers={"Content-Type": "text/xml"}), error="feed-not-a-feed"
    ),
    Row(name="a JSON error", serve=lambda _: gives('{"error": "no"}'), error="feed-not-a-feed"),
    Row(name="gone", serve=lambda _: gives(status=410), error="feed-gone"),
    Row(name="bot wall", serve=lambda _: gives("<html>Are you human?</html>", status=403, headers=HTML), error="bot-wall"),
]


async def _poll(site, limits):
    async with Fetcher(agent=user_agent("desk@example.org"), allow=[("127.0.0.1", site.port)], limits=limits) as fetcher:
        fetched = await fetcher.get(site.url("/feed"), kind="feed", now=NOW)
        return parse(fetched.body, url=fetched.url, content_type=fetched.content_type, now=NOW)


@pytest.mark.parametrize("row", [row for row in ROWS if row.error], ids=lambda row: row.name)
async def test_a_bad_feed_is_one_clear_error_and_the_next_feed_is_read(row):
    async with outlets() as site:
        site.at("/feed", row.serve(site))
        with pytest.raises(SourceError) as caught:
            await _poll(site, row.limits)
        assert caught.value.code == row.error
        for code in available():
            told = texts(code).error(caught.value)
            assert all(told)
            assert site.url("/feed").removeprefix("http://") in told.where
        site.at("/feed", gives(FEED))
        assert len((await _poll(site, SMALL)).entries) == 1


@pytest.mark.parametrize("row", [row for row in ROWS if not row.error], ids=lambda row: row.name)
async def test_a_feed_that_is_only_damaged_is_read_and_what_was_wrong_is_told(row):
    async with outlets() as site:
        site.at("/feed", row.serve(site))
        parsed = await _poll(site, row.limits)
    assert len(parsed.entries) == row.entries
    assert row.warning in {warning.code for warning in parsed.warnings}
    for code in available():
        assert all(texts(code).reason(warning) for warning in parsed.warnings)


def _entry():
    return Entry(
        key="k", identity="i", url="https://la-voz.example/1", title="Detienen a tres", summary="Tres detenidos en Celaya."
    )


def _page(body, **fields):
    return extract(body, url="https://la-voz.example/1", entry=_entry(), content_type="text/html; charset=utf-8", **fields)


def test_a_page_of_5_mb_is_read_in_a_time_that_a_worker_has():
    prose = (
        "<p>La policía informó el lunes de {n} detenciones en la zona, sin dar más detalles sobre los hechos ni nombres.</p>"
    )
    body = (
        "<html lang=es><body><article>" + "".join(prose.format(n=n) for n in range(42_000)) + "</article></body></html>"
    ).encode()
    assert 4.5 * MB < len(body) < 5 * MB
    began = time.process_time()
    found = _page(body)
    assert time.process_time() - began < 60
    assert found.extent == Extent.FULL
    assert "de 41999 detenciones" in found.text


def test_a_page_of_5_mb_of_nothing_leaves_what_the_feed_says():
    assert _page(b"<div>" * MB).text == "Tres detenidos en Celaya."


def test_a_page_of_5_mb_of_script_leaves_what_the_feed_says():
    assert _page(b"<html><script>" + b"var a=1;\n" * 500_000 + b"</script></html>").extent == Extent.SUMMARY


async def test_a_page_larger_than_the_cap_is_not_read():
    async with outlets() as site:
        site.at("/feed", gives(b"x" * (6 * MB), headers=HTML))
        async with Fetcher(agent="x", allow=[("127.0.0.1", site.port)], limits=SMALL) as fetcher:
            with pytest.raises(SourceError) as caught:
                await fetcher.get(site.url("/feed"), kind="page", now=NOW)
    assert caught.value.code == "too-large"


async def test_after_all_that_a_feed_that_has_not_changed_costs_nothing():
    async with outlets() as site:
        site.at("/feed", conditional(FEED, etag='"1"'))
        async with Fetcher(agent="x", allow=[("127.0.0.1", site.port)], limits=SMALL) as fetcher:
            fetched = await fetcher.get(site.url("/feed"), kind="feed", now=NOW, etag='"1"')
    assert fetched.not_modified
