"""What is owed to whom, and how far it has come. What happens next is decided in `bot.outbox.states`; here it is carried out.

Within a place one at a time, in the order of their turns: an open delivery (owed, sending, doubtful) holds back all after it.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.chat import Debt, Delivery, DeliveryKind, DeliveryState, Message, Place, Ref
from bot.store import messages, schema
from bot.store.dialect import insert, is_sqlite

KEY_LENGTH = 16
"""80 bits: Discord's nonce takes 25 characters, and the mark in the message should not be long."""

_KEPT = schema.deliveries.c
_OPEN = ("owed", "sending", "doubtful")
_PLACE = (_KEPT.platform, _KEPT.workspace, _KEPT.channel, _KEPT.thread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What becomes of a delivery. `not_before`: it is not sent, or looked for, earlier. `doubtful_since`, `forced`, `ref` and
    `error` replace what the delivery had."""

    state: DeliveryState
    not_before: datetime | None = None
    doubtful_since: datetime | None = None
    forced: bool = False
    ref: Ref | None = None
    error: str | None = None


def key_of(place: Place, kind: DeliveryKind, subject: str, revision: int) -> str:
    """A delivery's own key. It follows from what is said to whom, so that it is the same after a lost database."""
    told = json.dumps([place.platform, place.workspace, place.channel, place.thread, kind, subject, revision])
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:KEY_LENGTH]


async def owe(tx: AsyncConnection, debts: Sequence[Debt], now: datetime) -> int:
    """Owe these messages, in this order. What was owed once already stays as it is. Gives how many are new."""
    rows: dict[str, dict[str, Any]] = {}
    for debt in debts:
        key = key_of(debt.place, debt.kind, debt.subject, debt.revision)
        rows.setdefault(key, _row(key, debt, now))
    for some in (list(rows)[start : start + 500] for start in range(0, len(rows), 500)):
        for held in (await tx.execute(select(_KEPT.key).where(_KEPT.key.in_(some)))).scalars():
            del rows[held]
    if not rows:
        return 0
    adding = insert(tx, schema.deliveries).on_conflict_do_nothing()
    await tx.execute(adding, list(rows.values()))
    return len(rows)


async def claim(tx: AsyncConnection, platform: str, now: datetime, lease: timedelta) -> Delivery | None:
    """Take the platform's next delivery, count the attempt and hold it for the lease: commit this before a byte leaves.

    None where nothing is due, or where all that is due waits behind something open in its place.
    """
    await _alone(tx, platform)
    due = and_(_KEPT.platform == platform, _is_open(_KEPT.state), _KEPT.state == "owed", _KEPT.turn_at <= now)
    waited = or_(_KEPT.not_before.is_(None), _KEPT.not_before <= now)
    first = select(_KEPT.id).where(due, waited, ~_held_back()).order_by(_KEPT.turn_at, _KEPT.id).limit(1)
    number = (await tx.execute(first)).scalar_one_or_none()
    if number is None:
        return None
    taking = (
        update(schema.deliveries)
        .where(_KEPT.id == number)
        .values(
            state=DeliveryState.SENDING.value,
            attempt=_KEPT.attempt + 1,
            lease_until=now + lease,
            first_attempt_at=func.coalesce(_KEPT.first_attempt_at, bindparam("first", now, schema.Utc)),
            not_before=None,
        )
    )
    return _delivery((await tx.execute(taking.returning(*schema.deliveries.c))).one())


