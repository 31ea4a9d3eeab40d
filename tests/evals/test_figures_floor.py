"""Floors of the figures' scores on the development data. They only rise; lowering one needs a word said aloud."""

from __future__ import annotations

import hashlib
import json

import pytest

from bot.condense.document import read
from bot.condense.figures import find_figures
from bot.languages import load
from tests.evals.figures import DATA, SHARED, cards, score

FLOORS = {
    "en": {"exact_F1": 0.97, "measure_F1": 0.71, "qualified": 0.91, "change_F1": 0.955, "period_F1": 0.72},
    "es": {"exact_F1": 0.98, "measure_F1": 0.71, "qualified": 0.97, "change_F1": 0.90, "period_F1": 0.84},
}
GOLD = {
    "en": "adb2a72829c2e25eed1f9f09e475b272a84848b1d2cc7011b80906895f6f8e19",
    "es": "43b206afec3c87e5b2497e955c3d26da8a997de74a993c5bebaba65e5c89c361",
}
"""SHA-256 of the gold, so that a floor always speaks of the same data."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.is_dir(), reason="the development data is not on this machine"),
]


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_figures_are_at_least_as_good_as_they_were(code: str) -> None:
    gold = (DATA / code / "gold.jsonl").read_bytes()
    assert hashlib.sha256(gold).hexdigest() == GOLD[code]
    result = score(code)
    fallen = {name: round(result[name], 4) for name, floor in FLOORS[code].items() if result[name] < floor}
    assert not fallen


@pytest.mark.parametrize("code", sorted(FLOORS))
def test_every_figure_is_its_span_and_no_two_overlap(code: str) -> None:
    assert sum(len(card["figures"]) for card in cards(code).values()) > 200
    for card in cards(code).values():
        end = 0
        for figure in card["figures"]:
            first, last = figure["span"]
            assert card["text"][first:last] == figure["text"]
            assert end <= first < last
            end = last


def test_the_seed_is_whole() -> None:
    text = (SHARED / "data" / "seed" / "article.txt").read_text(encoding="utf-8")
    wanted = json.loads((SHARED / "data" / "seed" / "expected.json").read_text(encoding="utf-8"))
    figures = find_figures(read(text, load("en", "US")))
    for want in wanted["figures"]:
        figure = next(found for found in figures if want["text"] in found.text)
        assert str(figure.value) == want["value"]
        assert (figure.unit or "").casefold() in want["unit"].split("|")
        assert figure.qualifier == want.get("qualifier")
        assert all(word in (figure.measure or "") for word in want["measure_has"])
        assert want["period_has"] in (figure.period or "")
        assert (figure.change.direction if figure.change else None) == want.get("change")
    assert len(figures) == len(wanted["figures"])
    assert not any(word in figure.text for word in wanted["not_figures"] for figure in figures)
