"""Wire copy is one text, and outlets of one owner are one voice."""

from __future__ import annotations

import time
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.stories import Copy, standing
from bot.editorial.stories.copies import resemblance, sketch
from bot.model.folding import words

WIRE = words(
    "five miners were trapped on monday after a shaft collapsed at a coal mine in coal creek the civil protection agency said "
    "rescue teams with pumps and dogs were on their way and families gathered at the gate of the mine"
)
OWN = words(
    "our reporter spoke at the gate with the wives of the men who went down into the pit before dawn and have not been "
    "heard of since the walls gave way and the water came"
)

LATER = words(
    "the prosecutor told a press conference on wednesday that two engineers who had signed the inspection of the shaft were "
    "under arrest and that a third had left the country the night after the collapse"
)


def copy(number: int, told: list[str], owner: str) -> Copy:
    return Copy(id=f"a{number}", outlet=f"outlet{number}", owner=owner, sketch=sketch(told))


def test_nine_outlets_with_two_texts_are_two_independent_texts():
    wire = [copy(number, WIRE[: len(WIRE) - number % 3], f"owner{number}") for number in range(8)]
    told = standing([*wire, copy(8, OWN, "owner8")])
    assert (told.outlets, told.owners, told.independent) == (9, 9, 2)


def test_outlets_of_one_owner_are_one_voice():
    told = standing([copy(0, WIRE, "group"), copy(1, OWN, "group")])
    assert (told.outlets, told.owners, len(told.texts), told.independent) == (2, 1, 2, 1)


def test_an_outlet_that_tells_a_story_twice_makes_no_copy_beside_it_independent():
    agency, paper = copy(0, WIRE, "agency"), copy(1, WIRE, "paper")
    told = standing([agency, paper, copy(2, OWN, "diario"), copy(3, LATER, "diario")])
    assert (told.owners, len(told.texts), told.independent) == (3, 3, 2)


def test_who_prints_an_agency_s_text_beside_one_of_its_own_leaves_the_agency_its_voice():
    told = standing([copy(0, OWN, "diario"), copy(1, WIRE, "diario"), copy(2, WIRE, "agency")])
    assert told.independent == 2


@given(st.lists(st.tuples(st.sampled_from([WIRE, OWN, LATER]), st.sampled_from("abc")), min_size=1, max_size=12))
def test_as_many_are_independent_as_texts_can_have_each_an_owner_of_its_own(articles):
    told = standing([copy(number, text, owner) for number, (text, owner) in enumerate(articles)])
    names = [" ".join(text) for text, _ in articles]
    backed = {name: {owner for (_, owner), one in zip(articles, names, strict=True) if one == name} for name in names}
    choices = product(*([*owners, None] for owners in backed.values()))
    fair = [owners for some in choices if len(owners := [one for one in some if one]) == len(set(owners))]
    assert told.independent == max(map(len, fair))


def test_the_texts_keep_their_order_of_time():
    told = standing([copy(0, WIRE, "a"), copy(1, OWN, "b"), copy(2, WIRE, "c")])
    assert told.texts == (("a0", "a2"), ("a1",))


@given(st.lists(st.sampled_from("abcdefgh"), max_size=80), st.lists(st.sampled_from("abcdefgh"), max_size=80))
def test_resemblance_is_the_same_both_ways_and_whole_for_a_text_and_itself(one, other):
    a, b = sketch(one), sketch(other)
    assert resemblance(a, b) == resemblance(b, a)
    assert 0 <= resemblance(a, b) <= 1
    assert resemblance(a, a) == (1.0 if a else 0.0)


def test_a_sketch_takes_time_in_proportion_to_the_text():
    def spent(times: int) -> float:
        told = [f"{word}{number}" for number in range(times) for word in WIRE]
        start = time.process_time()
        sketch(told)
        return time.process_time() - start

    assert spent(2_000) < 40 * max(spent(200), 0.005)
