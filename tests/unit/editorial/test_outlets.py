"""Whose an article is."""

from __future__ import annotations

import pytest

from bot.editorial.outlets import outlet_at, own_title
from bot.model.desk import Outlet

VOZ = Outlet(id="voz", name="La Voz", country="MX", site="https://www.voz.example/")
NORTE = Outlet(id="voz-norte", name="La Voz del Norte", country="MX", site="https://voz.example/norte")
ECO = Outlet(id="eco", name="El Eco", country="US", site="http://eco.example")
BARE = Outlet(id="bare", name="Bare", country="MX")


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.voz.example/nota/1", VOZ),
        ("http://voz.example/nota/1?utm_source=x", VOZ),
        ("https://m.voz.example/nota/1", VOZ),
        ("https://voz.example/norte/nota/1", NORTE),
        ("https://voz.example/norteamerica/nota", VOZ),
        ("https://eco.example", ECO),
        ("https://unavoz.example/nota/1", None),
        ("https://news.example/articles/abc", None),
        ("", None),
    ],
)
def test_an_article_is_that_of_the_outlet_on_whose_site_it_stands(url: str, outlet: Outlet | None) -> None:
    assert outlet_at(url, (BARE, VOZ, NORTE, ECO)) == outlet


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Cinco muertos - La Voz", "Cinco muertos"),
        ("Cinco muertos | LA VOZ", "Cinco muertos"),
        ("Cinco muertos - El Eco", "Cinco muertos - El Eco"),
        ("Otra vez La Voz", "Otra vez La Voz"),
        ("La Voz", "La Voz"),
        ("Ataque en Celaya - Salamanca - La Voz", "Ataque en Celaya - Salamanca"),
    ],
)
def test_a_headline_loses_the_outlets_name_that_a_search_engine_put_behind_it(title: str, own: str) -> None:
    assert own_title(title, VOZ) == own
