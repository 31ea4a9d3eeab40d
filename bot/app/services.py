"""What commands set going: `bot.commands.ask.Services`, carried out on the running service's parts."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from slugify import slugify

from bot import __version__
from bot.app.changing import Changing
from bot.app.chats import Session
from bot.app.live_desk import LiveDesk
from bot.app.ondemand import OnDemand
from bot.app.settings.exported import as_files
from bot.app.settings.shown import effective
from bot.commands.ask import Edit, FeedWish, Running, Setting, Trial, TrialEntry, Who
from bot.intake import Workers
from bot.languages import available
from bot.languages.countries import countries, country_meant
from bot.model.cards import Card
from bot.model.chat import Place
from bot.model.clock import Clock
from bot.model.desk import Outlet
from bot.model.errors import PlatformError, UsageError
from bot.model.feeds import Feed
from bot.model.readers import Person
from bot.outbox import Later, Port, Refused, Unknown
from bot.sources.fetch import Fetcher
from bot.store import Store
from bot.trial import TriedFeed, fetch_and_try

INTERVAL = timedelta(minutes=30)
"""How often a feed added by chat is polled; an interval of its own is given in feeds.toml."""


@dataclass(slots=True, kw_only=True)
class DeskServices:
    """`workers` is asked for only when a feed is read, since starting them takes a moment. `ports`: of the platforms
    that this process serves. `bell`: set when something may have become owed."""

    store: Store
    desk: LiveDesk
    fetcher: Fetcher
    workers: Workers
    clock: Clock
    on_demand: OnDemand
    started_at: datetime | None = None
    ports: dict[str, Port] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    bell: asyncio.Event = field(default_factory=asyncio.Event)

    async def test_feed(self, url: str) -> Trial:
        _check_address(url)
        tried = await fetch_and_try(url, fetcher=self.fetcher, workers=self.workers, now=self.clock.now())
        return trial_of(tried)

    async def add_feed(self, wish: FeedWish, *, who: Who, where: Place) -> Feed:
        _check(wish)
        tried = await fetch_and_try(wish.url, fetcher=self.fetcher, workers=self.workers, now=self.clock.now())
        wanted = await self.desk.wanted()
        feed, outlet = _followed(wish, tried, wanted.desk.outlets)
        if any(known.id == feed.id for known in wanted.feeds):
            raise UsageError("feed-id-taken", id=feed.id)
        if any(known.url == feed.url for known in wanted.feeds):
            raise UsageError("feed-followed", url=feed.url)
        edits = [Edit(kind="outlet", id=outlet.id, value=outlet)] if outlet is not None else []
        await self.change([*edits, Edit(kind="feed", id=feed.id, value=feed)], who=who, where=where)
        return feed

    async def pause_feed(self, feed_id: str, *, paused: bool, who: Who, where: Place) -> None:
        feed = await self._feed(feed_id)
        await self.change([Edit(kind="feed", id=feed_id, value=replace(feed, paused=paused))], who=who, where=where)

    async def remove_feed(self, feed_id: str, *, who: Who, where: Place) -> None:
        await self._feed(feed_id)
        await self.change([Edit(kind="feed", id=feed_id, value=None)], who=who, where=where)

    async def change(self, edits: Sequence[Edit], *, who: Who, where: Place) -> int:
        return await Changing(store=self.store, desk=self.desk, clock=self.clock).change(edits, who=who, where=where)

    async def undo(self, number: int, *, who: Who, where: Place) -> str:
        return await Changing(store=self.store, desk=self.desk, clock=self.clock).undo(number, who=who, where=where)

    async def missing_permissions(self, place: Place, roles: Sequence[str] = ()) -> tuple[str, ...] | None:
        port = self.ports.get(place.platform)
        if port is None:
            return None
        told = {"platform": place.platform.capitalize(), "place": str(place)}
        try:
            return await port.missing_permissions(place, roles)
        except Refused as refused:
            raise PlatformError("place-refused", why=refused.reason, **told) from refused
        except (Later, Unknown) as unknown:
            raise PlatformError("place-unreachable", **told) from unknown

    async def settings(self) -> tuple[Setting, ...]:
        return tuple(effective(self.desk.settings, await self.desk.merged()))

    async def files(self) -> Mapping[str, bytes]:
        return as_files(self.desk.settings, await self.desk.merged())

    async def condense(self, url: str, *, who: Person) -> Card:
        return await self.on_demand.condense(url, who, self.clock.now())

    async def status(self) -> Running:
        up = {name: session.up for name, session in self.sessions.items()}
        return Running(version=__version__, started_at=self.started_at, platforms=up)

    def wake(self) -> None:
        self.bell.set()

    async def _feed(self, feed_id: str) -> Feed:
        wanted = await self.desk.wanted()
        found = next((feed for feed in wanted.feeds if feed.id == feed_id), None)
        if found is None:
            raise UsageError("feed-unknown", id=feed_id)
        return found


def _check(wish: FeedWish) -> None:
    """What the feed's entry would refuse is refused before anything is asked or kept. Raises UsageError."""
    _check_address(wish.url)
    if wish.id is not None and slugify(wish.id) != wish.id:
        raise UsageError("feed-id", id=wish.id, near=slugify(wish.id) or "el-faro")
    if wish.country is not None and wish.country not in countries():
        near = country_meant(wish.country)
        raise UsageError("country-unknown-near" if near else "country-unknown", country=wish.country, near=near or "", at="")


def _check_address(url: str) -> None:
    if "://" not in url:
        raise UsageError("address-incomplete", text=url)


def trial_of(tried: TriedFeed) -> Trial:
    return Trial(
        url=tried.url,
        title=tried.feed.title or "",
        language=tried.feed.language,
        entries=tuple(
            TrialEntry(title=j.entry.title, url=j.entry.url, published=j.entry.published, kept=j.kept, reasons=j.reasons)
            for j in tried.judged
        ),
        warnings=tried.feed.warnings,
    )


def _followed(wish: FeedWish, tried: TriedFeed, outlets: Sequence[Outlet]) -> tuple[Feed, Outlet | None]:
    """The feed as wished, the rest from the feed itself; its outlet, where the desk has none such.

    Raises UsageError where neither says the language.
    """
    host = urlsplit(tried.url).hostname or ""
    said = (tried.feed.language or "").split("-")[0].lower()
    language = wish.language or (said if said in available() else None)
    if language is None:
        raise UsageError("feed-language", known=", ".join(available()))
    name = wish.outlet or tried.feed.title or host
    outlet = next((o for o in outlets if wish.outlet in {o.id, o.name} or o.id == slugify(name)), None)
    country = wish.country or (outlet.country if outlet else None)
    if country is None:
        raise UsageError("feed-country")
    new = None if outlet else Outlet(id=slugify(name) or slugify(host), name=name, country=country)
    owner = outlet or new
    assert owner is not None
    feed = Feed(
        id=wish.id or slugify(name) or slugify(host),
        url=tried.url,
        outlet=owner.id,
        language=language,
        country=country,
        kind=wish.kind,
        interval=INTERVAL,
    )
    return feed, new
