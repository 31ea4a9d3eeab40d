"""Floors for quotes and speakers on the development articles: they only rise. To lower one needs a word said aloud."""

from __future__ import annotations

import json
from typing import NamedTuple

import pytest

from tests.evals.quotes import SHARED, find, score

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / "data" / "polnear").is_dir(), reason="the development articles are not on this machine"),
]


class Floor(NamedTuple):
    """`quote` and `both` (quote with its speaker) are F1; `speaker` and `name` are shares of the quotes found."""

    quote: float
    speaker: float
    both: float
    name: float


FLOORS = {
    "polnear": Floor(quote=0.9695, speaker=0.9425, both=0.914, name=0.884),
    "quotes_es": Floor(quote=0.981, speaker=0.951, both=0.935, name=0.87),
}


@pytest.mark.parametrize("name", list(FLOORS))
def test_quotes_and_speakers_stay_above_their_floors(name: str) -> None:
    total = score(name)
    floor = FLOORS[name]
    got = Floor(total.quote, total.speaker, total.both, total.name)
    assert all(value >= least for value, least in zip(got, floor, strict=True)), f"{name}: {total}"


def test_the_seed_articles_quotes_are_whole() -> None:
    folder = SHARED / "data" / "seed"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    quotes, _ = find((folder / "article.txt").read_text(encoding="utf-8"), "en")
    text = (folder / "article.txt").read_text(encoding="utf-8")
    assert [[span.of(text) for span in quote.spans] for quote in quotes] == [quote["parts"] for quote in expected["quotes"]]
    for quote, wanted in zip(quotes, expected["quotes"], strict=True):
        assert quote.speaker is not None
        assert quote.speaker.name.endswith(wanted["speaker"])
        assert quote.kind == wanted["kind"]
