"""What happened to a story, in order of time: each card with what it brought, each correction, each card that was taken back.
Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.editorial.developments import unfolding
from bot.editorial.paths import Version
from bot.model.cards import Card
from bot.model.readers import Retraction
from bot.model.revisions import Revision
from bot.model.stories import Development, Story, StoryCard

Revisions = Mapping[str, Sequence[tuple[Revision, Card]]]
"""By a card's id what readers were told of it, the oldest first, each with the card as it stood before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`opens`: the story's first card; `brings`: what no earlier card told; `copy_of`: the earlier card that has the same text.
    Of a correction `revision`, of a card that was taken back `retraction` is given."""

    at: datetime
    story: str
    card: Card
    opens: bool = False
    brings: tuple[Development, ...] = ()
    copy_of: str | None = None
    revision: Revision | None = None
    retraction: Retraction | None = None

    @property
    def arrival(self) -> bool:
        """Whether a card came."""
        return self.revision is None and self.retraction is None


def chronicle(story: Story, revisions: Revisions, retracted: Sequence[tuple[Card, Retraction]] = ()) -> tuple[Event, ...]:
    """`retracted`: the story's cards that were taken back, and when."""
    ordered = sorted(story.cards, key=lambda one: one.at)
    brought = unfolding([one.card for one in ordered])
    firsts = _firsts(ordered)
    events = [
        Event(at=one.at, story=story.id, card=one.card, opens=not number, brings=brings, copy_of=firsts.get(one.card.id or ""))
        for number, (one, brings) in enumerate(zip(ordered, brought, strict=True))
    ]
    for one in story.cards:
        for revision, _ in revisions.get(one.card.id or "", ()):
            events.append(Event(at=revision.at, story=story.id, card=one.card, revision=revision))
    events += [Event(at=told.at, story=story.id, card=card, retraction=told) for card, told in retracted]
    return tuple(sorted(events, key=lambda event: event.at))


def _firsts(ordered: Sequence[StoryCard]) -> dict[str, str]:
    """Of each card but the first of those with one text the first's id: which came first to us says nothing of that."""
    of_text: dict[str, str] = {}
    found: dict[str, str] = {}
    for one in ordered:
        id_ = one.card.id or ""
        first = of_text.setdefault(one.copy_of or id_, id_)
        if first != id_:
            found[id_] = first
    return found


def versions(story: Story, revisions: Revisions) -> tuple[Version, ...]:
    """Every card of the story as it stood at each time."""
    found: list[Version] = []
    for one in story.cards:
        at = one.at
        for revision, before in revisions.get(one.card.id or "", ()):
            found.append(Version(card=before, at=at))
            at = revision.at
        found.append(Version(card=one.card, at=at))
    return tuple(found)
