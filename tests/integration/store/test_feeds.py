"""Feeds' states, the memory of entries, and the book of changes."""

from __future__ import annotations

from datetime import timedelta

from bot.model.feeds import Entry
from bot.model.reasons import Reason
from bot.store import changes, entries, feeds
from bot.store.feeds import FeedState
from tests.fakes.databases import NOW

FULL = FeedState(
    id="ejemplo",
    url="https://ejemplo.example/rss",
    moved_to="https://ejemplo.example/feed",
    etag='W/"1"',
    modified="Tue, 24 Nov 2026 12:00:00 GMT",
    next_poll=NOW + timedelta(minutes=30),
    last_poll=NOW,
    last_success=NOW - timedelta(days=1),
    failures=3,
    failing_since=NOW - timedelta(hours=2),
    last_error=Reason("server-error", {"status": 503, "url": "https://ejemplo.example/feed"}),
    alerted_at=NOW,
    baseline_done=True,
)


async def save(store, *states):
    async with store.begin() as tx:
        for state in states:
            await feeds.save(tx, state)


async def test_a_feeds_state_comes_back_as_it_was(store):
    await save(store, FULL)
    async with store.read() as tx:
        assert await feeds.get(tx, "ejemplo") == FULL
        assert await feeds.get(tx, "other") is None
        assert await feeds.states(tx) == {"ejemplo": FULL}
    assert FULL.address == "https://ejemplo.example/feed"


async def test_a_state_saved_again_replaces_the_old_one_in_full(store):
    bare = FeedState(id="ejemplo", url="https://ejemplo.example/new")
    await save(store, FULL, bare)
    async with store.read() as tx:
        assert await feeds.get(tx, "ejemplo") == bare
    assert bare.address == bare.url


async def test_feeds_are_due_when_their_time_has_come_and_never_when_retired(store):
    def state(name, next_poll, **more):
        return FeedState(id=name, url="https://x.example", next_poll=next_poll, **more)

    await save(
        store,
        state("now", NOW),
        state("soon", NOW + timedelta(seconds=1)),
        state("overdue", NOW - timedelta(hours=1)),
        state("gone", NOW - timedelta(hours=1), retired=True),
        state("never polled", None),
    )
    async with store.read() as tx:
        assert [one.id for one in await feeds.due(tx, NOW)] == ["never polled", "overdue", "now"]


def entry(number, identity=None):
    return Entry(key=f"key {number}", identity=identity or f"article {number}", url=None, title="t")


async def test_entries_are_known_by_feed_and_articles_by_all(store):
    async with store.begin() as tx:
        assert await entries.remember(tx, "a", [entry(1), entry(2), entry(2)], NOW) == 2
        assert await entries.remember(tx, "a", [entry(2), entry(3)], NOW) == 1
        assert await entries.remember(tx, "b", [entry(1)], NOW) == 1
        assert await entries.remember(tx, "b", [], NOW) == 0
    async with store.read() as tx:
        assert await entries.seen(tx, "a", ["key 1", "key 3", "key 4"]) == {"key 1", "key 3"}
        assert await entries.seen(tx, "b", ["key 1", "key 3"]) == {"key 1"}
        assert await entries.seen(tx, "a", []) == frozenset()
        assert await entries.known(tx, ["article 1", "article 3", "article 9"]) == {"article 1", "article 3"}
        assert await entries.count(tx, "a") == 3


async def test_a_feed_of_ten_thousand_entries_is_remembered_whole(store):
    many = [entry(number) for number in range(10_000)]
    async with store.begin() as tx:
        assert await entries.remember(tx, "a", many, NOW) == 10_000
    async with store.read() as tx:
        assert len(await entries.seen(tx, "a", [one.key for one in many])) == 10_000


async def test_changes_are_kept_in_order_with_who_and_where(store):
    async with store.begin() as tx:
        first = await changes.record(tx, "ana", "discord/1", "feeds.toml", "ejemplo", None, {"url": "https://ñ.example"}, NOW)
        second = await changes.record(tx, "web", "console", "feeds.toml", "ejemplo", {"paused": False}, None, NOW)
    async with store.read() as tx:
        assert await changes.all(tx) == (first, second)
    assert (first.before, first.after) == (None, {"url": "https://ñ.example"})
