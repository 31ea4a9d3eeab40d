"""A page leads to its feeds (autodiscovery)."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from bot.sources.decode import decode

_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/json",
        "text/xml",
    }
)
_LOOKS_LIKE_FEED = re.compile(
    r"(?:/(?:feed|rss|atom)(?:/|\.xml|\.html|$)|\.rss$|/(?:feed|rss|atom|index)\.(?:xml|rss|atom|rdf)$)", re.IGNORECASE
)
_OF_COMMENTS = re.compile(r"comment|coment", re.IGNORECASE)
_MOST = 10


def discover(body: bytes, url: str) -> tuple[str, ...]:
    """The feeds a page declares, best first; where it declares none, what its links look like. Comments' feeds come last."""
    text = decode(body).text
    try:
        root = lxml_html.document_fromstring(
            text.encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
        )
    except (etree.ParserError, ValueError):
        return ()
    base = urljoin(url, next((one.get("href", "") for one in root.iter("base")), ""))
    declared = [
        link.get("href", "")
        for link in root.iter("link")
        if "alternate" in link.get("rel", "").lower().split()
        and link.get("type", "").lower().partition(";")[0].strip() in _TYPES
    ]
    hinted = [
        link.get("href", "") for link in root.iter("a") if _LOOKS_LIKE_FEED.search(link.get("href", "").partition("?")[0])
    ]
    found = dict.fromkeys(address for href in declared or hinted if (address := _absolute(base, href)))
    return tuple(sorted(found, key=lambda address: bool(_OF_COMMENTS.search(address))))[:_MOST]


def _absolute(base: str, href: str) -> str | None:
    try:
        address = urljoin(base, href.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if href.strip() and parts.scheme in {"http", "https"} and parts.netloc else None
