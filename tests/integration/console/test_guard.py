"""Who may talk to the page."""

from __future__ import annotations

import pytest

from bot.platforms.console.web.guard import HEADERS

LINE = {"line": "/feeds pause ejemplo-seguridad"}


def port_of(console):
    return console.url.rpartition(":")[2]


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "LOCALHOST:{}", "[::1]:{}", "localhost", "[::1]"])
async def test_the_names_of_this_machine_are_answered(console, browse, host):
    status, _, _ = await browse("/c/news", headers={"Host": host.format(port_of(console))})
    assert status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{}",
        "127.0.0.1.evil.example:{}",
        "localhost.evil.example",
        "0.0.0.0:{}",
        "127.0.0.1@evil.example",
    ],
)
@pytest.mark.parametrize("path", ["/c/news", "/static/style.css", "/nothing"])
async def test_another_name_that_points_here_is_not(console, browse, host, path):
    status, text, _ = await browse(path, headers={"Host": host.format(port_of(console))})
    assert status == 421
    assert "news" not in text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
async def test_a_form_of_another_site_changes_nothing(console, browse, headers):
    status, _, _ = await browse("/say", method="POST", data=LINE, headers=headers)
    assert status == 403
    assert console.services.calls == []


async def test_a_form_of_another_program_at_this_machine_changes_nothing(console, browse):
    status, _, _ = await browse("/say", method="POST", data=LINE, headers={"Origin": "http://127.0.0.1:1"})
    assert status == 403
    assert console.services.calls == []


async def test_a_form_of_ours_is_taken_from_a_browser_that_says_only_its_origin(console, browse):
    status, _, _ = await browse("/say", method="POST", data=LINE, headers={"Origin": console.url})
    assert status == 200
    assert len(console.services.calls) == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods_are_not_taken(browse, method):
    status, _, _ = await browse("/say", method=method, headers={"Sec-Fetch-Site": "same-origin"})
    assert status == 405


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/c/news", 200),
        ("/", 302),
        ("/nothing", 404),
        ("/static/style.css", 200),
        ("/say?line=/latest", 200),
        ("/c/news/after/0", 204),
    ],
)
async def test_every_answer_carries_the_rules_for_the_browser(browse, path, status):
    got, _, headers = await browse(path)
    assert got == status
    assert {name: headers.get(name) for name in HEADERS} == HEADERS


async def test_a_refusal_carries_them_too(browse):
    _, _, headers = await browse("/c/news", headers={"Host": "evil.example"})
    assert headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


async def test_a_form_too_large_is_refused(browse):
    headers = {"Sec-Fetch-Site": "same-origin"}
    status, _, _ = await browse("/say", method="POST", data={"line": "x" * 70_000}, headers=headers)
    assert status == 413
