"""The desk as it stands: the settings with what was changed by chat or web since."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.app.settings import Settings
from bot.app.settings.changes import Row, feed_row, merge
from bot.intake import Wanted
from bot.model.desk import Channel
from bot.store import Store, changes


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveDesk:
    """`served`: the platforms that this process serves; a channel elsewhere is owed nothing that nobody would deliver."""

    settings: Settings
    store: Store
    served: frozenset[str]

    async def wanted(self) -> Wanted:
        """Read anew each time, for another process may have recorded a change."""
        async with self.store.read() as tx:
            made = await changes.all(tx)
        now = merge(self.settings.feeds, self.settings.desk.outlets, made)
        desk = replace(self.settings.desk, outlets=now.outlets)
        return Wanted(desk=desk, feeds=now.feeds, channels=self.channels, served=self.served)

    @property
    def channels(self) -> tuple[Channel, ...]:
        return tuple(channel for channel in self.settings.channels if channel.platform in self.served)

    async def all_channels(self) -> tuple[Channel, ...]:
        """Those of all platforms, as they stand now."""
        return (await self.wanted()).channels

    def channels_of(self, platform: str) -> tuple[Channel, ...]:
        return tuple(channel for channel in self.channels if channel.platform == platform)

    def filed(self, feed_id: str) -> Row | None:
        """The feed's entry as the file has it; None where it has none."""
        found = next((feed for feed in self.settings.feeds if feed.id == feed_id), None)
        return feed_row(found) if found else None
