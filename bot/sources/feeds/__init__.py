"""Feeds: RSS 0.9x, 1.0, 2.0, Atom and JSON Feed, read as a careful reader would. Pure: bytes in, entries out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.model.errors import SourceError
from bot.model.reasons import Reason
from bot.sources.decode import Decoded, decode
from bot.sources.feeds import jsonfeed, rss
from bot.sources.feeds.discovery import discover
from bot.sources.feeds.entries import clean
from bot.sources.feeds.model import Dropped, ParsedFeed, RawFeed
from bot.sources.feeds.repair import repair, root_of

__all__ = ["Dropped", "ParsedFeed", "discover", "parse"]

_BLANK = " \t\r\n\f\v\ufeff\u200b"
_HTML = frozenset(
    {"html", "head", "body", "div", "p", "script", "style", "title", "meta", "center", "h1", "br", "main", "section", "span"}
)


def parse(body: bytes, *, url: str, content_type: str | None, now: datetime) -> ParsedFeed:
    """The feed's entries, in its order. `url`: where it was found, the base of relative links.

    Raises `SourceError`: `feed-empty`, `feed-is-html` (its parameter `feeds` holds the addresses of feeds that the page names,
    parted by spaces), `feed-not-a-feed`, `feed-broken`, `feed-entity-bomb`.
    """
    decoded = decode(body, content_type)
    text = decoded.text.strip(_BLANK)
    if not text:
        raise SourceError("feed-empty", url=url)
    raw = jsonfeed.read(text, url=url) if text.startswith(("{", "[")) else _marked_up(text, body, url)
    return clean(_told(raw, decoded), now=now)


def _marked_up(text: str, body: bytes, url: str) -> RawFeed:
    repaired = repair(text, url=url)
    if repaired is not None:
        return rss.read(repaired, url=url)
    root = root_of(text)
    if root in _HTML:
        raise SourceError("feed-is-html", url=url, feeds=" ".join(discover(body, url)))
    raise SourceError("feed-not-a-feed", url=url, root=root or "?")


def _told(raw: RawFeed, decoded: Decoded) -> RawFeed:
    """The feed with what its bytes were like among its warnings."""
    said = []
    if decoded.contradicted:
        said.append(Reason("feed-encoding", {"declared": decoded.declared or "?", "used": decoded.used}))
    if decoded.controls:
        said.append(Reason("feed-control-characters", {"count": decoded.controls}))
    return replace(raw, warnings=(*said, *raw.warnings))
