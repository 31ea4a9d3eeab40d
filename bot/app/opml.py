"""The desk's feeds as OPML, and an OPML file's feeds as entries for feeds.toml."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import tomlkit
from slugify import slugify
from tomlkit.items import AoT, Table

from bot.app.settings import Settings
from bot.languages import available
from bot.model.feeds import FeedKind
from bot.sources import opml
from bot.sources.identity import identity_of
from bot.sources.opml import OpmlFeed


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
        )
        for feed in settings.feeds
    ]
    return opml.write(rows, title=settings.desk.name)


def entries(found: Sequence[OpmlFeed], settings: Settings) -> str:
    """TOML to be looked through and pasted: outlets and feeds that the desk does not have yet.

    What OPML cannot say (country, language where it is missing) is filled in with the desk's own and marked by a comment.
    """
    followed = {identity_of(feed.url) for feed in settings.feeds}
    taken = {feed.id for feed in settings.feeds} | {outlet.id for outlet in settings.desk.outlets}
    country = next(iter(settings.desk.countries), "MX")
    outlets, feeds = tomlkit.aot(), tomlkit.aot()
    for feed in found:
        if identity_of(feed.url) in followed:
            continue
        followed.add(identity_of(feed.url))
        name = _free(slugify(feed.title) or slugify(urlsplit(feed.url).hostname or "feed"), taken)
        taken.add(name)
        _append(outlets, {"id": name, "name": feed.title or name, "country": country, "site": feed.site}, guessed=("country",))
        spoken = (feed.language or "").split("-")[0].lower()
        language = spoken if spoken in available() else settings.labels
        row = {"id": name, "outlet": name, "url": feed.url, "language": language, "country": country}
        kind = next((c for c in feed.categories if c in set(FeedKind)), FeedKind.NEWS.value)
        guessed = ("country",) if language == spoken else ("country", "language")
        _append(feeds, {**row, "kind": kind, "interval": "30m"}, guessed=guessed)
    text = tomlkit.document()
    text.add("outlet", outlets)
    text.add("feed", feeds)
    return tomlkit.dumps(text).strip() if len(feeds) else ""


def _append(rows: AoT, values: dict[str, str | None], guessed: Sequence[str]) -> None:
    table: Table = tomlkit.table()
    for key, value in values.items():
        if value is not None:
            table.add(key, value)
            if key in guessed:
                table[key].comment("check this")
    rows.append(table)


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first with a number that nobody has."""
    return next(n for n in [name, *(f"{name}-{i}" for i in range(2, len(taken) + 3))] if n not in taken)
