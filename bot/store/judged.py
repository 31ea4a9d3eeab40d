"""What became of each article that came in, and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.judged import ChannelVerdict, Judged, Outcome
from bot.model.reasons import Reason
from bot.store import schema

_KEPT = schema.judged.c


async def keep(tx: AsyncConnection, judged: Sequence[Judged]) -> None:
    rows = [
        {
            "identity": one.identity,
            "article": one.article,
            "feed_id": one.feed_id,
            "at": one.at,
            "title": one.title.replace("\x00", ""),
            "url": one.url,
            "outcome": one.outcome.value,
            "told": _dump(one),
        }
        for one in judged
    ]
    if rows:
        await tx.execute(schema.judged.insert(), rows)


async def of(tx: AsyncConnection, identity: str, *, limit: int) -> tuple[Judged, ...]:
    """All judgements of the article, by whichever feed it came, the oldest first."""
    query = select(schema.judged).where(or_(_KEPT.identity == identity, _KEPT.article == identity))
    return tuple(_read(row) for row in (await tx.execute(query.order_by(_KEPT.id).limit(limit))).all())


async def of_card(tx: AsyncConnection, card_id: str, *, limit: int) -> tuple[Judged, ...]:
    """The same, of the article that this card is made of."""
    query = select(schema.cards.c.identity).where(schema.cards.c.id == card_id)
    identity = (await tx.execute(query)).scalar_one_or_none()
    return await of(tx, identity, limit=limit) if identity is not None else ()


def _dump(one: Judged) -> str:
    channels = [[verdict.channel, verdict.wanted, _dump_reasons(verdict.reasons)] for verdict in one.channels]
    return json.dumps([_dump_reasons(one.reasons), channels], ensure_ascii=False, separators=(",", ":"))


def _dump_reasons(reasons: Sequence[Reason]) -> list[list[Any]]:
    return [[reason.code, dict(reason.params)] for reason in reasons]


def _read(row: Any) -> Judged:
    reasons, channels = json.loads(row.told)
    return Judged(
        identity=row.identity,
        article=row.article,
        feed_id=row.feed_id,
        at=row.at,
        title=row.title,
        url=row.url,
        outcome=Outcome(row.outcome),
        reasons=_read_reasons(reasons),
        channels=tuple(
            ChannelVerdict(channel=channel, wanted=wanted, reasons=_read_reasons(some)) for channel, wanted, some in channels
        ),
    )


def _read_reasons(told: Sequence[Sequence[Any]]) -> tuple[Reason, ...]:
    return tuple(Reason(code, params) for code, params in told)
