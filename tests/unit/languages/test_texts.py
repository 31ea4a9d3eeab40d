"""What the bot says: plural forms, fall-back, errors and reasons in words, the same keys in every language that is complete."""

from __future__ import annotations

import re
import string
import tomllib
from importlib.resources import files

import pytest

from bot.languages import available, load, texts
from bot.languages.texts import Texts
from bot.model.errors import SourceError
from bot.model.reasons import Reason

COMPLETE = [code for code in available() if not load(code).basics.experimental]


def test_a_text_that_counts_takes_the_language_s_plural_form():
    said = Texts("en", {"cards": {"one": "{count} card", "other": "{count} cards"}})
    assert [said.say("cards", count=n) for n in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]


def test_a_text_that_is_missing_is_said_in_the_fallback():
    english = Texts("en", {"a": "A", "b": "B"})
    assert Texts("es", {"a": "Á"}, english).say("a") == "Á"
    assert Texts("es", {"a": "Á"}, english).say("b") == "B"


def test_a_text_that_nobody_has_is_a_mistake_with_its_name():
    with pytest.raises(KeyError, match=re.escape("x.y")):
        Texts("en", {}).say("x.y")


def test_an_error_and_the_reason_it_becomes_are_told_alike():
    error = SourceError("too-large", url="https://a.example", megabytes=5)
    english = texts("en")
    assert english.error(error).what == english.reason(Reason(error.code, error.params))


@pytest.mark.parametrize("code", COMPLETE)
def test_every_complete_language_says_the_same_things_with_the_same_fields(code):
    here, english = texts(code), texts("en")
    assert said_by(here) == said_by(english)
    for key in english.keys() & here.keys():
        assert fields(str(english.find(key))) == fields(str(here.find(key))), key


@pytest.mark.parametrize("code", COMPLETE)
def test_no_text_is_empty_but_where_an_error_has_no_place(code):
    tree = tomllib.loads(files("bot.languages").joinpath(code, "texts.toml").read_text(encoding="utf-8"))
    said = Texts(code, tree)
    empty = [key for key in said.keys() if not str(said.find(key)).strip() and not key.endswith(".where")]  # noqa: SIM118
    assert empty == []


def said_by(language: Texts) -> set[str]:
    """Its keys without plural forms; how people write dates (`dates`) is each language's own list."""
    plural = re.compile(r"\.(zero|one|two|few|many|other)$")
    return {plural.sub("", key) for key in language.keys() if not key.startswith("dates.")}  # noqa: SIM118 - a method


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
