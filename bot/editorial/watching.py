"""When an article is looked at again after its card was made, and what it means that its page is not there: pure.

looked at, unchanged or not      the next step of the schedule, until it ends
not there (404)                  once: again soon; twice in a row: withdrawn
gone for good (410)              withdrawn at once
leads to the front page, or
says that it was taken down      withdrawn at once
cannot be read this time         again soon, the step is not used up
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from random import Random

from bot.model.feeds import Entry
from bot.model.folding import fold

STEPS = (
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=8),
    timedelta(hours=24),
    timedelta(days=3),
)
"""After the card, and after each look: corrections come within hours of an article, seldom after days."""

SOON = timedelta(minutes=30)
"""Until a page is asked again that was not there or could not be read."""

ABSENCES = 2
"""In a row: a page that is missing once may be on its way from one server to another."""

FAILURES = 6
"""Failures in a row, after which a page that cannot be read counts as looked at: the next step comes later."""

UNLISTED = "-"
"""Before an entry's print: it was missing from its feed."""

_JITTER = 0.1


class Seen(StrEnum):
    """How a look ended."""

    READ = "read"
    """The page was there, changed or not."""

    MISSING = "missing"
    GONE = "gone"
    FRONT_PAGE = "front-page"
    TAKEN_DOWN = "taken-down"
    FAILED = "failed"
    """Nothing is known: no answer, a wall, another article in its place."""


_WITHDRAWN = frozenset({Seen.GONE, Seen.FRONT_PAGE, Seen.TAKEN_DOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """An article that is looked at again. `next_at`: when; None: no more. `checks`: steps of the schedule used up. `missing`:
    how often in a row its page was not there; `failures`: or could not be read. `etag`, `modified`: of the page as it was
    read last; `entry_print`: of what its feed's entry said; `headline`: the page's own."""

    card_id: str
    next_at: datetime | None
    checks: int = 0
    missing: int = 0
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    entry_print: str | None = None
    headline: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What follows of a look: when the next is, and whether the article counts as withdrawn."""

    watch: Watch
    withdrawn: bool = False


def entry_print(entry: Entry) -> str:
    """What tells whether a feed's entry says something else than before: its words. Its dates are touched for nothing."""
    told = f"{entry.title}\x1f{entry.summary}\x1f{entry.content}"
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def first(now: datetime, rng: Random) -> datetime:
    """When an article is looked at for the first time after its card was made at `now`."""
    return now + _about(STEPS[0], rng)


def after(watch: Watch, seen: Seen, now: datetime, rng: Random) -> Look:
    """`watch` as it was before the look."""
    match seen:
        case Seen.READ:
            return Look(watch=replace(_next(watch, now, rng), missing=0, failures=0))
        case Seen.FAILED:
            failures = watch.failures + 1
            if failures >= FAILURES:
                return Look(watch=replace(_next(watch, now, rng), failures=0))
            return Look(watch=replace(watch, failures=failures, next_at=now + _about(SOON * failures, rng)))
        case _:
            missing = watch.missing + 1
            if seen in _WITHDRAWN or missing >= ABSENCES:
                # it is looked at on, for it may come back
                return Look(
                    watch=replace(_next(watch, now, rng), missing=missing, failures=0, etag=None, modified=None), withdrawn=True
                )
            return Look(watch=replace(watch, missing=missing, next_at=now + _about(SOON, rng), etag=None, modified=None))


def hastened(watch: Watch, now: datetime) -> Watch:
    """A feed's entry says something else: the page is looked at now, whatever the schedule says."""
    return replace(watch, next_at=now, etag=None, modified=None)


def unlisted(watch: Watch, now: datetime) -> Watch:
    """The entry is gone from its feed, though both older and younger ones stand there: so may the page be. An article is
    hastened for that once, however often its entry comes and goes."""
    return replace(watch, next_at=now, entry_print=f"{UNLISTED}{watch.entry_print}", etag=None, modified=None)


def says_otherwise(kept: str | None, entry: Entry) -> bool:
    """Whether the entry says something else than when it was read last; `kept`: its print of then."""
    return kept is not None and kept.removeprefix(UNLISTED) != entry_print(entry)


def headline(title: str | None, entry: str, was: str | None, now: str | None) -> str | None:
    """The card's title from now on. `title`: as it is; `entry`: the feed's, empty where it says none of its own; `was`, `now`:
    the page's own headline when it was read last, and as it reads now.

    Like is held against like: what the card has of the feed is renewed by the feed, whatever other headline the page always
    had. But when the page's own headline changes, the card's may be false by now, and the page's takes its place for good.
    """
    of_page = _same(title, was) or _same(title, now)
    if entry and not _same(entry, title) and not (of_page and now):
        return entry
    return now if was and now and not _same(was, now) else title


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and fold(one or "") == fold(other or "")


def _next(watch: Watch, now: datetime, rng: Random) -> Watch:
    checks = watch.checks + 1
    return replace(watch, checks=checks, next_at=now + _about(STEPS[checks], rng) if checks < len(STEPS) else None)


def _about(wait: timedelta, rng: Random) -> timedelta:
    """Up to a tenth more, so that what came together is not asked for together."""
    return wait * (1 + _JITTER * rng.random())
