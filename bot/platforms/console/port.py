"""The outbox's port to the console's log."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from bot.languages import texts
from bot.layout.neutral import clean
from bot.model.chat import Context, Message, Place, Plain, Ref
from bot.model.clock import Clock
from bot.outbox.port import Limits, Refused, Unknown
from bot.platforms.console.log import ConsoleLog, Posted
from bot.platforms.console.room import NAME, place

_log = structlog.get_logger("console")

LIMITS = Limits(characters=1_000_000, blocks=1_000, block_characters=100_000, choices=1_000)
"""A log takes whatever a card can hold; the numbers only keep it finite."""


@dataclass(slots=True, kw_only=True)
class ConsolePort:
    """`listeners` are told of each message once it stands in the log."""

    log: ConsoleLog
    clock: Clock
    listeners: list[Callable[[Posted], None]] = field(default_factory=list)
    name: str = NAME
    limits: Limits = LIMITS

    async def post(self, place: Place, message: Message, *, key: str) -> Ref:
        now, message = self.clock.now(), _in_words(message)
        try:
            number = await self.log.append(place.channel, place.thread, key, message, now)
        except sqlite3.Error as error:
            raise Unknown(str(error)) from error
        posted = Posted(
            id=number, channel=place.channel, thread=place.thread, key=key, posted_at=now, edited_at=None, message=message
        )
        for listener in self.listeners:
            try:
                listener(posted)
            except Exception:  # noqa: BLE001 - whatever a listener is
                # it stands in the log; that nobody could be told of it must not make its arrival doubtful
                _log.exception("a listener failed", message=number)
        return Ref(place=place, message=str(number))

    async def find(self, place: Place, key: str, since: datetime) -> Ref | None:
        try:
            number = await self.log.find(place.channel, place.thread, key, since)
        except sqlite3.Error as error:
            raise Unknown(str(error)) from error
        return None if number is None else Ref(place=place, message=str(number))

    async def edit(self, ref: Ref, message: Message) -> None:
        try:
            there = await self.log.change(int(ref.message), _in_words(message), self.clock.now())
        except sqlite3.Error as error:
            raise Unknown(str(error)) from error
        if not there:
            raise Refused(f"message {ref.message} is not in the log")

    async def missing_permissions(self, place: Place, roles: Sequence[str] = ()) -> tuple[str, ...]:
        del place, roles  # whoever runs the console may write its log
        return ()

    async def open_direct(self, person: str) -> Place:
        return place(f"@{person.rpartition('/')[2]}")


def _in_words(message: Message) -> Message:
    """A log wakes nobody: whom the message mentions is written below it."""
    if not message.mentions:
        return message
    told = texts(message.language).say("labels.mentions", who=", ".join(map(clean, message.mentions)))
    return replace(message, blocks=(*message.blocks, Context((Plain(told),))))
