"""A change by chat wins until that entry of the file is itself edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.app.settings.changes import FILE, feed_entry, feed_row, merge, outlet_entry, outlet_row, paused
from bot.model.desk import Outlet
from bot.model.feeds import Feed, FeedKind
from bot.store.changes import Change

OUTLET = Outlet(id="faro", name="El Faro", country="MX")
FEED = Feed(
    id="faro",
    url="https://faro.example/rss",
    outlet="faro",
    language="es",
    country="MX",
    kind=FeedKind.NEWS,
    interval=timedelta(minutes=30),
    first=5,
)
OTHER = replace(FEED, id="otro", url="https://otro.example/rss", first="all")


def change(entry, before, after, number=1):
    now = datetime(2026, 11, 24, tzinfo=UTC)
    return Change(id=number, at=now, who="ana", where="console", file=FILE, entry=entry, before=before, after=after)


def test_without_changes_the_files_stand_as_they_are():
    merged = merge([FEED, OTHER], [OUTLET], [])
    assert merged.feeds == (FEED, OTHER)
    assert merged.outlets == (OUTLET,)


def test_a_feed_paused_by_chat_is_paused():
    merged = merge([FEED, OTHER], [OUTLET], [change(feed_entry("faro"), feed_row(FEED), paused(FEED, to=True))])
    assert [feed.paused for feed in merged.feeds] == [True, False]


def test_the_last_of_several_changes_holds():
    changes = [
        change(feed_entry("faro"), feed_row(FEED), paused(FEED, to=True), 1),
        change(feed_entry("faro"), feed_row(FEED), paused(FEED, to=False), 2),
    ]
    assert merge([FEED], [OUTLET], changes).feeds == (FEED,)


def test_an_edit_of_the_file_ends_the_change():
    made = change(feed_entry("faro"), feed_row(FEED), None)
    edited = replace(FEED, url="https://faro.example/new-rss")
    assert merge([FEED], [OUTLET], [made]).feeds == ()
    assert merge([edited], [OUTLET], [made]).feeds == (edited,)


def test_a_feed_added_by_chat_comes_with_its_outlet():
    outlet = Outlet(id="nuevo", name="Nuevo", country="MX", owner="Nuevo SA")
    feed = replace(FEED, id="nuevo", outlet="nuevo", url="https://nuevo.example/rss", first=0)
    changes = [
        change(outlet_entry("nuevo"), None, outlet_row(outlet), 1),
        change(feed_entry("nuevo"), None, feed_row(feed), 2),
    ]
    merged = merge([FEED], [OUTLET], changes)
    assert merged.feeds == (FEED, feed)
    assert merged.outlets == (OUTLET, outlet)


def test_a_feed_added_by_chat_gives_way_to_the_file_s_own_entry_of_that_name():
    added = replace(FEED, url="https://elsewhere.example/rss")
    assert merge([FEED], [OUTLET], [change(feed_entry("faro"), None, feed_row(added))]).feeds == (FEED,)


def test_changes_of_other_files_are_not_taken_for_feeds():
    made = replace(change(feed_entry("faro"), feed_row(FEED), None), file="topics.toml")
    assert merge([FEED], [OUTLET], [made]).feeds == (FEED,)
