"""Properties of names: spans exact and apart, the same each time, whatever the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.condense.document import read
from bot.condense.names import find_names, known_names
from bot.languages import load
from bot.model.desk import Desk, GazetteerPlace, Organisation, Person

DESK = Desk(
    people=(Person(id="mora", name="Ana Mora Ruiz", aliases=("Ana Mora", "AMR", "La Jefa"), gender="f"),),
    organisations=(Organisation(id="guard", name="Guardia Nacional", aliases=("GN", "National Guard"), country="MX"),),
    places=(
        GazetteerPlace(id="mexico", name="Mexico", kind="country", country="MX", aliases=("México",)),
        GazetteerPlace(id="peru", name="Peru", kind="country", country="PE", aliases=("Perú",)),
        GazetteerPlace(id="norte", name="Norteña", kind="state", country="MX", within="mexico"),
        GazetteerPlace(id="sur", name="Sureña", kind="state", country="MX", within="mexico"),
        GazetteerPlace(
            id="villa-norte", name="Villa Rica (Norteña)", kind="city", country="MX", aliases=("Villa Rica",), within="norte"
        ),
        GazetteerPlace(
            id="villa-sur", name="Villa Rica (Sureña)", kind="city", country="MX", aliases=("Villa Rica",), within="sur"
        ),
    ),
)
LANGUAGES = [load("en"), load("es")]
PIECES = """
Ana Mora Ruiz AMR Guardia Nacional GN Villa Rica Norteña Sureña de la del y and of the President fiscal Sen . , ( ) “ ” ‘ ’ - &
El Chapo alias 34 años who dijo said Cártel Fiscalía General FGR México U . S Jr quien en in Mrs ’s O’Brien al-Assad
"""
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=60).map(" ".join)


def names(text, language=LANGUAGES[1], desk=DESK):
    return find_names(read(text, language), known_names(desk, language))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
@given(text=st.one_of(st.text(max_size=300), WORDS, WORDS.map(str.upper), WORDS.map(lambda text: text.replace(" ", ""))))
def test_mentions_lie_in_the_text_apart_from_each_other_and_carry_no_blanks(language, text):
    entities = names(text, language)

    spans = sorted(span for entity in entities for span in entity.mentions)
    assert all(0 <= span.start < span.end <= len(text) and span.of(text) == span.of(text).strip() for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(entity.name.strip() and list(entity.mentions) == sorted(entity.mentions) for entity in entities)


@given(text=WORDS)
def test_the_same_text_gives_the_same_names(text):
    assert names(text) == names(text)


@given(text=WORDS)
def test_an_id_of_the_desk_comes_with_the_name_of_the_desk(text):
    known = {entry.id: entry.name for group in (DESK.people, DESK.organisations, DESK.places) for entry in group}

    assert all(entity.name == known[entity.known] for entity in names(text) if entity.known)


def test_the_known_names_of_a_desk_are_compiled_once():
    assert known_names(DESK, LANGUAGES[0]) is known_names(DESK, LANGUAGES[0])
    assert known_names(DESK, LANGUAGES[0]) is not known_names(DESK, LANGUAGES[1])


def test_two_desks_that_look_alike_are_told_apart():
    other = Desk(people=(Person(id="mora", name="Ana Mora Ruiz"),))

    assert known_names(other, LANGUAGES[0]) is not known_names(DESK, LANGUAGES[0])


def test_an_acronym_counts_only_as_written():
    assert [entity.known for entity in names("La AMR llegó.")] == ["mora"]
    assert names("La Amr llegó. La amr salió.") == ()


def test_a_name_shared_by_two_places_is_told_apart_by_the_state_beside_it():
    (villa, _) = names("Ocurrió en Villa Rica, Sureña.")

    assert villa.known == "villa-sur"


def test_a_name_shared_by_two_places_stays_as_it_stands_where_nothing_tells():
    (villa,) = names("Ocurrió en Villa Rica.")

    assert (villa.name, villa.known, villa.kind) == ("Villa Rica", None, "place")


def test_a_common_name_of_a_body_is_the_desks_only_where_the_text_plays_in_its_country():
    at_home = next(entity for entity in names("En México, la Guardia Nacional llegó.") if entity.kind == "organisation")
    abroad = next(entity for entity in names("En Perú, la Guardia Nacional llegó.") if entity.kind == "organisation")

    assert (at_home.known, abroad.known) == ("guard", None)


def test_without_a_desk_the_languages_own_names_are_known():
    entities = names("Reuters lo publicó en Francia.", desk=Desk())

    assert {(entity.name, entity.kind, entity.known) for entity in entities} == {
        ("Reuters", "organisation", None),
        ("Francia", "place", None),
    }


def test_a_run_of_thousands_of_capitals_is_read_without_recursion():
    text = "Guardia Nacional México " * 3000 + "Ana " * 3000

    assert names(text)


@pytest.mark.parametrize(("region", "name"), [("MX", "Secretaría de Tesoro y Obras"), ("AR", "Tesoro")])
def test_a_short_name_that_other_countries_have_too_is_the_desks_body_only_at_home(region, name):
    body = Organisation(id="tesoro", name="Secretaría de Tesoro y Obras", aliases=("Tesoro",), country="MX")

    entities = names("El Tesoro informó del pago.", load("es", region), Desk(organisations=(body,)))

    assert [entity.name for entity in entities] == [name]


def test_a_country_named_in_the_text_brings_its_bodies_home():
    body = Organisation(id="tesoro", name="Secretaría de Tesoro y Obras", aliases=("Tesoro",), country="PE")

    entities = names("En Perú, el Tesoro informó.", load("es", "MX"), Desk(organisations=(body,), places=DESK.places))

    assert [entity.known for entity in entities if entity.kind == "organisation"] == ["tesoro"]
