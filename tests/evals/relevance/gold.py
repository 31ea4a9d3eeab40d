"""The gold of relevance, its two halves, and how a desk does on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zlib import crc32

from bot.condense import condense
from bot.model.cards import Card
from bot.model.desk import Desk
from bot.model.feeds import Article

HERE = Path(__file__).parent
Half = Literal["tune", "test"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    language: str
    region: str | None
    wanted: bool
    kind: str
    title: str
    text: str

    @property
    def half(self) -> Half:
        return "test" if crc32(self.title.encode()) % 2 else "tune"

    def card(self, desk: Desk) -> Card:
        return condense(Article(text=self.text, title=self.title, language=self.language, region=self.region), desk)


@dataclass(frozen=True, slots=True)
class Outcome:
    situation: Situation
    card: Card

    @property
    def right(self) -> bool:
        return (self.card.relevance.score >= 0.5) == self.situation.wanted

    @property
    def topic_right(self) -> bool:
        return self.situation.kind in {topic.id for topic in self.card.topics}


def situations(half: Half | None = None) -> Iterator[Situation]:
    for file in sorted(HERE.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            situation = Situation(**json.loads(line))
            if half in (None, situation.half):
                yield situation


def outcomes(desk: Desk, half: Half) -> list[Outcome]:
    return [Outcome(situation, situation.card(desk)) for situation in situations(half)]


def balanced_accuracy(results: Iterable[Outcome]) -> float:
    """The mean of the shares right among the wanted and among the others."""
    results = list(results)
    sides = [[o.right for o in results if o.situation.wanted is side] for side in (True, False)]
    return sum(sum(side) / len(side) for side in sides) / 2
