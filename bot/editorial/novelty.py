"""Which entries of a feed are new: decided by what we have seen, never by the date.

entry's key seen                            known       nothing to do
its article seen, under another key         remember    another feed, another address, a changed id: the same article
the same article earlier in this poll       remember
first poll of the feed                      remember    a silent baseline, but the `first` newest are taken in
otherwise                                   take
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.model.feeds import Entry
from bot.model.reasons import Reason


class Action(StrEnum):
    TAKE = "take"
    """New: fetch, condense, and remember."""

    REMEMBER = "remember"
    """Not new, but its key is: remember the key, take nothing in."""

    KNOWN = "known"
    """Seen before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    entry: Entry
    action: Action
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Novelty:
    """One decision for each entry of the poll, in the feed's order."""

    decisions: tuple[Decision, ...]

    @property
    def take(self) -> tuple[Entry, ...]:
        """What to take in, oldest first, so that channels read it in the order of events."""
        new = [d.entry for d in self.decisions if d.action is Action.TAKE]
        return tuple(new[index] for index in reversed(_newest_first(new)))

    @property
    def remember(self) -> tuple[Entry, ...]:
        """What to remember only."""
        return tuple(d.entry for d in self.decisions if d.action is Action.REMEMBER)


def decide(
    entries: Sequence[Entry],
    *,
    keys_seen: Container[str],
    identities_seen: Container[str],
    baseline_done: bool,
    first: int | Literal["all"],
) -> Novelty:
    """What to do with each entry.

    `keys_seen` are this feed's keys, `identities_seen` the articles that any feed has brought. `baseline_done` is false until
    the feed's first good poll has been remembered; then `first` of its newest entries are taken in.
    """
    verdicts: dict[int, tuple[Action, Reason]] = {}
    fresh: list[int] = []
    keys: set[str] = set()
    articles: set[str] = set()
    for index, entry in enumerate(entries):
        if entry.key in keys_seen:
            verdicts[index] = Action.KNOWN, Reason("entry-seen")
        elif entry.key in keys or entry.identity in articles:
            verdicts[index] = Action.REMEMBER, Reason("entry-repeated")
        elif entry.identity and entry.identity in identities_seen:
            verdicts[index] = Action.REMEMBER, Reason("article-seen", {"identity": entry.identity})
        else:
            fresh.append(index)
        keys.add(entry.key)
        if entry.identity:
            articles.add(entry.identity)
    if baseline_done or first == "all":
        wanted = set(fresh)
    else:
        wanted = {fresh[place] for place in _newest_first([entries[index] for index in fresh])[:first]}
    new = Reason("entry-new") if baseline_done else Reason("first-newest", {"first": first})
    for index in fresh:
        verdicts[index] = (Action.TAKE, new) if index in wanted else (Action.REMEMBER, Reason("baseline"))
    return Novelty(
        decisions=tuple(Decision(entry=e, action=verdicts[i][0], reason=verdicts[i][1]) for i, e in enumerate(entries))
    )


def _newest_first(entries: Sequence[Entry]) -> list[int]:
    """The entries' indexes by date where every entry has one (feeds are not always in order), else as the feed lists them:
    newest first by custom. This orders what is new; it never decides what is.
    """
    dates = [entry.published for entry in entries if entry.published is not None]
    if len(dates) < len(entries):
        return list(range(len(entries)))
    return sorted(range(len(entries)), key=lambda i: (-dates[i].timestamp(), i))
