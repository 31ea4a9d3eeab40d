"""The shape of each file in `config/`. A key that is not here is a mistake, and is reported with the nearest one that is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.languages import available
from bot.model.feeds import FeedKind

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"(\d+)\s*([smhd])")


def _duration(value: object) -> object:
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None or not int(match[1]):
        raise ValueError('a time such as "30m" (s, m, h or d)')
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _one_of(values: frozenset[str] | tuple[str, ...], told: str) -> AfterValidator:
    def check(value: str) -> str:
        if value not in values:
            raise ValueError(told)
        return value

    return AfterValidator(check)


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Code = Annotated[str, _one_of(available(), " or ".join(available()))]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+")]
Zone = Annotated[str, _one_of(frozenset(available_timezones()), 'a zone such as "America/Mexico_City"')]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Words = tuple[Text, ...]
Weights = dict[Text, Annotated[float, Field(ge=0, le=10)]]
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
    first: Annotated[int, Field(ge=0)] | Literal["all"] = 0
    paused: bool = False
    full_text: bool = False
    user_agent: Text | None = None
    unverified: bool = False


class FeedsFile(Shape):
    outlet: tuple[OutletShape, ...] = ()
    feed: tuple[FeedShape, ...] = ()


class PersonShape(Shape):
    id: Id
    name: Text
    aliases: Words = ()
    gender: Literal["f", "m"] | None = None


class OrganisationShape(Shape):
    id: Id
    name: Text
    aliases: Words = ()
    kind: Text = "agency"
    country: Country | None = None


class HolderShape(Shape):
    person: Id
    since: date
    until: date | None = None


class OfficeShape(Shape):
    id: Id
    country: Country
    titles: ByLanguage
    holders: tuple[HolderShape, ...] = ()


class PeopleFile(Shape):
    person: tuple[PersonShape, ...] = ()
    organisation: tuple[OrganisationShape, ...] = ()
    office: tuple[OfficeShape, ...] = ()


class PlaceShape(Shape):
    id: Id
    name: Text
    kind: Literal["country", "state", "municipality", "city", "region"]
    country: Country
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
    alone: bool = False


class RegistersFile(Shape):
    register_: Annotated[tuple[RegisterShape, ...], Field(alias="register")] = ()


class TopicShape(Shape):
    id: Id
    name: dict[Code, Text]
    terms: dict[Code, Weights]
    weight: Annotated[float, Field(gt=0, le=10)] = 1.0
    colour: Colour = "#5f6368"
    beside: tuple[Id, ...] = ()


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
    threshold: Annotated[float, Field(ge=0, le=1)] = 0.5
    mode: Literal["live", "digest"] = "live"
    zone: Zone = "America/Mexico_City"
    paused: bool = False


class ChannelsFile(Shape):
    channel: tuple[ChannelShape, ...] = ()


class NewsroomShape(Shape):
    folder: Text


class ConsoleShape(Shape):
    port: Annotated[int, Field(ge=0, le=65535)] = 8321


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
