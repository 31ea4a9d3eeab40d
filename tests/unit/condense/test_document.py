"""Properties of splitting: nothing lost, nothing twice, whatever the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.condense.document import read, tokens, visible
from bot.languages import load

LANGUAGES = [load("en"), load("es")]
NEWS = st.lists(
    st.sampled_from(
        [
            "Gov. ",
            "EE.UU. ",
            "Dijo: ",
            "“No.” ",
            "a.m. ",
            "¿Qué? ",
            "—",
            "Ana ",
            "5 ",
            "3.5 ",
            "… ",
            "(…) ",
            "\n",
            "\n\n",
            "No. ",
            "x. ",
            "U.S. ",
            "\u202e",
            "\u200b",
            "\u00ad",
        ]
    ),
    max_size=60,
).map("".join)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@given(text=st.one_of(st.text(max_size=300), NEWS))
def test_every_character_that_is_seen_lies_in_one_token_of_one_sentence(language, text):
    doc = read(text, language)

    covered = [position for start, end in zip(doc.starts, doc.ends, strict=True) for position in range(start, end)]
    assert covered == sorted(set(covered))
    seen = [position for position, character in enumerate(text) if visible(character)]
    assert [position for position in covered if visible(text[position])] == seen
    assert doc.words == [visible(text[start:end]) for start, end in zip(doc.starts, doc.ends, strict=True)]
    for start, end, index in zip(doc.starts, doc.ends, doc.sentence_of, strict=True):
        assert doc.sentences[index].start <= start < end <= doc.sentences[index].end


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@given(text=st.one_of(st.text(max_size=300), NEWS))
def test_sentences_are_in_order_and_lie_each_in_one_paragraph(language, text):
    doc = read(text, language)

    for spans in (doc.sentences, doc.paragraphs):
        for before, after in pairwise(spans):
            assert before.end <= after.start
        assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(any(paragraph.holds(sentence) for paragraph in doc.paragraphs) for sentence in doc.sentences)


def test_a_combining_accent_stays_in_its_word():
    assert tokens("Jose\u0301 Lo\u0301pez") == ["Jose\u0301", "Lo\u0301pez"]


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u202e", "\ufeff"])
def test_an_invisible_character_parts_no_word_and_is_none(mark):
    doc = read(f"Fen{mark}tanyl{mark} came {mark}.", LANGUAGES[0])

    assert doc.words == ["Fentanyl", "came", "."]
    assert doc.text[doc.starts[0] : doc.ends[0]] == f"Fen{mark}tanyl"


def test_a_number_keeps_its_marks():
    assert tokens("1,234.5 kg; 9.") == ["1,234.5", "kg", ";", "9", "."]


def test_the_sentence_at_a_blank_between_two_is_the_one_before():
    doc = read("One came. Two left.", LANGUAGES[0])

    assert doc.sentence_at(9) == doc.sentences[0]
    assert doc.sentence_at(10) == doc.sentences[1]


@pytest.mark.parametrize("mark", [".", "?!", '."', ". (", "A. "])
def test_a_text_of_nothing_but_marks_is_read_in_linear_time(mark):
    assert read(mark * 100_000, LANGUAGES[0]).words  # a scan that starts anew at each mark would outlast the test's time limit
