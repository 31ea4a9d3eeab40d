"""Articles: the whole text where it is to be had, else what the feed says; and the card says which. Pure CPU work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from urllib.parse import urlsplit

from bot.model.errors import SourceError
from bot.model.feeds import Entry, Extent
from bot.sources.articles.body import article_paragraphs
from bot.sources.articles.metadata import Metadata, read_metadata
from bot.sources.articles.model import Extracted
from bot.sources.articles.page import has_wall, parse_page, prune
from bot.sources.articles.withdrawal import says_taken_down
from bot.sources.decode import decode
from bot.sources.furniture import Trimmed

__all__ = ["Extracted", "extract", "from_entry"]

_WHOLE = 1200
"""Characters from which a text counts as an article and not as a teaser, where a wall or a feed leaves it in doubt."""
_TEASER = 2400
"""A teaser that a wall's own words follow is shorter than this; many sites send the words along with the whole article."""
_LEAST = 140
"""A page with less text than this holds no article."""
_FULLER = 1.5
_BYLINE = 25
_DATELINE = 60
_LONGEST_HEAD = 100
_SENTENCE_ENDS = (".", "!", "?", "”", "»")
_CLOCK = re.compile(r"\s*[ap]\.?\s?m\.?(?:\s+[A-Z]{2,4})?$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def extract(body: bytes, *, url: str, entry: Entry, content_type: str | None) -> Extracted:
    """The article of a fetched page, or what its feed's `entry` says where the page holds less.

    Raises `SourceError("page-without-text")` where neither holds any text; its parameters `taken_down` and `front_page` are 1
    where the page says that the article is gone.
    """
    root = parse_page(decode(body, content_type).text)
    if root is None:
        return _of_feed(entry, Metadata(), url, walled=False)
    about = read_metadata(root, url)
    gone = says_taken_down(root)
    wall = about.free is False or has_wall(root)
    prune(root)
    found = article_paragraphs(root, url=url, linked=about.body)
    text = "\n\n".join(_without_edges(found, about, entry))
    if len(text) < _LEAST or _is_elsewhere(about, url):
        told = {"taken_down": int(gone), "front_page": int(_is_elsewhere(about, url))}
        return _of_feed(entry, about, url, walled=wall or found.walled, told=told)
    if len(entry.content) > _FULLER * len(text):
        return _of_feed(entry, about, url, walled=wall or found.walled)
    walled = (found.walled and len(text) < _TEASER) or (wall and len(text) < _WHOLE)
    made = _made(text, about, entry, Extent.PAYWALLED if walled else Extent.FULL)
    return replace(made, taken_down=gone and len(text) < _WHOLE)


def from_entry(entry: Entry, *, whole: bool = False) -> Extracted:
    """The article as its feed tells it. `whole`: the desk knows that the feed carries whole articles.

    Raises `SourceError("page-without-text")` where the entry holds no text.
    """
    text = entry.content or entry.summary
    if not text:
        raise SourceError("page-without-text", url=entry.url or entry.key)
    return _made(text, Metadata(), entry, Extent.FULL if whole and entry.content else Extent.SUMMARY)


def _of_feed(
    entry: Entry, about: Metadata, url: str, *, walled: bool, told: Mapping[str, int] = MappingProxyType({})
) -> Extracted:
    """`told`: what the page says of its article's absence, for whoever has no feed to fall back on."""
    text = entry.content or entry.summary
    if not text:
        raise SourceError("page-without-text", url=url, **told)
    part = Extent.PAYWALLED if walled else Extent.SUMMARY
    return _made(text, about, entry, Extent.FULL if len(entry.content) >= _WHOLE else part)


def _made(text: str, about: Metadata, entry: Entry, extent: Extent) -> Extracted:
    return Extracted(
        text=text,
        title=entry.title or about.title or "",
        author=entry.author or about.author,
        published=entry.published or about.published,
        language=about.language or entry.language,
        canonical_url=about.canonical,
        extent=extent,
        headline=about.title,
    )


def _without_edges(found: Trimmed, about: Metadata, entry: Entry) -> tuple[str, ...]:
    """The paragraphs without the labels, title, byline and date that some pages repeat above the first one of prose, and
    without the date below the last one."""
    lines = found.paragraphs
    prose = [place for place, line in enumerate(lines) if len(line) > _LONGEST_HEAD]
    if not prose:
        return lines
    titles = {_bare(title) for title in (about.title, entry.title) if title}
    names = [_bare(name) for name in (about.author, entry.author) if name]
    first = next((place for place in prose if _bare(lines[place]) not in titles), prose[0])
    title = max((place for place in range(first) if _bare(lines[place]) in titles), default=-1)
    head = [line for line in lines[title + 1 : first] if not (_is_byline(line, names) or _is_dateline(line))]
    tail = [line for line in lines[prose[-1] + 1 :] if not _is_dateline(line)]
    return (*head, *lines[first : prose[-1] + 1], *tail)


def _is_byline(paragraph: str, names: list[str]) -> bool:
    bare = _bare(paragraph)
    if paragraph.endswith(_SENTENCE_ENDS):
        return False
    return any(name in bare and len(bare) <= len(name) + _BYLINE for name in names)


def _is_dateline(paragraph: str) -> bool:
    """A short line with a year that is no sentence: `23 noviembre 2026 | 10:00`."""
    line = _CLOCK.sub("", paragraph)
    return len(line) <= _DATELINE and bool(_YEAR.search(line)) and not line.endswith(_SENTENCE_ENDS)


def _is_elsewhere(about: Metadata, url: str) -> bool:
    """Whether the page says that it is the site's front page: the article is gone, and its address leads there now."""
    if about.canonical is None or urlsplit(url).path in {"", "/"}:
        return False
    there = urlsplit(about.canonical)
    return there.path in {"", "/"} and not there.query


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
