"""The line: poll → what is new → fetch → condense → judge → store the card and owe its deliveries, in one transaction.

A feed's entity tag is kept only when every entry of that answer has been dealt with, and each entry is remembered in the
transaction that stores its card: whenever the process dies, the next poll goes on where it stopped.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from bot.editorial.novelty import Action, decide
from bot.editorial.routing import Routing, route
from bot.editorial.watching import Watch, entry_print, says_otherwise, unlisted
from bot.editorial.watching import first as first_look
from bot.intake.reading import Patience, Read, Workers, read
from bot.model.cards import Card
from bot.model.clock import Clock
from bot.model.errors import SourceError
from bot.model.feeds import Entry, Feed
from bot.model.judged import ChannelVerdict, Judged, Outcome
from bot.model.meters import Meters
from bot.model.reasons import Reason
from bot.placing import Placing
from bot.publishing import Wanted, publish
from bot.sources.backoff import PollOutcome, PollState, next_poll
from bot.sources.feeds import ParsedFeed
from bot.sources.fetch import Fetcher
from bot.sources.identity import identity_of
from bot.store import Store, cards, entries, feeds, judged, watches
from bot.store.feeds import FeedState

WANTED = 0.5
"""Relevance from which the desk keeps an article even if no channel takes it (the scale's middle, see DESIGN.md)."""

_NOT_TAKEN = {"baseline": Outcome.BASELINE, "entry-repeated": Outcome.KNOWN, "article-seen": Outcome.KNOWN}
"""Why an entry is only remembered, and what that makes of it."""

_log = structlog.get_logger("intake")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of an entry. `card`: stored, with its permanent id; `routing`: who wants it; `left_out`: why not."""

    entry: Entry
    card: Card | None = None
    routing: Routing | None = None
    left_out: tuple[Reason, ...] = ()


Reread = Callable[[Feed, Entry, str], Awaitable[None]]
"""Reads an article again, whose entry in that feed and whose card are given. May raise StoreError."""


@dataclass(slots=True, kw_only=True)
class Intake:
    """`wake` is set when something is owed. `reread`: told of entries that changed since their articles were read."""

    store: Store
    fetcher: Fetcher
    workers: Workers
    clock: Clock
    meters: Meters
    wake: asyncio.Event
    rng: random.Random = field(default_factory=random.Random)
    patience: Patience = field(default_factory=Patience)
    placing: Placing = field(default_factory=Placing)
    reread: Reread | None = None

    async def poll(self, feed: Feed, state: FeedState, wanted: Wanted) -> Sequence[Taken]:
        """One poll of a feed, to its end. Raises BriefbotError where the feed or the store refuses; nothing is lost then."""
        now = self.clock.now()
        fetched = await self.fetcher.get(
            state.address, kind="feed", now=now, etag=state.etag, modified=state.modified, agent=feed.user_agent
        )
        taken: list[Taken] = []
        whole = True
        if not fetched.not_modified:
            parsed = await self.workers.parse(fetched.body, url=fetched.url, content_type=fetched.content_type, now=now)
            for entry in await self._new(feed, state, parsed):
                found = await read(
                    feed,
                    entry,
                    wanted.desk.outlets,
                    fetcher=self.fetcher,
                    workers=self.workers,
                    patience=self.patience,
                    now=self.clock.now(),
                )
                first = not state.baseline_done and feed.first != "all"
                outcome = await self._take_in(feed, entry, found, wanted, first=first) if found is not None else None
                if outcome is None:
                    whole = False
                else:
                    taken.append(outcome)
            await self._reread(feed, parsed)
        now = self.clock.now()
        after = next_poll(PollState(interval=feed.interval), PollOutcome(fresh_for=fetched.fresh_for), now, self.rng)
        kept = replace(
            state,
            moved_to=fetched.moved_to or state.moved_to,
            etag=fetched.etag if whole else None,
            modified=fetched.modified if whole else None,
            next_poll=after.at,
            last_poll=now,
            last_success=now,
            failures=0,
            failing_since=None,
            last_error=None,
            alerted_at=None,
            baseline_done=True,
        )
        async with self.store.begin() as tx:
            await feeds.save(tx, kept)
        return taken

    async def _new(self, feed: Feed, state: FeedState, parsed: ParsedFeed) -> tuple[Entry, ...]:
        """What to take in; what is only to be remembered is."""
        async with self.store.begin() as tx:
            novelty = decide(
                parsed.entries,
                keys_seen=await entries.seen(tx, feed.id, [e.key for e in parsed.entries]),
                identities_seen=await entries.known(tx, [e.identity for e in parsed.entries]),
                baseline_done=state.baseline_done,
                first=feed.first,
            )
            now = self.clock.now()
            await entries.remember(tx, feed.id, novelty.remember, now)
            passed = [one for one in novelty.decisions if one.action is Action.REMEMBER]
            await judged.keep(tx, [_judged(feed, one.entry, _NOT_TAKEN[one.reason.code], now, (one.reason,)) for one in passed])
        return novelty.take

    async def _reread(self, feed: Feed, parsed: ParsedFeed) -> None:
        """Entries whose articles became cards, and that say something else by now, are given to `reread`."""
        if self.reread is None or not feed.revisit:
            return
        now_told = {entry.identity: entry for entry in parsed.entries if entry.identity}
        async with self.store.read() as tx:
            known = await watches.known(tx, feed.id, list(now_told))
        for one in known:
            entry = now_told.get(one.identity)
            if entry is not None and says_otherwise(one.entry_print, entry):
                await self.reread(feed, entry, one.card_id)
        await self._look_for_the_missing(feed, parsed)

    async def _look_for_the_missing(self, feed: Feed, parsed: ParsedFeed) -> None:
        """Articles whose entries were taken out of the feed are due now. What left it by its age, or is missing from an old
        copy of it, is not meant: older and younger entries have to stand there still."""
        dates = [entry.published for entry in parsed.entries if entry.published is not None]
        if not dates:
            return
        listed = [entry.identity for entry in parsed.entries if entry.identity]
        async with self.store.read() as tx:
            missing = await watches.unlisted(tx, feed.id, listed, after=min(dates), before=max(dates))
        for one in missing:
            async with self.store.begin() as tx:
                if (watch := await watches.get(tx, one)) is not None and watch.next_at is not None:
                    await watches.save(tx, unlisted(watch, self.clock.now()))

    def _watch(self, card_id: str, feed: Feed, entry: Entry, read: Read, now: datetime) -> Watch:
        return Watch(
            card_id=card_id,
            next_at=first_look(now, self.rng) if read.again and feed.revisit else None,
            etag=read.etag,
            modified=read.modified,
            entry_print=entry_print(entry),
            headline=read.headline,
        )

    async def _take_in(self, feed: Feed, entry: Entry, read: Read, wanted: Wanted, *, first: bool) -> Taken | None:
        """None where the article may be condensed at the next poll."""
        article = read.article
        try:
            card = await self.workers.condense(article)
        except SourceError as error:
            if self.patience.may_pass(error, feed, entry, "card"):
                return None
            # dealt with all the same: it would be no more readable at the next poll
            async with self.store.begin() as tx:
                now, why = self.clock.now(), (Reason(error.code, error.params),)
                await entries.remember(tx, feed.id, [entry], now)
                await judged.keep(tx, [_judged(feed, entry, Outcome.UNREADABLE, now, why)])
            self.meters.add("entries", outcome=error.code)
            return Taken(entry=entry, left_out=why)
        now = self.clock.now()
        routing = route(card, wanted.channels, card.outlet, now)
        identity = identity_of(article.url) if article.url else entry.identity
        async with self.store.begin() as tx:
            await entries.remember(tx, feed.id, [entry], now)
            verdict = _judged(feed, entry, Outcome.LEFT_OUT, now, card.relevance.reasons, article=identity, routing=routing)
            if card.relevance.score < WANTED and not any(verdict.wanted for verdict in routing.verdicts):
                await judged.keep(tx, [verdict])
                self.meters.add("entries", outcome="irrelevant")
                return Taken(entry=entry, routing=routing, left_out=card.relevance.reasons)
            known = await cards.by_identity(tx, identity)
            stored = await cards.insert(tx, card, identity=identity, feed_id=feed.id, now=now)
            seen = (Reason("article-seen", {"identity": identity}),)
            if known is not None:
                if known.feed_id != feed.id:
                    await watches.note(tx, stored.id or "", feed.id, entry_print(entry))
                await judged.keep(tx, [replace(verdict, outcome=Outcome.KNOWN, reasons=seen, channels=())])
            else:
                await watches.begin(tx, self._watch(stored.id or "", feed, entry, read, now))
                became = await publish(tx, stored, routing, wanted, placing=self.placing, now=now, first=first)
                await judged.keep(tx, [replace(verdict, outcome=Outcome.CARD, channels=_became(verdict.channels, became))])
        if known is not None:
            self.meters.add("entries", outcome="known")
            return Taken(entry=entry, card=stored, left_out=seen)
        self.meters.add("entries", outcome="card")
        self.wake.set()
        return Taken(entry=entry, card=stored, routing=routing)


def _judged(  # noqa: PLR0917 - what, how it ended, when, why: read in this order like a line of a log
    feed: Feed,
    entry: Entry,
    outcome: Outcome,
    now: datetime,
    reasons: tuple[Reason, ...],
    article: str = "",
    routing: Routing | None = None,
) -> Judged:
    verdicts = routing.verdicts if routing else ()
    return Judged(
        identity=entry.identity,
        article=article or entry.identity,
        feed_id=feed.id,
        at=now,
        title=entry.title,
        url=entry.url,
        outcome=outcome,
        reasons=reasons,
        channels=tuple(ChannelVerdict(channel=v.channel.id, wanted=v.wanted, reasons=v.told) for v in verdicts),
    )


def _became(verdicts: Sequence[ChannelVerdict], became: Mapping[str, Reason]) -> tuple[ChannelVerdict, ...]:
    """The verdicts, each with what became of the card in its channel."""
    more = {channel: (reason,) for channel, reason in became.items()}
    return tuple(replace(one, reasons=(*one.reasons, *more.get(one.channel, ()))) for one in verdicts)
