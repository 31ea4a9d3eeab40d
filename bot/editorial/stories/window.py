"""The stories that still run, and which of them an article tells.

A story ends when nothing has been told of it for `IDLE`: to join it then takes more, and after `RECALLED` it is forgotten.
Decisions are final and depend only on the articles placed before. What is held is bounded by `REMEMBERED` articles; what an
article costs does not grow with them, because it is compared only with those that share rare words with it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import nlargest

from bot.editorial.stories import reasons
from bot.editorial.stories.features import Features
from bot.editorial.stories.index import Index
from bot.editorial.stories.judging import JOINS, score, sureness
from bot.editorial.stories.lexicon import common_words
from bot.editorial.stories.likeness import Placed, evidence, is_copy
from bot.editorial.stories.weighing import Scales
from bot.model.reasons import Reason

IDLE = timedelta(days=7)
RECALLED = timedelta(days=120)
"""A story that has ended is still known for so long: a late telling, or a development after weeks, is told from a new event. An
anniversary opens a story of its own."""

ENDED = 1.0
"""What an article has to score more to join a story that has ended."""

REMEMBERED = 4_000
"""Articles held at most, and so the articles that a restored window needs."""

NAMED = 0.5
"""What a name in common counts beside a word, where articles are looked for."""

NEAREST = 8
"""Articles that are looked at closely."""

LIKEST = 3
"""Articles whose text is compared with the newcomer's: copies are the likest."""

LATEST = 8
"""Articles of one story that a newcomer is compared with at most: the last ones."""

UNLIKE = -3.0
"""The least that one article of a story can say against a newcomer: a long story may begin far from where it ends."""


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


