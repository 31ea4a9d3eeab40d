"""The dead, the wounded and the detained, in the words of two languages."""

from __future__ import annotations

import pytest

from bot.editorial.fates import denies, fate_of, fates
from tests.fakes.cards import figure


@pytest.mark.parametrize(
    ("words", "language", "kinds"),
    [
        ("six people were killed", "en", {"dead"}),
        ("los cuerpos de seis hombres", "es", {"dead"}),
        ("víctimas mortales", "es", {"dead"}),
        ("personas sin vida", "es", {"dead"}),
        ("two dead and four wounded", "en", {"dead", "wounded"}),
        ("personas privadas de la libertad", "es", {"kidnapped"}),
        ("personas detenidas", "es", {"held"}),
        ("los ejecutivos de la empresa", "es", set()),
        ("deadline", "en", set()),
        ("un hombre llegó al negocio, en la salida a la presa", "es", set()),
        ("agentes de los cuerpos de seguridad", "es", set()),
        ("la gobernadora condenó el ataque", "es", set()),
        ("un juez lo condenó a 40 años", "es", {"sentenced"}),
        ("liberaron la carretera tras ocho horas", "es", set()),
        ("officers wore body cameras", "en", set()),
        ("he remains in hospital", "en", set()),
        ("the officer in charge", "en", set()),
        ("agents executed a search warrant", "en", set()),
        ("the prosecutor released a video", "en", set()),
        ("residents returned to the town", "en", set()),
        ("38 inmates escaped", "en", {"escaped"}),
        ("los internos fugados", "es", {"escaped"}),
        ("Gunmen stormed a jail, killed 11 inmates and freed others", "en", {"dead", "escaped"}),
        ("Un comando irrumpió en el penal y liberó a otros", "es", {"escaped"}),
        ("A judge freed 12 inmates", "en", {"freed"}),
        ("Soldados rescataron a los custodios que el comando retenía en el penal", "es", {"freed"}),
        ("asesinatos", "pt", set()),
        ("killed", None, set()),
    ],
)
def test_words_name_what_befell_people(words, language, kinds):
    assert fates(words, language) == kinds


@pytest.mark.parametrize(
    ("text", "words", "language", "measure", "fate"),
    [
        ("The attack left six people dead.", "six", "en", "dead", "dead"),
        ("El ataque dejó seis muertos.", "seis", "es", "muertos", "dead"),
        ("Six people were killed on Tuesday in the north.", "Six people", "en", "people", "dead"),
        ("Mataron a seis personas en el norte.", "seis personas", "es", "personas", "dead"),
        ("Six people came to the market, where two were killed.", "Six people", "en", "people", None),
        ("Ten people were killed or wounded.", "Ten people", "en", "people", None),
        ("Six people voted.", "Six people", "en", "people", None),
        ("The vans killed the engine, 6 vans in all.", "6", "en", "vans", None),
    ],
)
def test_a_figure_counts_those_whom_a_fate_befell(text, words, language, measure, fate):
    counted = figure(text, words, 6, unit="vans" if measure == "vans" else "people", measure=measure)
    assert fate_of(counted, text, language) == fate


@pytest.mark.parametrize(
    ("text", "words", "language", "measure", "fate"),
    [
        ("They fired, killing five people and wounding three.", "five people", "en", "people", "dead"),
        ("They fired, killing five people and wounding three.", "three", "en", "people … wounding", "wounded"),
        ("Two men on a motorcycle shot dead a baker.", "Two men", "en", "men on a motorcycle shot dead", None),
        ("Dos hombres que viajaban en moto mataron a tres personas.", "Dos hombres", "es", "hombres", None),
        ("Six soldiers killed three gunmen.", "Six soldiers", "en", "soldiers", None),
        ("Gunmen attacked the prison and freed 40 prisoners.", "40 prisoners", "en", "prisoners", "escaped"),
        ("Se fugaron 38 internos del penal.", "38 internos", "es", "internos del penal", "escaped"),
        ("El juez liberó a 12 reos del penal.", "12 reos", "es", "reos del penal", "freed"),
        ("Six people were killed 12 miles from the town.", "Six people", "en", "people", "dead"),
        ("Two of the wounded died in hospital.", "Two", "en", "wounded", None),
        ("Dos de los heridos murieron en el hospital.", "Dos", "es", "heridos", None),
        ("Four of the group of 33 are still missing.", "33", "en", "missing", None),
        ("Police found 29 migrants alive on Tuesday.", "29 migrants", "en", "migrants", "freed"),
        ("29 of 33 kidnapped migrants were found alive.", "29", "en", "migrants", "freed"),
        ("Encontraron con vida este martes en Las Adjuntas a 29 de los migrantes.", "29", "es", "migrantes", "freed"),
        ("None of the 29 migrants was hurt.", "29 migrants", "en", "migrants", None),
        ("One of the four wounded died in the ambulance.", "four wounded", "en", "wounded", None),
        ("38 inmates escaped the prison.", "38 inmates", "en", "inmates escaped the prison", "escaped"),
        ("Thirty-eight prisoners fled the jail.", "Thirty-eight prisoners", "en", "prisoners", "escaped"),
        ("Once reos huyeron del penal.", "Once reos", "es", "reos", "escaped"),
        ("Unas 200 personas huyeron del pueblo.", "200 personas", "es", "personas", "displaced"),
        ("Two men died the same night.", "Two men", "en", "men", "dead"),
        ("Tres policías asesinados este lunes eran de aquí.", "Tres policías", "es", "policías asesinados", "dead"),
        ("The number of people killed in the blast is 12.", "12", "en", "number of people killed in the blast", "dead"),
        ("Los muertos por la explosión suman 14.", "14", "es", "muertos por la explosión", "dead"),
        ("The executives paid six people.", "six people", "en", "people", None),
    ],
)
def test_only_those_who_suffer_are_counted_and_each_by_the_words_next_to_them(text, words, language, measure, fate):
    counted = figure(text, words, 6, unit="people", measure=measure)
    assert fate_of(counted, text, language) == fate


def test_a_share_is_nobody():
    text = "Of those killed, 72 % died of gunshots."
    assert fate_of(figure(text, "72 %", 72, unit="%", measure="died of gunshots"), text, "en") is None


@pytest.mark.parametrize(
    ("words", "language", "whether"),
    [
        ("The army denied that its men fired first.", "en", True),
        ("El alcalde desmintió que hubiera un toque de queda.", "es", True),
        ("Negaron los hechos.", "es", True),
        ("The army said its men fired first.", "en", False),
        ("The army denied it.", "fr", False),
        ("The court rejected the appeal.", "en", False),
        ("The chief was dismissed from his post over a land dispute.", "en", False),
        ("The mayor rejected the accusations.", "en", True),
        ("El Congreso rechazó la reforma.", "es", False),
        ("El alcalde rechazó los señalamientos.", "es", True),
        ("El testigo se negó a declarar.", "es", False),
        ("El juez negó la libertad bajo fianza al acusado.", "es", False),
        ("La embajada le niega la visa.", "es", False),
        ("La fiscal negó la acusación.", "es", True),
        ("A judge denied bail to both men.", "en", False),
        ("The sheriff denied the accusation.", "en", True),
    ],
)
def test_somebody_denies_something(words, language, whether):
    assert denies(words, language) is whether
