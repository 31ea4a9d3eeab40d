"""Every language's folder: loads, knows no other key than the schema's, lists no word twice, and has its specs."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.languages import available, load, readable, regions, texts
from bot.languages.schema.changes import Changes
from bot.languages.schema.common import Common
from bot.languages.schema.concepts import Concepts
from bot.languages.schema.fates import Fates
from bot.languages.schema.language import Basics, Region
from bot.languages.schema.names import Names
from bot.languages.schema.numbers import Numbers
from bot.languages.schema.opinion import Opinion
from bot.languages.schema.questions import Questions
from bot.languages.schema.severity import Severity
from bot.languages.schema.speech import Speech
from bot.languages.schema.units import Units

SPECS = Path(__file__).resolve().parents[2] / "specs"
SCHEMA = {
    "language": Basics,
    "numbers": Numbers,
    "units": Units,
    "speech": Speech,
    "names": Names,
    "questions": Questions,
    "fates": Fates,
    "severity": Severity,
    "opinion": Opinion,
    "changes": Changes,
    "concepts": Concepts,
    "common": Common,
}
CASES = ("sentences", "numbers", "quotes", "speakers", "figures", "names")
UNSPOKEN = {"questions", "fates", "severity", "opinion", "changes", "concepts", "common"}
"""What a language that is only read may leave out."""
FILES = [(code, name) for code in readable() for name in SCHEMA if code in available() or name not in UNSPOKEN]


def read(code: str, *path: str) -> dict:
    return tomllib.loads(files("bot.languages").joinpath(code, *path).read_text(encoding="utf-8"))


def lists(value: object, where: str = "") -> Iterator[tuple[str, list]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{where}.{key}" if where else key)
    elif isinstance(value, list):
        yield where, value
        for inner in value:
            yield from lists(inner, where)


def test_the_languages_of_the_house_are_there_with_their_regions():
    assert {"en", "es"} <= set(available())
    assert {"US", "GB"} <= set(regions("en"))
    assert {"MX", "ES", "AR", "CO"} <= set(regions("es"))


def test_all_languages_tell_the_same_kinds_of_fate():
    assert len({frozenset(load(code).fates.fates) for code in available()}) == 1


def test_all_languages_name_the_same_concepts():
    assert len({frozenset(load(code).concepts.concepts) for code in available()}) == 1


@pytest.mark.parametrize("code", readable())
def test_a_language_loads_in_each_of_its_regions(code):
    for region in regions(code):
        assert load(code, region).region.code == region
    assert load(code, "ZZ").region.code == load(code).basics.default_region


@pytest.mark.parametrize(("code", "name"), FILES)
def test_an_unknown_key_is_refused(code, name):
    with pytest.raises(ValidationError, match="no_such_key"):
        SCHEMA[name].model_validate({**read(code, f"{name}.toml"), "no_such_key": 1})


@pytest.mark.parametrize("code", readable())
def test_an_unknown_key_of_a_region_is_refused(code):
    for region in regions(code):
        with pytest.raises(ValidationError, match="no_such_key"):
            Region.model_validate({**read(code, "regions", f"{region}.toml"), "no_such_key": 1})


@pytest.mark.parametrize(("code", "name"), FILES)
def test_no_word_is_listed_twice_in_one_list(code, name):
    twice = {
        where: again
        for where, words in lists(read(code, f"{name}.toml"))
        if (again := [word for word, n in Counter(w for w in words if isinstance(w, str)).items() if n > 1])
    }
    assert twice == {}


@pytest.mark.parametrize("code", readable())
@pytest.mark.parametrize("name", CASES)
def test_every_part_of_a_language_has_its_specs(code, name):
    file = SPECS / code / f"{name}.toml"
    assert file.is_file(), f"{file.name} is missing: write the cases before the data"
    assert tomllib.loads(file.read_text(encoding="utf-8"))["case"]


def entries(value: object) -> int:
    """Words and values under a key; a text of many words counts each."""
    if isinstance(value, dict):
        return sum(map(entries, value.values()))
    if isinstance(value, list):
        return sum(map(entries, value))
    return len(value.split()) if isinstance(value, str) and "\n" in value else 1


def test_a_third_language_is_data_and_little_of_it():
    folder = [*((name,) for code, name in FILES if code == "pt"), *(("regions", region) for region in regions("pt"))]
    assert load("pt").basics.experimental
    assert sum(entries(read("pt", *path[:-1], f"{path[-1]}.toml")) for path in folder) < 150
    cases = [tomllib.loads((SPECS / "pt" / f"{name}.toml").read_text(encoding="utf-8"))["case"] for name in CASES]
    assert sum(map(len, cases)) >= 40


def test_an_experimental_language_is_read_where_it_is_asked_for_and_never_unasked():
    assert "pt" in readable()
    assert "pt" not in available()


def test_what_a_language_does_not_say_is_said_in_english():
    assert texts("pt").say("console.search") == texts("en").say("console.search")


def test_a_language_without_a_folder_is_not_loaded():
    with pytest.raises(LookupError, match="xx"):
        load("xx")
