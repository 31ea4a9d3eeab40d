"""JSON Feed 1 and 1.1. A feed that breaks off yields the items that are whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from bot.model.errors import SourceError
from bot.model.reasons import Reason
from bot.sources.feeds.model import RawDate, RawEntry, RawFeed

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_HEAD_FIELDS = ("version", "title", "home_page_url", "feed_url", "language")
_BETWEEN = re.compile(r"[\s,]*")


def read(text: str, *, url: str) -> RawFeed:
    """Raises `SourceError`: `feed-broken` where nothing can be read, `feed-not-a-feed` where it is other JSON."""
    try:
        found = json.loads(text, parse_int=str)
        broken = False
    except (ValueError, RecursionError):
        found, broken = _salvage(text, url), True
    if not isinstance(found, dict) or not _VERSION.match(str(found.get("version", ""))):
        raise SourceError("feed-not-a-feed", url=url, root="JSON")
    items = found.get("items")
    web = url if url.startswith(("http://", "https://")) else ""
    return RawFeed(
        title=_text(found, "title"),
        language=_text(found, "language") or None,
        site=_text(found, "home_page_url") or None,
        base=_text(found, "home_page_url") or web or _text(found, "feed_url"),
        entries=tuple(_entry(item) for item in (items if isinstance(items, list) else ()) if isinstance(item, dict)),
        warnings=(Reason("feed-truncated"),) if broken else (),
    )


def _salvage(text: str, url: str) -> dict[str, Any]:
    """The head's fields and every whole item of JSON that breaks off."""
    start = _ITEMS.search(text)
    if start is None:
        raise SourceError("feed-broken", url=url)
    head = {
        name: found[1]
        for name in _HEAD_FIELDS
        if (found := re.search(rf'"{name}"\s*:\s*"((?:[^"\\]|\\.)*)"', text[: start.start()]))
    }
    fields = {name: json.loads(f'"{value}"', strict=False) for name, value in head.items()}
    return fields | {"items": list(_whole_items(text, start.end()))}


def _whole_items(text: str, at: int) -> Iterator[Any]:
    decoder = json.JSONDecoder(parse_int=str, strict=False)
    while True:
        space = _BETWEEN.match(text, at)
        try:
            item, at = decoder.raw_decode(text, space.end() if space else at)
        except (ValueError, RecursionError):
            return
        yield item


def _entry(item: Mapping[str, Any]) -> RawEntry:
    plain = _text(item, "content_text")
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_text(one, "name") for one in authors or () if isinstance(one, dict)]
    tags = item.get("tags")
    return RawEntry(
        id=_text(item, "id") or None,
        links=tuple(link for name in ("url", "external_url") if (link := _text(item, name))),
        title=_text(item, "title"),
        summary=_text(item, "summary"),
        content=_text(item, "content_html") or escape(plain, quote=False),
        author=", ".join(filter(None, names)) or None,
        published=_date(item, "date_published"),
        updated=_date(item, "date_modified"),
        language=_text(item, "language") or None,
        categories=tuple(str(tag).strip() for tag in tags if str(tag).strip()) if isinstance(tags, list) else (),
    )


def _text(holder: Mapping[str, Any], name: str) -> str:
    value = holder.get(name)
    return value if isinstance(value, str) else ""


def _date(item: Mapping[str, Any], name: str) -> RawDate | None:
    written = _text(item, name).strip()
    return RawDate(written, None) if written else None
