"""What happened to a story, in order of time: each card with what it brought, each correction, each card that was taken back.
A card comes with the words that it had then: what its outlet wrote later was not yet said. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.editorial.developments import unfolding
from bot.editorial.paths import Version
from bot.model.cards import Card
from bot.model.readers import Retraction
from bot.model.revisions import Revision, RevisionKind
from bot.model.stories import Development, Story, StoryCard

Revisions = Mapping[str, Sequence[tuple[Revision, Card]]]
"""By a card's id what readers were told of it, the oldest first, each with the card as it stood before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`card`: as it stood then; `opens`: the story's first card; `brings`: what no earlier card told; `copy_of`: the earlier
    card that has the same text; `changed`: the card that came tells something else by now. Of a correction `revision`, of a
    card that was taken back `retraction` is given."""

    at: datetime
    story: str
    card: Card
    opens: bool = False
    brings: tuple[Development, ...] = ()
    copy_of: str | None = None
    changed: bool = False
    revision: Revision | None = None
    retraction: Retraction | None = None

    @property
    def arrival(self) -> bool:
        """Whether a card came."""
        return self.revision is None and self.retraction is None


def chronicle(story: Story, revisions: Revisions, retracted: Sequence[tuple[Card, Retraction]] = ()) -> tuple[Event, ...]:
    """`retracted`: the story's cards that were taken back, and when."""
    ordered = sorted(story.cards, key=lambda one: one.at)
    firsts = _firsts(ordered)
    stood = [event for one in ordered for event in _stood(story, one, revisions.get(one.card.id or "", ()), firsts)]
    stood.sort(key=lambda event: event.at)
    # what an outlet wrote anew counts as told from then on, for the cards that come after it
    brought = unfolding([event.card for event in stood])
    events = [
        replace(event, opens=not number, brings=brings) if event.arrival else event
        for number, (event, brings) in enumerate(zip(stood, brought, strict=True))
    ]
    events += [Event(at=told.at, story=story.id, card=card, retraction=told) for card, told in retracted]
    return tuple(sorted(events, key=lambda event: event.at))


def _stood(story: Story, one: StoryCard, told: Sequence[tuple[Revision, Card]], firsts: Mapping[str, str]) -> tuple[Event, ...]:
    """The card as it came, and as it stood after each revision."""
    first, *later = (*(before for _, before in told), one.card)
    came = Event(
        at=one.at,
        story=story.id,
        card=first,
        copy_of=firsts.get(one.card.id or ""),
        changed=any(revision.kind is RevisionKind.SUBSTANTIAL for revision, _ in told),
    )
    since = zip(told, later, strict=True)
    return (came, *(Event(at=revision.at, story=story.id, card=card, revision=revision) for (revision, _), card in since))


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
