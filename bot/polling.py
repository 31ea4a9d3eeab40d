"""Which feeds are polled now, side by side: starts what is due, keeps what came of each, ends cleanly."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.intake import Intake, Taken
from bot.model.errors import BriefbotError, SourceError, StoreError
from bot.model.feeds import Feed
from bot.model.reasons import Reason
from bot.publishing import Wanted
from bot.sources.backoff import PollOutcome, PollState, next_poll
from bot.store import feeds
from bot.store.feeds import FeedState
from bot.tasks import let_end

Listener = Callable[[Feed, Sequence[Taken], "BriefbotError | None"], None]
"""Told after each poll: the feed, what became of its entries, and the error that ended the poll, if one did."""

REST = timedelta(seconds=30)
"""How long no feed is asked after the store has refused: what cannot be kept would be fetched again and again."""

_log = structlog.get_logger("polling")


@dataclass(slots=True, kw_only=True)
class Polling:
    """`wanted()` gives the desk as it stands. `total` and `done` count the polls of the present round; `next_poll`: when the
    next feed falls due, as known at the last tick."""

    intake: Intake
    wanted: Callable[[], Awaitable[Wanted]]
    listeners: list[Listener] = field(default_factory=list)
    total: int = 0
    done: int = 0
    next_poll: datetime | None = None
    _resting_until: datetime | None = None
    _running: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def tick(self) -> None:
        """Starts the poll of every feed that is due and not being polled already."""
        now = self.intake.clock.now()
        if self._resting_until is not None and now < self._resting_until:
            return
        wanted = await self.wanted()
        if wanted.paused:
            self.next_poll = None
            return
        async with self.intake.store.read() as tx:
            states = await feeds.states(tx)
        current = [(feed, _current(feed, states.get(feed.id))) for feed in wanted.feeds if not feed.paused]
        self.next_poll = min((s.next_poll for _, s in current if s.next_poll and not s.retired), default=None)
        for feed, state in current:
            if feed.id not in self._running and _is_due(state, now):
                self._start(feed, state, wanted)

    async def drain(self) -> None:
        """Waits until every poll that was started has ended."""
        while self._running:
            await asyncio.wait(self._running.values())

    async def stop(self, grace: float) -> None:
        """Lets the running polls end within `grace` seconds, then breaks them off: what is not stored is taken at the next."""
        await let_end(self._running.values(), grace)

    def _start(self, feed: Feed, state: FeedState, wanted: Wanted) -> None:
        if not self._running:
            self.total = self.done = 0
        self.total += 1
        task = asyncio.create_task(self._poll(feed, state, wanted), name=f"poll {feed.id}")
        self._running[feed.id] = task
        task.add_done_callback(lambda _: self._ended(feed.id))

    def _ended(self, feed_id: str) -> None:
        del self._running[feed_id]
        self.done += 1

    async def _poll(self, feed: Feed, state: FeedState, wanted: Wanted) -> None:
        """One poll, whatever comes of it: the failure is kept and told, and ends neither the service nor other polls."""
        taken: Sequence[Taken] = ()
        failure: BriefbotError | None = None
        try:
            taken = await self.intake.poll(feed, state, wanted)
        except StoreError as error:
            failure = error
        except BriefbotError as error:
            _log.warning("poll failed", feed=feed.id, code=error.code)
            failure = await self._kept(feed, state, error)
        except Exception:  # noqa: BLE001 - logged with its trace, and kept as the feed's failure
            # the edge of the conductor: a mistake of ours in one feed must not stop the others
            _log.exception("poll crashed", feed=feed.id)
            failure = await self._kept(feed, state, SourceError("poll-crashed"))
        if isinstance(failure, StoreError):
            self._resting_until = self.intake.clock.now() + REST
        self.intake.meters.add("polls", outcome=failure.code if failure else "ok")
        for listener in self.listeners:
            listener(feed, taken, failure)

    async def _kept(self, feed: Feed, state: FeedState, error: BriefbotError) -> BriefbotError:
        """The failure, kept as the feed's; or the store's own, where it refuses: the feed then stays due."""
        try:
            await self._keep(feed, state, error)
        except StoreError as refused:
            return refused
        return error

    async def _keep(self, feed: Feed, state: FeedState, error: BriefbotError) -> None:
        now = self.intake.clock.now()
        asked = error.params.get("retry_after")
        outcome = PollOutcome(failed=True, retry_after=timedelta(seconds=asked) if isinstance(asked, int | float) else None)
        after = next_poll(PollState(interval=feed.interval, failures=state.failures), outcome, now, self.intake.rng)
        kept = replace(
            state,
            next_poll=after.at,
            last_poll=now,
            failures=after.failures,
            failing_since=state.failing_since or now,
            last_error=Reason(error.code, error.params),
            retired=error.code == "feed-gone",
        )
        async with self.intake.store.begin() as tx:
            await feeds.save(tx, kept)


def _current(feed: Feed, state: FeedState | None) -> FeedState:
    """The state, for the address that the settings give now: what was learnt under another one no longer holds."""
    if state is None:
        return FeedState(id=feed.id, url=feed.url)
    if state.url == feed.url:
        return state
    return replace(state, url=feed.url, moved_to=None, etag=None, modified=None, next_poll=None, failures=0, retired=False)


def _is_due(state: FeedState, now: datetime) -> bool:
    return not state.retired and (state.next_poll is None or state.next_poll <= now)
