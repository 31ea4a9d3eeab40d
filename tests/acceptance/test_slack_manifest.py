"""`briefbot slack manifest` as its user meets it."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from bot.cli import app
from bot.languages import texts
from bot.platforms.slack.manifest import manifest
from tests.fakes.demo import demo_desk


def told(*args):
    return CliRunner().invoke(app, ["slack", "manifest", *args])


def test_it_prints_the_manifest_for_socket_mode():
    done = told()
    assert done.exit_code == 0
    assert json.loads(done.stdout) == manifest(texts("en"))


def test_it_takes_the_address_the_links_domain_and_the_language():
    done = told("--url", "https://bot.example", "--domain", "cards.example", "--lang", "es")
    assert json.loads(done.stdout) == manifest(texts("es"), url="https://bot.example", domain="cards.example")


def test_the_domain_of_the_desk_is_taken_unless_another_is_given(tmp_path):
    folder = demo_desk(tmp_path / "desk")
    with (folder / "desk.toml").open("a", encoding="utf-8") as desk:
        desk.write('[slack]\ndomain = "cards.example"\n')
    here = ("--config", str(folder))
    assert json.loads(told(*here).stdout) == manifest(texts("en"), domain="cards.example")
    assert json.loads(told(*here, "--domain", "other.example").stdout) == manifest(texts("en"), domain="other.example")


def test_a_language_that_is_not_spoken_is_refused():
    done = told("--lang", "fr")
    assert done.exit_code != 0
    assert done.exception.code == "language-unknown"
