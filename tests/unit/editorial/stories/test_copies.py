"""Wire copy is one text, and outlets of one owner are one voice."""

from __future__ import annotations

import time

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


def copy(number: int, told: list[str], owner: str) -> Copy:
    return Copy(id=f"a{number}", outlet=f"outlet{number}", owner=owner, sketch=sketch(told))


def test_nine_outlets_with_two_texts_are_two_independent_texts():
    wire = [copy(number, WIRE[: len(WIRE) - number % 3], f"owner{number}") for number in range(8)]
    told = standing([*wire, copy(8, OWN, "owner8")])
    assert (told.outlets, told.owners, told.independent) == (9, 9, 2)


def test_outlets_of_one_owner_are_one_voice():
    told = standing([copy(0, WIRE, "group"), copy(1, OWN, "group")])
    assert (told.outlets, told.owners, len(told.texts), told.independent) == (2, 1, 2, 1)


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
