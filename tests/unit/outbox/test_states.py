"""The machine's arrows, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.chat import Delivery, DeliveryKind, DeliveryState, Message, Place, Ref
from bot.outbox import states
from bot.outbox.port import Later, Refused, Unknown
from bot.store.deliveries import Step

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HERE = Place(platform="fake", channel="alerts")
SENDING = Delivery(
    id=1,
    key="k",
    place=HERE,
    kind=DeliveryKind.CARD,
    subject="BB-2026-11-24-001",
    revision=0,
    message=Message(blocks=(), summary="s", language="en"),
    state=DeliveryState.SENDING,
    attempt=1,
    owed_at=NOW,
)
DOUBTFUL = replace(SENDING, state=DeliveryState.DOUBTFUL, doubtful_since=NOW, error="connection lost")
REF = Ref(place=HERE, message="1")


def seconds(step, now=NOW):
    return (step.not_before - now).total_seconds()


def test_a_message_that_was_taken_or_found_is_sent():
    assert states.arrived(REF) == Step(state=DeliveryState.SENT, ref=REF)


def test_later_means_owed_and_not_before_then():
    assert states.after(SENDING, Later(timedelta(seconds=7)), NOW) == Step(
        state=DeliveryState.OWED, not_before=NOW + timedelta(seconds=7)
    )


def test_later_without_a_time_is_not_at_once():
    assert seconds(states.after(SENDING, Later(timedelta(0)), NOW)) == 1


def test_refused_means_dead_with_the_platforms_reason():
    assert states.after(SENDING, Refused("Missing Access"), NOW) == Step(state=DeliveryState.DEAD, error="Missing Access")


def test_unknown_means_doubtful_since_now():
    step = states.after(SENDING, Unknown("connection lost"), NOW)
    assert step == Step(state=DeliveryState.DOUBTFUL, doubtful_since=NOW, error="connection lost")


def test_a_doubt_is_as_old_as_its_beginning():
    again = replace(SENDING, attempt=2, doubtful_since=NOW - timedelta(minutes=9))
    for step in (
        states.after(again, Unknown("x"), NOW),
        states.lapsed(again, NOW),
        states.after(again, Later(timedelta(seconds=1)), NOW),
        states.missing(again, NOW),
        states.unseen(again, Unknown("x"), NOW),
    ):
        assert step.doubtful_since == NOW - timedelta(minutes=9)


def test_a_lease_that_ran_out_means_doubtful():
    assert states.lapsed(SENDING, NOW).state is DeliveryState.DOUBTFUL


def test_an_edit_in_doubt_is_made_again_after_a_pause():
    step = states.after(replace(SENDING, kind=DeliveryKind.EDIT), Unknown("x"), NOW)
    assert step.state is DeliveryState.OWED
    assert seconds(step) == 15


@pytest.mark.parametrize(("attempt", "pause"), [(1, None), (2, 15), (3, 30), (4, 60), (50, 600)])
def test_not_found_means_owed_with_a_longer_pause_each_time(attempt, pause):
    step = states.missing(replace(DOUBTFUL, attempt=attempt), NOW)
    assert step.state is DeliveryState.OWED
    assert (step.not_before and seconds(step)) == pause


@pytest.mark.parametrize(("lasted", "wait"), [(0, 10), (60, 60), (3600, 600)])
def test_where_nobody_can_look_it_stays_doubtful_and_is_looked_for_ever_more_seldom(lasted, wait):
    now = NOW + timedelta(seconds=lasted)
    for answer in (Unknown("503"), Refused("Missing Access")):
        step = states.unseen(DOUBTFUL, answer, now)
        assert step.state is DeliveryState.DOUBTFUL
        assert seconds(step, now) == wait
        assert step.error == answer.reason


def test_a_busy_platform_says_itself_when_to_look_again():
    step = states.unseen(DOUBTFUL, Later(timedelta(seconds=60)), NOW)
    assert (step.state, seconds(step), step.error) == (DeliveryState.DOUBTFUL, 60, "connection lost")


def test_an_admins_word_counts_only_where_looking_is_forbidden():
    forced = replace(DOUBTFUL, forced=True)
    assert states.unseen(forced, Refused("Missing Access"), NOW).state is DeliveryState.OWED
    for answer in (Unknown("503"), Later(timedelta(seconds=1))):
        step = states.unseen(forced, answer, NOW)
        assert (step.state, step.forced) == (DeliveryState.DOUBTFUL, True)


ANSWERS = st.one_of(
    st.builds(Later, st.timedeltas(timedelta(0), timedelta(days=1))),
    st.builds(Refused, st.text()),
    st.builds(Unknown, st.text()),
)


@given(ANSWERS, st.sampled_from(DeliveryKind), st.integers(1, 10**6), st.booleans())
def test_no_answer_but_later_and_a_look_make_a_message_owed_again(answer, kind, attempt, forced):
    sending = replace(SENDING, kind=kind, attempt=attempt, forced=forced)
    step = states.after(sending, answer, NOW)
    if step.state is DeliveryState.OWED:
        assert isinstance(answer, Later) or kind is DeliveryKind.EDIT
        assert step.not_before > NOW
    unseen = states.unseen(replace(DOUBTFUL, attempt=attempt, forced=forced), answer, NOW)
    assert unseen.state is DeliveryState.DOUBTFUL or (forced and isinstance(answer, Refused))
