"""What holds for every text: spans exact and in order, the same quotes each time, time in step with length."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.condense.document import read
from bot.condense.names import Entity
from bot.condense.quotes import find_quotes
from bot.languages import available, load
from bot.model.cards import Quote
from bot.model.text import Span

_CUES = "Laura Finch|said|dijo|he|who|que|the|la|according to|según|and|y|Trump’s|claim|Operation|mayor|a|to"
_MARKS = "“|”|\"|'|’|«|»|—|–|,|.|?|:|(|)|…|¿"
WORDS = st.sampled_from([*_CUES.split("|"), *_MARKS.split("|"), "\n", "\n\n"])
TEXTS = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS, max_size=60).map("".join), st.text(max_size=200))


def quotes_of(text: str, code: str) -> tuple[Quote, ...]:
    return find_quotes(read(text, load(code)), ())


@pytest.mark.parametrize("code", available())
@settings(deadline=None, max_examples=150)
@given(text=TEXTS)
def test_any_text_gives_exact_ordered_disjoint_spans_and_the_same_again(code: str, text: str) -> None:
    quotes = quotes_of(text, code)
    spans = [span for quote in quotes for span in quote.spans]
    assert spans == sorted(spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for quote in quotes:
        assert all(0 <= span.start < span.end <= len(text) for span in quote.spans)
        assert quote.text == " ".join(span.of(text) for span in quote.spans)
        if quote.speaker is not None:
            assert 0 <= quote.speaker.span.start < quote.speaker.span.end <= len(text)
            assert quote.speaker.name is None or quote.speaker.name.strip()
    assert quotes_of(text, code) == quotes


@pytest.mark.parametrize("code", available())
@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "”",
        "'",
        "’ ",
        "“a” ",
        "“a ",
        '"a" said, ',
        '"a," he said. \n',
        "— ",
        "«“",
        "he said “a” and “b”, ",
        "“a –said B– c” ",
        "(",
        "Trump, ",
    ],
)
def test_work_grows_in_step_with_the_text(code: str, unit: str) -> None:
    language = load(code)

    def calls(size: int) -> int:
        """Calls made, of Python and of C: the same on every machine, however busy."""
        doc, count = read(unit * (size // len(unit)), language), 0

        def counting(_frame: object, event: str, _argument: object) -> None:
            nonlocal count
            count += event in {"call", "c_call"}

        sys.setprofile(counting)
        try:
            find_quotes(doc, ())
        finally:
            sys.setprofile(None)
        return count

    calls(500)  # what is compiled once is not counted
    short, long = calls(4_000), calls(20_000)
    assert long < 6 * short + 1_000, f"{short} calls, then {long} for five times the text"


def test_a_known_name_behind_a_mention_is_the_speakers_name() -> None:
    text = "Finch spoke. “It is safe,” she said."
    finch = Entity(name="Laura Finch", kind="person", mentions=(Span(0, 5),), gender="f", role="engineer", known="finch")
    (quote,) = find_quotes(read(text, load("en")), (finch,))
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.role, quote.speaker.span.of(text)) == ("Laura Finch", "engineer", "she")


def test_a_place_is_not_taken_for_a_speaker_where_no_verb_says_so() -> None:
    text = "Reno lies in Nevada. “It is a town of many winters and of many more summers still.”"
    places = (
        Entity(name="Reno", kind="place", mentions=(Span(0, 4),)),
        Entity(name="Nevada", kind="place", mentions=(Span(13, 19),)),
    )
    (quote,) = find_quotes(read(text, load("en")), places)
    assert quote.speaker is None
