"""What the commands about digests have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.commands.ask import Ask
from bot.commands.data import as_data
from bot.commands.routes import channel_of
from bot.editorial.digesting import coming, crons, plans
from bot.layout.locales import weekday
from bot.model.chat import Block, Message
from bot.model.desk import Channel
from bot.model.digests import DAYS, Correction, Digest, DigestPlan, Entry
from bot.model.errors import UsageError


def held(ask: Ask, channel_id: str, digest_id: str) -> tuple[Channel, DigestPlan]:
    """The channel and its digest, paused or not. Raises UsageError."""
    channel = channel_of(ask, channel_id)
    every = channel.digest or plans(channel)
    found = next((plan for plan in every if plan.id == digest_id), None)
    if found is None:
        raise UsageError("digest-unknown", id=digest_id, channel=channel_id, known=", ".join(plan.id for plan in every) or "–")
    return channel, found


def put(channel: Channel, plan: DigestPlan) -> Channel:
    """The channel with this digest in place of its own of that id; the one that it has unsaid is said from then on."""
    every = channel.digest or plans(channel)
    if any(one.id == plan.id for one in every):
        return replace(channel, digest=tuple(plan if one.id == plan.id else one for one in every))
    return replace(channel, digest=(*channel.digest, plan))


def zone_of(channel: Channel, plan: DigestPlan) -> str:
    return plan.zone or channel.zone


def next_of(channel: Channel, plan: DigestPlan, now: datetime) -> datetime | None:
    return coming(crons(plan), zone_of(channel, plan), now)


def hours(ask: Ask, plan: DigestPlan) -> str:
    """“07:30, 18:00 · Mon, Tue”, or the cron line."""
    if plan.cron is not None:
        return plan.cron
    days = ", ".join(weekday(DAYS.index(day), told_in=ask.language) for day in plan.days)
    return " · ".join(part for part in (", ".join(plan.at), days) if part)


def joined(messages: Sequence[Message]) -> tuple[Block, ...]:
    return tuple(block for message in messages for block in message.blocks)


def as_plain(digest: Digest) -> dict[str, Any]:
    return {
        "stories": [_entry(one) for one in digest.entries],
        "more": [one.story for one in digest.more],
        "corrections": [_correction(one) for one in digest.corrections],
        "silences": [as_data(one) for one in digest.silences],
        "left_out": [{"card": card, "reason": reason.code} for card, reason in (*digest.dropped, *digest.kept)],
    }


def _correction(one: Correction) -> dict[str, Any]:
    return {
        "card": one.card.id,
        "at": as_data(one.at),
        "revision": as_data(one.revision) if one.revision else None,
        "retracted": one.retracted,
    }


def _entry(one: Entry) -> dict[str, Any]:
    return {
        "story": one.story,
        "card": one.lead.id,
        "title": one.lead.title,
        "topic": one.topic,
        "outlets": list(one.outlets),
        "sources": one.sources,
        "score": one.score,
        "reasons": [as_data(reason) for reason in one.reasons],
        "updates": bool(one.fresh),
    }
