"""Where links lead in the console, and whose language words are in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.layout.fragments import Page
from bot.model.text import Span
from bot.platforms.console.web.guide import CardGuide, sentence_of
from tests.fakes.cards import card
from tests.fakes.console import english_card, spanish_card

ENGLISH = replace(english_card(), id="BB-2026-11-24-001")
SPANISH = replace(spanish_card(), id="BB-2026-11-24-002")
TWINS = card("He said no. Nobody came. Then he said no. It rained all day long and nobody went out of the house at all.")


def at(made, span):
    return Page(made.url, made.text).at(span)


@pytest.mark.parametrize("made", [ENGLISH, SPANISH, TWINS], ids=["english", "spanish", "twins"])
def test_a_link_to_each_sentence_is_understood(made):
    for sentence in made.sentences:
        assert sentence_of(made, at(made, sentence)) == sentence.start


WORDS = st.lists(st.sampled_from(["a", "b", "c", "día", "x-y", "1,5", "“no”"]), min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_whatever_is_linked_to_is_found_again(sentences):
    text = ". ".join(" ".join(words) for words in sentences) + "."
    spans, start = [], 0
    for words in sentences:
        end = start + len(" ".join(words)) + 1
        spans.append(Span(start, end))
        start = end + 1
    made = replace(card(text), sentences=tuple(spans))
    for span in spans:
        url = at(made, span)
        met = sentence_of(made, url)
        # a sentence whose words all stand earlier too may be met there: the browser would meet it there as well
        assert met is not None
        assert span.of(text).rstrip(".").casefold() in text[met:].casefold()


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/story",
        "https://news.example/story#top",
        "https://news.example/story#:~:text=",
        "https://news.example/story#:~:text=nowhere",
    ],
)
def test_a_link_to_no_sentence_leads_to_the_card(url):
    assert CardGuide([ENGLISH], "en").lead(url) == "/card/BB-2026-11-24-001"


def test_other_addresses_stay_what_they_are():
    assert CardGuide([ENGLISH], "en").lead("https://elsewhere.example/") == "https://elsewhere.example/"


def test_the_id_of_a_card_at_hand_leads_to_its_page_and_no_other_code_does():
    guide = CardGuide([ENGLISH], "en")
    assert guide.own("BB-2026-11-24-001") == "/card/BB-2026-11-24-001"
    assert guide.own("BB-2026-11-24-009") is None
    assert guide.own("/latest") is None


def test_a_button_for_a_whole_card_leads_to_its_page():
    guide = CardGuide([ENGLISH], "en")
    assert guide.answer("/card BB-2026-11-24-001") == "/card/BB-2026-11-24-001"
    assert guide.answer("/card BB-2026-11-24-009") == "/say?line=%2Fcard%20BB-2026-11-24-009"
    assert guide.answer("/latest") == "/say?line=%2Flatest"


@pytest.mark.parametrize(
    "words",
    [
        "Decomiso en Culiacán",
        "“No habrá impunidad”",
        ", el general",
        "Luis Mora",
        " — metanfetamina",
        "La Guardia Nacional decomisó …",
    ],
)
def test_the_articles_words_are_in_its_language(words):
    assert CardGuide([], "en", SPANISH).language(words) == "es"


@pytest.mark.parametrize("words", ["source", "Key points", " · ", "1,200", "in Spanish", ""])
def test_all_other_words_are_in_the_language_around(words):
    assert CardGuide([], "en", SPANISH).language(words) is None


def test_nothing_is_marked_where_all_is_one_language():
    assert CardGuide([], "es", SPANISH).language("Decomiso en Culiacán") is None


def test_a_link_tells_which_cards_words_it_wears():
    guide = CardGuide([ENGLISH, SPANISH], "en")
    assert guide.language("Decomiso en Culiacán", SPANISH.url) == "es"
    assert guide.language("Homicides fall in Guanajuato", ENGLISH.url) is None
    assert guide.language("Decomiso en Culiacán") is None


def test_a_message_that_is_a_card_leads_to_that_card_though_another_has_its_address():
    newer = replace(ENGLISH, id="BB-2026-11-24-003")
    assert CardGuide([newer], "en", ENGLISH).lead(ENGLISH.url) == "/card/BB-2026-11-24-001"
