"""The line on a bench: real store, real fetcher, a fake outlet on loopback, the work done in this process, a clock by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.condense import condense
from bot.intake import Intake, Patience
from bot.model.desk import Channel, Desk, Outlet, Subject, Topic
from bot.model.feeds import Feed, FeedKind
from bot.model.meters import Meters
from bot.polling import Polling
from bot.publishing import Wanted
from bot.revisits import Revisits
from bot.sources.articles import extract
from bot.sources.feeds import parse
from bot.sources.fetch import Fetcher, Limits
from bot.store import Store, open_store
from tests.fakes.events import event, paragraphs
from tests.fakes.outlets import Outlets, gives

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
QUICK = Limits(connect=2, first_byte=2, whole=5, gap=0)

DESK = Desk(
    name="Test desk",
    countries=("MX",),
    topics=(
        Topic(
            id="homicides",
            name={"en": "Homicides", "es": "Homicidios"},
            terms={"en": {"homicide*": 3.0, "killed": 2.0, "murder*": 3.0}, "es": {"homicidio*": 3.0, "asesinad*": 3.0}},
        ),
    ),
    subject=Subject(anchors={"en": {"mexico": 3.0, "sonora": 2.0}, "es": {"méxico": 3.0, "sonora": 2.0}}, against={}),
    outlets=(Outlet(id="voz", name="La Voz", country="MX"), Outlet(id="eco", name="El Eco", country="MX")),
)
CHANNELS = (
    Channel(id="all", platform="console", labels="en"),
    Channel(id="es", platform="console", labels="es", languages=("es",)),
)


class HandClock:
    def __init__(self, now: datetime = NOON) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def tick(self, **by: float) -> None:
        self.time += timedelta(**by)


class Bench:
    """The CPU work of the line, done here and now."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def parse(self, body, *, url, content_type, now):
        return parse(body, url=url, content_type=content_type, now=now)

    async def extract(self, body, *, url, entry, content_type):
        return extract(body, url=url, entry=entry, content_type=content_type)

    async def condense(self, article):
        return condense(article, self.desk)


def feed(site: Outlets, name: str = "voz", path: str = "/feed", **more) -> Feed:
    plain = {
        "id": name,
        "url": site.url(path),
        "outlet": name,
        "language": "en",
        "country": "MX",
        "kind": FeedKind.NEWS,
        "interval": timedelta(minutes=30),
        "first": "all",
    }
    return Feed(**{**plain, **more})


def rss(site: Outlets, *slugs: str, host: str | None = None, date: str = "Tue, 24 Nov 2026 10:00:00 GMT") -> bytes:
    """A feed that lists the articles `/a/<slug>`, newest first."""
    base = host or site.url("")
    items = "".join(
        f"<item><title>{title(slug)}</title><link>{base}/a/{slug}?utm_source=rss</link><guid>{slug}</guid>"
        f"<pubDate>{date}</pubDate><description>Homicides in Sonora, Mexico. {paragraphs(slug)[0]}</description></item>"
        for slug in slugs
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>La Voz</title>{items}</channel></rss>'.encode()


def title(slug: str) -> str:
    it = event(slug)
    return f"{it.who} of {it.town}, Sonora, killed at the {it.where}: case {slug}"


def page(slug: str) -> str:
    """An article of the desk's subject, long enough to be taken for one, on an event of its own."""
    told = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs(slug))
    head = f"<head><title>{title(slug)}</title></head>"
    return f"<html lang='en'>{head}<body><article><h1>{title(slug)}</h1>{told}</article></body></html>"


def publish(site: Outlets, *slugs: str, path: str = "/feed", etag: str | None = None) -> None:
    """The feed lists these articles from now on, and their pages are there."""
    headers = {"Content-Type": "application/rss+xml", **({"ETag": etag} if etag else {})}
    site.at(path, gives(rss(site, *slugs), headers=headers))
    for slug in slugs:
        site.at(f"/a/{slug}", gives(page(slug), headers={"Content-Type": "text/html; charset=utf-8"}))


@dataclass(kw_only=True)
class Line:
    store: Store
    intake: Intake
    polling: Polling
    revisits: Revisits
    clock: HandClock
    feeds: list[Feed] = field(default_factory=list)
    told: list[tuple] = field(default_factory=list)

    async def again(self, **later: float) -> None:
        """Lets time pass, then looks again at what is due, to the end."""
        self.clock.tick(**later)
        await self.revisits.drain()

    async def round(self, **later: float) -> None:
        """Lets time pass, then polls what is due to the end."""
        self.clock.tick(**later)
        await self.polling.tick()
        await self.polling.drain()


@asynccontextmanager
async def line(
    folder: Path | str,
    site: Outlets,
    *,
    clock: HandClock | None = None,
    patience: int = 2,
    channels: Sequence[Channel] = CHANNELS,
    desk: Desk = DESK,
) -> AsyncIterator[Line]:
    clock = clock or HandClock()
    store = await open_store(folder, now=clock.now())
    feeds: list[Feed] = []

    async def wanted() -> Wanted:
        return Wanted(desk=desk, feeds=tuple(feeds), channels=tuple(channels))

    try:
        async with Fetcher(agent="briefbot-test", allow={("127.0.0.1", site.port)}, limits=QUICK) as fetcher:
            intake = Intake(
                store=store,
                fetcher=fetcher,
                workers=Bench(desk),
                clock=clock,
                meters=Meters(),
                wake=asyncio.Event(),
                rng=Random(7),
                patience=Patience(polls=patience),
            )
            revisits = Revisits(
                store=store,
                fetcher=fetcher,
                workers=intake.workers,
                clock=clock,
                meters=intake.meters,
                wake=intake.wake,
                wanted=wanted,
                rng=Random(7),
            )
            intake.reread = revisits.reread
            polling = Polling(intake=intake, wanted=wanted)
            made = Line(store=store, intake=intake, polling=polling, revisits=revisits, clock=clock, feeds=feeds)
            polling.listeners.append(lambda *what: made.told.append(what))
            yield made
    finally:
        await store.close()
