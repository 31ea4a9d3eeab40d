"""Which story a card tells: the engine's window, kept in step with the store.

The window lives in memory; the store is what counts. Before each card it takes up what others have placed since, and it begins
anew from the store where its own last card was never committed, or where a person has merged or split. A card whose article
changed keeps its story, for that was announced; what comes later is compared with what it says now.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.editorial.stories import REMEMBERED, Features, Reader, Row, Window
from bot.editorial.stories.copies import ALIKE, resemblance
from bot.model.cards import Card
from bot.model.desk import Desk
from bot.model.stories import Story, story_of
from bot.store import cards, stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """`story`: with this card in it, as the last; `copy_of`: the id of an earlier card of the story with the same text."""

    card: Card
    story: Story
    new: bool
    copy_of: str | None = None

    @property
    def earlier(self) -> tuple[Card, ...]:
        """The story's other cards, in the order in which they came."""
        return tuple(one.card for one in self.story.cards if one.card.id != self.card.id)


@dataclass(slots=True)
class Placing:
    """One for each process; used in one transaction at a time."""

    _reader: Reader | None = None
    _desk: Desk | None = None
    _window: Window = field(default_factory=lambda: Window(story_of))
    _last: int = 0
    _rulings: int = 0
    _revisions: int = 0
    _mine: str | None = None
    """The card placed last by this process, until the store has shown that it is kept."""

    async def place(self, tx: AsyncConnection, card: Card, desk: Desk, now: datetime) -> Placement:
        """Puts the card, just stored in this transaction, into its story."""
        assert card.id is not None
        await stories.alone(tx)
        await self._take_up(tx, desk)
        features = self._read(card, desk)
        at = min(card.published or now, now)
        grouped = self._window.place(card.id, features, at)
        self._mine = card.id
        copy_of = await self._copied(tx, grouped.story, features, desk)
        await stories.place(
            tx, card.id, grouped.story, at=at, features=_packed(features), reason=grouped.reason, copy_of=copy_of
        )
        whole = await stories.get(tx, grouped.story)
        assert whole is not None, grouped.story
        return Placement(card=card, story=whole, new=grouped.new, copy_of=copy_of)

    async def reread(self, tx: AsyncConnection, card: Card, desk: Desk) -> None:
        """Has later cards compared with what this one, rewritten in this transaction, says now. The transaction has to keep a
        revision of it, and to have begun with `stories.alone`: by its revisions others learn of it, in their order."""
        await stories.reread(tx, card.id or "", _packed(self._read(card, desk)))

    def _read(self, card: Card, desk: Desk) -> Features:
        if self._reader is None or self._desk is not desk:
            self._reader, self._desk = Reader(desk), desk
        return self._reader.read(card)

    async def _take_up(self, tx: AsyncConnection, desk: Desk) -> None:
        ruled = await stories.last_ruling(tx)
        fresh = await stories.placed(tx, after=self._last, limit=REMEMBERED)
        lost = self._mine is not None and (not fresh or fresh[0].card_id != self._mine)
        if ruled != self._rulings or lost:
            self._window, self._last, self._rulings = Window(story_of), 0, ruled
            fresh = await stories.placed(tx, after=0, limit=REMEMBERED)
        elif self._mine is not None:
            self._last, fresh = fresh[0].seq, fresh[1:]
        self._mine = None
        revised: Sequence[tuple[int, str, str]] = ()
        if self._last:
            revised = await stories.revised(tx, after=self._revisions)
        else:  # what is taken up from the store says what it says now
            self._revisions = await stories.last_revision(tx)
        rows = [(one, await self._features(tx, one.card_id, one.features, desk)) for one in fresh]
        self._window.restore(Row(id=one.card_id, story=one.story, at=one.at, features=read) for one, read in rows)
        self._last = max((self._last, *(one.seq for one in fresh)))
        for number, card_id, told in revised:
            self._window.renew(card_id, await self._features(tx, card_id, told, desk))
            self._revisions = number

    async def _copied(self, tx: AsyncConnection, story: str, features: Features, desk: Desk) -> str | None:
        for card_id, told in await stories.told_in(tx, story):
            other = await self._features(tx, card_id, told, desk)
            if resemblance(features.sketch, other.sketch) >= ALIKE:
                return card_id
        return None

    async def _features(self, tx: AsyncConnection, card_id: str, told: str, desk: Desk) -> Features:
        """As they were kept; read anew from the card where an earlier version of the engine kept them."""
        try:
            return Features.unpacked(json.loads(told))
        except ValueError:
            stored = await cards.get(tx, card_id)
            assert stored is not None, card_id
            return self._read(stored.card, desk)


def _packed(features: Features) -> str:
    return json.dumps(features.packed(), ensure_ascii=False, separators=(",", ":"))
