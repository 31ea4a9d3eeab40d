from __future__ import annotations

import pytest

from bot.condense.detect import language_of

ENGLISH = (
    "Soldiers found a laboratory in the hills above the town on Tuesday, and three men who were working there ran away before "
    "the trucks could reach them, the defence ministry said in a statement."
)
SPANISH = (
    "Los soldados encontraron un laboratorio en los cerros que rodean el pueblo el martes, y tres hombres que trabajaban ahí "
    "huyeron antes de que llegaran los camiones, informó la secretaría en un comunicado."
)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", ENGLISH),
        ("es", SPANISH),
        ("en", "Police shot dead five men in Culiacan, Mexico."),
        ("es", "Policía detiene a cinco hombres armados en Culiacán."),
        ("fr", "La police a arrêté cinq hommes armés à Marseille dans la nuit de jeudi à vendredi, selon le parquet."),
        ("pt", "A polícia prendeu cinco homens armados no Rio de Janeiro na noite de quinta-feira, informou a secretaria."),
        ("it", "La polizia ha arrestato cinque uomini armati a Napoli nella notte di giovedì, ha detto la procura."),
        ("ca", "La policia ha detingut cinc homes armats a Barcelona durant la nit de dijous, segons els mossos."),
        ("de", "Die Polizei hat am Donnerstag in Hamburg fünf bewaffnete Männer festgenommen, sagte eine Sprecherin."),
        (
            "nl",
            "De politie heeft donderdagavond in Rotterdam vijf gewapende mannen aangehouden, meldt het openbaar ministerie.",
        ),
        ("ro", "Poliția a arestat cinci bărbați înarmați în noaptea de joi spre vineri, a anunțat parchetul din București."),
        ("ru", "Полиция задержала пятерых вооруженных мужчин в Москве, сообщила прокуратура."),
        ("zh", "警方周四晚间在城里逮捕了五名武装男子，检察院表示。"),
    ],
)
def test_the_language_of_news_is_told(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Culiacán",
        "   \n ",
        "1234 5678 90 – 12",
        "Joaquín Guzmán Loera, Ismael Zambada García, Ovidio Guzmán López, Rafael Caro Quintero, Nemesio Oseguera",
        "Culiacán Mazatlán Los Mochis Guasave Navolato Escuinapa Rosario Elota Cosalá San Ignacio",
        f"{ENGLISH} {ENGLISH} {SPANISH} {SPANISH}",
    ],
)
def test_what_cannot_be_told_is_nobodys(text: str) -> None:
    assert language_of(text) is None


def test_only_the_beginning_is_looked_at() -> None:
    assert language_of(ENGLISH * 10 + SPANISH * 3_000) == "en"


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        ("en", "Mexico murders fall"),
        ("en", "Man dies in Phoenix crash"),
        ("en", "Slack has a Snap problem"),
        ("en", "Fentanyl seizures drop 20 percent"),
        ("es", "Hallan fosas en Jalisco"),
        ("es", "Asesinan a alcalde de Uruapan"),
        ("es", "Marina decomisa 2 toneladas de cocaína"),
        ("es", "Cae 'El Mencho' en Jalisco"),
    ],
)
def test_a_short_title_is_in_the_language_that_its_feed_declares(declared: str, title: str) -> None:
    assert language_of(title, declared=declared) == declared


@pytest.mark.parametrize("declared", ["en", "es"])
@pytest.mark.parametrize(
    "title",
    [
        "La violence au Sinaloa fait dix morts",
        "Le chef du cartel arrêté au Mexique",
        "Polícia mata cinco homens no Rio",
        "Operação apreende cocaína em Santos",
        "Violência no Sinaloa deixa dez mortos",
        "Detinguts cinc homes a Barcelona",
        "Fünf Tote in Mexiko",
        "Messico, cinque morti a Tijuana",
    ],
)
def test_a_short_title_in_another_language_is_not_what_its_feed_declares(declared: str, title: str) -> None:
    assert language_of(title, declared=declared) not in ("en", "es")


@pytest.mark.parametrize(
    ("declared", "title", "code"),
    [("en", "Detienen a cinco hombres armados en Culiacán", "es"), ("es", "Police shot dead five men in Culiacan", "en")],
)
def test_a_short_title_that_is_plainly_the_other_language_is_read_as_that(declared: str, title: str, code: str) -> None:
    assert language_of(title, declared=declared) == code


def test_a_long_text_speaks_for_itself_whatever_its_feed_declares() -> None:
    assert language_of(SPANISH, declared="en") == "es"
    assert language_of(ENGLISH, declared="es") == "en"


def test_a_declared_language_that_we_do_not_speak_tells_nothing() -> None:
    assert language_of("Culiacán", declared="xx") is None


def test_english_full_of_spanish_names_is_english_where_its_feed_says_so() -> None:
    text = "Nurses were killed at the rural clinic of Dos Mezquites, Sonora, Mexico, and the file was opened in Ciudad Obregón."
    assert language_of(text, declared="en") == "en"
    assert language_of(text, declared="es") != "es"
