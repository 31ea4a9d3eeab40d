"""The stories that still run, and which of them an article tells.

A story ends when nothing has been told of it for `IDLE`. Decisions are final and depend only on the articles placed before.
"""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.editorial.stories.copies import ALIKE, resemblance
from bot.editorial.stories.features import Features
from bot.model.reasons import Reason

IDLE = timedelta(days=7)
REMEMBERED = 4_000
"""Articles held at most, and so the articles a restored window needs."""

JOINS = 0.30
TITLE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """`story`: the id of the article that opened it. `score` in [0, 1]: how sure it is that both tell one event; of the nearest
    story where it is new."""

    story: str
    new: bool
    reason: Reason
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A placed article as the store holds it."""

    id: str
    story: str
    at: datetime
    features: Features


@dataclass(frozen=True, slots=True, eq=False)
class _Member:
    row: Row
    vector: Mapping[str, float]


class Window:
    """Memory of the last `REMEMBERED` articles. Not safe for threads."""

    def __init__(self, name: Callable[[str], str] = str) -> None:
        """`name`: the id of the story that an article of this id opens."""
        self._name = name
        self._members: OrderedDict[str, _Member] = OrderedDict()
        self._story: dict[str, str] = {}
        self._stories: dict[str, list[str]] = {}
        self._last: dict[str, datetime] = {}
        self._seen: Counter[tuple[str, str]] = Counter()
        self._texts: Counter[str] = Counter()
        self._postings: dict[str, dict[str, float]] = {}
        self._now = datetime.min.replace(tzinfo=UTC)

    def place(self, id: str, features: Features, at: datetime | None) -> Grouped:  # noqa: A002 - the field's name everywhere else
        """Which story the article tells. An id that is placed again stays where it is. `at`: an aware time, None where it is
        not known: as late as the latest so far."""
        if id in self._story:
            return Grouped(story=self._story[id], new=False, reason=Reason("story-same-article"), score=1.0)
        now = self._moved(at)
        self._learn(features, 1)
        vector = self._vector(features)
        dots: dict[str, float] = {}
        for word, weight in vector.items():
            for other, its in self._postings.get(word, {}).items():
                dots[other] = dots.get(other, 0.0) + weight * its
        best, score = None, 0.0
        for other, dot in dots.items():
            story = self._story[other]
            if dot > score and now - self._last[story] <= IDLE:
                best, score = other, dot
        alike = best is not None and resemblance(features.sketch, self._members[best].row.features.sketch) >= ALIKE
        new = best is None or not (score >= JOINS or alike)
        story = self._name(id) if new or best is None else self._story[best]
        self._add(Row(id=id, story=story, at=now, features=features), vector)
        code = "story-new" if new else "story-copy" if alike else "story-joined"
        return Grouped(story=story, new=new, reason=Reason(code, {"score": round(score, 2)}), score=round(min(score, 1.0), 4))

    def restore(self, rows: Iterable[Row]) -> None:
        """Take up again what a former window placed, in the order in which it was placed."""
        for row in rows:
            self._moved(row.at)
            self._learn(row.features, 1)
            self._add(row, self._vector(row.features))

    def merge(self, into: str, story: str) -> tuple[str, ...]:
        """A person says that both stories are one: `story` becomes `into`. The ids of the articles that moved."""
        moved = self._stories.pop(story, [])
        self._stories.setdefault(into, []).extend(moved)
        self._story.update(dict.fromkeys(moved, into))
        if story in self._last:
            last = self._last.pop(story)
            self._last[into] = max(last, self._last.get(into, last))
        return tuple(moved)

    def split(self, ids: Sequence[str]) -> str | None:
        """A person says that these articles tell another story than the rest of theirs. The id of that story; None where none
        of the articles is remembered."""
        held = [one for one in ids if one in self._story]
        if not held:
            return None
        for one in held:
            self._stories[self._story[one]].remove(one)
            self._story[one] = held[0]
        self._stories[held[0]] = held
        self._last[held[0]] = max(self._members[one].row.at for one in held)
        return held[0]

    def _moved(self, at: datetime | None) -> datetime:
        """Time goes on, and never back."""
        if at is not None:
            self._now = max(at, self._now)
        return self._now

    def _learn(self, features: Features, sign: int) -> None:
        self._texts[features.language] += sign
        for word in features.words:
            self._seen[features.language, word] += sign

    def _vector(self, features: Features) -> dict[str, float]:
        total = self._texts[features.language] + 50
        raw = {
            word: (1 + math.log(count))
            * math.log(total / (0.5 + self._seen[features.language, word]))
            * (TITLE if word in features.title else 1.0)
            for word, count in features.words.items()
        }
        size = math.sqrt(sum(w * w for w in raw.values())) or 1.0
        return {word: w / size for word, w in raw.items()}

    def _add(self, row: Row, vector: Mapping[str, float]) -> None:
        self._members[row.id] = _Member(row, vector)
        self._story[row.id] = row.story
        self._stories.setdefault(row.story, []).append(row.id)
        self._last[row.story] = row.at
        for word, weight in vector.items():
            self._postings.setdefault(word, {})[row.id] = weight
        while len(self._members) > REMEMBERED:
            self._forget(next(iter(self._members)))

    def _forget(self, id: str) -> None:  # noqa: A002 - as above
        member = self._members.pop(id)
        self._learn(member.row.features, -1)
        for word in member.vector:
            del self._postings[word][id]
            if not self._postings[word]:
                del self._postings[word]
        story = self._story.pop(id)
        self._stories[story].remove(id)
        if not self._stories[story]:
            del self._stories[story], self._last[story]
