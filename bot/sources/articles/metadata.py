"""What a page says of itself: JSON-LD, meta elements, `lang`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from bot.sources.dates import EARLIEST, read_date
from bot.sources.plain import one_line

_ARTICLES = ("article", "posting", "newsarticle", "report", "liveblogposting")
_DATES = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "parsely-pub-date",
    "dc.date",
    "dc.date.issued",
    "date",
)
_AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "byl")
_DEPTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """`body`: the article's text as JSON-LD holds it. `free`: what the page says about being free to read; None: nothing."""

    title: str | None = None
    author: str | None = None
    published: datetime | None = None
    language: str | None = None
    canonical: str | None = None
    body: str = ""
    free: bool | None = None


def read_metadata(root: HtmlElement, url: str) -> Metadata:
    """JSON-LD is believed before meta elements, those before what the page shows."""
    meta = _meta(root)
    linked = list(_linked(root))
    article = next(iter(sorted(linked, key=lambda one: -len(str(one.get("articleBody") or "")))), {})
    title = next(
        (
            one_line(text)
            for text in (_str(article, "headline"), meta.get("og:title"), _first(root, "h1"), _first(root, "title"))
            if text
        ),
        None,
    )
    written = (_str(article, "datePublished"), *(meta.get(name) for name in _DATES), _first_time(root))
    names = (_names(article.get("author")), *(meta.get(name) for name in _AUTHORS))
    return Metadata(
        title=title or None,
        author=next((one_line(name) for name in names if name and "://" not in name), None),
        published=next((moment for text in written if text and (moment := _moment(text))), None),
        language=_code(_str(article, "inLanguage")) or _code(root.get("lang") or "") or _code(meta.get("og:locale", "")),
        canonical=_canonical(root, meta, url),
        body=max((_str(one, "articleBody") for one in linked), key=len, default=""),
        free=_free(linked),
    )


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and (content := (element.get("content") or "").strip()):
            found.setdefault(name.strip().lower(), content)
    return found


def _linked(root: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """The JSON-LD objects that are articles."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            found = json.loads((script.text or "").strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(found, _DEPTH)


def _articles(found: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth == 0:
        return
    if isinstance(found, list):
        for one in found:
            yield from _articles(one, depth - 1)
    elif isinstance(found, dict):
        kinds = found.get("@type")
        names = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
        if any(name.endswith(_ARTICLES) for name in names):
            yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(found.get(key), depth - 1)


def _free(linked: list[Mapping[str, Any]]) -> bool | None:
    for one in linked:
        said = one.get("isAccessibleForFree")
        if isinstance(said, bool):
            return said
        if isinstance(said, str) and (word := said.rpartition("/")[2].strip().lower()) in {"true", "false"}:
            return word == "true"
    return None


def _canonical(root: HtmlElement, meta: Mapping[str, str], url: str) -> str | None:
    links = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    addresses = [str(href).strip() for href in (*links, meta.get("og:url")) if href and href.strip()]
    return next((address for href in addresses if (address := _absolute(url, href))), None)


def _absolute(url: str, href: str) -> str | None:
    try:
        address = urljoin(url, href)
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def _names(author: Any) -> str:
    people = author if isinstance(author, list) else [author]
    names = [_str(one, "name") if isinstance(one, dict) else one for one in people]
    return ", ".join(name for name in names if isinstance(name, str) and name.strip())


def _str(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def _first(root: HtmlElement, tag: str) -> str:
    return next((text for one in root.iter(tag) if (text := str(one.text_content()).strip())), "")


def _first_time(root: HtmlElement) -> str:
    return next((moment for one in root.iter("time") if (moment := (one.get("datetime") or "").strip())), "")


def _moment(text: str) -> datetime | None:
    moment = read_date(text)
    return moment if moment and moment.year >= EARLIEST else None


def _code(tag: str) -> str | None:
    code = tag.strip().replace("_", "-").split("-")[0].lower()
    return code if code.isascii() and code.isalpha() and len(code) in {2, 3} else None
