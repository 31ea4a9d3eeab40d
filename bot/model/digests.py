"""Digests: when a channel gets one, what goes into it, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.model.cards import Card
from bot.model.reasons import Reason
from bot.model.revisions import Revision
from bot.model.stories import Development, Differing

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

CATCH_UP = "catch-up"
"""The id of the digest of what a live channel was held back: nobody names it in the settings."""

# ── what the settings say ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPlan:
    """When a channel gets a digest and of what. Either `at`, times of the zone's clock (`07:30`) on `days` (empty: all), or
    `cron`, five fields. `zone`, `labels` None: the channel's. `topics` empty, `threshold` None: all that the channel wants.
    `stories`: at most so many are told; the others are counted. `empty`: what is posted where there is nothing to tell."""

    id: str
    at: tuple[str, ...] = ()
    cron: str | None = None
    days: tuple[Day, ...] = ()
    zone: str | None = None
    topics: tuple[str, ...] = ()
    threshold: float | None = None
    stories: int = 10
    labels: str | None = None
    empty: Literal["line", "nothing"] = "line"
    charts: bool = True
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """What makes a card urgent: all that is given holds. `topics`: it wears one of them; `severity`: from 1 to 3."""

    relevance: float | None = None
    topics: tuple[str, ...] = ()
    severity: int | None = None


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A digest that is to be made. `slot`: its hour; `late`: the hour is past; `missed`: hours before it that passed without
    one, which this one covers."""

    slot: datetime
    late: bool = False
    missed: int = 0


# ── of what ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """How an article changed that an entry stands on. `outlet`: its outlet's id, where it is not that of the entry's lead."""

    revision: Revision
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryHeld:
    """A story of which cards wait. `cards`: all of its cards that stand, in the order in which they came; `waiting`: the ids of
    those that wait; `sources`: how many of them are independent; `copies`: ids of those that repeat another one's text;
    `reported`: of those on which a reader reported an error; `opinion`: of those that came by feeds of opinion only. `told`:
    ids of the cards that the channel knew when it was last told of the story, in a digest or by a card, and `told_at` when that
    was; None: it was told nothing."""

    story: str
    cards: tuple[Card, ...]
    waiting: tuple[str, ...]
    sources: int = 1
    copies: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()
    notes: Mapping[str, Note] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()
    opinion: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A story in a digest. `lead`: the card that tells it; `outlets`: ids of all that report it, the lead's first; `sources`:
    how many of them are independent. `tells`: the ids of the waiting cards that it settles; `known`: of all cards that are
    known of the story now. `fresh`: what the lead brings that was not there at `told_at`, when the channel was told before.
    `reported`: a reader says that something on the lead is wrong; `notes`: how articles changed since their words were read;
    `withdrawn`: ids of the outlets that withdrew what they told. `differing`: of a story that is told for the first time, the
    figures in which its outlets differ. `opinion`: all that waits of it is somebody's opinion; news come first."""

    story: str
    lead: Card
    outlets: tuple[str, ...]
    sources: int
    topic: str | None
    score: float
    reasons: tuple[Reason, ...]
    tells: tuple[str, ...]
    known: frozenset[str]
    fresh: tuple[Development, ...] = ()
    told_at: datetime | None = None
    reported: bool = False
    notes: tuple[Note, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    differing: tuple[Differing, ...] = ()
    opinion: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The entries of one topic; None: of none of the desk's."""

    topic: str | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A card, as it is now, that an earlier digest of the channel told otherwise. `revision`: how its article changed, or that
    its outlet withdrew it; `retracted`: why the desk took it back."""

    card: Card
    at: datetime
    revision: Revision | None = None
    retracted: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many items an outlet brought on each of the last days, the present one first. `failing`: its feeds cannot be read."""

    outlet: str
    days: tuple[int, ...]
    failing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """An outlet that brought nothing for `days` days where it usually brings `usual` a day."""

    outlet: str
    days: int
    usual: float
    failing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A digest, composed. `more`: stories that are counted only. `dropped`: waiting cards that are not told, and why;
    `kept`: those that go on waiting, and why. `since`: when the one before was made."""

    sections: tuple[Section, ...]
    more: tuple[Entry, ...] = ()
    dropped: tuple[tuple[str, Reason], ...] = ()
    kept: tuple[tuple[str, Reason], ...] = ()
    corrections: tuple[Correction, ...] = ()
    silences: tuple[Silence, ...] = ()
    since: datetime | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """In the order in which they are read."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def is_empty(self) -> bool:
        return not (self.sections or self.corrections or self.silences)
