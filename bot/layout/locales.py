"""Which of a language's ways of writing numbers and dates the reader gets: that of the language's default region."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

from bot.languages import load


@cache
def locale(code: str) -> Locale:
    """`es` → Spanish as written in the default region of `languages/es`: 2,500 in Mexico, 2.500 in Spain."""
    return Locale(code, load(code).basics.default_region)


def language_name(code: str, *, told_in: str) -> str:
    """The name of a language: “español” for `es` told in `es`; the code itself where Unicode's data has no name."""
    try:
        return Locale.parse(code).get_language_name(told_in) or code
    except (ValueError, UnknownLocaleError):
        return code


def weekday(number: int, *, told_in: str) -> str:
    """The short name of a day of the week, Monday being 0: “Mon”, “lun”."""
    name: str = locale(told_in).days["stand-alone"]["abbreviated"][number]
    return name.rstrip(".")
