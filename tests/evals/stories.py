"""Prints how well stories are grouped on the development data, with the errors by class.

usage: python -m tests.evals.stories [--half tune|check] [--errors N]

The halves alternate by the month of an incident's first article; judged pairs go by the checksum of their first id. Classes:
split (an event announced again) by what the likest article of the story it belongs to has against it, and drawn in (a new event
lost in another's story).
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
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.editorial.stories import Copy, Reader, Window, standing
from bot.editorial.stories.judging import WEIGHTS
from bot.editorial.stories.likeness import Evidence, evidence
from bot.editorial.stories.window import Grouped
from bot.model.feeds import Article
from tests.fakes.desks import mexico_desk

SHARED = next((p / "shared" for p in Path(__file__).absolute().parents if (p / "shared").is_dir()), Path("shared"))
DATA = SHARED / "data" / "stories"


@dataclass
class Run:
    """One pass over a stream: what each article was grouped as, the window after it, and CPU milliseconds an article."""

    rows: dict[str, dict[str, Any]]
    window: Window = field(default_factory=Window)
    grouped: dict[str, Grouped] = field(default_factory=dict)
    milliseconds: float = 0.0

    @property
    def predicted(self) -> dict[str, str]:
        return {one: f"p:{grouped.story}" for one, grouped in self.grouped.items()}


def run(name: str = "stream.jsonl") -> Run:
    done = Run({row["id"]: row for row in _lines(DATA / name)})
    reader = Reader(mexico_desk())
    start = time.process_time()
    for row in done.rows.values():
        at = _time(row["published"])
        article = Article(text=row["text"], title=row["title"] or None, language=row["lang"], published=at)
        done.grouped[row["id"]] = done.window.place(row["id"], reader.read(article), at)
    done.milliseconds = 1000 * (time.process_time() - start) / len(done.rows)
    return done


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_stories", SHARED / "tools" / "score_stories.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def clusters(done: Run, half: str | None = None, gold_name: str = "gold.jsonl") -> dict[str, float]:
    tools = scorer()
    gold = tools.load_gold(str(DATA / gold_name))
    ids = [one for one in done.rows if one in gold and half in (None, half_of(one, gold, done))]
    scores: dict[str, float] = tools.clusters(ids, done.predicted, gold)
    return scores


def half_of(one: str, gold: dict[str, Any], done: Run) -> str:
    incident = gold[one][1]
    first = next(row for row in done.rows if row in gold and gold[row][1] == incident)
    return "tune" if _time(done.rows[first]["published"]).month % 4 in (1, 2) else "check"


def pairs(done: Run, half: str | None = None) -> Counter[str]:
    """hit, false join, miss and right apart, over the judged pairs."""
    counts: Counter[str] = Counter()
    for pair in _lines(DATA / "pairs.jsonl"):
        if pair["same"] is None or half not in (None, ("tune", "check")[zlib.crc32(pair["a"].encode()) % 2]):
            continue
        together = done.grouped[pair["a"]].story == done.grouped[pair["b"]].story
        counts[("hit" if together else "miss") if pair["same"] else ("false join" if together else "right apart")] += 1
    return counts


def f1(counts: Counter[str]) -> float:
    return 2 * counts["hit"] / max(2 * counts["hit"] + counts["false join"] + counts["miss"], 1)


@dataclass(frozen=True)
class Desk:
    """Our own pieces: events joined across languages, of how many; events split; stories with two events."""

    joined: int
    events: int
    split: int
    mixed: int


def desk(done: Run) -> Desk:
    gold = {row["id"]: row for row in _lines(DATA / "desk.gold.jsonl")}
    told: dict[str, set[str]] = {}
    events: dict[str, set[str]] = {}
    for one, grouped in done.grouped.items():
        told.setdefault(gold[one]["story"], set()).add(grouped.story)
        events.setdefault(grouped.story, set()).add(gold[one]["story"])
    joined = sum(
        any(
            len(
                {
                    gold[one]["lang"]
                    for one, grouped in done.grouped.items()
                    if gold[one]["story"] == event and grouped.story == story
                }
            )
            > 1
            for story in stories
        )
        for event, stories in told.items()
    )
    split = sum(len(stories) - 1 for stories in told.values())
    return Desk(joined, len(told), split, sum(len(names) > 1 for names in events.values()))


def errors(done: Run, half: str | None) -> Iterator[tuple[str, str]]:
    """Class and example of each event announced again and of each drawn into another's story."""
    gold = scorer().load_gold(str(DATA / "gold.jsonl"))
    openers: dict[str, str] = {}
    announced: dict[str, str] = {}
    for one, grouped in done.grouped.items():
        if one not in gold or half not in (None, half_of(one, gold, done)):
            continue
        story, incident, _ = gold[one]
        if grouped.new:
            openers[grouped.story] = incident
            if story in announced:
                yield _against(done, one, announced[story]), _shown(done, one, announced[story])
            announced.setdefault(story, one)
        elif openers.get(grouped.story, incident) != incident and story not in announced:
            yield "drawn in: " + grouped.reason.code, _shown(done, one, grouped.story)
            announced[story] = one


