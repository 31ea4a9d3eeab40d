"""Links that open a page at one sentence."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.layout.fragments import Page
from bot.model.text import Span
from tests.fakes.cards import span

URL = "https://a.example/nota"
TEXT = (
    "The governor said nothing. He left at noon.\n\n"
    "The state counted over 2,500 homicides last year, down from the year before, the prosecutor's office said. "
    "The state counted over 2,500 weapons last year, too, and the prosecutor's office said so.\n\n"
    "El co-director, “Pepe”, dijo que A&B-C cerró. He left at noon."
)


def directive(url):
    return url.partition(":~:text=")[2]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The governor said nothing.", "The%20governor%20said%20nothing"),
        # the words “The state counted over 2,500” stand twice: the first stays short, the second grows until it differs
        (
            "The state counted over 2,500 homicides last year, down from the year before, the prosecutor's office said.",
            "The%20state%20counted%20over,prosecutor%27s%20office%20said",
        ),
        (
            "The state counted over 2,500 weapons last year, too, and the prosecutor's office said so.",
            "The%20state%20counted%20over%202%2C500%20weapons,office%20said%20so",
        ),
        (
            "El co-director, “Pepe”, dijo que A&B-C cerró.",
            "El%20co%2Ddirector%2C%20%E2%80%9CPepe%E2%80%9D%2C%20dijo%20que%20A%26B%2DC%20cerr%C3%B3",
        ),
    ],
)
def test_a_link_names_as_few_words_as_find_the_sentence(words, wanted):
    assert Page(URL, TEXT).at(span(TEXT, words)) == f"{URL}#:~:text={wanted}"


def test_a_sentence_that_stands_twice_is_told_apart_by_the_words_before():
    second = TEXT.rindex("He left at noon.")
    link = Page(URL, TEXT).at(Span(second, second + 16))
    assert directive(link) == "dijo%20que%20A%26B%2DC%20cerr%C3%B3-,He%20left%20at%20noon"


def test_neither_end_of_a_range_runs_over_a_paragraph():
    text = "First one\n\nsecond paragraph goes on and on and then it ends\n\nhere."
    start, end = directive(Page(URL, text).at(Span(0, len(text)))).split(",")
    assert (unquote(start), unquote(end)) == ("First one", "here")


def test_a_fragment_of_the_page_is_kept_and_an_older_directive_replaced():
    page = Page(f"{URL}#part-2:~:text=old", TEXT)
    assert page.at(span(TEXT, "The governor said nothing.")) == f"{URL}#part-2:~:text=The%20governor%20said%20nothing"


def test_a_span_without_words_gives_the_bare_address_and_a_bad_address_none():
    assert Page(URL, "… !").at(Span(0, 3)) == URL
    assert Page(URL, "").at(Span(0, 0)) == URL
    assert Page("javascript:x", TEXT).at(Span(0, 20)) is None


WORDS = st.lists(st.sampled_from(["uno", "dos", "tres", "a-b", "x,y", "&", "“q”", "\n\n", "fin."]), min_size=1, max_size=40)


@given(WORDS, st.data())
def test_whatever_the_text_a_browser_that_follows_the_link_lands_on_the_span(words, data):
    text = " ".join(words)
    begin = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(begin + 1, len(words)))
    lead = len(" ".join(words[:begin])) + (1 if begin else 0)
    wanted = Span(lead, lead + len(" ".join(words[begin:end])))
    told = directive(Page(URL, text).at(wanted) or "")
    if not told:
        assert not re.search(r"\w", wanted.of(text))
        return
    assert re.fullmatch(r"(?:[\w.~%]+-,)?[\w.~%]+(?:,[\w.~%]+)?", told)
    parts = [part for part in told.split(",") if not part.endswith("-")]
    squeezed = " ".join(text.split())
    for part in parts:
        assert unquote(part) in squeezed
    head = " ".join(wanted.of(text).split()).lstrip("“& \n")
    assert head.startswith(unquote(parts[0]))
