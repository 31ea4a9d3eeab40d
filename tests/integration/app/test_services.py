"""What an admin changes by command: recorded, in force at once for every process, and undone by the file's own edit."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.live_desk import LiveDesk
from bot.app.ondemand import OnDemand
from bot.app.services import DeskServices
from bot.app.settings import Settings
from bot.app.settings.environment import Environment
from bot.commands import run
from bot.commands.ask import Ask
from bot.layout.text import plain
from bot.platforms.console.room import OWNER, place
from bot.store import cards, changes
from tests.fakes.line import CHANNELS, DESK, Bench, feed, line, publish, title
from tests.fakes.outlets import gives, outlets


@asynccontextmanager
async def desk(folder: Path, site, *feeds):
    async with line(folder, site) as made:
        settings = Settings(
            folder=folder,
            desk=DESK,
            feeds=feeds,
            channels=CHANNELS,
            labels="en",
            zone="UTC",
            contact=None,
            alarms=None,
            console_port=0,
            newsroom=None,
            environment=Environment(),
        )
        live = LiveDesk(settings=settings, store=made.store, served=frozenset({"console"}))
        services = DeskServices(
            store=made.store,
            desk=live,
            fetcher=made.intake.fetcher,
            workers=Bench(DESK),
            clock=made.clock,
            on_demand=OnDemand(fetcher=made.intake.fetcher, workers=Bench(DESK), an_hour=2),
        )

        async def say(text: str) -> str:
            wanted = await live.wanted()
            ask = Ask(
                store=made.store,
                desk=wanted.desk,
                feeds=wanted.feeds,
                channels=wanted.channels,
                services=services,
                who=OWNER,
                where=place("all"),
                language="en",
                now=made.clock.now(),
            )
            return plain((await run(text, ask)).blocks)

        yield made, live, say


@pytest.fixture
async def site():
    async with outlets() as made:
        yield made


async def test_a_feed_added_by_command_is_followed_with_its_own_outlet(tmp_path, site):
    publish(site, "one")
    async with desk(tmp_path, site) as (made, live, say):
        answer = await say(f"/feeds add {site.url('/feed')} lang:en country:MX outlet:'Nuevo'")
        (followed,) = (await live.wanted()).feeds
        assert followed.url == site.url("/feed"), answer
        assert followed.interval == timedelta(minutes=30)
        assert followed.outlet in {outlet.id for outlet in (await live.wanted()).desk.outlets}
        async with made.store.read() as tx:
            recorded = await changes.all(tx)
        assert {change.who for change in recorded} == {OWNER.name}
        again = await say(f"/feeds add {site.url('/feed')} lang:en country:MX id:other")
        assert "is followed already" in again


async def test_a_page_s_address_leads_to_its_feed(tmp_path, site):
    publish(site, "one")
    link = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    site.at("/", gives(f"<html><head>{link}</head><body>Home</body></html>", headers={"Content-Type": "text/html"}))
    async with desk(tmp_path, site) as (_, live, say):
        await say(f"/feeds add {site.url('/')} lang:en country:MX")
        assert [one.url for one in (await live.wanted()).feeds] == [site.url("/feed")]


async def test_a_feed_on_trial_tells_what_is_kept_and_why_and_stores_nothing(tmp_path, site):
    publish(site, "one")
    async with desk(tmp_path, site) as (made, live, say):
        answer = await say(f"/feeds test {site.url('/feed')}")
        assert title("one") in answer
        assert (await live.wanted()).feeds == ()
        async with made.store.read() as tx:
            assert await changes.all(tx) == ()


async def test_a_feed_can_be_paused_resumed_and_removed(tmp_path, site):
    async with desk(tmp_path, site, feed(site)) as (_, live, say):
        await say("/feeds pause voz")
        assert [one.paused for one in (await live.wanted()).feeds] == [True]
        await say("/feeds pause voz off:yes")
        assert [one.paused for one in (await live.wanted()).feeds] == [False]
        await say("/feeds remove voz")
        assert (await live.wanted()).feeds == ()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/feeds add {site}/nothing lang:en country:MX", "404"),
        ("/feeds add {site}/feed country:MX lang:fr", "fr"),
        ("/feeds add {site}/feed lang:en", "country"),
        ("/feeds pause nobody", "nobody"),
    ],
)
async def test_a_wish_that_cannot_be_met_is_told_with_its_remedy_and_changes_nothing(tmp_path, site, command, told):
    publish(site, "one")
    async with desk(tmp_path, site) as (made, _, say):
        answer = await say(command.format(site=site.url("")))
        assert told in answer
        async with made.store.read() as tx:
            assert await changes.all(tx) == ()


async def test_channels_of_platforms_that_are_not_served_are_owed_nothing(tmp_path, site):
    async with desk(tmp_path, site) as (_, live, _say):
        nobody = LiveDesk(settings=live.settings, store=live.store, served=frozenset())
        assert (await nobody.wanted()).channels == ()


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("nope", "“nope” is no web address."),
        ("{url} country:Mexico", "“Mexico” is no country. Countries have two capital letters: did you mean MX?"),
        ("{url} country:XX", "“XX” is no country."),
        ('{url} country:MX id:"El Faro"', "“El Faro” is no id."),
    ],
)
async def test_a_feed_that_its_entry_would_refuse_is_refused_before_it_is_recorded(tmp_path, site, wish, told):
    publish(site, "one")
    async with desk(tmp_path, site) as (made, _live, say):
        answer = await say(f"/feeds add {wish.format(url=site.url('/feed'))} lang:en")
        assert told in " ".join(answer.split())
        async with made.store.read() as tx:
            assert not await changes.all(tx)


async def test_an_article_is_condensed_on_demand_so_often_an_hour_and_nothing_is_kept(tmp_path, site):
    publish(site, "one")
    async with desk(tmp_path, site) as (made, _, say):
        for _ in range(2):
            assert title("one") in await say(f"/condense {site.url('/a/one')}")
        refused = await say(f"/condense {site.url('/a/one')}")
        assert "can have 2 articles an hour" in refused
        assert "60 minutes" in refused
        made.clock.tick(minutes=61)
        assert "case one" in await say(f"/condense {site.url('/a/one')}")
        async with made.store.read() as tx:
            assert await cards.count(tx) == 0


async def test_what_is_asked_for_goes_through_the_same_guarded_door(tmp_path, site):
    async with desk(tmp_path, site) as (_, _, say):
        assert "private or reserved network" in await say("/condense http://127.0.0.1:9/secret")
