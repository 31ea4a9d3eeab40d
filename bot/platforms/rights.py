"""Whose administrators may change the desk: those of its own servers and workspaces, not of any that the bot was brought to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.model.desk import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A server of Discord's, a workspace of Slack's. `alone`: the bot is in no other one of that platform's. `holds`: whether
    a channel stands there whose workspace the settings leave out, by its address."""

    platform: str
    workspace: str
    alone: bool
    holds: Callable[[str], bool]


def is_the_desks(here: Here, channels: Sequence[Channel], named: Sequence[str]) -> bool:
    """Whether it is the desk's own: one that desk.toml names (`named`), or one that a channel of the desk's stands on.

    Before anything says which is, the only one that the bot is in counts as such, so that a fresh desk can be given its first
    channel by chat; among several, nobody knows whose word should count.
    """
    there = [channel for channel in channels if channel.platform == here.platform]
    if not here.workspace:
        return False
    if not named and not there:
        return here.alone
    return here.workspace in named or any(
        channel.workspace == here.workspace or (not channel.workspace and here.holds(channel.address)) for channel in there
    )
