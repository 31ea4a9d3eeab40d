from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from bot.newsroom import Newsroom
from bot.newsroom.feeds import media_type, modified, render
from bot.newsroom.pieces import Fault, FeedFile, Format, Masthead, Published, published
from tests.fakes.newsroom import START, write_newsroom


@pytest.fixture
def masthead(tmp_path: Path) -> Masthead:
    return Newsroom.load(write_newsroom(tmp_path)).mastheads[0]


@pytest.fixture
def articles(tmp_path: Path) -> tuple[Published, ...]:
    newsroom = Newsroom.load(write_newsroom(tmp_path))
    return published(newsroom.pieces, newsroom.mastheads[0], started=START, now=START + timedelta(seconds=25))


def feed(form: Format, *, whole: bool = False, fault: Fault | None = None) -> FeedFile:
    return FeedFile(id="f", path="/f", format=form, title="A & B", whole=whole, fault=fault)


@pytest.mark.parametrize("form", [Format.RSS, Format.ATOM])
def test_a_feed_is_well_formed_and_says_what_its_articles_say(
    masthead: Masthead, articles: tuple[Published, ...], form: Format
) -> None:
    parsed = feedparser.parse(render(feed(form), masthead, articles))
    assert not parsed.bozo
    assert parsed.version == {"rss": "rss20", "atom": "atom10"}[form]
    assert (parsed.feed.title, parsed.feed.language) == ("A & B", "en")
    barn, held = parsed.entries
    assert held.title.replace("&amp;", "&") == "Five held & counting"
    assert held.link == "http://www.gazette.example/town/five-held"
    assert "Police in Armadillo held five." in held.summary
    assert held.author == "Ana Roe"
    assert datetime(*held.published_parsed[:6], tzinfo=UTC) == START + timedelta(seconds=10) - timedelta(minutes=30)
    assert not barn.get("published")
    assert "utm_source=rss" in barn.link


def test_a_json_feed_holds_what_version_1_1_asks_for(masthead: Masthead, articles: tuple[Published, ...]) -> None:
    document = json.loads(render(feed(Format.JSON), masthead, articles))
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    barn, held = document["items"]
    assert held["id"]
    assert held["content_text"] == "Police in Armadillo held five."
    assert datetime.fromisoformat(held["date_published"]) == START + timedelta(seconds=10) - timedelta(minutes=30)
    assert "date_published" not in barn
    assert "authors" not in barn


@pytest.mark.parametrize("form", list(Format))
def test_a_whole_feed_carries_every_paragraph_escaped(
    masthead: Masthead, articles: tuple[Published, ...], form: Format
) -> None:
    body = render(feed(form, whole=True), masthead, articles)
    if form is Format.JSON:
        content = json.loads(body)["items"][1]["content_html"]
    else:
        content = feedparser.parse(body).entries[1].content[0].value
    assert "Nobody knows &lt;yet&gt;." in content
    assert "<h2>Why it matters</h2>" in content


def test_the_same_articles_give_the_same_bytes_and_a_change_gives_others(
    masthead: Masthead, articles: tuple[Published, ...]
) -> None:
    body = render(feed(Format.RSS), masthead, articles)
    assert body == render(feed(Format.RSS), masthead, articles)
    changed = replace(articles[0], version=replace(articles[0].version, summary="Somebody was hurt."))
    assert body != render(feed(Format.RSS), masthead, (changed, *articles[1:]))


def test_a_truncated_feed_breaks_off_within_its_last_entry(masthead: Masthead, articles: tuple[Published, ...]) -> None:
    body = render(feed(Format.RSS, fault=Fault.TRUNCATED), masthead, articles)
    assert render(feed(Format.RSS), masthead, articles).startswith(body)
    assert body.count(b"<item>") == body.count(b"</item>") + 1 == 2
    with pytest.raises(ET.ParseError):
        ET.fromstring(body)


def test_a_feed_that_is_html_says_so_in_its_type_and_holds_no_entry(
    masthead: Masthead, articles: tuple[Published, ...]
) -> None:
    broken = feed(Format.RSS, fault=Fault.HTML)
    body = render(broken, masthead, articles)
    assert body.startswith(b"<!DOCTYPE html>")
    assert media_type(broken) == "text/html"
    assert not feedparser.parse(body).entries


def test_a_feed_changed_when_its_newest_article_did_in_whole_seconds(articles: tuple[Published, ...]) -> None:
    late = replace(articles[0], updated=START + timedelta(seconds=50, milliseconds=300))
    assert modified((articles[1], late)) == START + timedelta(seconds=50)
    assert modified(()).tzinfo is UTC
