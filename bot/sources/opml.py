"""Lists of feeds as OPML, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from bot.model.errors import SourceError
from bot.model.reasons import Reason

NAMESPACE = "urn:briefbot:opml"
"""Of the attributes that OPML has no name for: `id`, `outlet`, `country`, `kind`."""

_DEEPEST = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlFeed:
    """`categories`: the folders it lies in, outermost first, then what its own `category` says. `id`, `outlet` (an id),
    `country` and `kind` are there where briefbot wrote the file."""

    url: str
    title: str = ""
    site: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()
    id: str | None = None
    outlet: str | None = None
    country: str | None = None
    kind: str | None = None


class LeftOut(NamedTuple):
    """An outline that gives no feed, by its title or address, and why."""

    name: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlList:
    feeds: tuple[OpmlFeed, ...]
    left_out: tuple[LeftOut, ...] = ()


def read(body: bytes, *, file: str = "OPML") -> OpmlList:
    """Every feed once, in the file's order, from OPML 1 or 2, nested however deep; and what else lay there, with its reason.

    Raises `SourceError`: `opml-broken` with its `line`, `opml-without-feeds`. Entities are never resolved, nothing is fetched.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body.lstrip(), parser=parser)
    except etree.XMLSyntaxError as error:
        raise SourceError("opml-broken", file=file, line=error.lineno or 1) from None
    except ValueError:
        raise SourceError("opml-broken", file=file, line=1) from None
    found: dict[str, OpmlFeed] = {}
    left_out: list[LeftOut] = []
    for outline, folders in _outlines(root, ()):
        url = _attribute(outline, "xmlUrl")
        if not url and len(outline):
            continue  # a folder
        name = _attribute(outline, "title") or _attribute(outline, "text") or url
        if not url:
            left_out.append(LeftOut(name, Reason("opml-no-address")))
        elif not url.startswith(("http://", "https://")):
            left_out.append(LeftOut(name, Reason("opml-bad-address")))
        elif url in found:
            left_out.append(LeftOut(name, Reason("opml-twice")))
        else:
            found[url] = _feed(outline, url, folders)
    if not found:
        raise SourceError("opml-without-feeds", file=file)
    return OpmlList(feeds=tuple(found.values()), left_out=tuple(left_out))


def write(feeds: Iterable[OpmlFeed], *, title: str) -> bytes:
    """OPML 2.0, UTF-8. Feeds lie in a folder for their first category; the others stand in `category`."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"briefbot": NAMESPACE})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _clean(title)
    body = etree.SubElement(root, "body")
    folders: dict[str, etree._Element] = {}
    for feed in feeds:
        parent = body
        if feed.categories:
            name = _clean(feed.categories[0])
            if name not in folders:
                folders[name] = etree.SubElement(body, "outline", text=name, title=name)
            parent = folders[name]
        attributes = {"type": "rss", "text": feed.title or feed.url, "title": feed.title, "xmlUrl": feed.url}
        attributes |= {"htmlUrl": feed.site or "", "language": feed.language or "", "category": ",".join(feed.categories[1:])}
        own = {"id": feed.id, "outlet": feed.outlet, "country": feed.country, "kind": feed.kind}
        attributes |= {f"{{{NAMESPACE}}}{name}": value or "" for name, value in own.items()}
        etree.SubElement(parent, "outline", {name: _clean(value) for name, value in attributes.items() if value})
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _outlines(element: etree._Element, folders: tuple[str, ...]) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """Every outline with the names of the folders above it."""
    if len(folders) >= _DEEPEST:
        return
    for child in element.iterchildren("*"):
        name = etree.QName(child).localname.lower()
        if name == "outline":
            yield child, folders
            text = _attribute(child, "text") or _attribute(child, "title")
            yield from _outlines(child, (*folders, text) if text and not _attribute(child, "xmlUrl") else folders)
        elif name in {"body", "opml"}:
            yield from _outlines(child, folders)


def _feed(outline: etree._Element, url: str, folders: tuple[str, ...]) -> OpmlFeed:
    own = tuple(part.strip().strip("/") for part in _attribute(outline, "category").split(","))
    title = _attribute(outline, "title") or _attribute(outline, "text")
    return OpmlFeed(
        url=url,
        title="" if title == url else title,
        site=_attribute(outline, "htmlUrl") or None,
        language=_attribute(outline, "language") or None,
        categories=tuple(dict.fromkeys(part for part in (*folders, *own) if part)),
        id=_own(outline, "id"),
        outlet=_own(outline, "outlet"),
        country=_own(outline, "country"),
        kind=_own(outline, "kind"),
    )


def _attribute(element: etree._Element, name: str) -> str:
    """Attributes come in every case."""
    wanted = name.lower()
    return next((str(value).strip() for key, value in element.attrib.items() if str(key).lower() == wanted), "")


def _own(outline: etree._Element, name: str) -> str | None:
    return _attribute(outline, f"{{{NAMESPACE}}}{name}") or None


def _clean(text: str) -> str:
    """What XML can hold."""
    return "".join(
        char for char in text if char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff"
    )
