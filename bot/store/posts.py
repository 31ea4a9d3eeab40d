"""What is posted where, or is about to be: which cards a place was told of, and the message that stands there for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.chat import Delivery, DeliveryKind, DeliveryState, Place, Ref
from bot.store import deliveries, messages, schema

_KEPT = schema.deliveries.c
_EDITED = (DeliveryKind.CARD, DeliveryKind.DIGEST, DeliveryKind.DIRECT, DeliveryKind.UPDATE)


async def posted(tx: AsyncConnection, place: Place, subject: str) -> Ref | None:
    """The message that stands in the place for this subject: what an edit changes, and what another goes under. None where
    none was sent."""
    query = (
        select(_KEPT.ref)
        .where(*_in(place), _KEPT.thread == place.thread, _KEPT.subject == subject)
        .where(_KEPT.state == DeliveryState.SENT.value, _KEPT.kind.in_([kind.value for kind in _EDITED]))
        .order_by(_KEPT.id.desc())
        .limit(1)
    )
    ref = (await tx.execute(query)).scalar_one_or_none()
    return messages.load_ref(ref) if ref else None


async def first_of(tx: AsyncConnection, place: Place, card_ids: Sequence[str]) -> str | None:
    """Which of the cards was owed first in the place, as a card of its own, and not given up; None where none was."""
    query = select(_KEPT.subject).where(*_in(place), _shows(card_ids)).order_by(_KEPT.id).limit(1)
    found: str | None = (await tx.execute(query)).scalar_one_or_none()
    return found


async def showing(tx: AsyncConnection, card_ids: Sequence[str]) -> tuple[Delivery, ...]:
    """The deliveries by which these cards were owed as cards of their own, and not given up, in that order."""
    return await deliveries.gather(tx, select(schema.deliveries).where(_shows(card_ids)).order_by(_KEPT.id)) if card_ids else ()


async def shown(tx: AsyncConnection, card_ids: Sequence[str]) -> frozenset[str]:
    """Those of the cards that were owed anywhere as a card of its own, and not given up."""
    return frozenset((await tx.execute(select(_KEPT.subject).where(_shows(card_ids)).distinct())).scalars())


async def cards_sent(tx: AsyncConnection, *, since: datetime) -> int:
    """How many different cards were delivered since then."""
    sent = and_(_KEPT.kind == DeliveryKind.CARD.value, _KEPT.state == DeliveryState.SENT.value, _KEPT.sent_at >= since)
    number: int = (await tx.execute(select(func.count(_KEPT.subject.distinct())).where(sent))).scalar_one()
    return number


async def cards_owed(tx: AsyncConnection, place: Place, *, since: datetime) -> int:
    """How many cards the place was owed from then on."""
    query = select(func.count()).where(*_in(place), _KEPT.kind == DeliveryKind.CARD.value, _KEPT.owed_at > since)
    return (await tx.execute(query)).scalar_one()


async def told_in(tx: AsyncConnection, place: Place, subjects: Sequence[str]) -> dict[str, datetime]:
    """Those of the cards that stand in the place, or are about to: since when they were owed."""
    kinds = (DeliveryKind.CARD.value, DeliveryKind.UPDATE.value)
    standing = (_KEPT.kind.in_(kinds), _KEPT.state != DeliveryState.DEAD.value, _KEPT.subject.in_(subjects))
    rows = await tx.execute(select(_KEPT.subject, _KEPT.owed_at).where(*_in(place), *standing)) if subjects else ()
    return {row.subject: row.owed_at for row in rows}


def _shows(card_ids: Sequence[str]) -> ColumnElement[bool]:
    kinds = (DeliveryKind.CARD.value, DeliveryKind.DIRECT.value)
    return and_(_KEPT.subject.in_(card_ids), _KEPT.kind.in_(kinds), _KEPT.state != DeliveryState.DEAD.value)


def _in(place: Place) -> tuple[ColumnElement[bool], ...]:
    """Of that platform, workspace and channel, whatever the thread."""
    return (_KEPT.platform == place.platform, _KEPT.workspace == place.workspace, _KEPT.channel == place.channel)
