"""The desk as it stands: the settings with what was changed by chat or web since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import overload

import structlog

from bot.app.settings import Settings
from bot.app.settings.changes import Merged, merge
from bot.app.settings.entries import Stand
from bot.app.settings.stand import stand_of
from bot.model.desk import Channel, Desk
from bot.publishing import Wanted
from bot.store import Store, changes

_log = structlog.get_logger("desk")


@dataclass(slots=True, kw_only=True)
class LiveDesk:
    """`served`: the platforms that this process serves; a channel elsewhere is owed nothing that nobody would deliver.
    `listeners` are told of the desk whenever it has become another, `watchers` of all that can be changed by chat."""

    settings: Settings
    store: Store
    served: frozenset[str]
    listeners: list[Callable[[Desk], None]] = field(default_factory=list)
    watchers: list[Callable[[Stand], None]] = field(default_factory=list)
    _known: Merged | None = None
    _seen: int = -1

    async def merged(self) -> Merged:
        """Read anew when a change was recorded, for another process may have recorded it."""
        async with self.store.read() as tx:
            last = await changes.last(tx)
            if self._known is not None and last == self._seen:
                return self._known
            made = await changes.all(tx)
        before = self.known.stand
        now = merge(stand_of(self.settings), made)
        for one in now.left_out:
            why = [problem.code for problem in one.problems]
            _log.warning("a change is left out", number=one.change.id, entry=one.change.entry, why=why)
        self._known, self._seen = now, last
        if now.stand.desk != before.desk:
            for listener in self.listeners:
                listener(now.stand.desk)
        if now.stand != before:
            for watcher in self.watchers:
                watcher(now.stand)
        return now

    @property
    def known(self) -> Merged:
        """As last read; as the files have it until then."""
        return self._known or merge(stand_of(self.settings), ())

    async def wanted(self) -> Wanted:
        stand = (await self.merged()).stand
        channels = self._served(stand)
        return Wanted(
            desk=stand.desk,
            feeds=stand.feeds,
            channels=channels,
            served=self.served,
            unserved=frozenset(one.id for one in stand.channels) - {one.id for one in channels},
            paused=stand.paused,
        )

    async def paused(self) -> bool:
        return (await self.merged()).stand.paused

    async def all_channels(self) -> tuple[Channel, ...]:
        """Those of all platforms that are served, as they stand now."""
        return (await self.wanted()).channels

    def channels_of(self, platform: str) -> Sequence[Channel]:
        """The platform's channels, always as last read."""
        return ChannelsNow(lambda: tuple(one for one in self._served(self.known.stand) if one.platform == platform))

    def labels(self) -> str:
        """The language in which the bot speaks where a channel does not say, as last read."""
        return self.known.stand.labels

    def alarms(self) -> Channel | None:
        """Where admins are told of what is stuck, as last read."""
        stand = self.known.stand
        return next((channel for channel in stand.channels if channel.id == stand.alarms), None)

    def _served(self, stand: Stand) -> tuple[Channel, ...]:
        return tuple(channel for channel in stand.channels if channel.platform in self.served)


@dataclass(frozen=True, slots=True)
class ChannelsNow(Sequence[Channel]):
    now: Callable[[], tuple[Channel, ...]]

    @overload
    def __getitem__(self, index: int) -> Channel: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Channel]: ...
    def __getitem__(self, index: int | slice) -> Channel | Sequence[Channel]:
        return self.now()[index]

    def __len__(self) -> int:
        return len(self.now())
