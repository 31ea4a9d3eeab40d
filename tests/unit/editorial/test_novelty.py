"""What is new: decided by what was seen, never by the date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.novelty import Action, decide
from bot.languages import available, texts
from bot.model.feeds import Entry

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def entry(key, identity=None, *, hours=None):
    published = None if hours is None else NOW - timedelta(hours=hours)
    return Entry(key=key, identity=identity or f"a.example/{key}", url=None, title=key, published=published)


def taken(entries, **seen):
    known = {"keys_seen": set(), "identities_seen": set(), "baseline_done": True, "first": 0, **seen}
    return decide(entries, **known)


def test_an_entry_never_seen_is_taken_however_old_it_says_it_is():
    novelty = taken([entry("a", hours=24 * 900), entry("b", hours=-24 * 30), entry("c")], keys_seen={"z"})
    assert {e.key for e in novelty.take} == {"a", "b", "c"}


def test_an_entry_seen_before_is_not_new_when_its_date_moves():
    novelty = taken([entry("a", hours=0)], keys_seen={"a"})
    assert (novelty.take, novelty.remember) == ((), ())
    assert novelty.decisions[0].reason.code == "entry-seen"


def test_the_same_article_from_another_feed_or_under_another_id_is_remembered_only():
    novelty = taken([entry("guid-2", "a.example/story")], identities_seen={"a.example/story"})
    assert (novelty.take, [e.key for e in novelty.remember]) == ((), ["guid-2"])
    assert novelty.decisions[0].reason.code == "article-seen"


def test_an_article_listed_twice_in_one_poll_is_taken_once():
    novelty = taken([entry("a", "x"), entry("b", "x"), entry("a", "y")])
    assert [e.key for e in novelty.take] == ["a"]
    assert [d.action for d in novelty.decisions] == [Action.TAKE, Action.REMEMBER, Action.REMEMBER]


def test_entries_without_an_identity_are_not_taken_for_one_another():
    bare = [Entry(key=k, identity="", url=None, title=k) for k in ("a", "b")]
    assert len(taken(bare, identities_seen={""}).take) == 2


@pytest.mark.parametrize(
    ("first", "expected"),
    [(0, []), (2, ["old", "new"]), (5, ["oldest", "old", "new"]), ("all", ["oldest", "old", "new"])],
)
def test_the_first_poll_is_a_silent_baseline_but_for_the_newest_asked_for(first, expected):
    entries = [entry("old", hours=5), entry("oldest", hours=9), entry("new", hours=1)]
    novelty = taken(entries, baseline_done=False, first=first)
    assert [e.key for e in novelty.take] == expected
    assert len(novelty.take) + len(novelty.remember) == 3
    assert {d.reason.code for d in novelty.decisions} <= {"baseline", "first-newest"}


def test_where_a_date_is_missing_the_order_of_the_feed_says_which_is_newest():
    novelty = taken([entry("top"), entry("middle", hours=0), entry("bottom", hours=-5)], baseline_done=False, first=2)
    assert [e.key for e in novelty.take] == ["middle", "top"]


def test_an_article_that_another_feed_has_brought_does_not_use_up_the_first_newest():
    novelty = taken([entry("a", "x"), entry("b")], baseline_done=False, first=1, identities_seen={"x"})
    assert [e.key for e in novelty.take] == ["b"]


KEYS = st.sampled_from("abcdef")
ENTRIES = st.lists(st.builds(entry, KEYS, KEYS, hours=st.none() | st.integers(-9, 9)), max_size=8)


@given(ENTRIES, st.sets(KEYS), st.sets(KEYS), st.booleans(), st.just("all") | st.integers(0, 4))
def test_a_second_look_at_the_same_feed_finds_nothing_new(entries, keys, identities, baseline_done, first):
    once = decide(entries, keys_seen=keys, identities_seen=identities, baseline_done=baseline_done, first=first)
    known = [*once.take, *once.remember]
    assert len({e.identity for e in once.take}) == len(once.take)
    assert not {e.identity for e in once.take} & identities
    again = decide(
        entries,
        keys_seen=keys | {e.key for e in known},
        identities_seen=identities | {e.identity for e in known},
        baseline_done=True,
        first=first,
    )
    assert {d.action for d in again.decisions} <= {Action.KNOWN}
    for language in available():
        assert all(texts(language).reason(d.reason) for d in once.decisions)
