"""The article's text with its marks: every character once, in order, whatever the card took from it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from bot.layout.neutral import visible
from bot.model.cards import Figure, Point, Quote
from bot.model.feeds import Extent
from bot.model.text import Span
from bot.platforms.console.web.source import marked, stretches
from tests.fakes.cards import card
from tests.fakes.console import english_card

LETTERS = st.text(alphabet="ab c.\n<&é", max_size=60)


@st.composite
def cards(draw):
    """Any marks anywhere: inside each other, across each other, across sentences, empty."""
    text = draw(LETTERS)
    spot = st.integers(0, len(text))
    span = st.builds(lambda a, b: Span(min(a, b), max(a, b)), spot, spot)
    cuts = sorted(draw(st.sets(spot, max_size=6)))
    made = card(text)
    return replace(
        made,
        sentences=tuple(Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)),
        points=tuple(Point(span=s, text=s.of(text)) for s in draw(st.lists(span, max_size=4))),
        quotes=tuple(
            Quote(spans=(s,), text=s.of(text), speaker=None, verb=None, kind="direct") for s in draw(st.lists(span, max_size=4))
        ),
        figures=tuple(Figure(span=s, text=s.of(text), sentence=s) for s in draw(st.lists(span, max_size=4))),
    )


@given(cards())
def test_the_stretches_cover_the_text_exactly(made):
    pieces = list(stretches(made))
    assert "".join(piece.text for piece in pieces) == made.text
    assert all(one.end == other.start for one, other in pairwise(pieces))


@given(cards())
def test_a_character_is_marked_if_and_only_if_the_card_took_it(made):
    spans = {
        "point": [point.span for point in made.points],
        "quote": [span for quote in made.quotes for span in quote.spans],
        "figure": [figure.span for figure in made.figures],
    }
    for piece in stretches(made):
        for at in range(piece.start, piece.end):
            wanted = tuple(kind for kind, held in spans.items() if any(s.start <= at < s.end for s in held))
            assert piece.kinds == wanted


@given(cards())
def test_the_html_reads_as_the_text(made):
    tree = lxml.html.fragment_fromstring(marked(made, "out"), create_parent="div")
    for arrow in tree.find_class("out"):
        arrow.drop_tree()
    assert tree.text_content() == visible(made.text)


@given(cards())
def test_every_sentence_can_be_linked_to(made):
    tree = lxml.html.fragment_fromstring(marked(made, "out"), create_parent="div")
    for sentence in made.sentences:
        assert tree.get_element_by_id(f"s{sentence.start}") is not None


def test_hostile_text_makes_no_element():
    text = "<script>x</script>\n\n</p></div><b onclick=x>y</b>\u202e \x1b[31m 7 cases"
    told = marked(card(text, points=(text.splitlines()[0],)), '"><script>')
    assert "<script" not in told
    assert "<b" not in told
    assert "\u202e" not in told
    assert "\x1b" not in told


def test_a_card_of_a_summary_links_to_no_sentence_of_the_page():
    assert 'class="out"' in marked(english_card(), "out")
    assert 'class="out"' not in marked(english_card(extent=Extent.SUMMARY), "out")


def test_paragraphs_are_parted_where_the_text_breaks():
    told = marked(card("One here.\n\nTwo here."), "out")
    assert told.count("<p>") == 2
