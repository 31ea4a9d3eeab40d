"""Feeds rendered as of an instant: RSS 2.0, Atom and JSON Feed 1.1, and the two ways in which a demo feed is broken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import assert_never
from xml.etree import ElementTree as ET

from bot.newsroom.pieces import Access, Fault, FeedFile, Format, Masthead, Published

CONTENT = "http://purl.org/rss/1.0/modules/content/"
CREATOR = "http://purl.org/dc/elements/1.1/"
ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPES = {
    Format.RSS: "application/rss+xml",
    Format.ATOM: "application/atom+xml",
    Format.JSON: "application/feed+json",
}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
ENTRIES = 30

for prefix, namespace in (("content", CONTENT), ("dc", CREATOR), ("atom", ATOM)):
    ET.register_namespace(prefix, namespace)


def render(feed: FeedFile, masthead: Masthead, articles: Sequence[Published]) -> bytes:
    """The feed's bytes; the same for the same articles, so that their hash can be the ETag. `articles`: newest first."""
    body = _well_formed(feed, masthead, articles[:ENTRIES])
    match feed.fault:
        case None:
            return body
        case Fault.TRUNCATED:
            # inside the last entry's text, as when a connection is lost
            return body[: body.rfind(b"</description>") - 20]
        case Fault.HTML:
            return _error_page(masthead)
    assert_never(feed.fault)


def media_type(feed: FeedFile) -> str:
    return "text/html" if feed.fault is Fault.HTML else MEDIA_TYPES[feed.format]


def modified(articles: Sequence[Published]) -> datetime:
    """When the newest of `articles` changed, in whole seconds as HTTP counts them."""
    return max((article.updated for article in articles), default=EPOCH).replace(microsecond=0)


def _well_formed(feed: FeedFile, masthead: Masthead, articles: Sequence[Published]) -> bytes:
    match feed.format:
        case Format.RSS:
            return _rss(feed, masthead, articles)
        case Format.ATOM:
            return _atom(feed, masthead, articles)
        case Format.JSON:
            return _json(feed, masthead, articles)
    assert_never(feed.format)


def _rss(feed: FeedFile, masthead: Masthead, articles: Sequence[Published]) -> bytes:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", f"{masthead.site}/")
    _add(channel, "description", masthead.tagline)
    _add(channel, "language", masthead.language)
    _add(channel, "lastBuildDate", format_datetime(modified(articles), usegmt=True))
    _add(channel, f"{{{ATOM}}}link", href=masthead.site + feed.path, rel="self", type=MEDIA_TYPES[Format.RSS])
    for article in articles:
        item = ET.SubElement(channel, "item")
        _add(item, "title", _title(article, masthead))
        _add(item, "link", article.link(feed, masthead))
        _add(item, "guid", f"{masthead.host}:{article.id}", isPermaLink="false")
        if article.piece.author:
            _add(item, f"{{{CREATOR}}}creator", article.piece.author)
        if article.piece.dated:
            _add(item, "pubDate", format_datetime(article.published.replace(microsecond=0), usegmt=True))
        for tag in article.piece.tags:
            _add(item, "category", tag)
        if feed.whole:
            _add(item, f"{{{CONTENT}}}encoded", _html(article))
        _add(item, "description", f"<p>{escape(article.version.summary)}</p>")
    return _xml(root)


def _atom(feed: FeedFile, masthead: Masthead, articles: Sequence[Published]) -> bytes:
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": masthead.language})

    def add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
        return _add(parent, f"{{{ATOM}}}{name}", text, **attributes)

    add(root, "id", f"tag:{masthead.host},2026:{feed.path}")
    add(root, "title", feed.title)
    add(root, "subtitle", masthead.tagline)
    add(root, "updated", modified(articles).isoformat())
    add(root, "link", href=masthead.site + feed.path, rel="self")
    add(root, "link", href=f"{masthead.site}/", rel="alternate")
    for article in articles:
        entry = add(root, "entry")
        add(entry, "id", f"tag:{masthead.host},2026:{article.id}")
        add(entry, "title", _title(article, masthead))
        add(entry, "link", href=article.link(feed, masthead), rel="alternate", type="text/html")
        if article.piece.author:
            add(add(entry, "author"), "name", article.piece.author)
        if article.piece.dated:
            add(entry, "published", article.published.isoformat(timespec="seconds"))
            add(entry, "updated", article.updated.isoformat(timespec="seconds"))
        for tag in article.piece.tags:
            add(entry, "category", term=tag)
        add(entry, "summary", article.version.summary, type="text")
        if feed.whole:
            add(entry, "content", _html(article), type="html")
    return _xml(root)


def _json(feed: FeedFile, masthead: Masthead, articles: Sequence[Published]) -> bytes:
    items = []
    for article in articles:
        item: dict[str, object] = {
            "id": f"{masthead.host}:{article.id}",
            "url": article.link(feed, masthead),
            "title": _title(article, masthead),
            "summary": article.version.summary,
            "tags": list(article.piece.tags),
        }
        if article.piece.author:
            item["authors"] = [{"name": article.piece.author}]
        if article.piece.dated:
            item["date_published"] = article.published.isoformat(timespec="seconds")
            item["date_modified"] = article.updated.isoformat(timespec="seconds")
        item |= {"content_html": _html(article)} if feed.whole else {"content_text": article.version.summary}
        items.append(item)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": masthead.tagline,
        "home_page_url": f"{masthead.site}/",
        "feed_url": masthead.site + feed.path,
        "language": masthead.language,
        "items": items,
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _title(article: Published, masthead: Masthead) -> str:
    """A masthead that relays says whose it is."""
    return f"{article.version.title} - {article.masthead.name}" if masthead.relays else article.version.title


def _html(article: Published) -> str:
    """What a whole-text feed gives: the piece's paragraphs, or its opening where the page stands behind a paywall."""
    blocks = article.version.blocks if article.piece.access is not Access.PAYWALLED else article.version.blocks[:1]
    parts = [f"<h2>{escape(block.text)}</h2>" if block.heading else f"<p>{escape(block.text)}</p>" for block in blocks]
    if article.version.note:
        parts.append(f"<p><em>{escape(article.version.note)}</em></p>")
    return "\n".join(parts)


def _error_page(masthead: Masthead) -> bytes:
    name = escape(masthead.name)
    return (
        f'<!DOCTYPE html>\n<html lang="{masthead.language}"><head><meta charset="utf-8"><title>{name}</title></head>'
        f"<body><h1>503</h1><p>{name}</p></body></html>\n"
    ).encode()


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body
