"""A story: the cards, of any outlet and language, that tell of one event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.cards import Card, Figure, Quote
from bot.model.reasons import Reason
from bot.model.text import Span


def story_of(card_id: str) -> str:
    """The id of the story that this card begins: `BB-2026-11-24-007` begins `ST-2026-11-24-007`."""
    return f"ST-{card_id.removeprefix('BB-')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCard:
    """A card in its story. `at`: when it was put there; `reason`: why; `copy_of`: the id of the card whose text it repeats
    (wire copy); `by_hand`: an admin put it there; `withdrawn`: its outlet shows the article no longer."""

    card: Card
    at: datetime
    reason: Reason
    copy_of: str | None = None
    by_hand: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """`id`: `ST-…`, after its first card; `cards`: in the order in which they came, those taken back left out."""

    id: str
    cards: tuple[StoryCard, ...]

    @property
    def withdrawn(self) -> frozenset[str]:
        """The ids of the outlets that show none of their articles of it any longer."""
        gone = {one.card.outlet for one in self.cards if one.withdrawn and one.card.outlet}
        return frozenset(gone - {one.card.outlet for one in self.cards if not one.withdrawn})


# ── what a later card brings ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A figure as another card of the story gives it, or the same one of an earlier time."""

    figure: Figure
    card: Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many met with one fate (`dead`, `held`), where no earlier card says so. `before`: what earlier cards say, the newest
    of each outlet, in the order in which they came, and what the article itself says was counted before. `later`: whether the
    article says that the number changed, or its outlet had another one; if not, outlets differ, and nobody says so."""

    fate: str
    figure: Figure
    before: tuple[Before, ...] = ()
    later: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount of something that no earlier card names. `before`: other amounts of the same thing, as in `Toll`."""

    figure: Figure
    before: tuple[Before, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody, by name, whom no earlier card quotes."""

    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A sentence in which somebody denies; no earlier card has one."""

    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A sentence that tells of a step (a first death, an arrest, a sentence passed) of which no earlier card says anything."""

    fate: str
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """What the outlets of a story give differently: how many met with one `fate`, or, where that is None, an amount. `said`:
    the last word of each outlet, in the order in which they came."""

    fate: str | None
    said: tuple[Before, ...]


Development = Toll | Amount | Voice | Denial | Turn

# ── by hand ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Ruling(StrEnum):
    """What an admin decided about stories; the engine keeps to it."""

    MERGE = "merge"
    """The other story's cards belong to this one."""

    SPLIT = "split"
    """This card belongs to a story of its own."""

    UNDO = "undo"
    """An earlier decision was taken back; the other is that change's number."""
