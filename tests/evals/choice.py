"""Prints how relevance does on our gold, with the errors of the tune half, and how many points the cards have.

usage: python -m tests.evals.choice [--errors]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from bot.condense import condense
from bot.condense.points import FEWEST
from bot.model.feeds import Article
from bot.model.reasons import Reason
from tests.evals.relevance.gold import Outcome, balanced_accuracy, outcomes
from tests.fakes.desks import mexico_desk

DATA = Path(__file__).parents[2].parent / "shared" / "data"
FILES = ("quotes_es/articles.jsonl", "polnear/articles.jsonl")
EVERY = 5


def relevance(*, errors: bool) -> None:
    print("half  language  situations  balanced accuracy  topic among the topics")
    for half in ("tune", "test"):
        results = outcomes(mexico_desk(), half)
        for language in ("en", "es"):
            here = [outcome for outcome in results if outcome.situation.language == language]
            wanted = [outcome for outcome in here if outcome.situation.wanted]
            topic = sum(outcome.topic_right for outcome in wanted) / len(wanted)
            print(f"{half}  {language:8}  {len(here):10}  {balanced_accuracy(here):17.3f}  {topic:23.3f}")
        wrong = [outcome for outcome in results if not outcome.right]
        print("  wrong:", dict(Counter(_class(outcome) for outcome in wrong)))
        if errors and half == "tune":
            for outcome in wrong:
                print(f"  {_class(outcome)} {outcome.card.relevance.score:.2f} {outcome.situation.title}")
                print("     ", "; ".join(map(_told, outcome.card.relevance.reasons)))


def _class(outcome: Outcome) -> str:
    return f"{'missed' if outcome.situation.wanted else 'let in'}: {outcome.situation.kind}"


def _told(reason: Reason) -> str:
    return f"{reason.code} {dict(reason.params)}"


def points() -> None:
    print("points a card     " + "".join(f"{count:6}" for count in range(6)) + "   of articles with two sentences or more")
    for file in FILES:
        path = DATA / file
        if not path.is_file():
            print(f"{file}: not on this machine")
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[::EVERY]]
        cards = [condense(Article(text=row["text"], language=row["lang"]), mexico_desk()) for row in rows]
        counts = Counter(len(card.points) for card in cards if len(card.sentences) >= FEWEST)
        print(f"{file.split('/')[0]:18}" + "".join(f"{counts[count]:6}" for count in range(6)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    relevance(errors=arguments.errors)
    points()
