"""An office is called as the press calls it of who holds it."""

from __future__ import annotations

import pytest

from bot.layout.offices import title_of
from bot.model.desk import Office

PRESIDENT = ("presidente", "presidenta", "jefa del Ejecutivo", "jefe del Ejecutivo")
NAVY = ("secretario de Marina", "titular de la Semar")


@pytest.mark.parametrize(
    ("titles", "gender", "language", "told"),
    [
        ({"es": PRESIDENT}, "f", "es", "presidenta"),
        ({"es": PRESIDENT}, "m", "es", "presidente"),
        ({"es": PRESIDENT}, None, "es", "presidente"),
        ({"es": PRESIDENT[2:]}, "m", "es", "jefe del Ejecutivo"),
        ({"es": NAVY}, "f", "es", "titular de la Semar"),
        ({"es": NAVY[:1]}, "f", "es", "secretario de Marina"),
        ({"es": ("fiscal general",)}, "f", "es", "fiscal general"),
        ({"es": PRESIDENT, "en": ("president",)}, "f", "en", "president"),
        ({"es": PRESIDENT}, "f", "en", "presidenta"),
        ({}, "f", "en", "an-office"),
    ],
)
def test_a_title_fits_its_holder(titles, gender, language, told):
    assert title_of(Office(id="an-office", country="MX", titles=titles), gender, language) == told
