"""What `config/` says, as types: the desk's subject, its people, its outlets and its channels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.model.digests import DigestPlan, Urgent

Gender = Literal["f", "m"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`name` is what cards print; `aliases` are other ways the press writes it (surname alone, initials, nicknames).
    `country`: whose affairs the person belongs to, where no office tells it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    gender: Gender | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An agency, force, party, court, company or criminal group. `names`: language → what cards in it print, where that is not
    `name`. Aliases in any language."""

    id: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    kind: str = "agency"
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who held an office, from `since` (included) until `until` (excluded); an open end means now."""

    person: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post and its holders, so that “the president” is read by the article's date.

    `titles`: language → the ways the press writes it. A bare title (“la presidenta”) counts only where the article's region is
    the office's country.
    """

    id: str
    country: str
    titles: Mapping[str, tuple[str, ...]]
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """`within`: id of the place that holds it (a municipality's state, a state's country). Namesakes have different ids.
    `names`: language → what cards in it print, where that is not `name`."""

    id: str
    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    kind: Literal["country", "state", "municipality", "city", "region"]
    country: str
    aliases: tuple[str, ...] = ()
    within: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """An official series that counts the same thing its own way (SESNSP case files, INEGI deaths …).

    `words`: language → phrases that name it; `measures`: language → what it counts. Both have to be met in the figure's
    sentence for the figure to wear it, unless the phrase alone is unmistakable (`alone`).
    """

    id: str
    name: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """`terms`: language → term → weight; a term is a word or phrase, `*` at its end stands for any ending. `beside`: topics
    without which its weaker terms (below 1) say little: a mayor alone is no political violence. `aliases`: other words by
    which people ask for it, of any language. `tied`: it applies only where something ties the article to the desk's country."""

    id: str
    name: Mapping[str, str]
    terms: Mapping[str, Mapping[str, float]]
    weight: float = 1.0
    colour: str = "#5f6368"
    beside: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    tied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What makes an article the desk's: `anchors` tie it to the country (language → term → weight), `elsewhere` ties it to
    another one, `against` speak for another matter (sport, films, markets)."""

    anchors: Mapping[str, Mapping[str, float]]
    against: Mapping[str, Mapping[str, float]]
    elsewhere: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """`owner`: who stands behind it, so that corroboration counts owners, not logos."""

    id: str
    name: str
    country: str
    owner: str | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Admins:
    """Who may change the desk, by ids as the platforms have them: users and roles, wherever they are; and the servers and
    workspaces whose own administrators may, beside those that the desk has channels on."""

    discord_users: tuple[str, ...] = ()
    discord_roles: tuple[str, ...] = ()
    discord_servers: tuple[str, ...] = ()
    slack_users: tuple[str, ...] = ()
    slack_workspaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Whom a card wakes. `role`: the id of a role on Discord, of a user group on Slack; on the console any name. Both
    conditions have to be met: `topics`, one of them (empty: any card); `at_least`: the relevance, 0 for any."""

    role: str
    topics: tuple[str, ...] = ()
    at_least: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A place to post. `labels`: the one language the bot speaks there; `languages`: of sources wanted (empty: all);
    `topics`: wanted (empty: all). `hours`: “07:00-22:00” of the zone's clock, outside of which cards wait; `quiet`: the same
    the other way round, in which they wait; None: any time. `cap`: “6/1h”, at most so many cards in that time. `urgent`: cards
    that meet one of these rules are posted at once, whatever else holds. `digest`: its digests. `mentions`: by which rules a
    card wakes somebody; without one nobody is ever mentioned. `canvas`: whether the channel's canvas on Slack is kept as a
    standing brief."""

    id: str
    platform: str
    labels: str
    workspace: str = ""
    address: str = ""
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    outlets_muted: tuple[str, ...] = ()
    threshold: float = 0.5
    mode: Literal["live", "digest"] = "live"
    zone: str = "America/Mexico_City"
    hours: str | None = None
    mentions: tuple[Mention, ...] = ()
    canvas: bool = False
    quiet: str | None = None
    cap: str | None = None
    urgent: tuple[Urgent, ...] = ()
    digest: tuple[DigestPlan, ...] = ()
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """All that the engine needs to know of its subject. Nothing of it is compiled into the code."""

    name: str = "desk"
    countries: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    subject: Subject = field(default_factory=lambda: Subject(anchors={}, against={}))
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    offices: tuple[Office, ...] = ()
    places: tuple[GazetteerPlace, ...] = ()
    registers: tuple[Register, ...] = ()
    outlets: tuple[Outlet, ...] = ()


def outlet_name(outlets: Iterable[Outlet], outlet: str | None) -> str:
    """The outlet's name, or its id where the desk has it no longer."""
    return next((one.name for one in outlets if one.id == outlet), outlet or "")
