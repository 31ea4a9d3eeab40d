"""Marks: what opens, what closes, and what is only an apostrophe."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.condense.quotes.marks import find_regions
from bot.condense.sentences import split_paragraphs

CLIPPED = frozenset({"em", "til"})
MARKED = st.text(alphabet="ab s\n.,?“”\"'‘’«»‹›„`—", max_size=200)


def inside(text: str) -> list[str]:
    return [region.span.of(text) for region in find_regions(text, split_paragraphs(text), CLIPPED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“one” and “two”", ["one", "two"]),
        ('"one" and "two"', ["one", "two"]),
        ("''one'' and ''two''", ["one", "two"]),
        ("«one “two” three»", ["one “two” three"]),
        ("“one ‘two’ three”", ["one ‘two’ three"]),
        ('“one" and "two”', ["one", "two"]),
        ("« one »", ["one"]),
        ("don’t and can’t", []),
        ("the workers’ hall and the miners’ hall", []),
        ("‘the workers’ hall’ closed", ["the workers’ hall"]),
        ("let ’em, 'til the '90s", []),
        ('id="one" and "two"', ["two"]),
        ("“” and ‘’", []),
        ("a ” b “ c", []),
        ("“a “b” c", ["b"]),
    ],
)
def test_regions_are_outermost_and_balanced(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_a_quote_runs_on_where_the_next_paragraph_opens_its_marks_anew() -> None:
    text = "“One.\n\n“Two.”"
    regions = find_regions(text, split_paragraphs(text), CLIPPED)
    assert [(region.span.of(text), region.continues) for region in regions] == [("One.", False), ("Two.", True)]


def test_a_mark_without_its_pair_ends_with_its_paragraph() -> None:
    text = "He said “one and\nanother “two” three"
    assert inside(text) == ["two"]


@given(MARKED.map(lambda text: f"She said “one”.\n\n{text}"))
def test_regions_are_in_order_disjoint_and_inside_their_paragraph(text: str) -> None:
    paragraphs = split_paragraphs(text)
    regions = find_regions(text, paragraphs, CLIPPED)
    assert regions
    for before, after in pairwise(regions):
        assert before.outer.end <= after.outer.start
    for region in regions:
        assert region.span.of(text).strip() == region.span.of(text) != ""
        assert paragraphs[region.paragraph].holds(region.outer)
        assert region.outer.holds(region.span)
