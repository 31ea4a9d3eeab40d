"""The countries of ISO 3166-1, from Unicode's data: which two letters name one, and which name somebody may have meant."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global
from rapidfuzz import process

from bot.languages import available

# Unicode has two letters for more than countries: dependencies without a code of their own, unions, test data, the unknown.
# XK stays: it is nobody's official code, and outlets from Kosovo have no other.
_NO_COUNTRY = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_LIKE = 75  # rapidfuzz's ratio from which a name is worth suggesting


@cache
def countries() -> frozenset[str]:
    """The codes, in capitals: `MX`, `US` …"""
    codes = {str(code) for code in Locale.parse("en").territories}
    return frozenset({code for code in codes if len(code) == 2 and code.isalpha()} - _NO_COUNTRY)


def country_meant(text: str) -> str | None:
    """`mx`, `MEX`, `UK`, `Mexico`, `Estados Unidos` → the code of that country; None where nothing is near."""
    wanted = text.strip().upper()
    if wanted in countries():
        return wanted
    other = next(iter(get_global("territory_aliases").get(wanted, ())), "")
    if other in countries():
        return other
    if len(wanted) < 4:
        return None
    found = process.extractOne(text.strip().casefold(), _names().keys(), score_cutoff=_LIKE)
    return _names()[found[0]] if found else None


@cache
def _names() -> dict[str, str]:
    """Every country's names in the languages that the bot speaks → its code."""
    told = (Locale.parse(language).territories for language in available())
    return {str(name).casefold(): str(code) for names in told for code, name in names.items() if code in countries()}
