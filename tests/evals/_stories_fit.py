"""Fits the weights of `bot/editorial/stories/judging.py`, and prints what those of each half reach on the other half.

usage: python -m tests.evals._stories_fit

A logistic regression with a quadratic penalty on standardised evidence. Pairs are those that the window itself would compare; a
judged pair counts `JUDGED` times and a pair of our own pieces `OURS` times a pair of incidents, which are many. The weights in
the code are these, rounded; `other_names`, `other_numbers`, `other_headline` and `other_matter` are set further below zero than
the fit has them: what they tell apart, a form filled in on another day or another speech, hardly occurs in the data.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from bot.editorial.stories import Reader, Window
from bot.editorial.stories import judging as judging_module
from bot.editorial.stories import window as window_module
from bot.editorial.stories.judging import BIAS, JOINS, WEIGHTS
from bot.editorial.stories.likeness import Evidence, evidence
from bot.model.feeds import Article
from tests.evals.stories import DATA, clusters, desk, f1, pairs, run, scorer
from tests.evals.stories import _time as read_time
from tests.fakes.desks import mexico_desk

JUDGED, OURS = 8.0, 3.0
PENALTY = 20.0
COMPARED = 25
ROUNDS = 30

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    evidence: Matrix
    same: Matrix
    counts: Matrix
    half: Matrix
    """0 tune, 1 check, 2 ours: in both."""


def labelled() -> Pairs:
    gold = scorer().load_gold(str(DATA / "gold.jsonl"))
    judged = {
        frozenset((pair["a"], pair["b"])): pair
        for pair in map(json.loads, (DATA / "pairs.jsonl").open())
        if pair["same"] is not None
    }
    ours = {row["id"]: row["story"] for row in map(json.loads, (DATA / "desk.gold.jsonl").open())}
    rows: list[tuple[Evidence, float, float, float]] = []
    for one, other, found, at in compared("stream.jsonl"):
        if one in gold and other in gold:
            rows.append((found, gold[one][1] == gold[other][1], 1.0, float(at.month % 4 not in (1, 2))))
        elif (pair := judged.get(frozenset((one, other)))) is not None:
            rows.append((found, pair["same"], JUDGED, float(zlib.crc32(pair["a"].encode()) % 2)))
    rows += [(found, ours[one] == ours[other], OURS, 2.0) for one, other, found, _ in compared("desk.stream.jsonl")]
    columns = list(zip(*rows, strict=True))
    return Pairs(*(np.array(column, dtype=float) for column in columns))


def compared(name: str) -> Iterator[tuple[str, str, Evidence, object]]:
    """The pairs that a window compares, each article a story of its own."""
    window, reader = Window(), Reader(mexico_desk())
    with mock.patch.object(window_module, "NEAREST", COMPARED):
        for row in map(json.loads, (DATA / name).open()):
            at = read_time(row["published"])
            article = Article(text=row["text"], title=row["title"] or None, language=row["lang"], published=at)
            placed = window._scales.weigh(row["id"], reader.read(article), at)
            for other in window._nearest(placed):
                yield row["id"], other.id, evidence(placed, other), at
            window._add(placed, row["id"])


def fit(told: Pairs, chosen: NDArray[np.bool_]) -> tuple[Evidence, float]:
    """Newton's method on the penalised likelihood."""
    x, same, counts = told.evidence[chosen], told.same[chosen], told.counts[chosen]
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    penalty = np.diag([PENALTY] * x.shape[1] + [0.0])
    weights = np.zeros(z.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (counts * (chance - same)) + penalty @ weights
        bend = (z * (counts * chance * (1 - chance))[:, None]).T @ z + penalty
        weights -= np.linalg.solve(bend, slope)
    raw = weights[:-1] / spread
    return Evidence(*map(float, raw)), float(weights[-1] - raw @ mean)


def shown(name: str, weights: Evidence, bias: float) -> None:
    print(f"{name:8}", f"bias {bias:.2f}", " ".join(f"{key} {value:.2f}" for key, value in weights._asdict().items()))


def main() -> None:
    told = labelled()
    shown("shipped", WEIGHTS, BIAS)
    shown("all", *fit(told, np.ones(len(told.same), dtype=bool)))
    for number, (half, other) in enumerate((("tune", "check"), ("check", "tune"))):
        weights, bias = fit(told, (told.half == number) | (told.half == 2))
        shown(half, weights, bias)
        with mock.patch.object(judging_module, "WEIGHTS", weights), mock.patch.object(judging_module, "BIAS", bias):
            done = run()
            score, judged = clusters(done, other), f1(pairs(done, other))
            ours = desk(run("desk.stream.jsonl"))
        print(
            f"  on {other} (joins from {JOINS}): BCubed F1 {score['bcubed_f1']:.4f}, "
            f"duplicates {score['duplicates_per_100']:.1f}, missed {score['missed_per_100']:.1f}, "
            f"judged pairs F1 {judged:.3f}; {ours}"
        )


if __name__ == "__main__":
    main()
