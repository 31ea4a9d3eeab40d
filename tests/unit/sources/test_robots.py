"""What a site's robots.txt allows."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from yarl import URL

from bot.model.errors import SourceError
from bot.sources.fetch.answer import Fetched
from bot.sources.fetch.robots import Robots

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


class _Site:
    """Gives the same robots.txt, or the same error, and counts."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = []

    async def fetch(self, url, now):
        self.asked.append(url)
        await asyncio.sleep(0)
        if isinstance(self.answer, str):
            raise SourceError(self.answer, url=url)
        return Fetched(url=url, status=200, body=self.answer)


async def _code(robots, url, now=NOW):
    try:
        return await robots.gap(URL(url), now)
    except SourceError as error:
        return error.code


@pytest.mark.parametrize(
    ("body", "path", "said"),
    [
        (b"", "/a", 0.0),
        (b"User-agent: *\nDisallow: /a\n", "/a", "robots"),
        (b"User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b", 0.0),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: briefbot\nDisallow:\n", "/a", 0.0),
        (b"User-agent: BriefBot\nDisallow: /\n", "/a", "robots"),
        (b"User-agent: other\nDisallow: /\n", "/a", 0.0),
        (b"User-agent: *\nCrawl-delay: 7\n", "/a", 7.0),
        (b"User-agent: *\nCrawl-delay: 86400\n", "/a", 30.0),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /*?amp\r\n", "/a?amp", "robots"),
        (b"<html>no robots here</html>", "/a", 0.0),
        (b"\xff\0\xfe" * 100, "/a", 0.0),
    ],
)
async def test_a_page_is_allowed_or_not(body, path, said):
    assert await _code(Robots(_Site(body).fetch), f"https://a.example{path}") == said


@pytest.mark.parametrize("error", ["not-found", "bot-wall", "wants-login", "status"])
async def test_a_site_without_rules_allows_everything(error):
    assert await _code(Robots(_Site(error).fetch), "https://a.example/a") == 0.0


@pytest.mark.parametrize("error", ["server-error", "dns", "timeout-whole", "rate-limited", "forbidden-address"])
async def test_a_site_whose_rules_cannot_be_read_is_left_alone_for_ten_minutes(error):
    site = _Site(error)
    robots = Robots(site.fetch)
    assert await _code(robots, "https://a.example/a") == "robots-unreachable"
    assert await _code(robots, "https://a.example/b", NOW + timedelta(minutes=9)) == "robots-unreachable"
    assert len(site.asked) == 1
    site.answer = b""
    assert await _code(robots, "https://a.example/a", NOW + timedelta(minutes=11)) == 0.0


async def test_rules_are_kept_by_scheme_host_and_port():
    site = _Site(b"")
    robots = Robots(site.fetch)
    for url in (
        "https://a.example/x",
        "https://a.example/y",
        "http://a.example/x",
        "https://a.example:8443/x",
        "https://b.example/",
    ):
        await robots.gap(URL(url), NOW)
    assert site.asked == [
        "https://a.example/robots.txt",
        "http://a.example/robots.txt",
        "https://a.example:8443/robots.txt",
        "https://b.example/robots.txt",
    ]


async def test_many_who_ask_at_once_ask_the_site_once():
    site = _Site(b"")
    robots = Robots(site.fetch)
    await asyncio.gather(*(robots.gap(URL(f"https://a.example/{n}"), NOW) for n in range(20)))
    assert len(site.asked) == 1


async def test_the_rules_of_many_sites_are_kept_within_bounds():
    robots = Robots(_Site(b"").fetch)
    for number in range(1300):
        await robots.gap(URL(f"https://{number}.example/"), NOW)
    assert len(robots._sites) <= 512
    assert len(robots._asking) <= 1025