def _against(done: Run, one: str, other: str) -> str:
    """What weighs most against two articles of one event being one."""
    held = done.window._placed
    if one not in held or other not in held:
        return "split: forgotten"
    found = evidence(held[one], held[other])
    usual = Evidence(0.6, 0.5, 0.3, 0.6, 0.5, *[0.0] * (len(Evidence._fields) - 5))
    lacks = {
        name: weight * (value - common)
        for name, weight, value, common in zip(Evidence._fields, WEIGHTS, found, usual, strict=True)
    }
    return "split: " + min(lacks, key=lambda name: lacks[name])


def _shown(done: Run, one: str, other: str) -> str:
    return "\n".join(
        f"    {key} {done.rows[key]['published'][:10]} {done.rows[key]['title']} | {done.rows[key]['text'][:120]!r}"
        for key in (one, other)
        if key in done.rows
    )


def standings(done: Run) -> tuple[int, int, int]:
    """Articles, and the texts that are no copy of one another, over all stories; and the stories where these differ."""
    told: dict[str, list[Copy]] = {}
    for one, grouped in done.grouped.items():
        sketch = done.window._placed[one].sketch
        told.setdefault(grouped.story, []).append(Copy(id=one, outlet=one, owner=one, sketch=sketch))
    stands = [standing(copies) for copies in told.values()]
    return (
        len(done.grouped),
        sum(len(one.texts) for one in stands),
        sum(len(one.texts) < sum(map(len, one.texts)) for one in stands),
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _time(text: str) -> datetime:
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("tune", "check"))
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    if not DATA.is_dir():
        print("the development data is not on this machine")
        return
    done = run()
    print(f"{done.milliseconds:.2f} ms CPU an article; half  BCubed F1  duplicates  missed (per 100)  judged pairs F1")
    for half in ("tune", "check", None):
        score, judged = clusters(done, half), pairs(done, half)
        print(
            f"{half or 'both':5}  {score['bcubed_f1']:.4f}  {score['duplicates_per_100']:.1f}  {score['missed_per_100']:.1f}  "
            f"{f1(judged):.3f}  {dict(judged)}"
        )
    print("articles, independent texts, stories with copies:", *standings(done))
    print("desk:", desk(run("desk.stream.jsonl")))
    found: dict[str, list[str]] = {}
    for kind, example in errors(done, args.half):
        found.setdefault(kind, []).append(example)
    print(dict(Counter({kind: len(examples) for kind, examples in found.items()}).most_common()))
    for kind, examples in found.items():
        for example in examples[: args.errors]:
            print(f"  {kind}\n{example}")


if __name__ == "__main__":
    main()
