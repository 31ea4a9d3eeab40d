"""What another outlet's card still says of what was corrected."""

from __future__ import annotations

import pytest

from bot.editorial.echoes import agrees, echoes
from bot.model.revisions import DateChanged, FigureChanged, HeadlineChanged, SentenceGone, SpeakerChanged, WordsChanged
from tests.fakes.cards import card, figure, quote, span

OLD = "Gunmen killed 12 people in Agua Parda on Sunday. The chief was detained near the bridge. “We counted,” said Ana Ruiz."
COPY = "Gunmen killed 12 people in Agua Parda on Sunday. The chief was detained by the bridge. “We counted,” said Ana Ruiz."
ELSEWHERE = "Hombres armados mataron a 12 personas en Agua Parda. Se hallaron 12 rifles."
ANYWHERE = span(OLD, "The chief was detained near the bridge.")


def dead(text, words, unit="people", measure="people were killed"):
    return figure(text, words, 12, unit=unit, measure=measure)


def old():
    said = quote(OLD, "We counted,", by="Ana Ruiz")
    return card(OLD, title="Twelve dead", figures=[dead(OLD, "12 people")], quotes=[said])


def copy(**more):
    said = quote(COPY, "We counted,", by="Ana Ruiz")
    return card(COPY, **{"title": "Twelve dead", "figures": [dead(COPY, "12 people")], "quotes": [said], **more})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (FigureChanged(before="12 people", after="14 people", measure="killed", sentence=ANYWHERE), "12 people"),
        (WordsChanged(before="detained", after="killed", sentence=ANYWHERE, why="fate"), "detained"),
        (DateChanged(before="Sunday", after="Saturday", sentence=ANYWHERE), "Sunday"),
        (SpeakerChanged(quote="We counted,", before="Ana Ruiz", after="Marta Soto", sentence=ANYWHERE), "Ana Ruiz"),
        (HeadlineChanged(before="Twelve dead", after="Fourteen dead"), "Twelve dead"),
        (SentenceGone(before="The mayor fled.", why="point"), None),
        (SpeakerChanged(quote="We counted,", before="Luz Gil", after="Marta Soto", sentence=ANYWHERE), None),
        (WordsChanged(before="the army", after="the navy", sentence=ANYWHERE, why="name"), None),
    ],
)
def test_what_a_copy_says_alike_it_says_still(change, says):
    assert echoes(change, old(), copy()) == says


def test_the_same_number_of_the_dead_is_found_in_another_language_and_not_that_of_rifles():
    change = FigureChanged(before="12 people", after="14 people", measure="killed", sentence=ANYWHERE)
    killed = dead(ELSEWHERE, "12 personas", measure="personas muertas")
    rifles = dead(ELSEWHERE, "12 rifles", unit="firearms", measure="rifles")
    other = card(ELSEWHERE, language="es", figures=[rifles, killed], quotes=[])
    assert echoes(change, old(), other) == "12 personas"
    assert echoes(change, old(), card(ELSEWHERE, language="es", figures=[rifles], quotes=[])) is None


def test_a_word_in_a_sentence_about_something_else_is_no_echo():
    change = WordsChanged(before="detained", after="killed", sentence=ANYWHERE, why="fate")
    text = "Nobody else in the whole state has been detained in October."
    assert echoes(change, old(), card(text, figures=[], quotes=[])) is None


def test_a_card_that_has_the_new_words_already_agrees():
    change = FigureChanged(before="11 people", after="12 people", measure="killed", sentence=ANYWHERE)
    assert agrees(change, copy())
    assert not agrees(FigureChanged(before="12 people", after="14 people", measure="killed", sentence=ANYWHERE), copy())
