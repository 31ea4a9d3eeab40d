"""What an office is called when somebody holds it: as the press writes it of a woman, or of a man."""

from __future__ import annotations

from functools import cache

from bot.languages import load
from bot.model.desk import Gender, Office
from bot.model.folding import fold


def title_of(office: Office, gender: Gender | None, language: str) -> str:
    """The first title in that language, else in any, whose noun is not one for the other gender alone: of a woman
    “presidenta” or “titular de la Semar”. The first of all where there is no such title; the office's id where it has none."""
    spoken = language if office.titles.get(language) else next(iter(office.titles), None)
    titles = office.titles[spoken] if spoken else ()
    if not titles or spoken is None:
        return office.id
    others = _nouns_of("f" if gender == "m" else "m", spoken) if gender else frozenset[str]()
    return next((title for title in titles if not others & set(map(fold, title.split()[:1]))), titles[0])


@cache
def _nouns_of(gender: Gender, language: str) -> frozenset[str]:
    """Nouns that say what somebody of this gender is, and nobody of the other."""
    roles = load(language).speech.roles
    nouns, both = (roles.f, {*roles.m, *roles.any}) if gender == "f" else (roles.m, {*roles.f, *roles.any})
    return frozenset(map(fold, nouns)) - frozenset(map(fold, both))
