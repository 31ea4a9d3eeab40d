"""Sentences as data: `|` in a case's text marks where one ends."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.condense.document import read
from bot.languages import load

HERE = Path(__file__).parent


def cases() -> list[Any]:
    found = []
    for file in sorted(HERE.glob("*/sentences.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["not_yet"], strict=True)] if "not_yet" in case else []
            found.append(
                pytest.param(
                    file.parent.name, case["text"], id=f"{file.parent.name}: {case.get('name', case['text'])}", marks=marks
                )
            )
    return found


@pytest.mark.parametrize(("code", "marked"), cases())
def test_sentences_end_where_the_case_says(code: str, marked: str) -> None:
    doc = read(marked.replace("|", ""), load(code))

    assert [span.of(doc.text) for span in doc.sentences] == [part.strip() for part in marked.split("|")]
