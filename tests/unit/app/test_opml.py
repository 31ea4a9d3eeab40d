"""Feeds go out as OPML and come in as entries that the settings accept."""

from __future__ import annotations

import tomllib
from pathlib import Path

from bot.app.opml import document, entries
from bot.app.settings import load_settings
from bot.app.settings.shapes import FeedsFile
from bot.sources import opml
from bot.sources.opml import OpmlFeed

DEMO = Path(__file__).resolve().parents[3] / "config" / "demo"


def test_the_desk_s_feeds_go_out_and_none_of_them_comes_in_again():
    settings = load_settings(DEMO, {})
    feeds = opml.read(document(settings))
    assert {feed.url for feed in feeds} == {feed.url for feed in settings.feeds}
    assert entries(feeds, settings) == ""


def test_new_feeds_become_entries_that_the_settings_accept_with_what_is_guessed_marked():
    settings = load_settings(DEMO, {})
    found = [
        OpmlFeed(url="https://nuevo.example/rss", title="El Nuevo Día", language="es-MX", categories=("investigative",)),
        OpmlFeed(url="https://nuevo.example/rss?utm_source=x", title="El Nuevo Día"),
        OpmlFeed(url="https://otro.example/rss", title="El Nuevo Día"),
    ]
    text = entries(found, settings)
    read = FeedsFile.model_validate(tomllib.loads(text))
    assert [(feed.id, feed.language, feed.kind) for feed in read.feed] == [
        ("el-nuevo-dia", "es", "investigative"),
        ("el-nuevo-dia-2", "en", "news"),
    ]
    assert text.count("# check this") == 5
