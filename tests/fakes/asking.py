"""Somebody who asks: an Ask over a real store, with services that write down what they were told to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.commands.ask import Ask, Running, Setting, Trial, TrialEntry, Who
from bot.model.chat import Place
from bot.model.desk import Channel, Desk, Outlet, Person, Register, Topic
from bot.model.digests import DigestPlan
from bot.model.errors import SourceError, UsageError
from bot.model.feeds import Feed, FeedKind
from bot.model.reasons import Reason
from tests.fakes.cards import card

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)
DESK = Desk(
    name="Test desk",
    topics=(
        Topic(id="homicides", name={"en": "Homicides", "es": "Homicidios"}, terms={}, colour="#aa0000"),
        Topic(
            id="armed-forces",
            name={"en": "Armed forces", "es": "Fuerzas armadas"},
            terms={},
            aliases=("army", "ejército"),
        ),
        Topic(id="us-mexico", name={"en": "US–Mexico", "es": "México–EE. UU."}, terms={}),
    ),
    people=(Person(id="ana-ruiz", name="Ana Ruiz"),),
    registers=(
        Register(
            id="sesnsp-cases",
            name={"en": "SESNSP case files", "es": "Carpetas del SESNSP"},
            words={},
            measures={"en": ("homicides",), "es": ("homicidios",)},
        ),
    ),
    outlets=(
        Outlet(id="example", name="The Example", country="US"),
        Outlet(id="ejemplo", name="El Ejemplo", country="MX"),
    ),
)
FEEDS = (
    Feed(
        id="ejemplo-seguridad",
        url="https://ejemplo.example/rss",
        outlet="ejemplo",
        language="es",
        country="MX",
        kind=FeedKind.NEWS,
        interval=timedelta(minutes=30),
    ),
    Feed(
        id="example-world",
        url="https://news.example/rss",
        outlet="example",
        language="en",
        country="US",
        kind=FeedKind.NEWS,
        interval=timedelta(minutes=30),
        paused=True,
    ),
)
CHANNELS = (
    Channel(id="all", platform="console", labels="en"),
    Channel(
        id="homicidios",
        platform="slack",
        labels="es",
        topics=("homicides",),
        languages=("es",),
        outlets_muted=("example",),
        digest=(DigestPlan(id="daily", at=("08:00",)), DigestPlan(id="weekly", cron="0 8 * * 1", paused=True)),
    ),
)


@dataclass
class RecordingServices:
    calls: list = field(default_factory=list)
    missing: dict = field(default_factory=dict)
    woken: int = 0

    async def test_feed(self, url):
        self.calls.append(("test_feed", url))
        if "broken" in url:
            raise SourceError("feed-is-html", url=url, feeds="https://a.example/rss")
        kept = TrialEntry(title="Kept", url="https://news.example/1", published=NOW, kept=True, reasons=(Reason("entry-new"),))
        left = TrialEntry(title="Left", url=None, published=None, kept=False, reasons=(Reason("entry-seen"),))
        return Trial(url=url, title="A feed", language="en", entries=(kept, left))

    async def add_feed(self, wish, *, who, where):
        self.calls.append(("add_feed", wish, who, where))
        return FEEDS[0]

    async def pause_feed(self, feed_id, *, paused, who, where):
        self.calls.append(("pause_feed", feed_id, paused))

    async def remove_feed(self, feed_id, *, who, where):
        self.calls.append(("remove_feed", feed_id))

    async def condense(self, url, *, who):
        self.calls.append(("condense", url, who))
        if "broken" in url:
            raise SourceError("page-without-text", url=url)
        return card("Soldiers found 12 rifles in Ures.", url=url, title="Rifles in Ures", outlet=None)

    async def change(self, edits, *, who, where):
        self.calls.append(("change", tuple(edits), who, where))
        return len(self.calls)

    async def undo(self, number, *, who, where):
        self.calls.append(("undo", number, who, where))
        return "channel all"

    async def missing_permissions(self, place, roles=()):
        return self.missing.get(place.platform, ())

    async def settings(self):
        changed = Setting(name="channel all", value="threshold=0.7", origin="channels.toml", filed="threshold=0.5", change=3)
        gone = UsageError("setting-unknown-id", at="channels.toml", kind="topic", id="arms", file="topics.toml")
        left = Setting(name="channel old", value="topics=[arms]", change=2, wrong=(gone,))
        return (Setting(name="zone", value="UTC"), changed, left)

    async def files(self):
        return {"desk.toml": b'name = "Test desk"\n', "channels.toml": b""}

    def wake(self):
        self.woken += 1

    async def status(self):
        return Running(version="1.2.3", started_at=NOW - timedelta(hours=2))


def an_ask(store, **more):
    given = {
        "store": store,
        "desk": DESK,
        "feeds": FEEDS,
        "channels": CHANNELS,
        "services": RecordingServices(),
        "who": Who(id="u1", name="Ana", is_admin=True),
        "where": Place(platform="console", channel="all"),
        "language": "en",
        "now": NOW,
        "zone": "America/Mexico_City",
    }
    return Ask(**{**given, **more})
