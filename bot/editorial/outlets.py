"""Whose an article is: that of the outlet on whose site it stands, whatever feed listed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import SplitResult, urlsplit

from bot.model.desk import Outlet
from bot.model.feeds import Article


def outlet_at(url: str, outlets: Sequence[Outlet]) -> Outlet | None:
    """The outlet on whose site the address lies; of several on one host that with the longest path; None where no
    outlet is known."""
    there = urlsplit(url)
    found = [outlet for outlet in outlets if outlet.site and _lies_on(there, urlsplit(outlet.site))]
    return max(found, key=lambda outlet: len(urlsplit(outlet.site or "").path), default=None)


def of_its_outlet(article: Article, outlets: Sequence[Outlet]) -> Article:
    """What the feed of a search engine or of another outlet lists is the article of the outlet on whose site it stands."""
    outlet = outlet_at(article.url or "", outlets)
    if outlet is None or outlet.id == article.outlet:
        return article
    title = own_title(article.title, outlet) if article.title else None
    return replace(article, outlet=outlet.id, region=outlet.country, title=title)


def own_title(title: str, outlet: Outlet) -> str:
    """The headline without the outlet's name, which search engines put behind it."""
    for mark in (" - ", " – ", " — ", " | "):
        head, parted, name = title.rpartition(mark)
        if parted and name.strip().casefold() == outlet.name.casefold():
            return head.rstrip()
    return title


def _lies_on(there: SplitResult, site: SplitResult) -> bool:
    host = _bare(site)
    same = bool(host) and (_bare(there) == host or _bare(there).endswith(f".{host}"))
    return same and f"{there.path}/".startswith(f"{site.path.rstrip('/')}/")


def _bare(address: SplitResult) -> str:
    return (address.hostname or "").removeprefix("www.")
