from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import folding


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Culiacán, 12 homicidios", ["culiacan", "12", "homicidios"]),
        ("US–México: $1,500", ["us", "mexico", "1", "500"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("snake_case", ["snake", "case"]),
        ("señor AÑO", ["senor", "ano"]),
        ("ﬁn", ["fin"]),
        ("¡¿…!?\x00", []),
    ],
)
def test_words_are_folded_and_parted(text, words):
    assert folding.words(text) == words


def test_an_outlets_id_and_its_name_are_one_key():
    assert folding.key("animal-politico") == folding.key("Animal Político") == "animal politico"


def test_a_word_is_cut_alike_wherever_it_stands():
    assert folding.words("a" * 1000) == ["a" * folding.LONGEST_WORD]


@given(st.text())
def test_folding_twice_is_folding_once(text):
    once = folding.words(text)
    assert folding.words(" ".join(once)) == once


@given(st.text())
def test_case_and_composition_make_no_difference(text):
    import unicodedata

    assert folding.words(unicodedata.normalize("NFD", text)) == folding.words(unicodedata.normalize("NFC", text))
