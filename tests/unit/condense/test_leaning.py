from __future__ import annotations

import pytest

from bot.condense.document import read
from bot.condense.leaning import leans, vague
from bot.condense.names import find_names, known_names
from bot.languages import load
from bot.model.desk import Desk

DESK = Desk()


def doc_and_names(language: str, text: str):
    doc = read(text, load(language))
    entities = find_names(doc, known_names(DESK, doc.language))
    return doc, sorted(mention.start for entity in entities for mention in entity.mentions)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "However, the army stayed in the town."),
        ("en", "He said nothing about it."),
        ("en", "They were taken to the capital by train."),
        ("en", "That changed in the spring of the year."),
        ("en", "On Monday he left for the capital."),
        ("en", "For his part, the mayor kept silent."),
        ("en", "The same report counts four lost rifles."),
        ("en", "In that report the army counts four rifles."),
        ("en", "Three more were taken to the hospital."),
        ("en", "The rifles had been bought in May, he said."),
        ("en", "Hours later, the army left the town."),
        ("es", "El mismo informe cuenta cuatro fusiles."),
        ("es", "Entre una y otra hubo una sentencia."),
        ("es", "Es lo que todos recuerdan de aquella semana."),
        ("es", "Es la cuarta ley de esa clase en el estado."),
        ("es", "Con 40 agentes, agregó, el turno no alcanza."),
        ("es", "Los fusiles fueron comprados en mayo, precisó."),
        ("es", "Las casas las ocupan hombres armados."),
        ("es", "Tres más fueron llevados al hospital."),
        ("es", "Dos de ellos murieron en el hospital."),
        ("es", "Llegó a la capital con sus hijos."),
        ("es", "Elimina las multas a quienes rescatan náufragos."),
        ("es", "Piden la renuncia del director."),
        ("es", "Otro informe habla de cuatro fusiles."),
        ("es", "Sin embargo, el ejército se quedó en el pueblo."),
        ("es", "Por su parte, el alcalde guardó silencio."),
        ("es", "Ella no habló del asunto con nadie."),
        ("es", "Agregó que las cifras bajaron en mayo."),
        ("es", "Fue detenido en la frontera por agentes."),
        ("es", "Esto cambió en la primavera del año pasado."),
    ],
)
def test_it_leans_on_the_sentence_before(language: str, text: str) -> None:
    doc, named = doc_and_names(language, text)
    assert leans(doc, 0, len(doc.words), named)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army stayed in the town, however."),
        ("en", "This week the army left the town."),
        ("en", "After his arrest in May, Laura Medina resigned."),
        ("en", "Laura Medina said that she would resign."),
        ("en", "Gunmen killed six people in Celaya."),
        ("en", "Three more than in May were hurt, the army said."),
        ("en", "Laura Medina resigned in May, she said."),
        ("es", "Hubo doce homicidios en mayo."),
        ("es", "Murió el director del penal."),
        ("es", "Murieron los cuatro directores del penal."),
        ("es", "Autoridades el martes confirmaron la cifra."),
        ("es", "Fue detenido Raúl Cantú en la frontera."),
        ("es", "Murieron tres personas en el choque."),
        ("es", "Los fusiles fueron comprados en mayo, precisó el fiscal."),
        ("es", "Los vecinos las vieron llegar a las casas."),
        ("es", "Dos más que en mayo huyeron del penal."),
        ("es", "Durante su visita, Laura Medina habló de la ley."),
        ("es", "El ejército se quedó en el pueblo."),
        ("es", "Esta semana el ejército dejó el pueblo."),
        ("es", "Este lunes llegaron los soldados."),
        ("es", "Informó la fiscalía de doce detenidos."),
        ("es", "Policía de Jalisco detiene a cinco hombres."),
        ("es", "Se registraron doce homicidios en mayo."),
        ("es", "Hombres armados mataron a seis personas."),
    ],
)
def test_it_stands_by_itself(language: str, text: str) -> None:
    doc, named = doc_and_names(language, text)
    assert not leans(doc, 0, len(doc.words), named)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The army seized forty rifles.", 0),
        ("The mayor also said that taxes fell.", 1),
        ("We think that the army left.", 1),
        ("The town knew his house before Laura Medina came.", 1),
        ("Laura Medina sold his house.", 0),
        ("The move surprised the army in the north.", 2),
        ("The number of rifles has grown since May.", 0),
    ],
)
def test_words_that_point_outside_are_counted(text: str, count: int) -> None:
    doc, named = doc_and_names("en", text)
    assert vague(doc, 0, len(doc.words), named) == count
