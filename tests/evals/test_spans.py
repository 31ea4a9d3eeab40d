"""Condensing runs over every development article that this machine holds, and every span is exact."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.condense import condense
from bot.model.card_json import to_json
from bot.model.feeds import Article
from tests.fakes.desks import mexico_desk

DATA = Path(__file__).parents[2].parent / "shared" / "data"
FILES = (
    "polnear/articles.jsonl",
    "quotes_es/articles.jsonl",
    "figures/en/articles.jsonl",
    "figures/es/articles.jsonl",
    "stories/desk.stream.jsonl",
)

pytestmark = pytest.mark.shared


def articles(file: str) -> Iterator[dict[str, Any]]:
    path = DATA / file
    if not path.is_file():
        pytest.skip(f"development data {file} is not on this machine")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def spans_of(card: dict[str, Any]) -> Iterator[tuple[list[int], str | None]]:
    yield from ((item["span"], item["text"]) for part in ("points", "figures") for item in card[part])
    yield from ((figure["sentence"], None) for figure in card["figures"])
    yield from ((span, None) for quote in card["quotes"] for span in quote["spans"])
    yield from ((quote["speaker"]["span"], None) for quote in card["quotes"] if quote["speaker"])
    named = [*card["people"], *card["organisations"], *card["places"]]
    yield from ((span, None) for bearer in named for span in bearer["spans"])
    yield from ((span, None) for span in card["sentences"])


@pytest.mark.parametrize("file", FILES)
def test_every_span_of_every_card_is_exact(file: str) -> None:
    count = 0
    for row in articles(file):
        article = Article(id=row["id"], text=row["text"], title=row.get("title"), language=row.get("lang"))
        card = to_json(condense(article, mexico_desk()))
        text = card["text"]
        assert text == row["text"]
        for (start, end), said in spans_of(card):
            assert 0 <= start < end <= len(text), (row["id"], start, end)
            assert said in {None, text[start:end]}, (row["id"], said)
        for quote in card["quotes"]:
            assert quote["text"] == " ".join(text[start:end] for start, end in quote["spans"]), row["id"]
        taken = sorted([point["span"] for point in card["points"]] + [s for quote in card["quotes"] for s in quote["spans"]])
        assert all(one[1] <= two[0] for one, two in pairwise(taken)), row["id"]
        count += 1
    assert count > 30
