"""The desk's feeds as OPML, and an OPML file's feeds as entries for feeds.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import tomlkit
from pydantic import TypeAdapter, ValidationError
from slugify import slugify
from tomlkit.items import AoT, Table

from bot.app.settings import Settings
from bot.app.settings.values import Address
from bot.languages import available
from bot.languages.countries import countries
from bot.model.feeds import FeedKind
from bot.model.reasons import Reason
from bot.sources import opml
from bot.sources.identity import identity_of
from bot.sources.opml import LeftOut, OpmlFeed, OpmlList

INTERVAL = "30m"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """`text`: TOML to be looked through and pasted, empty where nothing is new. `feeds`: how many are in it; `followed`: how
    many the desk has already; `left_out`: what else of the file is not in it."""

    text: str
    feeds: int
    followed: int
    left_out: tuple[LeftOut, ...]


def document(settings: Settings) -> bytes:
    """All feeds of the desk; each lies in a folder of its kind."""
    outlets = {outlet.id: outlet for outlet in settings.desk.outlets}
    rows = [
        OpmlFeed(
            url=feed.url,
            title=outlets[feed.outlet].name,
            site=outlets[feed.outlet].site,
            language=feed.language,
            categories=(feed.kind.value,),
            id=feed.id,
            outlet=feed.outlet,
            country=feed.country,
            kind=feed.kind.value,
        )
        for feed in settings.feeds
    ]
    return opml.write(rows, title=settings.desk.name)


def imported(found: OpmlList, settings: Settings) -> Imported:
    """Outlets and feeds that the desk does not have yet. What the file does not say is guessed and marked by a comment."""
    had = {identity_of(feed.url) for feed in settings.feeds}
    followed, taken = 0, set[str]()
    draft = _Draft(settings)
    left_out = list(found.left_out)
    for feed in found.feeds:
        name = feed.title or feed.url
        if not _is_address(feed.url):
            left_out.append(LeftOut(name, Reason("opml-bad-address")))
        elif (identity := identity_of(feed.url)) in had:
            followed += 1
        elif identity in taken:
            left_out.append(LeftOut(name, Reason("opml-twice")))
        else:
            taken.add(identity)
            draft.add(feed)
    return Imported(text=draft.text(), feeds=len(draft.feeds), followed=followed, left_out=tuple(left_out))


class _Draft:
    """The entries as they come together."""

    def __init__(self, settings: Settings) -> None:
        self._labels = settings.labels
        self._country = next(iter(settings.desk.countries), "MX")
        self._taken = {feed.id for feed in settings.feeds}
        self._known = {outlet.id for outlet in settings.desk.outlets}
        self.outlets = tomlkit.aot()
        self.feeds = tomlkit.aot()

    def add(self, feed: OpmlFeed) -> None:
        told = slugify(feed.title) or slugify(urlsplit(feed.url).hostname or "") or "feed"
        language, region = _language(feed.language)
        country = feed.country if feed.country in countries() else region
        outlet = self._outlet(feed, told, country)
        name = _free(slugify(feed.id or "") or told, self._taken)
        self._taken.add(name)
        kind = next((one for one in (feed.kind, *feed.categories) if one in set(FeedKind)), None)
        guessed = {"country": country, "language": language, "kind": kind}
        row = {
            "id": name,
            "outlet": outlet,
            "url": feed.url,
            "language": language or self._labels,
            "country": country or self._country,
            "kind": kind or FeedKind.NEWS.value,
            "interval": INTERVAL,
        }
        _append(self.feeds, row, guessed=[key for key, value in guessed.items() if value is None])

    def text(self) -> str:
        document = tomlkit.document()
        document.add("outlet", self.outlets)
        document.add("feed", self.feeds)
        return tomlkit.dumps(document).strip() if len(self.feeds) else ""

    def _outlet(self, feed: OpmlFeed, told: str, country: str | None) -> str:
        """The feed's outlet; one that is not known yet gets an entry."""
        given = slugify(feed.outlet or "")
        if given and given in self._known:
            return given
        name = given or _free(told, self._known)
        self._known.add(name)
        row = {"id": name, "name": feed.title or name, "country": country or self._country}
        if feed.site and _is_address(feed.site):
            row["site"] = feed.site
        _append(self.outlets, row, guessed=[] if country else ["country"])
        return name


def _language(tag: str | None) -> tuple[str | None, str | None]:
    """`es-MX` → language and country, each where it is known."""
    language, _, region = (tag or "").replace("_", "-").partition("-")
    code, country = language.lower(), region.upper()
    return code if code in available() else None, country if country in countries() else None


def _is_address(text: str) -> bool:
    try:
        TypeAdapter(Address).validate_python(text)
    except ValidationError:
        return False
    return True


def _append(rows: AoT, values: dict[str, str], guessed: Sequence[str]) -> None:
    table: Table = tomlkit.table()
    for key, value in values.items():
        table.add(key, value)
        if key in guessed:
            table[key].comment("guessed: check this")
    rows.append(table)


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first with a number that nobody has."""
    return next(n for n in [name, *(f"{name}-{i}" for i in range(2, len(taken) + 3))] if n not in taken)
