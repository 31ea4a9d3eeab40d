"""Feeds go out as OPML and come in as entries that the settings accept."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from bot.app.opml import document, imported
from bot.app.settings import load_settings
from bot.app.settings.shapes import FeedsFile
from bot.model.desk import Desk
from bot.sources import opml
from bot.sources.opml import OpmlFeed, OpmlList

CONFIG = Path(__file__).resolve().parents[3] / "config"
DEMO = CONFIG / "demo"


def test_the_desk_s_feeds_go_out_and_none_of_them_comes_in_again():
    settings = load_settings(DEMO, {})
    found = opml.read(document(settings))
    assert {feed.url for feed in found.feeds} == {feed.url for feed in settings.feeds}
    made = imported(found, settings)
    assert (made.text, made.feeds, made.followed, made.left_out) == ("", 0, len(settings.feeds), ())


def test_what_goes_out_of_one_desk_comes_into_another_as_it_was():
    settings = load_settings(CONFIG, {})
    made = imported(opml.read(document(settings)), replace(load_settings(DEMO, {}), feeds=(), desk=Desk()))
    read = FeedsFile.model_validate(tomllib.loads(made.text))
    assert {(f.id, f.url, f.outlet, f.language, f.country, f.kind) for f in read.feed} == {
        (f.id, f.url, f.outlet, f.language, f.country, f.kind) for f in settings.feeds
    }
    names = {outlet.id: (outlet.name, outlet.site) for outlet in settings.desk.outlets}
    assert {outlet.id: (outlet.name, outlet.site) for outlet in read.outlet} == names
    assert "guessed" not in made.text


def test_new_feeds_become_entries_that_the_settings_accept_with_what_is_guessed_marked():
    settings = load_settings(DEMO, {})
    found = [
        OpmlFeed(url="https://nuevo.example/rss", title="El Nuevo Día", language="es-MX", categories=("investigative",)),
        OpmlFeed(url="https://nuevo.example/rss?utm_source=x", title="El Nuevo Día otra vez"),
        OpmlFeed(url="https://otro.example/rss", title="El Nuevo Día", site="otro.example"),
        OpmlFeed(url="https://bob:secret@otro.example/rss", title="With a password"),
    ]
    made = imported(OpmlList(feeds=tuple(found)), settings)
    read = FeedsFile.model_validate(tomllib.loads(made.text))
    assert [(feed.id, feed.language, feed.country, feed.kind) for feed in read.feed] == [
        ("el-nuevo-dia", "es", "MX", "investigative"),
        ("el-nuevo-dia-2", "en", "MX", "news"),
    ]
    guessed = [line.partition(" = ")[0] for line in made.text.splitlines() if line.endswith("# guessed: check this")]
    assert guessed == ["country", "language", "country", "kind"]
    assert [(one.name, one.reason.code) for one in made.left_out] == [
        ("El Nuevo Día otra vez", "opml-twice"),
        ("With a password", "opml-bad-address"),
    ]