class Window:
    """Memory of the last `REMEMBERED` articles. Not safe for threads."""

    def __init__(self, name: Callable[[str], str] = str) -> None:
        """`name`: the id of the story that an article of this id opens."""
        self._name = name
        self._placed: OrderedDict[str, Placed] = OrderedDict()
        self._story: dict[str, str] = {}
        self._stories: dict[str, list[str]] = {}
        self._last: dict[str, datetime] = {}
        self._scales = Scales(common_words())
        self._own: dict[str, Index] = {}
        self._shared: dict[str, Index] = {}
        self._names = Index()
        self._running: OrderedDict[str, None] = OrderedDict()
        self._now = datetime.min.replace(tzinfo=UTC)

    def place(self, id: str, features: Features, at: datetime | None) -> Grouped:  # noqa: A002 - the field's name everywhere else
        """Which story the article tells. An id that is placed again stays where it is. `at`: an aware time, None where it is
        not known: as late as the latest so far."""
        if id in self._story:
            return Grouped(story=self._story[id], new=False, reason=Reason("story-same-article"), score=1.0)
        placed = self._scales.weigh(id, features, self._moved(at))
        grouped = self._decide(placed)
        self._add(placed, grouped.story)
        return grouped

    def restore(self, rows: Iterable[Row]) -> None:
        """Take up again what a former window placed, in the order in which it was placed."""
        for row in rows:
            self._add(self._scales.weigh(row.id, row.features, self._moved(row.at)), row.story)

    def renew(self, id: str, features: Features) -> None:  # noqa: A002 - as above
        """The article says something else now: it stays in its story and in its place in time, and newcomers are compared with
        what it says. One that is not remembered is left alone."""
        old = self._placed.get(id)
        if old is None:
            return
        if runs := id in self._running:
            self._unlist(old)
        self._scales.forget(old)
        self._placed[id] = self._scales.weigh(id, features, old.at)
        if runs:
            self._list(self._placed[id])

    def merge(self, into: str, story: str) -> tuple[str, ...]:
        """A person says that both stories are one: `story` becomes `into`. The ids of the articles that moved."""
        if into == story or story not in self._stories:
            return ()
        moved = self._stories.pop(story)
        self._stories.setdefault(into, []).extend(moved)
        self._story.update(dict.fromkeys(moved, into))
        last = self._last.pop(story)
        self._last[into] = max(last, self._last.get(into, last))
        return tuple(moved)

    def split(self, ids: Sequence[str]) -> str | None:
        """A person says that these articles tell another story than the rest of theirs. The id of that story; None where none
        of the articles is remembered."""
        held = [one for one in ids if one in self._story]
        if not held:
            return None
        story = self._name(held[0])
        for one in held:
            self._leave(one)
            self._story[one] = story
        self._stories[story] = held
        self._last[story] = max(self._placed[one].at for one in held)
        return story

    def _moved(self, at: datetime | None) -> datetime:
        """Time goes on, and never back."""
        if at is not None:
            self._now = max(at, self._now)
        return self._now

    def _decide(self, placed: Placed) -> Grouped:
        """The story whose articles together speak most for the newcomer, or a new one."""
        near = self._nearest(placed)
        copied = next((other for other in near[:LIKEST] if is_copy(placed, other)), None)
        if copied is not None:
            return Grouped(story=self._story[copied.id], new=False, reason=Reason("story-copy", {"of": copied.id}), score=1.0)
        best, highest = None, float("-inf")
        for story in dict.fromkeys(self._story[other.id] for other in near):
            speaks = self._speaks(placed, story)
            if speaks > highest:
                best, highest = story, speaks
        own = self._name(placed.id)
        if best is None:
            return Grouped(story=own, new=True, reason=Reason("story-new"), score=0.0)
        sure = round(sureness(highest), 4)
        likest = next(other for other in near if self._story[other.id] == best)
        if highest >= JOINS:
            return Grouped(story=best, new=False, reason=reasons.joined(placed, likest, sure), score=sure)
        found = evidence(placed, likest)
        why = reasons.apart(placed, likest, found, sure) if score(found) > UNLIKE else Reason("story-new")
        return Grouped(story=own, new=True, reason=why, score=sure)

    def _speaks(self, placed: Placed, story: str) -> float:
        """What the story's articles say for the newcomer on average."""
        told = [self._placed[one] for one in self._stories[story][-LATEST:]]
        speaks = sum(max(score(evidence(placed, other)), UNLIKE) for other in told) / len(told)
        if placed.at - self._last[story] <= IDLE:
            return speaks
        return float("-inf") if placed.looks_back else speaks - ENDED

    def _nearest(self, placed: Placed) -> list[Placed]:
        """The articles of known stories that share most with it, the likest first."""
        while self._running and placed.at - self._last[self._story[next(iter(self._running))]] > RECALLED:
            self._retire(next(iter(self._running)))
        found: dict[str, float] = {}
        language = placed.language
        if language in self._own:
            self._own[language].gather(placed.own.terms, found)
        for other, index in self._shared.items():
            if other != language:
                index.gather(placed.shared.terms, found)
        self._names.gather(placed.names, found, NAMED)
        known = (other for other in found if placed.at - self._last[self._story[other]] <= RECALLED)
        return [self._placed[other] for other in nlargest(NEAREST, known, key=found.__getitem__)]

    def _add(self, placed: Placed, story: str) -> None:
        self._placed[placed.id] = placed
        self._story[placed.id] = story
        self._stories.setdefault(story, []).append(placed.id)
        self._last[story] = placed.at
        self._running[placed.id] = None
        self._list(placed)
        while len(self._placed) > REMEMBERED:
            self._forget(next(iter(self._placed)))

    def _retire(self, id: str) -> None:  # noqa: A002 - as above
        """An article that nothing can join any more leads nowhere."""
        del self._running[id]
        self._unlist(self._placed[id])

    def _list(self, placed: Placed) -> None:
        language = placed.language
        self._own.setdefault(language, Index()).add(placed.id, placed.own.terms)
        self._shared.setdefault(language, Index()).add(placed.id, placed.shared.terms)
        self._names.add(placed.id, placed.names)

    def _unlist(self, placed: Placed) -> None:
        language = placed.language
        self._own[language].remove(placed.id, placed.own.terms)
        self._shared[language].remove(placed.id, placed.shared.terms)
        self._names.remove(placed.id, placed.names)

    def _forget(self, id: str) -> None:  # noqa: A002 - as above
        if id in self._running:
            self._retire(id)
        placed = self._placed.pop(id)
        self._scales.forget(placed)
        self._leave(id)
        del self._story[id]

    def _leave(self, id: str) -> None:  # noqa: A002 - as above
        story = self._story[id]
        self._stories[story].remove(id)
        if not self._stories[story]:
            del self._stories[story], self._last[story]
