"""Prints how well figures are found on the development data, with the errors by class.

usage: python -m tests.evals.figures [en|es] [--half 0|1] [--errors N]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.condense.document import read
from bot.condense.figures import find_figures
from bot.languages import load
from bot.model.cards import Figure

SHARED = Path(__file__).parents[2].parent / "shared"
DATA = SHARED / "data" / "figures"
SHOWN = (
    "F1",
    "value",
    "unit",
    "exact_P",
    "exact_R",
    "exact_F1",
    "qualified",
    "change_F1",
    "measure_F1",
    "period_F1",
    "span_iou",
)


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_figures", SHARED / "tools" / "score_figures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_json(figure: Figure) -> dict[str, Any]:
    def number(value: object) -> str | None:
        return None if value is None else str(value)

    change = figure.change
    return {
        "span": list(figure.span),
        "text": figure.text,
        "value": number(figure.value),
        "low": number(figure.low),
        "high": number(figure.high),
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "measure": figure.measure,
        "change": change and {"direction": change.direction, "baseline": change.baseline},
        "period": figure.period,
        "place": figure.place,
        "register": figure.register,
        "sentence": list(figure.sentence),
    }


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def cards(code: str) -> dict[str, dict[str, Any]]:
    """Article id → its figures, as a card prints them."""
    language = load(code)
    found = {}
    for article in lines(DATA / code / "articles.jsonl"):
        figures = find_figures(read(article["text"], language), title=article.get("title"))
        found[article["id"]] = {
            "id": article["id"],
            "text": article["text"],
            "figures": [as_json(figure) for figure in figures],
        }
    return found


def score(code: str, half: int | None = None, errors: int = 0) -> dict[str, float]:
    """`half`: 0 or 1 scores every other article only; `errors`: so many are printed."""
    golds = [gold for index, gold in enumerate(lines(DATA / code / "gold.jsonl")) if half is None or index % 2 == half]
    result: dict[str, float] = scorer().score(cards(code), golds, errors)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=["en", "es"])
    parser.add_argument("--half", type=int)
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    for code in args.languages:
        result = score(code, args.half, args.errors)
        sys.stdout.write(f"{code}  " + "  ".join(f"{name} {result[name]:.3f}" for name in SHOWN) + "\n")


if __name__ == "__main__":
    main()
