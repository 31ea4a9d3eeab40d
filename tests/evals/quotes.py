"""Prints how well quotes and speakers are found on the development articles, with the errors by class.

usage: python -m tests.evals.quotes [polnear|quotes_es] [--half 0|1] [--errors N] [--class C]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.condense.document import read
from bot.condense.names import find_names, known_names
from bot.condense.quotes import find_quotes
from bot.languages import load
from bot.model.cards import Quote
from bot.model.desk import Desk

SHARED = next(p / "shared" for p in Path(__file__).absolute().parents if (p / "shared").is_dir())


@dataclass
class Score:
    """Counts of one run. `errors`: class → examples."""

    hit: int = 0
    predicted: int = 0
    expected: int = 0
    right: int = 0
    named: int = 0
    name_right: int = 0
    seconds: float = 0.0
    articles: int = 0
    errors: dict[str, list[str]] = field(default_factory=dict)

    def f1(self, good: int) -> float:
        precision, recall = good / max(self.predicted, 1), good / max(self.expected, 1)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def quote(self) -> float:
        return self.f1(self.hit)

    @property
    def speaker(self) -> float:
        return self.right / max(self.hit, 1)

    @property
    def name(self) -> float:
        return self.name_right / max(self.named, 1)

    @property
    def both(self) -> float:
        return self.f1(self.right)

    def note(self, kind: str, example: str) -> None:
        self.errors.setdefault(kind, []).append(example)

    def __str__(self) -> str:
        return (
            f"gold {self.expected}  quote P {self.hit / max(self.predicted, 1):.3f} R {self.hit / max(self.expected, 1):.3f} "
            f"F1 {self.quote:.3f}  speaker {self.speaker:.3f}  quote+speaker F1 {self.both:.3f}  "
            f"name {self.name:.3f}  {1000 * self.seconds / max(self.articles, 1):.2f} ms an article"
        )


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_quotes", SHARED / "tools" / "score_quotes.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def articles(name: str, half: int | None) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Articles with their gold; the half is taken by the id's checksum."""
    folder = SHARED / "data" / name
    gold = {g["id"]: g for g in _lines(folder / "gold.jsonl")}
    for article in _lines(folder / "articles.jsonl"):
        if half is None or zlib.crc32(article["id"].encode()) % 2 == half:
            yield article, gold[article["id"]]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def find(text: str, lang: str) -> tuple[tuple[Quote, ...], float]:
    language = load(lang)
    doc = read(text, language)
    entities = find_names(doc, known_names(Desk(), language))
    start = time.process_time()
    quotes = find_quotes(doc, entities)
    return quotes, time.process_time() - start


def score(name: str, half: int | None = None) -> Score:
    tools = scorer()
    total = Score()
    for article, gold in articles(name, half):
        text = article["text"]
        quotes, seconds = find(text, article["lang"])
        total.seconds += seconds
        total.articles += 1
        _one(tools, total, text, gold, quotes)
    return total


def _one(tools: ModuleType, total: Score, text: str, gold: dict[str, Any], quotes: tuple[Quote, ...]) -> None:
    loose = [tools.trimmed(text, s) for s in gold.get("loose", [])]
    free = list(gold["quotes"])
    total.expected += len(free)
    for quote in quotes:
        for part in quote.spans:
            span = tools.trimmed(text, part)
            near = [g for g in free if g["start"] < span[1] + 5 and span[0] - 5 < g["end"]]
            best = max(near, key=lambda g: tools.iou(span, tools.trimmed(text, (g["start"], g["end"]))), default=None)
            context = f"{gold['id'][:24]} {_around(text, *part)}"
            if best is not None and tools.iou(span, tools.trimmed(text, (best["start"], best["end"]))) >= 0.8:
                free.remove(best)
                total.hit += 1
                total.predicted += 1
                said_by = quote.speaker
                told = {"name": said_by.name, "span": list(said_by.span)} if said_by else None
                if best["names"]:
                    total.named += 1
                    total.name_right += bool(said_by) and tools.last_word((said_by and said_by.name) or "") in {
                        tools.last_word(n) for n in best["names"]
                    }
                if tools.speaker_is_right(told, best):
                    total.right += 1
                else:
                    want = [text[s:e] for s, e in best["speaker"]]
                    got = text[slice(*quote.speaker.span)] if quote.speaker else None
                    total.note(
                        "speaker",
                        f"{context}\n      verb {quote.verb} got {got!r} ({quote.speaker and quote.speaker.name}) want {want}",
                    )
            elif not any(tools.iou(span, s) >= 0.5 for s in loose):
                total.predicted += 1
                other = any(tools.iou(span, tools.trimmed(text, s)) >= 0.5 for s in gold.get("other", []))
                total.note("other taken for speech" if other else "extra", context)
    for g in free:
        total.note(
            "missing",
            f"{gold['id'][:24]} {_around(text, g['start'], g['end'])}",
        )


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(start - 160, 0) : start]}⟦{text[start:end][:120]}⟧{text[end : end + 110]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?")
    parser.add_argument("--half", type=int)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--kind")
    args = parser.parse_args()
    for name in [args.name] if args.name else ["polnear", "quotes_es"]:
        total = score(name, args.half)
        print(name, total)
        print(dict(Counter({kind: len(examples) for kind, examples in total.errors.items()})))
        for kind, examples in total.errors.items():
            if args.kind and args.kind != kind:
                continue
            step = max(len(examples) // args.errors, 1) if args.errors else 1
            for example in examples[::step][: args.errors]:
                print(f"  {kind}: {example}")


if __name__ == "__main__":
    main()
