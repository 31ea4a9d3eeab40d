"""Feeds as they stood on the web, read where they lie: whatever they are, what comes out is fit to be read."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sources.feeds import parse

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "feeds" / "real"
FILES = sorted(FOLDER.iterdir()) if FOLDER.is_dir() else []
LONG = [file for file in FILES if file.stat().st_size > 25_000]
NOW = datetime(2026, 11, 24, tzinfo=UTC)
_MARKUP = re.compile(
    r"</?(?:p|a|b|i|em|strong|div|span|img|br|ul|li|table|script|style|iframe)\b[^<>]*>|&(?:amp|nbsp|quot|#\d+|lt|gt);",
    re.IGNORECASE,
)

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not FILES, reason="the development feeds are not on this machine")]


def test_all_of_them_are_there():
    assert len(FILES) == 36


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_real_feed_is_read_as_a_careful_reader_would(file):
    body = file.read_bytes()
    parsed = parse(body, url="https://where-it-stood.example/feed", content_type=None, now=NOW)
    told = max(len(re.findall(rb"<(?:\w+:)?(?:item|entry)[\s>]", body)), body.count(b'"date_published"'))
    assert len(parsed.entries) + len(parsed.dropped) == told
    assert parsed.entries
    assert len({entry.key for entry in parsed.entries}) == len(parsed.entries)
    for entry in parsed.entries:
        assert entry.title.strip()
        assert entry.url is None or entry.url.startswith(("http://", "https://"))
        assert entry.published is None or (1990 <= entry.published.year <= 2026 and entry.published.utcoffset() is not None)
        assert "@" not in (entry.author or "")
        for text in (entry.title, entry.summary, entry.content):
            assert not _MARKUP.search(text), text
            assert text == text.strip()
            assert "\n\n\n" not in text
        assert "\n" not in entry.title


@pytest.mark.parametrize("file", LONG, ids=lambda file: file.stem)
def test_a_real_feed_that_breaks_off_keeps_what_was_whole(file):
    body = file.read_bytes()
    whole = parse(body, url="https://where-it-stood.example/feed", content_type=None, now=NOW).entries
    half = parse(body[: len(body) // 2], url="https://where-it-stood.example/feed", content_type=None, now=NOW)
    assert 0 < len(half.entries) < len(whole)
    assert [entry.title for entry in half.entries] == [entry.title for entry in whole[: len(half.entries)]]
    assert half.entries[-1].content == whole[len(half.entries) - 1].content
    assert "feed-truncated" in {warning.code for warning in half.warnings}