async def step(tx: AsyncConnection, delivery: Delivery, taken: Step, now: datetime) -> bool:
    """Carry out what was decided for this delivery as it was read. False, and nothing done, where it has been tried again or
    settled since: then another worker's word is the later one."""
    values: dict[str, Any] = {
        "state": taken.state.value,
        "not_before": taken.not_before,
        "doubtful_since": taken.doubtful_since,
        "forced": taken.forced,
        "ref": messages.dump_ref(taken.ref) if taken.ref else None,
        "error": taken.error,
        "sent_at": now if taken.state is DeliveryState.SENT else None,
    }
    if delivery.state is DeliveryState.DEAD:
        values["alerted_at"] = None  # it gets a second life, and a second alarm
    as_read = [_KEPT.id == delivery.id, _KEPT.attempt == delivery.attempt]
    # an answer may come after the lease has run out and another worker has begun to doubt: it is still the truth
    late = delivery.state is DeliveryState.SENDING
    as_read.append(_KEPT.state.in_(_OPEN) if late else _KEPT.state == delivery.state.value)
    return (await tx.execute(update(schema.deliveries).where(*as_read).values(values))).rowcount == 1


async def reword(tx: AsyncConnection, delivery: Delivery, message: Message) -> None:
    """What it says, should it yet be posted; what was posted already is changed by an edit."""
    await tx.execute(update(schema.deliveries).where(_KEPT.id == delivery.id).values(message=messages.dumps(message)))


async def lapsed(tx: AsyncConnection, platform: str, now: datetime) -> tuple[Delivery, ...]:
    """Deliveries in sending whose lease has run out: whoever sent them is gone."""
    gone = and_(_KEPT.platform == platform, _is_open(_KEPT.state), _KEPT.state == "sending", _KEPT.lease_until <= now)
    return await gather(tx, select(schema.deliveries).where(gone).order_by(_KEPT.turn_at, _KEPT.id))


async def doubtful(tx: AsyncConnection, platform: str, now: datetime, grace: timedelta) -> tuple[Delivery, ...]:
    """Doubtful deliveries that may be looked for: the grace after their lease is over, and so is their own waiting time."""
    ripe = and_(_KEPT.lease_until <= now - grace, or_(_KEPT.not_before.is_(None), _KEPT.not_before <= now))
    query = select(schema.deliveries).where(_KEPT.platform == platform, _is_open(_KEPT.state), _KEPT.state == "doubtful", ripe)
    return await gather(tx, query.order_by(_KEPT.turn_at, _KEPT.id))


async def troubled(tx: AsyncConnection, platform: str, since: datetime) -> tuple[Delivery, ...]:
    """Deliveries in doubt since then or longer, not settled, of which nobody has been told. Never an alarm: the alarm of an
    alarm would go the same way."""
    long = and_(_KEPT.doubtful_since <= since, _KEPT.alerted_at.is_(None), _KEPT.kind != DeliveryKind.ALERT.value)
    query = select(schema.deliveries).where(_KEPT.platform == platform, _is_open(_KEPT.state), long)
    return await gather(tx, query.order_by(_KEPT.turn_at, _KEPT.id))


async def told(tx: AsyncConnection, delivery: Delivery, now: datetime) -> bool:
    """Note that the admins are told that this delivery is in doubt; False where they were already."""
    mine = update(schema.deliveries).where(_KEPT.id == delivery.id, _KEPT.alerted_at.is_(None))
    return (await tx.execute(mine.values(alerted_at=now))).rowcount == 1


async def next_due(tx: AsyncConnection, platform: str, grace: timedelta) -> datetime | None:
    """When there may be something to do next: something owed falls due, a lease runs out, a doubt may be looked into."""
    mine = and_(_KEPT.platform == platform, _is_open(_KEPT.state))
    times: list[datetime] = []
    # what waits behind another in its place cannot move, and would call the worker for nothing
    owed = select(_KEPT.turn_at, _KEPT.not_before).where(mine, _KEPT.state == "owed", ~_held_back())
    times += [max(row.turn_at, row.not_before or row.turn_at) for row in await tx.execute(owed)]
    leased = select(_KEPT.state, _KEPT.lease_until, _KEPT.not_before).where(mine, _KEPT.state.in_(("sending", "doubtful")))
    for row in await tx.execute(leased):
        if row.state == "sending":
            times.append(row.lease_until)
        else:
            times.append(max(row.lease_until + grace, row.not_before or row.lease_until))
    return min(times, default=None)


