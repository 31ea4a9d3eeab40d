"""People who use the bot, and what they keep: follows, saved cards, reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.chat import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on a platform. Where each workspace gives its own ids, in one workspace: what is kept for a person there is not
    shown in another. `person_at` makes them."""

    platform: str
    id: str
    workspace: str = ""


_SAME_EVERYWHERE = frozenset({"discord"})
"""Platforms on which somebody has one id wherever they are met; elsewhere the same id may be another's in another workspace."""


def person_at(place: Place, id_: str) -> Person:
    """Who has this id where it was asked: on a server or in a direct message, on Discord it is the same person."""
    workspace = "" if place.platform in _SAME_EVERYWHERE else place.workspace
    return Person(platform=place.platform, workspace=workspace, id=id_)


def direct_to(person: Person) -> Place:
    """Where a direct message to this person is owed: the channel is what a platform's port opens."""
    whole = f"{person.workspace}/{person.id}" if person.workspace else person.id
    return Place(platform=person.platform, workspace=person.workspace, channel=whole)


class FollowKind(StrEnum):
    TOPIC = "topic"
    PERSON = "person"
    PLACE = "place"
    SEARCH = "search"
    STORY = "story"


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """Something that a person wants to hear of. `subject`: as it is compared: a topic's or a story's id, a folded name, a
    search as text; `words`: as its follower reads it; `place`: whom a direct message is owed to (its port opens the place when
    it posts)."""

    person: Person
    kind: FollowKind
    subject: str
    words: str
    language: str
    place: Place
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What an admin made of a report: that it is settled, or open again. `words`: what was found, where that was said."""

    at: datetime
    who: str
    where: str
    settled: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a reader says is wrong on a card. `id`: 0 until it is kept; `person`: None where older reports do not say;
    `rulings`: the oldest first."""

    card_id: str
    at: datetime
    who: str
    where: str
    words: str
    person: Person | None = None
    id: int = 0
    settled: bool = False
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """A card that an admin took back: struck wherever it stands, never posted again."""

    card_id: str
    at: datetime
    who: str
    where: str
    reason: str
