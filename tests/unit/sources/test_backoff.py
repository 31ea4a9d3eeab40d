"""When a feed is asked again."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.backoff import LONGEST, PollOutcome, PollState, next_poll

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


class _Never(Random):
    def random(self):
        return 0.0


def _wait(outcome, *, failures=0, interval=HALF_HOUR):
    return next_poll(PollState(interval=interval, failures=failures), outcome, NOW, _Never())


def test_after_success_the_interval_passes():
    assert _wait(PollOutcome()).at - NOW == HALF_HOUR


@pytest.mark.parametrize(
    ("fresh", "wait"),
    [(timedelta(minutes=5), HALF_HOUR), (timedelta(hours=2), timedelta(hours=2)), (timedelta(days=300), LONGEST)],
)
def test_a_fresh_answer_is_not_asked_for_again_but_never_longer_than_a_day(fresh, wait):
    assert _wait(PollOutcome(fresh_for=fresh)).at - NOW == wait


@pytest.mark.parametrize(
    ("before", "wait"), [(0, HALF_HOUR), (1, timedelta(hours=1)), (3, timedelta(hours=4)), (9, LONGEST), (900, LONGEST)]
)
def test_every_failure_in_a_row_doubles_the_wait_up_to_a_day(before, wait):
    found = _wait(PollOutcome(failed=True), failures=before)
    assert found.at - NOW == wait
    assert found.failures == before + 1


def test_a_success_forgets_the_failures():
    assert _wait(PollOutcome(), failures=7).failures == 0


def test_a_server_that_asks_for_more_time_gets_it():
    assert _wait(PollOutcome(failed=True, retry_after=timedelta(hours=5))).at - NOW == timedelta(hours=5)
    assert _wait(PollOutcome(failed=True, retry_after=timedelta(seconds=5))).at - NOW == HALF_HOUR


def test_an_interval_of_a_week_stays_a_week():
    week = timedelta(days=7)
    assert _wait(PollOutcome(failed=True), interval=week, failures=3).at - NOW == week


@given(st.integers(), st.booleans(), st.integers(0, 40))
def test_chance_adds_up_to_a_tenth_and_takes_nothing_away(seed, failed, failures):
    state, outcome = PollState(interval=HALF_HOUR, failures=failures), PollOutcome(failed=failed)
    least = _wait(outcome, failures=failures).at - NOW
    assert least <= next_poll(state, outcome, NOW, Random(seed)).at - NOW <= least * 1.1 + timedelta(microseconds=1)
