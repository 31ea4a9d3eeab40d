"""The kinds of values that stand in `config/`: ids, countries, addresses, times.

What is refused is refused by a code of ours (`errors.setting-…` of `texts.toml`), with what helps to mend it.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError
from slugify import slugify

from bot.app.settings.problems import nearest
from bot.editorial.digesting import check
from bot.editorial.hours import read_hours
from bot.editorial.pacing import read_cap
from bot.languages import available, readable
from bot.languages.countries import countries, country_meant
from bot.layout.locales import language_name

NO_COUNTRY = "XX"
"""In place of a country: an office or a place of several, such as the United Nations or Central America."""

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"(\d+)\s*([smhd])")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DOMAIN = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)
_CONTACT = re.compile(r"[^\s()]+@[^\s()@]+\.[^\s()@]+|https?://[^\s/()]+[^\s()]*", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")
_LONGEST_CONTACT = 200
"""Characters: it stands in a header of every request."""
_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def _refused(code: str, **params: str) -> PydanticCustomError:
    """`problems` tells it: under `<code>-near` where `near` is not empty."""
    return PydanticCustomError(code, "{code}", {"code": code, **params})


def _duration(value: object) -> object:
    match = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or not int(match[1]):
        raise _refused("setting-duration")
    try:
        return timedelta(**{_UNITS[match[2]]: int(match[1])})
    except OverflowError as error:
        raise _refused("setting-duration") from error


def _first(value: object) -> object:
    if value == "all" or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise _refused("setting-first")


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise _refused("setting-id", near=slugify(value))
    return value


def _country(value: str) -> str:
    if value not in countries():
        raise _refused("setting-country", near=country_meant(value) or "")
    return value


def _country_or_none(value: str) -> str:
    return value if value == NO_COUNTRY else _country(value)


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise _refused("setting-address") from error
    if not _ADDRESS.fullmatch(value):
        raise _refused("setting-address")
    if "@" in parts.netloc:
        raise _refused("setting-credentials")
    return value


def _domain(value: str) -> str:
    if not _DOMAIN.fullmatch(value):
        raise _refused("setting-domain")
    return value


def _contact(value: str) -> str:
    if len(value) > _LONGEST_CONTACT or not _CONTACT.fullmatch(value):
        raise _refused("setting-contact")
    return value


def _language(value: str) -> str:
    if value not in available():
        names = {language_name(code, told_in=other).casefold(): code for code in available() for other in available()}
        near = nearest(value, list(names))
        raise _refused("setting-choice", known=", ".join(available()), near=names[near] if near else "")
    return value


def _readable(value: str) -> str:
    return value if value in readable() else _language(value)


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise _refused("setting-zone", near=nearest(value, sorted(available_timezones())) or "")
    return value


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise _refused("setting-colour")
    return value


def _hours(value: str) -> str:
    try:
        read_hours(value)
    except ValueError as error:
        raise _refused("setting-hours") from error
    return value


def _cap(value: str) -> str:
    try:
        read_cap(value)
    except (ValueError, OverflowError) as error:
        raise _refused("setting-cap") from error
    return value


def _clock(value: str) -> str:
    if not _CLOCK.fullmatch(value):
        raise _refused("setting-clock")
    return value.zfill(5)


def _cron(value: str) -> str:
    wrong = check(value)
    if wrong:
        raise _refused(wrong)
    return value


Id = Annotated[str, AfterValidator(_id)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Country = Annotated[str, AfterValidator(_country)]
CountryOrNone = Annotated[str, AfterValidator(_country_or_none)]
Code = Annotated[str, AfterValidator(_language)]
SourceCode = Annotated[str, AfterValidator(_readable)]
"""A language that articles may be in: also one that is read on trial."""
Duration = Annotated[timedelta, BeforeValidator(_duration)]
First = Annotated[int | Literal["all"], BeforeValidator(_first)]
Address = Annotated[str, AfterValidator(_address)]
Domain = Annotated[str, AfterValidator(_domain)]
"""A name alone: `cards.example.org`."""
Contact = Annotated[str, AfterValidator(_contact)]
"""Of mail or of the web."""
Zone = Annotated[str, AfterValidator(_zone)]
Hours = Annotated[str, AfterValidator(_hours)]
"""`07:00-22:00`, by the channel's own clock."""
Cap = Annotated[str, AfterValidator(_cap)]
"""`6/1h`: so many cards in that time."""
ClockTime = Annotated[str, AfterValidator(_clock)]
"""`07:30`."""
Cron = Annotated[str, AfterValidator(_cron)]
Colour = Annotated[str, AfterValidator(_colour)]
Flag = Annotated[bool, Strict()]
Words = tuple[Text, ...]
Weights = dict[Text, Annotated[float, Strict(), Field(ge=0, le=10)]]
"""Term → weight; 0 keeps a phrase (“New Mexico”) from counting as the shorter term in it."""
ByLanguage = dict[Code, Words]
