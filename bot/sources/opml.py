"""Lists of feeds as OPML, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from bot.model.errors import SourceError

_DEEPEST = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlFeed:
    """`categories`: the folders it lies in, outermost first, then what its own `category` says."""

    url: str
    title: str = ""
    site: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()


def read(body: bytes, *, file: str = "OPML") -> tuple[OpmlFeed, ...]:
    """Every feed once, in the file's order, from OPML 1 or 2, nested however deep. An address given twice counts once.

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
    for outline, folders in _outlines(root, ()):
        url = _attribute(outline, "xmlUrl")
        if url.startswith(("http://", "https://")):
            found.setdefault(url, _feed(outline, url, folders))
    if not found:
        raise SourceError("opml-without-feeds", file=file)
    return tuple(found.values())


def write(feeds: Iterable[OpmlFeed], *, title: str) -> bytes:
    """OPML 2.0, UTF-8. Feeds lie in a folder for their first category; the others stand in `category`."""
    root = etree.Element("opml", version="2.0")
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
    )


def _attribute(element: etree._Element, name: str) -> str:
    """Attributes come in every case."""
    wanted = name.lower()
    return next((str(value).strip() for key, value in element.attrib.items() if str(key).lower() == wanted), "")


def _clean(text: str) -> str:
    """What XML can hold."""
    return "".join(
        char for char in text if char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff"
    )
