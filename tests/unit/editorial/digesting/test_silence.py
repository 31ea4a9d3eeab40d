"""Who fell silent: told when chance would hardly make so long a gap, once, and then once a week."""

from __future__ import annotations

from bot.editorial.digesting import silence
from bot.model.digests import Counts


def gap(days, a_day=2, history=14, **more):
    return Counts(outlet="voz", days=(0,) * days + (a_day,) * history + (30,), **more)


def told(days, **more):
    before = gap(max(0, days - more.pop("since_days", 1)), **more)
    return [(one.days, one.usual) for one in silence([gap(days, **more)], [before])]


def test_a_gap_is_told_when_it_is_too_long_for_chance():
    assert told(2) == []
    assert told(3) == [(3, 2.0)]
    assert told(3, a_day=1) == []
    assert told(5, a_day=1) == [(5, 1.0)]


def test_a_silence_is_told_once_and_again_after_a_week():
    assert [days for days in range(1, 25) if told(days)] == [3, 10, 17, 24]


def test_a_second_digest_on_the_same_day_does_not_tell_it_again():
    assert told(3, since_days=0) == []


def test_a_weekly_digest_does_not_miss_a_silence():
    assert told(6, since_days=7) == [(6, 2.0)]


def test_the_usual_pace_is_that_of_before_the_gap_without_the_first_day_of_all():
    assert told(3, a_day=4) == [(3, 4.0)]  # thirty items were there when the feed was first read


def test_an_outlet_that_is_hardly_known_or_seldom_brings_anything_has_no_usual_pace():
    assert told(5, history=6) == []
    assert silence([Counts(outlet="voz", days=(0,) * 5 + (1, 0, 0, 0, 0, 0, 0) * 4 + (1,))]) == ()
    assert silence([Counts(outlet="voz", days=(0,) * 35)]) == ()


def test_those_that_are_missed_most_come_first_and_a_feed_that_cannot_be_read_is_marked():
    busy = Counts(outlet="eco", days=(0,) * 3 + (9,) * 10, failing=True)
    found = silence([gap(3), busy])
    assert [(one.outlet, one.failing) for one in found] == [("eco", True), ("voz", False)]
