"""An article condensed because somebody asked: through the same guarded door as every other, so often a person and hour, and
nothing is kept or posted."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.intake import Workers
from bot.model.cards import Card
from bot.model.errors import UsageError
from bot.model.feeds import Article, Entry
from bot.model.readers import Person
from bot.sources.fetch import Fetcher
from bot.sources.identity import identity_of

HOUR = timedelta(hours=1)


@dataclass(slots=True, kw_only=True)
class OnDemand:
    """`an_hour`: articles that one person may ask for. The count is kept in memory: it begins anew with the process."""

    fetcher: Fetcher
    workers: Workers
    an_hour: int
    _asked: dict[Person, deque[datetime]] = field(default_factory=dict)

    async def condense(self, url: str, person: Person, now: datetime) -> Card:
        """Raises UsageError where the person has asked too often, SourceError where the page cannot be read."""
        self._count(person, now)
        page = await self.fetcher.get(url, kind="page", now=now)
        entry = Entry(key=url, identity=identity_of(page.url), url=page.url, title="")
        found = await self.workers.extract(page.body, url=page.url, entry=entry, content_type=page.content_type)
        article = Article(
            text=found.text,
            title=found.title or None,
            url=found.canonical_url or page.url,
            published=found.published,
            extent=found.extent,
            author=found.author,
        )
        return await self.workers.condense(article)

    def _count(self, person: Person, now: datetime) -> None:
        for other in [one for one, times in self._asked.items() if times[-1] <= now - HOUR]:
            del self._asked[other]
        times = self._asked.setdefault(person, deque())
        while times and times[0] <= now - HOUR:
            times.popleft()
        if len(times) >= self.an_hour:
            minutes = max(1, -(-int((times[0] + HOUR - now).total_seconds()) // 60))
            raise UsageError("condense-too-often", most=self.an_hour, count=minutes)
        times.append(now)
