"""What of an article tells who, where, when and how many."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.stories import Features, Reader
from bot.editorial.stories.stems import stem
from bot.model.desk import Desk, GazetteerPlace, Organisation
from bot.model.feeds import Article

TUESDAY = datetime(2026, 3, 3, 12, tzinfo=UTC)
DESK = Desk(
    organisations=(
        Organisation(
            id="navy", name="Secretaría de Marina", aliases=("Mexican Navy", "Semar"), names={"en": "Navy Secretariat"}
        ),
    ),
    places=(GazetteerPlace(id="mexico", name="Mexico", names={"es": "México"}, kind="country", country="MX"),),
)
READER = Reader(DESK)


def read(text: str, language: str = "en", title: str | None = None) -> Features:
    return READER.read(Article(text=text, title=title, language=language, published=TUESDAY))


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("homicide", "homicidio"),
        ("attack", "ataque"),
        ("extradited", "extraditada"),
        ("tonnes", "tonne"),
        ("pharmacy", "farmacia"),
        ("spectacular", "espectacular"),
        ("asesinado", "asesinadas"),
    ],
)
def test_kindred_words_share_a_stem(english, spanish):
    assert stem(english) == stem(spanish)


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("The bridge fell on Sunday.", "en", "03-01"),
        ("El puente cayó el domingo.", "es", "03-01"),
        ("The bridge fell today, Tuesday.", "en", "03-03"),
        ("The bridge fell on Feb. 27.", "en", "02-27"),
        ("The bridge fell on 27 February 2026.", "en", "02-27"),
        ("El puente cayó el 27 de febrero.", "es", "02-27"),
        ("El puente cayó el 27 de feb.", "es", "02-27"),
    ],
)
def test_days_become_dates(text, language, date):
    assert read(text, language).dates == {date}


@pytest.mark.parametrize("text", ["Los homicidios bajan 12% en enero, 12% menos que hace un año.", "January: 12.5 tonnes."])
def test_a_share_beside_a_month_is_no_day(text):
    assert not read(text, "es" if "enero" in text else "en").dates


@pytest.mark.parametrize(
    ("text", "language", "ages"),
    [
        ("A 17-year-old boy was hurt.", "en", {"17"}),
        ("Delia Carranco, 29, left at noon.", "en", {"29"}),
        ("Una mujer de 41 años fue detenida.", "es", {"41"}),
        ("Route 66 is closed.", "en", set()),
    ],
)
def test_ages_are_told_from_other_numbers(text, language, ages):
    assert read(text, language).ages == ages


def test_numbers_in_words_are_numbers_in_any_language():
    assert "#6" in read("Six people left.").terms
    assert "#6" in read("Seis personas salieron.", "es").terms


def test_the_desks_names_are_known_by_one_id_in_both_languages():
    english = read("The Mexican Navy stopped a boat off Mexico.")
    spanish = read("La Secretaría de Marina detuvo una lancha en México.", "es")
    assert {"body:navy", "place:mexico"} <= english.names.keys() & spanish.names.keys()


def test_countries_are_known_by_their_names_in_each_language():
    assert (
        "country:DE" in read("The zoo is in Germany.").names.keys() & read("El zoológico está en Alemania.", "es").names.keys()
    )


def test_concepts_are_the_same_in_both_languages():
    english, spanish = read("Nine inmates fled the prison."), read("Nueve reos huyeron del penal.", "es")
    assert set(english.concepts.values()) == set(spanish.concepts.values()) == {":inmate", ":prison", ":displaced"}


def test_a_pages_furniture_weighs_little_and_tells_no_date():
    told = read("Video: storm hits coast on Sunday\n\nShare this page\n\nA bridge fell in San Aurelio on Monday.")
    assert told.terms[stem("bridge")] > 3 * told.terms[stem("storm")]
    assert told.dates == {"03-02"}


@pytest.mark.parametrize(
    ("text", "language", "term"),
    [
        ("Police found in October 214 kilos of meth there.", "en", "#214"),
        ("La policía halló en octubre 214 kilos de droga.", "es", "#214"),
    ],
)
def test_an_amount_behind_a_month_is_an_amount(text, language, term):
    assert term in read(text, language).terms


def test_the_day_and_the_year_of_a_month_are_no_numbers():
    assert not {"#14", "#2025"} & read("It was on October 14 and again in October 2025.").terms.keys()


def test_an_outlets_name_behind_a_headline_is_not_of_the_headline():
    told = read("A bridge fell.", title="Bridge falls in San Aurelio - Channel 12 News, Weather, Sports")
    assert stem("bridge") in told.title
    assert stem("channel") not in told.title


def test_without_a_language_that_is_spoken_names_and_numbers_still_count():
    told = read("Le pont de San Aurelio est tombé, 12 blessés.", "fr")
    assert "#12" in told.terms
    assert "san aurelio" in told.names


@given(st.text(max_size=400), st.one_of(st.none(), st.text(max_size=60)), st.sampled_from(["en", "es", "pt", "fr", None]))
def test_any_text_is_read_and_comes_back_from_the_store_as_it_was(text, title, language):
    features = READER.read(Article(text=text, title=title, language=language, published=TUESDAY))
    stored = json.dumps(features.packed(), ensure_ascii=True)
    assert Features.unpacked(json.loads(stored)) == features


def test_time_is_bounded_whatever_the_text():
    start = time.process_time()
    read("a b c 1, 2. " * 100_000)
    assert time.process_time() - start < 1
