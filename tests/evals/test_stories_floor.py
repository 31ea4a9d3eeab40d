"""Floors for stories on the development data: they only rise. To lower one needs a word said aloud."""

from __future__ import annotations

import pytest

from tests.evals.stories import DATA, Run, clusters, desk, f1, pairs, run, standings

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.is_dir(), reason="the development data is not on this machine"),
]

BCUBED = 0.977
DUPLICATES = 2.8
MISSED = 2.3
JUDGED = 0.87


@pytest.fixture(scope="module")
def done() -> Run:
    return run()


def test_incidents_that_resemble_each_other_are_told_apart(done):
    scores = clusters(done)
    assert scores["bcubed_f1"] >= BCUBED
    assert scores["duplicates_per_100"] <= DUPLICATES
    assert scores["missed_per_100"] <= MISSED


@pytest.mark.parametrize("half", ["tune", "check"])
def test_each_half_alone_keeps_to_what_is_asked(done, half):
    scores = clusters(done, half)
    assert scores["bcubed_f1"] >= 0.965
    assert scores["duplicates_per_100"] <= 3.5
    assert scores["missed_per_100"] <= 3.5


def test_judged_pairs_are_joined_by_the_same_run(done):
    assert f1(pairs(done)) >= JUDGED


def test_our_own_events_are_joined_across_languages_and_with_no_other():
    ours = desk(run("desk.stream.jsonl"))
    assert (ours.joined, ours.split, ours.mixed) == (ours.events, 0, 0)


def test_copies_are_few_where_the_data_is_free_of_them(done):
    """The incidents' pages were freed of equal texts: what is taken for copies there is nearly equal at most."""
    articles, texts, _ = standings(done)
    assert texts / articles >= 0.95
