"""`/status`: the service at a glance; for admins, the platforms' sessions, failing feeds and missing permissions too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from bot.commands import show
from bot.commands.ask import Ask, Running
from bot.commands.command import command
from bot.commands.routes import lacking
from bot.layout.neutral import clean
from bot.layout.times import moment
from bot.model.chat import Bullets, Inline, Line, Plain, Reply, Strong
from bot.store import cards, deliveries
from bot.store import feeds as kept

_DAY = timedelta(hours=24)


@command
async def status(ask: Ask) -> Reply:
    running = await ask.services.status()
    async with ask.store.read() as tx:
        total, today = await cards.count(tx), await cards.count(tx, since=ask.now - _DAY)
        counts = await deliveries.counts(tx)
        states = await kept.states(tx)
    failing = [feed.id for feed in ask.feeds if (state := states.get(feed.id)) and (state.failures or state.retired)]
    paused = [feed.id for feed in ask.feeds if feed.paused]
    say = ask.texts.say
    version: tuple[Inline, ...] = (Plain(say("replies.status.version", version=running.version)),)
    if running.started_at is not None:
        since = moment(running.started_at, language=ask.language, now=ask.now, zone=ask.zone)
        version = (*version, Plain(say("replies.status.since")), since)
    lines: list[Line] = [
        version,
        (Plain(say("replies.status.cards", total=total, today=today)),),
        (Plain(say("replies.status.feeds", total=len(ask.feeds), failing=len(failing), paused=len(paused))),),
        (Plain(say("replies.status.deliveries", **{str(state): count for state, count in counts.items()})),),
    ]
    if ask.paused:
        lines.insert(0, (Strong(say("replies.status.held")),))
    missing = await lacking(ask, ask.channels) if ask.who.is_admin else {}
    if ask.who.is_admin:
        lines += _for_admins(ask, running, failing, missing)
    data = {
        "paused": ask.paused,
        "platforms": dict(running.platforms),
        "missing": {name: list(what) for name, what in missing.items()},
        "version": running.version,
        "started_at": running.started_at.isoformat() if running.started_at else None,
        "cards": {"total": total, "last_24_hours": today},
        "feeds": {"total": len(ask.feeds), "failing": failing, "paused": paused},
        "deliveries": {str(state): count for state, count in counts.items()},
    }
    return Reply(blocks=(show.heading(ask, "status.title"), Bullets(tuple(lines))), data=data)


def _for_admins(ask: Ask, running: Running, failing: Sequence[str], missing: Mapping[str, Sequence[str]]) -> Iterator[Line]:
    say = ask.texts.say
    for name, up in running.platforms.items():
        yield (Plain(say("replies.status.session_up" if up else "replies.status.session_down", platform=name.capitalize())),)
    if failing:
        yield (Plain(say("replies.status.failing", feeds=", ".join(failing))),)
    for channel, what in missing.items():
        yield (Plain(say("replies.status.missing", channel=channel, what=clean(", ".join(what)))),)
