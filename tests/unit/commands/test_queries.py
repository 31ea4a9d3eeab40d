"""Command lines as people type them (`tests/specs/*/queries.toml`)."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.commands import all_commands
from bot.commands.bind import bind
from bot.commands.command import When
from bot.commands.parse import parse
from bot.commands.query import read_query
from bot.languages import available
from bot.model.desk import GazetteerPlace
from bot.model.errors import UsageError
from bot.model.query import Query
from tests.fakes.asking import an_ask

SPECS = Path(__file__).parents[2] / "specs"
CASES = [
    pytest.param(code, case, id=f"{code}: {case['name']}")
    for code in available()
    for case in tomllib.loads((SPECS / code / "queries.toml").read_text(encoding="utf-8"))["case"]
]


def expected_values(command, told):
    values = {option.parameter: option.default for option in command.options}
    return values | {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}


def plain(value):
    if isinstance(value, When):
        return "/".join(f"{at:%Y-%m-%dT%H:%MZ}" for at in (value.start, value.end))
    return value


async def read(line, ask):
    """The values of the line's options, and the query of a line that searches."""
    call = parse(line, all_commands(), ask.texts)
    ask = replace(ask, call=call)
    values = await bind(call, ask)
    if not {"since", "until"} <= values.keys():
        return call, values, None
    words = values.get("words", values.get("measure", ""))
    filters = {
        name: values[name] for name in ("topic", "outlet", "lang", "speaker", "place", "since", "until") if name in values
    }
    return call, values, read_query(ask, words, **filters)


@pytest.mark.parametrize(("code", "case"), CASES)
async def test_a_line_means_what_the_spec_says(code, case, store):
    ask = an_ask(store, language=code)
    if "error" in case:
        with pytest.raises(UsageError) as caught:
            await read(case["line"], ask)
        error = caught.value
        assert (error.code, error.params["word"]) == (case["error"], case["word"])
        assert error.params.get("near") == case.get("near")
        assert case.get("option") in {None, error.params.get("option")}
        line, pointer = error.params["line"], error.params["pointer"]
        assert [line[i : i + 1] for i, c in enumerate(pointer) if c == "^"] == list(case["word"] or [""])
        return
    call, values, query = await read(case["line"], ask)
    assert call.command.name == case["command"]
    if "values" in case or "query" not in case:
        assert {name: plain(value) for name, value in values.items()} == expected_values(call.command, case.get("values", {}))
    if "query" in case:
        told = {name: tuple(v) if isinstance(v, list) else datetime.fromisoformat(v) for name, v in case["query"].items()}
        assert told.keys() <= {field.name for field in fields(Query)}
        assert query == Query(**told)


def test_every_command_has_a_spec_of_use_in_every_language():
    for code in available():
        cases = tomllib.loads((SPECS / code / "queries.toml").read_text(encoding="utf-8"))["case"]
        used = {case.get("command") for case in cases}
        assert set(all_commands()) <= used, code


async def test_a_place_is_looked_for_by_what_cards_of_each_language_call_it(store):
    ask = an_ask(store)
    spain = GazetteerPlace(
        id="spain", name="Spain", names={"es": "España"}, aliases=("Kingdom of Spain",), kind="country", country="ES"
    )
    ask = replace(ask, desk=replace(ask.desk, places=(spain,)))

    _, _, asked_by_alias = await read('/search rifles place:"Kingdom of Spain"', ask)
    _, _, unknown = await read("/search rifles place:Andorra", ask)

    assert asked_by_alias.places == ("Kingdom of Spain", "Spain", "España")
    assert unknown.places == ("Andorra",)
