"""When an article is looked at again, and when it counts as withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.watching import ABSENCES, FAILURES, STEPS, Seen, Watch, after, first, headline

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def watch(**more):
    return Watch(**{"card_id": "BB-2026-11-24-001", "next_at": NOW, **more})


def test_the_first_look_comes_soon():
    assert STEPS[0] <= first(NOW, Random(1)) - NOW <= STEPS[0] * 1.1


def test_the_looks_grow_rarer_and_end():
    one, now = watch(), NOW
    for step in STEPS[1:]:
        one = after(one, Seen.READ, now, Random(1)).watch
        assert step <= one.next_at - now <= step * 1.1
        now = one.next_at
    assert after(one, Seen.READ, now, Random(1)).watch.next_at is None


@pytest.mark.parametrize("seen", [Seen.GONE, Seen.FRONT_PAGE, Seen.TAKEN_DOWN])
def test_what_is_certain_is_withdrawn_at_once_and_looked_at_on(seen):
    look = after(watch(), seen, NOW, Random(1))
    assert look.withdrawn
    assert look.watch.next_at > NOW


def test_a_missing_page_is_withdrawn_the_second_time_in_a_row():
    once = after(watch(), Seen.MISSING, NOW, Random(1))
    assert not once.withdrawn
    assert once.watch.next_at - NOW < timedelta(hours=1)
    assert after(once.watch, Seen.MISSING, NOW, Random(1)).withdrawn
    back = after(once.watch, Seen.READ, NOW, Random(1))
    assert not after(back.watch, Seen.MISSING, NOW, Random(1)).withdrawn


def test_failures_wait_longer_and_at_last_use_up_a_step():
    one, waits = watch(), []
    for _ in range(FAILURES - 1):
        one = after(one, Seen.FAILED, NOW, Random(1)).watch
        waits.append(one.next_at - NOW)
    assert waits == sorted(waits)
    assert one.checks == 0
    assert after(one, Seen.FAILED, NOW, Random(1)).watch.checks == 1


def test_a_page_that_was_not_there_is_asked_for_whole_the_next_time():
    assert after(watch(etag='"v1"'), Seen.MISSING, NOW, Random(1)).watch.etag is None


@given(st.lists(st.sampled_from(list(Seen)), max_size=40), st.integers(0, 9))
def test_whatever_is_seen_the_looks_end_and_nobody_is_asked_at_once(seen, seed):
    one, rng = watch(), Random(seed)
    for each in seen:
        look = after(one, each, NOW, rng)
        assert look.watch.next_at is None or look.watch.next_at >= NOW + timedelta(minutes=20)
        assert look.watch.checks >= one.checks
        assert look.withdrawn <= (each not in {Seen.READ, Seen.FAILED})
        if look.watch.next_at is None:
            return
        one = look.watch
    assert one.checks < len(STEPS)
    assert one.missing < ABSENCES or seen


@pytest.mark.parametrize(
    ("title", "entry", "was", "now", "becomes"),
    [
        # the page's own headline changed
        ("Held", "", "Held", "Killed", "Killed"),
        ("Held", "Held", "Held", "Killed", "Killed"),
        ("Held, says the feed", "", "Held", "Killed", "Killed"),
        ("Held, says the feed", "Held, says the feed", "Held", "Killed", "Killed"),
        # the feed lags behind
        ("Killed", "Held, says the feed", "Killed", "Killed", "Killed"),
        # the page always had another one, and still has
        ("Held, says the feed", "", "Held", "Held", "Held, says the feed"),
        ("Held, says the feed", "Killed, says the feed", "Held", "Held", "Killed, says the feed"),
        ("Held, says the feed", "Killed, says the feed", "Held", "Killed", "Killed, says the feed"),
        # a page without a headline, or one that was never read
        ("Held", "", None, "Killed", "Held"),
        ("Held", "Killed", "Held", None, "Killed"),
        ("Held", "", "Held", "HELD", "Held"),
    ],
)
def test_no_card_keeps_a_headline_that_its_article_has_no_longer(title, entry, was, now, becomes):
    assert headline(title, entry, was, now) == becomes
