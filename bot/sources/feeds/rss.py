"""RSS 0.9x, 1.0, 2.0 and Atom, through feedparser."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax import SAXParseException

import feedparser

from bot.model.reasons import Reason
from bot.sources.dates import from_struct
from bot.sources.feeds.model import RawDate, RawEntry, RawFeed
from bot.sources.feeds.repair import Repaired

_BARE_GUID = re.compile(r"<guid(?![^<>]*isPermaLink)([^<>]*)>(?=\s*(?:<!\[CDATA\[)?\s*(?!https?://|/))", re.IGNORECASE)
_TEXTS = frozenset({"", "text/plain", "text/html", "application/xhtml+xml"})


def read(repaired: Repaired, *, url: str) -> RawFeed:
    """The feed as it stands. Text is handed over as UTF-8, whatever it came in."""
    web = url if url.startswith(("http://", "https://")) else ""
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": web} if web else {})
    # feedparser takes a bare guid for a link and resolves it: the id would change with the feed's address
    text = _BARE_GUID.sub(r'<guid isPermaLink="false"\1>', repaired.text)
    found = feedparser.parse(
        io.BytesIO(text.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    feed: Mapping[str, Any] = found.feed
    warnings = list(repaired.warnings)
    if found.bozo and "feed-truncated" not in {reason.code for reason in warnings}:
        warnings.append(_flaw(found.bozo_exception))
    return RawFeed(
        title=str(feed.get("title", "")),
        language=feed.get("language") or None,
        site=_first_link(feed),
        base=web or _self_link(feed) or _first_link(feed) or "",
        entries=tuple(_entry(one) for one in found.entries),
        warnings=tuple(warnings),
    )


def _entry(one: Mapping[str, Any]) -> RawEntry:
    links = [one.get("feedburner_origlink"), one.get("link")]
    links += [link.get("href") for link in one.get("links", ()) if link.get("rel", "alternate") == "alternate"]
    if one.get("guidislink"):
        links.append(one.get("id"))
    contents = [part for part in one.get("content", ()) if part.get("type", "") in _TEXTS]
    return RawEntry(
        id=one.get("id") or None,
        links=tuple(dict.fromkeys(str(link) for link in links if link)),
        title=str(one.get("title", "")),
        summary=str(one.get("summary") or ""),
        content=max((str(part.get("value") or "") for part in contents), key=len, default=""),
        author=one.get("author") or None,
        published=_date(one, "published", "created"),
        updated=_date(one, "updated"),
        language=one.get("language") or None,
        categories=_categories(one.get("tags", ())),
    )


def _categories(tags: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """What a reader would call them: a label where there is one, never an address."""
    words = (str(tag.get("label") or tag.get("term") or "").strip() for tag in tags)
    return tuple(dict.fromkeys(word for word in words if word and "://" not in word))


def _date(one: Mapping[str, Any], *names: str) -> RawDate | None:
    for name in names:
        if name in one and (written := str(one.get(name) or "").strip()):
            return RawDate(written, from_struct(one.get(f"{name}_parsed")))
    return None


def _first_link(feed: Mapping[str, Any]) -> str | None:
    links: Sequence[Mapping[str, Any]] = feed.get("links", ())
    pages = [link.get("href") for link in links if link.get("rel", "alternate") == "alternate"]
    return str(next((href for href in [*pages, feed.get("link")] if href), "")) or None


def _self_link(feed: Mapping[str, Any]) -> str | None:
    links: Sequence[Mapping[str, Any]] = feed.get("links", ())
    return next((str(link["href"]) for link in links if link.get("rel") == "self" and link.get("href")), None)


def _flaw(problem: BaseException | None) -> Reason:
    """What makes the XML unsound. The parser's line is not told: what it read has been repaired, and lines have moved."""
    undeclared = isinstance(problem, SAXParseException) and problem.getMessage() == "unbound prefix"
    return Reason("feed-prefix-undeclared" if undeclared else "feed-not-well-formed")
