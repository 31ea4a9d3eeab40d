"""The shape of each file in `config/`. A key that is not here is a mistake, and is reported with the nearest one that is.

What is refused is refused by a code of ours (`errors.setting-…` of `texts.toml`), with what helps to mend it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError
from slugify import slugify

from bot.app.settings.problems import nearest
from bot.languages import available
from bot.languages.countries import countries, country_meant
from bot.layout.locales import language_name
from bot.model.feeds import FeedKind

NO_COUNTRY = "XX"
"""In place of a country: an office or a place of several, such as the United Nations or Central America."""

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"(\d+)\s*([smhd])")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
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


def _language(value: str) -> str:
    if value not in available():
        names = {language_name(code, told_in=other).casefold(): code for code in available() for other in available()}
        near = nearest(value, list(names))
        raise _refused("setting-choice", known=", ".join(available()), near=names[near] if near else "")
    return value


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise _refused("setting-zone", near=nearest(value, sorted(available_timezones())) or "")
    return value


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        raise _refused("setting-colour")
    return value


Id = Annotated[str, AfterValidator(_id)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Country = Annotated[str, AfterValidator(_country)]
CountryOrNone = Annotated[str, AfterValidator(_country_or_none)]
Code = Annotated[str, AfterValidator(_language)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
First = Annotated[int | Literal["all"], BeforeValidator(_first)]
Address = Annotated[str, AfterValidator(_address)]
Zone = Annotated[str, AfterValidator(_zone)]
Colour = Annotated[str, AfterValidator(_colour)]
Flag = Annotated[bool, Strict()]
Words = tuple[Text, ...]
Weights = dict[Text, Annotated[float, Strict(), Field(ge=0, le=10)]]
"""Term → weight; 0 keeps a phrase (“New Mexico”) from counting as the shorter term in it."""
ByLanguage = dict[Code, Words]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OutletShape(Shape):
    id: Id
    name: Text
    country: Country
    owner: Text | None = None
    site: Address | None = None


class FeedShape(Shape):
    id: Id
    outlet: Id
    url: Address
    language: Code
    country: Country
    kind: FeedKind
    interval: Duration
    first: First = 0
    paused: Flag = False
    full_text: Flag = False
    user_agent: Text | None = None
    unverified: Flag = False


class FeedsFile(Shape):
    outlet: tuple[OutletShape, ...] = ()
    feed: tuple[FeedShape, ...] = ()


class PersonShape(Shape):
    id: Id
    name: Text
    aliases: Words = ()
    gender: Literal["f", "m"] | None = None
    country: Country | None = None


class OrganisationShape(Shape):
    id: Id
    name: Text
    names: dict[Code, Text] = {}
    aliases: Words = ()
    kind: Text = "agency"
    country: CountryOrNone | None = None


class HolderShape(Shape):
    person: Id
    since: date
    until: date | None = None


class OfficeShape(Shape):
    id: Id
    country: CountryOrNone
    titles: ByLanguage
    holders: tuple[HolderShape, ...] = ()


class PeopleFile(Shape):
    person: tuple[PersonShape, ...] = ()
    organisation: tuple[OrganisationShape, ...] = ()
    office: tuple[OfficeShape, ...] = ()


class PlaceShape(Shape):
    id: Id
    name: Text
    names: dict[Code, Text] = {}
    kind: Literal["country", "state", "municipality", "city", "region"]
    country: CountryOrNone
    aliases: Words = ()
    within: Id | None = None
    code: Text | None = None


class PlacesFile(Shape):
    place: tuple[PlaceShape, ...] = ()


class RegisterShape(Shape):
    id: Id
    name: dict[Code, Text]
    words: ByLanguage
    measures: ByLanguage = {}
    alone: Flag = False


class RegistersFile(Shape):
    register_: Annotated[tuple[RegisterShape, ...], Field(alias="register")] = ()


class TopicShape(Shape):
    id: Id
    name: dict[Code, Text]
    terms: dict[Code, Weights]
    weight: Annotated[float, Strict(), Field(gt=0, le=10)] = 1.0
    colour: Colour = "#5f6368"
    beside: tuple[Id, ...] = ()
    aliases: tuple[Text, ...] = ()


class SubjectShape(Shape):
    anchors: dict[Code, Weights] = {}
    against: dict[Code, Weights] = {}
    elsewhere: dict[Code, Weights] = {}


class TopicsFile(Shape):
    topic: tuple[TopicShape, ...] = ()
    subject: SubjectShape = SubjectShape()


class ChannelShape(Shape):
    id: Id
    platform: Literal["console", "discord", "slack"]
    labels: Code
    workspace: str = ""
    address: str = ""
    topics: tuple[Id, ...] = ()
    languages: tuple[Code, ...] = ()
    outlets_muted: tuple[Id, ...] = ()
    threshold: Annotated[float, Strict(), Field(ge=0, le=1)] = 0.5
    mode: Literal["live", "digest"] = "live"
    zone: Zone = "America/Mexico_City"
    paused: Flag = False


class ChannelsFile(Shape):
    channel: tuple[ChannelShape, ...] = ()


class NewsroomShape(Shape):
    folder: Text


class ConsoleShape(Shape):
    port: Annotated[int, Strict(), Field(ge=0, le=65535)] = 8321


class DeskFile(Shape):
    name: Text = "desk"
    countries: tuple[Country, ...] = ()
    labels: Code = "en"
    zone: Zone = "America/Mexico_City"
    contact: Text | None = None
    alarms: Id | None = None
    inherit: Text | None = None
    newsroom: NewsroomShape | None = None
    console: ConsoleShape = ConsoleShape()
