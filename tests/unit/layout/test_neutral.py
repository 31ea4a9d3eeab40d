"""What comes from outside is harmless once it stands in a block."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.layout.neutral import clean, clean_url

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("said \u202egnihton\u202c, he", "said gnihton, he"),
        ("a\x00b\x07c\x1b[31md", "abc[31md"),
        ("one\ntwo\r\n\r\n three\ttab", "one two three tab"),
        ("a\u2028b\u2029c", "a b c"),
        (
            "\ufeffkept: a mark that no one sees but that turns nothing",
            "\ufeffkept: a mark that no one sees but that turns nothing",
        ),
        ("z\u0300\u0301\u0302\u0303algo", "z\u0300\u0301\u0302\u0303algo"),
        ("@everyone <!channel> **b** [x](javascript:alert(1)) `c`", "@everyone <!channel> **b** [x](javascript:alert(1)) `c`"),
        ("👩\u200d⚕️ años — “sí”", "👩\u200d⚕️ años — “sí”"),
        ("\ud800lone", "lone"),
    ],
)
def test_only_what_no_reader_sees_is_taken_away(text, cleaned):
    assert clean(text) == cleaned


@given(st.text(st.characters() | st.sampled_from(BIDI + "\x00\x1b\n\t\u2028"), max_size=60))
def test_whatever_the_text_nothing_unseen_is_left_and_every_visible_character_is(text):
    cleaned = clean(text)
    assert not set(cleaned) & set(BIDI)
    assert not any(unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} for c in cleaned)
    visible = [c for c in text if unicodedata.category(c)[0] in "LMNPS"]
    assert [c for c in cleaned if unicodedata.category(c)[0] in "LMNPS"] == visible
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("https://a.example/nota?id=1&x=2#p3", "https://a.example/nota?id=1&x=2#p3"),
        ("https://a.example/año/”x”", "https://a.example/a%C3%B1o/%E2%80%9Dx%E2%80%9D"),
        ("https://a.example/a b>c|d", "https://a.example/a%20b%3Ec%7Cd"),
        ("https://a.example/a%20b", "https://a.example/a%20b"),
        ("HTTP://A.example:8080/", "HTTP://A.example:8080/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://a.example/x", None),
        ("https://bank.example@evil.example/", None),
        ("https://a.example:99999/", None),
        ("https:///path", None),
        ("https://[broken/", None),
        ("https://a.example/\u202egpj.exe", None),
        ("https://a.example/a\nb", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_that_a_reader_can_safely_be_sent_to_become_links(url, cleaned):
    assert clean_url(url) == cleaned
