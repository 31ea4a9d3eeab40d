"""What stands beside an article, by its words and its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.languages import available
from bot.languages.pages import pages
from bot.sources.furniture import closing_at, is_furniture, is_wall, trim, without_pointer

PROSE = (
    "La policía estatal detuvo el lunes a tres hombres en Celaya, Guanajuato, acusados de cobrar cuotas a los comerciantes.",
    "“No vamos a dar un paso atrás”, dijo la alcaldesa, Berta Solís, ante unas cuarenta personas reunidas en la plaza central.",
    "The three men were taken before a judge, who has until Thursday to decide whether they will be tried or set free.",
)
LISTS = [(one, kind) for one in pages() for kind in type(one).model_fields]


def _said(phrase):
    """The phrase with words where it leaves them open."""
    return phrase.replace("*", "algo")


def test_every_language_has_its_page():
    assert len(pages()) == len(available())


@pytest.mark.parametrize(("page", "kind"), LISTS)
def test_no_phrase_stands_twice_and_all_are_in_lower_case(page, kind):
    phrases = getattr(page, kind)
    assert len(set(phrases)) == len(phrases)
    assert [phrase for phrase in phrases if phrase != phrase.lower() or phrase != phrase.strip()] == []


@pytest.mark.parametrize("page", pages())
def test_every_phrase_does_what_its_list_says(page):
    assert [phrase for phrase in page.whole if not is_furniture(_said(phrase).upper() + " »")] == []
    assert [phrase for phrase in page.opening if not is_furniture(_said(phrase).capitalize() + " la ciudad")] == []
    assert [phrase for phrase in page.wall if not is_wall(_said(phrase).capitalize() + " hoy")] == []
    assert [phrase for phrase in page.closing if closing_at([*PROSE, _said(phrase).title(), "Otra nota"]) != len(PROSE)] == []
    assert [phrase for phrase in page.ending if without_pointer(f"{PROSE[0]} {_said(phrase)}") != PROSE[0]] == []


@pytest.mark.parametrize(
    "line",
    [
        *PROSE,
        "Más de 30 personas murieron en el ataque.",
        "Compartió la información con la fiscalía.",
        "Seguir a los capos no basta, dijo.",
        "Escuchar a las víctimas es el primer paso.",
        "Lee el mensaje que dejaron los atacantes, pidió la jueza al perito.",
        "Más información no hubo, según el vocero.",
        "Fotografías del lugar muestran dos camionetas quemadas.",
        "Mira, le dijo, no te metas.",
        "El video dura tres minutos.",
        "Read the letter aloud, the judge told him.",
        "More than 30 people were killed.",
        "More is known about the second man.",
        "Related charges were dropped in May.",
        "Watch towers stand along the road.",
        "Share prices fell after the raid.",
        "Photographs of the scene show two burnt trucks.",
        "Follow the money, the prosecutor said.",
        "Advertisements for the jobs promised 12,000 pesos a week.",
        "Copyright law was not at issue.",
        "He wants to read more about the case.",
        "Subscribers to the town's water service had paid twice.",
        "“Help us,” she said.",
        "Sí.",
    ],
)
def test_a_sentence_of_an_article_is_not_furniture(line):
    assert not is_furniture(line)
    assert not is_wall(line)
    assert without_pointer(line) == line


@pytest.mark.parametrize("line", ["", "—", "• • •", "***", "»", "…"])
def test_a_line_without_a_word_is(line):
    assert is_furniture(line)


def test_words_of_a_wall_are_told():
    assert trim([PROSE[0], "Suscríbete para seguir leyendo"]) == ((PROSE[0],), True)
    assert trim(PROSE) == (PROSE, False)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ((*PROSE, "Related articles", "Another story"), 3),
        ((*PROSE, "Notas relacionadas", "Otra nota", "Y otra más"), 3),
        ((PROSE[0], "Te puede interesar", "Otra nota", PROSE[1], PROSE[2]), None),
        ((*PROSE * 4, "Sobre la autora", PROSE[0]), 12),
        (("Comentarios", *PROSE), None),
        (PROSE, None),
        ((), None),
    ],
)
def test_where_an_article_is_over(lines, place):
    assert closing_at(lines) == place


@given(st.lists(st.text(max_size=50), max_size=6))
def test_trimming_keeps_paragraphs_as_they_are_and_in_order(lines):
    kept = list(trim(lines).paragraphs)
    left = iter(lines)
    assert all(any(line == other for other in left) for line in kept)


@given(st.text(max_size=80))
def test_taking_the_pointer_away_leaves_a_beginning_of_the_text(text):
    assert text.startswith(without_pointer(text))
