"""The shape of each file in `config/`. A key that is not here is a mistake, and is reported with the nearest one that is."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict

from bot.app.settings.values import (
    Address,
    ByLanguage,
    Cap,
    ClockTime,
    Code,
    Colour,
    Contact,
    Country,
    CountryOrNone,
    Cron,
    Domain,
    Duration,
    First,
    Flag,
    Hours,
    Id,
    SourceCode,
    Text,
    Weights,
    Words,
    Zone,
)
from bot.model.digests import Day
from bot.model.feeds import FeedKind


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
    language: SourceCode
    country: Country
    kind: FeedKind
    interval: Duration
    first: First = 0
    paused: Flag = False
    full_text: Flag = False
    user_agent: Text | None = None
    revisit: Flag = True
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
    tied: bool = False


class SubjectShape(Shape):
    anchors: dict[Code, Weights] = {}
    against: dict[Code, Weights] = {}
    elsewhere: dict[Code, Weights] = {}


class TopicsFile(Shape):
    topic: tuple[TopicShape, ...] = ()
    subject: SubjectShape = SubjectShape()


MOST_MENTIONS = 10
"""Of one channel: their line has to leave room for the card."""


class MentionShape(Shape):
    role: Text
    topics: tuple[Id, ...] = ()
    at_least: Annotated[float, Strict(), Field(ge=0, le=1)] = 0.0


MOST_STORIES = 50
"""Of one digest: longer ones are read by nobody."""


class DigestShape(Shape):
    id: Id
    at: tuple[ClockTime, ...] = ()
    cron: Cron | None = None
    days: tuple[Day, ...] = ()
    zone: Zone | None = None
    topics: tuple[Id, ...] = ()
    threshold: Annotated[float, Strict(), Field(ge=0, le=1)] | None = None
    stories: Annotated[int, Strict(), Field(ge=1, le=MOST_STORIES)] = 10
    labels: Code | None = None
    empty: Literal["line", "nothing"] = "line"
    charts: Flag = True
    paused: Flag = False


class UrgentShape(Shape):
    relevance: Annotated[float, Strict(), Field(ge=0, le=1)] | None = None
    topics: tuple[Id, ...] = ()
    severity: Annotated[int, Strict(), Field(ge=1, le=3)] | None = None


class ChannelShape(Shape):
    id: Id
    platform: Literal["console", "discord", "slack"]
    labels: Code
    workspace: str = ""
    address: str = ""
    topics: tuple[Id, ...] = ()
    languages: tuple[SourceCode, ...] = ()
    outlets_muted: tuple[Id, ...] = ()
    threshold: Annotated[float, Strict(), Field(ge=0, le=1)] = 0.5
    mode: Literal["live", "digest"] = "live"
    zone: Zone = "America/Mexico_City"
    hours: Hours | None = None
    quiet: Hours | None = None
    cap: Cap | None = None
    urgent: tuple[UrgentShape, ...] = ()
    digest: tuple[DigestShape, ...] = ()
    mentions: Annotated[tuple[MentionShape, ...], Field(max_length=MOST_MENTIONS)] = ()
    canvas: Flag = False
    paused: Flag = False


class ChannelsFile(Shape):
    channel: tuple[ChannelShape, ...] = ()


class NewsroomShape(Shape):
    folder: Text


class ConsoleShape(Shape):
    port: Annotated[int, Strict(), Field(ge=0, le=65535)] = 8321


class AdminsShape(Shape):
    discord_users: tuple[Text, ...] = ()
    discord_roles: tuple[Text, ...] = ()
    discord_servers: tuple[Text, ...] = ()
    slack_users: tuple[Text, ...] = ()
    slack_workspaces: tuple[Text, ...] = ()


class SlackShape(Shape):
    """Where HTTP mode listens, and the page on which a workspace installs the app. `domain`: whose links to cards Slack shows
    as cards."""

    domain: Domain | None = None
    host: Text = "127.0.0.1"
    port: Annotated[int, Strict(), Field(ge=0, le=65535)] = 3000


class DeskFile(Shape):
    name: Text = "desk"
    countries: tuple[Country, ...] = ()
    labels: Code = "en"
    zone: Zone = "America/Mexico_City"
    contact: Contact | None = None
    alarms: Id | None = None
    inherit: Text | None = None
    newsroom: NewsroomShape | None = None
    console: ConsoleShape = ConsoleShape()
    admins: AdminsShape = AdminsShape()
    slack: SlackShape = SlackShape()
    paused: Flag = False
    condense_an_hour: Annotated[int, Strict(), Field(ge=0, le=1000)] = 10