async def get(tx: AsyncConnection, key: str) -> Delivery | None:
    return next(iter(await gather(tx, select(schema.deliveries).where(_KEPT.key == key.strip().lower()))), None)


async def of_subject(tx: AsyncConnection, subject: str, *, lock: bool = False) -> tuple[Delivery, ...]:
    """All deliveries of a card, a story or a digest, in the order in which they were owed. `lock`: nobody claims one of them
    until the transaction ends, so that what is reworded is sent in its new words."""
    query = select(schema.deliveries).where(_KEPT.subject == subject).order_by(_KEPT.id)
    return await gather(tx, query.with_for_update() if lock else query)


async def held(tx: AsyncConnection, *, limit: int) -> tuple[Delivery, ...]:
    """What needs an admin's eye: doubtful and dead, the newest first."""
    in_trouble = _KEPT.state.in_((DeliveryState.DOUBTFUL.value, DeliveryState.DEAD.value))
    return await gather(tx, select(schema.deliveries).where(in_trouble).order_by(_KEPT.id.desc()).limit(limit))


async def counts(tx: AsyncConnection) -> dict[DeliveryState, int]:
    """How many deliveries stand in each state; every state is named."""
    found = await tx.execute(select(_KEPT.state, func.count().label("many")).group_by(_KEPT.state))
    many = {row.state: row.many for row in found}
    return {state: many.get(state.value, 0) for state in DeliveryState}


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _is_open(state: ColumnElement[str]) -> ColumnElement[bool]:
    """Written out, not bound: a partial index is only used where its condition stands in the statement."""
    return state.in_(bindparam(None, _OPEN, expanding=True, literal_execute=True))


def _held_back() -> ColumnElement[bool]:
    """Something in the same place is under way, or owed and earlier in turn."""
    ahead = schema.deliveries.alias("ahead").c
    same_place = [ahead[column.name] == column for column in _PLACE]
    earlier = tuple_(ahead.turn_at, ahead.id) < tuple_(_KEPT.turn_at, _KEPT.id)
    under_way = ahead.state.in_(("sending", "doubtful"))
    return select(literal(1)).where(*same_place, _is_open(ahead.state), or_(under_way, earlier)).exists()


async def _alone(tx: AsyncConnection, platform: str) -> None:
    """One claim a platform at a time. SQLite has one writer anyway; in PostgreSQL two claims could see the same free place."""
    if not is_sqlite(tx):
        await tx.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"briefbot deliveries {platform}"))))


def _row(key: str, debt: Debt, now: datetime) -> dict[str, Any]:
    place = debt.place
    return {
        "key": key,
        "platform": place.platform,
        "workspace": place.workspace,
        "channel": place.channel,
        "thread": place.thread,
        "kind": debt.kind.value,
        "subject": debt.subject,
        "revision": debt.revision,
        "message": messages.dumps(debt.message),
        "state": DeliveryState.OWED.value,
        "attempt": 0,
        "owed_at": now,
        "turn_at": max(debt.not_before or now, now),
        "forced": False,
    }


async def gather(tx: AsyncConnection, query: Select[Any]) -> tuple[Delivery, ...]:
    """What a SELECT of whole rows finds."""
    return tuple([_delivery(row) for row in (await tx.execute(query)).all()])


def _delivery(row: Any) -> Delivery:
    return Delivery(
        id=row.id,
        key=row.key,
        place=Place(platform=row.platform, workspace=row.workspace, channel=row.channel, thread=row.thread),
        kind=DeliveryKind(row.kind),
        subject=row.subject,
        revision=row.revision,
        message=messages.loads(row.message),
        state=DeliveryState(row.state),
        attempt=row.attempt,
        owed_at=row.owed_at,
        not_before=row.not_before,
        first_attempt_at=row.first_attempt_at,
        lease_until=row.lease_until,
        doubtful_since=row.doubtful_since,
        forced=row.forced,
        ref=messages.load_ref(row.ref) if row.ref else None,
        error=row.error,
    )
