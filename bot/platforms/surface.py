"""What a chat platform needs of the house to answer people: a present Ask, the desk's channels, and lines kept for buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.commands.ask import Ask, Who
from bot.model.chat import Place
from bot.model.clock import Clock
from bot.model.desk import Admins, Channel
from bot.store import Store, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """`present(who, where, language)` gives the Ask as things stand; `admins`: those whom desk.toml names.
    `labels`: the language where neither a channel nor a person says one, as it stands now."""

    present: Callable[[Who, Place, str], Awaitable[Ask]]
    channels: Callable[[], Awaitable[tuple[Channel, ...]]]
    store: Store
    admins: Admins
    labels: Callable[[], str]
    clock: Clock

    async def channel_at(self, place: Place) -> Channel | None:
        """The channel of the desk's that stands at this place, if one does."""
        here = (place.platform, place.workspace, place.channel)
        known = await self.channels()
        return next((c for c in known if (c.platform, c.workspace or place.workspace, c.address) == here), None)

    async def keep(self, long: Iterable[tuple[str, str]]) -> None:
        """Lines of buttons that are too long to be carried, by their tokens."""
        pairs = dict(long)
        if pairs:
            async with self.store.begin() as tx:
                await lines.keep(tx, pairs, self.now())

    async def kept(self, token: str) -> str | None:
        async with self.store.read() as tx:
            return await lines.get(tx, token)

    def now(self) -> datetime:
        return self.clock.now()
