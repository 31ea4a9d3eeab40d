"""How an answer's headers are read."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.sources.addresses import shown
from bot.sources.fetch.answer import fresh_for, retry_after

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "minutes"),
    [
        ({"cache-control": "public, max-age=600"}, 10),
        ({"cache-control": 'max-age="600"'}, 10),
        ({"cache-control": "max-age=600", "age": "300"}, 5),
        ({"cache-control": "max-age=600", "age": "900"}, None),
        ({"cache-control": "max-age=600, no-cache"}, None),
        ({"cache-control": "no-store"}, None),
        ({"cache-control": "max-age=-5"}, None),
        ({"cache-control": "max-age=many"}, None),
        ({"cache-control": "s-maxage=600"}, None),
        ({"expires": "Tue, 24 Nov 2026 12:10:00 GMT"}, 10),
        ({"expires": "Tue, 24 Nov 2026 12:10:00 GMT", "date": "Tue, 24 Nov 2026 12:05:00 GMT"}, 5),
        ({"expires": "0"}, None),
        ({"expires": "Tue, 24 Nov 2020 12:10:00 GMT"}, None),
        ({}, None),
    ],
)
def test_how_long_an_answer_is_fresh(headers, minutes):
    assert fresh_for(headers, NOW) == (timedelta(minutes=minutes) if minutes else None)


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        ("600", 10),
        (" 600 ", 10),
        ("Tue, 24 Nov 2026 12:10:00 GMT", 10),
        ("Tue, 24 Nov 2026 06:10:00 -0600", 10),
        ("Tue, 24 Nov 2026 11:10:00 GMT", None),
        ("0", None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("later", None),
        ("", None),
        ("9" * 400, 2 * 24 * 60),
    ],
)
def test_when_to_come_back(value, minutes):
    assert retry_after({"retry-after": value}, NOW) == (timedelta(minutes=minutes) if minutes else None)


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("https://ana:secreto@a.example/feed", "https://a.example/feed"),
        ("https://a.example/feed?token=abc&page=2", "https://a.example/feed?token=…&page=2"),
        ("https://a.example/feed?user_api_key=abc", "https://a.example/feed?user_api_key=…"),
        ("https://a.example/feed?X-Amz-Signature=abc#t", "https://a.example/feed?X-Amz-Signature=…#t"),
        ("https://a.example/feed?page=2", "https://a.example/feed?page=2"),
    ],
)
def test_an_address_is_shown_without_its_secrets(url, seen):
    assert shown(url) == seen
