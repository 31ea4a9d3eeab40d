"""What a card stands on, marked in its sentences."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.languages import texts
from bot.layout.evidence import evidence, passage
from bot.layout.neutral import visible
from bot.layout.text import plain, plain_line
from bot.model.chat import Link, Mark
from bot.model.feeds import Extent
from bot.model.text import Span
from tests.fakes.cards import card, figure, quote, span

TEXT = (
    "The road was closed on Friday. Soldiers found 12 rifles and 3 grenades in a shed near the river.\n\n"
    "“Nobody was hurt,” said Elia Font, the mayor. “We were lucky.” The road opened again at noon."
)
EN = texts("en")


def a_card(**more):
    return card(TEXT, **more)


def marks(blocks):
    return [inline.text for block in blocks for inline in getattr(block, "line", ()) if isinstance(inline, Mark)]


def test_figures_of_one_sentence_are_shown_once_with_each_marked():
    made = a_card(
        figures=(figure(TEXT, "3 grenades", "3", measure="grenades"), figure(TEXT, "12 rifles", "12", measure="rifles"))
    )
    told = evidence(made, EN)
    assert marks(told) == ["12 rifles", "3 grenades"]
    assert plain(told).count("in a shed near the river") == 1


def test_a_quote_with_several_parts_is_one_passage_and_names_its_speaker():
    made = a_card(quotes=(quote(TEXT, "Nobody was hurt,", "We were lucky.", by="Elia Font", role="the mayor"),))
    told = evidence(made, EN)
    assert marks(told) == ["Nobody was hurt,", "We were lucky."]
    assert plain(told).splitlines()[1:] == [
        (
            "Soldiers found 12 rifles and 3 grenades in a shed near the river. ¶ “▸Nobody was hurt,◂” said Elia Font, "
            "the mayor. "
            "“▸We were lucky.◂” The road opened again at noon. source"
        ),
        "Elia Font, the mayor",
    ]


@pytest.mark.parametrize("extent", [Extent.SUMMARY, Extent.PAYWALLED])
def test_a_card_that_was_not_made_from_the_page_links_to_none_of_its_sentences(extent):
    made = replace(a_card(points=("The road was closed on Friday.",)), extent=extent)
    told = evidence(made, EN)
    assert marks(told)
    assert not any(isinstance(inline, Link) for block in told for inline in block.line)


def test_the_first_sentence_has_no_neighbour_before_it_and_the_last_none_after():
    made = a_card()
    first = passage(made, [span(TEXT, "The road was closed")], EN, None)
    assert plain_line(first).startswith("▸The road was closed◂ on Friday. Soldiers")
    last = passage(made, [span(TEXT, "opened again")], EN, None)
    assert plain_line(last) == "“We were lucky.” The road ▸opened again◂ at noon."


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)), min_size=1, max_size=5))
def test_what_is_marked_is_what_the_article_says_and_nothing_is_lost_between(pairs):
    spans = sorted({Span(start, min(len(TEXT), start + length)) for start, length in pairs})
    apart = [s for i, s in enumerate(spans) if not i or s.start >= max(x.end for x in spans[:i])]
    line = passage(a_card(), apart, EN, None)
    words = "".join(inline.text for inline in line).replace("¶", "")
    whole = " ".join(visible(TEXT).split())
    assert " ".join(words.split()) in whole
    assert [inline.text for inline in line if isinstance(inline, Mark)] == [re.sub(r"\s+", " ", s.of(TEXT)) for s in apart]
