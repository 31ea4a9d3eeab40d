"""What the console's two faces, terminal and page, share: the log, the desk's channels, and a way to ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.commands.ask import Ask, Who
from bot.model.chat import Place
from bot.model.desk import Channel
from bot.platforms.console.log import ConsoleLog

NAME = "console"
OWNER = Who(id="console", name="console", is_admin=True)
"""Whoever sits at this machine may do everything: the files are theirs already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """`ask(who, where, language)` gives the present Ask; `channels`: the console's own."""

    log: ConsoleLog
    desk_name: str
    labels: Callable[[], str]
    ask: Callable[[Who, Place, str], Awaitable[Ask]]
    channels: Sequence[Channel]


def place(channel: str, thread: str = "") -> Place:
    return Place(platform=NAME, channel=channel, thread=thread)
