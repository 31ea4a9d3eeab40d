"""The path of a story's tolls, and its events in order of time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.chronicle import chronicle, versions
from bot.editorial.developments import developments, unfolding
from bot.editorial.paths import Version, paths
from bot.model.readers import Retraction
from bot.model.reasons import Reason
from bot.model.revisions import Revision, RevisionKind
from bot.model.stories import Story, StoryCard, Toll
from tests.fakes.cards import card, figure

DAWN = datetime(2026, 11, 24, 6, tzinfo=UTC)


def counting(dead, outlet="eco", number=1):
    text = f"{dead} people were killed in Agua Parda."
    return card(
        text,
        id=f"BB-2026-11-24-{number:03d}",
        outlet=outlet,
        figures=(figure(text, f"{dead} people", str(dead), unit="people"),),
    )


def at(hours):
    return DAWN + timedelta(hours=hours)


def told(*counts):
    """(dead, outlet) one hour after another."""
    return [Version(card=counting(dead, outlet, number), at=at(number)) for number, (dead, outlet) in enumerate(counts, 1)]


def trail(versions):
    (path,) = paths(versions)
    return [int(one.figure.value) for one in path.steps]


def now(versions):
    (path,) = paths(versions)
    return {one.card.outlet: int(one.figure.value) for one in path.now}


def test_a_number_that_comes_up_is_a_step_and_one_that_only_repeats_is_none():
    assert trail(told((6, "eco"), (6, "voz"), (8, "eco"), (8, "voz"), (12, "voz"))) == [6, 8, 12]


def test_outlets_that_disagree_stand_side_by_side_and_nothing_is_averaged():
    counts = told((6, "eco"), (8, "voz"), (6, "sol"))
    assert now(counts) == {"eco": 6, "voz": 8, "sol": 6}
    assert trail(counts) == [6]


def test_a_lower_number_of_another_outlet_is_no_step():
    assert trail(told((6, "eco"), (5, "voz"))) == [6]


def test_a_higher_number_that_nobody_contradicts_later_is_a_step():
    assert trail(told((4, "eco"), (5, "voz"), (5, "sol"))) == [4, 5]


def said(text, *figures, outlet, hour):
    """One version of an article that counts the dead in its own words."""
    return Version(card=card(text, outlet=outlet, figures=figures), at=at(hour))


def test_what_an_article_says_came_before_opens_the_path():
    text = "The death toll fell to five from six."
    five = figure(text, "five", 5, unit="deaths", measure="death toll", change="down", baseline="six")
    six = figure(text, "six", 6, unit="deaths", measure="death toll")
    assert trail([said(text, five, six, outlet="eco", hour=1)]) == [6, 5]


def test_a_number_that_is_said_to_have_fallen_is_a_step_though_another_outlet_says_it():
    text = "The death toll was lowered to five."
    five = figure(text, "five", 5, unit="deaths", measure="death toll", change="down")
    assert trail([*told((6, "eco")), said(text, five, outlet="voz", hour=2)]) == [6, 5]


def test_an_outlet_that_goes_back_to_an_earlier_number_is_a_step():
    assert trail(told((6, "eco"), (8, "eco"), (6, "eco"))) == [6, 8, 6]


@given(st.lists(st.tuples(st.integers(2, 9), st.sampled_from("abc")), min_size=1, max_size=12))
def test_the_path_begins_with_the_first_number_falls_at_an_outlets_own_change_only_and_never_repeats_itself(counts):
    steps = trail(told(*counts))
    assert steps[0] == counts[0][0]
    assert set(steps) <= {dead for dead, _ in counts}
    own = {(one, other) for outlet in "abc" for one, other in pairwise([dead for dead, name in counts if name == outlet])}
    assert all((one, other) in own for one, other in pairwise(steps) if other < one)
    assert all(one != other for one, other in pairwise(steps))
    assert now(told(*counts)) == {outlet: dead for dead, outlet in counts}


@given(st.lists(st.tuples(st.integers(2, 9), st.sampled_from("abc")), min_size=1, max_size=8))
def test_a_story_unfolds_as_each_card_is_a_development_of_those_before(counts):
    cards = [version.card for version in told(*counts)]
    assert unfolding(cards) == tuple(developments(one, cards[:number]) for number, one in enumerate(cards))


def a_story(*counts, copies=None):
    cards = [
        StoryCard(
            card=counting(dead, outlet, number), at=at(hour), reason=Reason("story-new"), copy_of=(copies or {}).get(number)
        )
        for number, (dead, outlet, hour) in enumerate(counts, 1)
    ]
    return Story(id="ST-2026-11-24-001", cards=tuple(cards))


def test_events_stand_in_order_of_time_whatever_came_first_to_us():
    later, first = chronicle(a_story((8, "eco", 5), (6, "voz", 2)), {})[::-1]
    assert (first.card.outlet, first.opens, first.brings) == ("voz", True, ())
    (toll,) = later.brings
    assert isinstance(toll, Toll)
    assert [int(one.figure.value) for one in toll.before] == [6]


def test_of_cards_with_one_text_the_later_repeats_the_earlier():
    copied = a_story((6, "eco", 5), (6, "voz", 2), copies={2: "BB-2026-11-24-001"})
    assert [event.copy_of for event in chronicle(copied, {})] == [None, "BB-2026-11-24-002"]


def test_corrections_and_retractions_stand_where_they_happened():
    whole = a_story((8, "eco", 1), (9, "voz", 6))
    revision = Revision(number=1, at=at(3), kind=RevisionKind.SUBSTANTIAL)
    gone = counting(4, "sol", 9)
    back = Retraction(card_id=gone.id, at=at(4), who="Ana", where="x", reason="Hoax")
    events = chronicle(whole, {"BB-2026-11-24-001": [(revision, counting(6))]}, [(gone, back)])
    assert [event.arrival for event in events] == [True, False, False, True]
    assert (events[1].revision, events[2].retraction) == (revision, back)


def test_a_card_comes_with_what_it_said_then_and_is_marked_where_it_says_something_else_now():
    whole = a_story((6, "eco", 1), (9, "voz", 2), (8, "sol", 5))
    revisions = [
        (Revision(number=1, at=at(3), kind=RevisionKind.SUBSTANTIAL), counting(7, "voz", 2)),
        (Revision(number=2, at=at(4), kind=RevisionKind.WITHDRAWN), counting(9, "voz", 2)),
    ]
    events = chronicle(whole, {"BB-2026-11-24-002": revisions})
    assert [int(event.card.figures[0].value) for event in events] == [6, 7, 9, 9, 8]
    assert [event.changed for event in events] == [False, True, False, False, False]
    assert [int(one.figure.value) for event in events for toll in event.brings for one in toll.before] == [6, 6, 9]


def test_a_card_that_was_only_withdrawn_says_nothing_else_now():
    gone = Revision(number=1, at=at(3), kind=RevisionKind.WITHDRAWN)
    events = chronicle(a_story((6, "eco", 1)), {"BB-2026-11-24-001": [(gone, counting(6))]})
    assert [event.changed for event in events] == [False, False]


def test_a_corrected_card_counts_as_it_stood_at_each_time():
    whole = a_story((8, "eco", 1))
    revision = Revision(number=1, at=at(3), kind=RevisionKind.SUBSTANTIAL)
    stood = versions(whole, {"BB-2026-11-24-001": [(revision, counting(6))]})
    assert [one.at for one in stood] == [at(1), at(3)]
    assert trail(stood) == [6, 8]
    assert now(stood) == {"eco": 8}
