"""Names as data: who and what is found in a text, with every mention, read with the desk of `config/`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.app.settings import load_settings
from bot.condense.document import read
from bot.condense.names import find_names, known_names
from bot.languages import load
from bot.model.desk import Desk

HERE = Path(__file__).parent
KINDS = {"people": "person", "organisations": "organisation", "places": "place"}


@cache
def desk() -> Desk:
    return load_settings(HERE.parents[1] / "config", {}).desk


def cases() -> list[Any]:
    found = []
    for file in sorted(HERE.glob("*/names.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["not_yet"], strict=True)] if "not_yet" in case else []
            found.append(pytest.param(file.parent.name, case, id=f"{file.parent.name}: {case['name']}", marks=marks))
    return found


@pytest.mark.parametrize(("code", "case"), cases())
def test_names_are_those_of_the_case(code: str, case: dict[str, Any]) -> None:
    language = load(code)
    entities = find_names(read(case["text"], language), known_names(desk(), language))

    for key, kind in KINDS.items():
        expected = [(name, mentions or [name]) for name, *mentions in case.get(key, [])]
        found = [(e.name, [span.of(case["text"]) for span in e.mentions]) for e in entities if e.kind == kind]
        assert sorted(found) == sorted(expected), key
    roles, genders = ({e.name: value(e) for e in entities} for value in (lambda e: e.role, lambda e: e.gender))
    assert {name: roles[name] for name in case.get("roles", {})} == case.get("roles", {})
    assert {name: genders[name] for name in case.get("genders", {})} == case.get("genders", {})
