"""Whatever the text: exact spans, no overlap, the same answer twice, and number words worth what they were made of."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.condense.document import read
from bot.condense.figures import find_figures
from bot.condense.figures.compiled import lexicon_of
from bot.condense.figures.marks import marks_of
from bot.condense.figures.sentence import Sentence
from bot.condense.figures.shares import read as read_numeral
from bot.languages import load
from bot.model.cards import Figure

PIECES = [
    "1", "12", "3,797", "2.500", "1.234,5", "2016", "$", "€", "%", "percent", "por ciento", "mil", "millones", "million",
    "half", "a", "one", "in", "three", "de", "cada", "tres", "la mitad", "from", "to", "rose", "aumentó", "un", "y", "and",
    "-", "–", ",", ".", "(", ")", "\n", "people", "personas", "kilos", "years", "años", "more than", "más de", "November",
    "marzo", "Article", ":", "/", "'", "º", "th", "٣", "½", "²", "\u00a0", "\u202e", "\U0001f600", "homicidios", "INEGI",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES)).map("".join),
)
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen|  twenty thirty forty fifty sixty seventy eighty ninety"
)
SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
    "diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho "
    "veintinueve|   treinta cuarenta cincuenta sesenta setenta ochenta noventa| ciento doscientos trescientos cuatrocientos "
    "quinientos seiscientos setecientos ochocientos novecientos"
)


def figures(text: str, code: str) -> tuple[Figure, ...]:
    return find_figures(read(text, load(code)))


@pytest.mark.parametrize("code", ["en", "es"])
@given(text=TEXTS.map(lambda text: f"12 %.\n\n{text}"))
@settings(max_examples=150, deadline=None)
def test_spans_are_exact_inside_the_text_and_disjoint(code: str, text: str) -> None:
    found = figures(text, code)
    assert found
    end = 0
    for figure in found:
        assert figure.span.of(text) == figure.text != ""
        assert end <= figure.span.start < figure.span.end <= len(text)
        assert figure.sentence.start <= figure.span.start < figure.sentence.end
        assert (figure.value is None) == (figure.low is not None) == (figure.high is not None)
        assert figure.low is None or figure.high is None or figure.low < figure.high
        end = figure.span.end


@pytest.mark.parametrize("code", ["en", "es"])
@given(text=TEXTS)
@settings(max_examples=80, deadline=None)
def test_words_of_a_figure_are_words_of_the_text(code: str, text: str) -> None:
    for figure in figures(text, code):
        baseline = figure.change.baseline if figure.change else None
        assert all(part in text for part in (figure.measure or "").split(" … "))
        assert all(words in text for words in (figure.qualifier, figure.period, baseline) if words)


@pytest.mark.parametrize("code", ["en", "es"])
@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_the_same_text_gives_the_same_figures(code: str, text: str) -> None:
    assert figures(text, code) == figures(text, code)


def english(number: int) -> str:
    small, tens = (words.split(" ") for words in ENGLISH.split("|"))
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            return f"{english(number // scale)} {name}" + (f" {english(rest)}" if rest else "")
    if number >= 100:
        return f"{small[number // 100]} hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    if number >= 20:
        return tens[number // 10] + (f"-{small[number % 10]}" if number % 10 else "")
    return small[number]


def spanish(number: int) -> str:
    small, tens, hundreds = (words.split(" ") for words in SPANISH.split("|"))
    for scale, one, many in ((10**12, "un billón", "billones"), (10**6, "un millón", "millones"), (1000, "mil", "mil")):
        if number >= scale:
            head, rest = divmod(number, scale)
            said = spanish(head).removesuffix("o") if spanish(head).endswith("uno") else spanish(head)
            return (one if head == 1 else f"{said} {many}") + (f" {spanish(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return "cien" if number == 100 else hundreds[number // 100] + (f" {spanish(rest)}" if rest else "")
    if number >= 30:
        return tens[number // 10] + (f" y {small[number % 10]}" if number % 10 else "")
    return small[number]


@pytest.mark.parametrize(("code", "say"), [("en", english), ("es", spanish)])
@given(number=st.one_of(st.integers(2, 2000), st.integers(2, 10**12 - 1)))
@settings(max_examples=300, deadline=None)
def test_a_number_said_in_words_is_read_back(code: str, say: Callable[[int], str], number: int) -> None:
    doc = read(say(number), load(code))
    sentence = Sentence(doc, lexicon_of(doc.language), 0, len(doc.words))
    marks = marks_of((), doc.language.region)
    starts = (read_numeral(sentence, marks, at, 0) for at in range(len(doc.words)))
    numeral = next((found for found in starts if found is not None), None)
    assert numeral is not None
    assert (numeral.first, numeral.last, numeral.value) == (0, len(doc.words), Decimal(number))


def test_an_endless_run_of_digits_does_no_harm() -> None:
    assert figures("7" * 300_000, "en") == ()
    assert figures("7," * 100_000, "es") == ()
