"""A feed's text made whole enough to be parsed: junk before it, truncation, bare ampersands, entities, a hostile DTD."""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import NamedTuple

from bot.model.errors import SourceError
from bot.model.reasons import Reason

_ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_DOCTYPE = re.compile(r"\s*<!DOCTYPE(?:[^\[<>\"']|\"[^\"]*\"|'[^']*')*(?:\[(?P<subset>.*?)\]\s*)?>", re.DOTALL | re.IGNORECASE)
_ELEMENT = re.compile(r"\s*<([\w.-]+:)?([A-Za-z][\w.-]*)")
_LATE_ROOT = re.compile(r"<\?xml\s|<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_WRAPPED = re.compile(r"<feed\s[^<>]*xmlns\s*=\s*[\"']http://www\.w3\.org/2005/Atom|<rss\s[^<>]*version\s*=", re.IGNORECASE)
_ENTITY = re.compile(
    r"<!ENTITY\s+(?P<kind>%\s+)?(?P<name>[^\s\"'>]+)\s+(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<outer>[^>]*))", re.IGNORECASE
)
_CHARACTER = re.compile(r"&#(?:\d{1,7}|x[0-9a-fA-F]{1,6});")
_MARKUP_OR_AMP = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,30});)?", re.DOTALL
)
_ENTRY_START = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)\b", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_OPEN = re.compile(r"<(/?)((?:[\w.-]+:)?(?:rss|feed|RDF|channel))(?:\s[^<>]*)?>", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_XML_OWN = frozenset({"amp", "lt", "gt", "quot", "apos"})
_LONGEST_ENTITY = 16
_LONGEST_SUBSET = 65_536
_MOST_TAGS = 1_500_000
"""A tag for every seven bytes of the largest feed that is fetched: nobody writes that, and parsers drown in it."""
_JUNK = 16_384


class Repaired(NamedTuple):
    """`text` begins with the root element and ends with it."""

    text: str
    warnings: tuple[Reason, ...]


def root_of(text: str) -> str | None:
    """The local name of the first element, in lower case; None where the text is no markup."""
    _, rest = _without_prolog(text)
    return _root(rest) or None


def repair(text: str, *, url: str) -> Repaired | None:
    """The feed's root element; None where there is none. Raises `SourceError`: `feed-entity-bomb`, or `feed-broken` where
    there are more tags than any feed has."""
    if text.count("<") > _MOST_TAGS:
        raise SourceError("feed-broken", url=url)
    warnings: list[Reason] = []
    subset, rest = _without_prolog(text)
    if (root := _root(rest)) not in _ROOTS:
        # an error message of the server before the feed, or a template that wraps it into a page
        late = (_WRAPPED if root == "html" else _LATE_ROOT).search(text, 0, _JUNK)
        if late is None or late.start() == 0:
            return None
        warnings.append(Reason("feed-junk-before"))
        subset, rest = _without_prolog(text[late.start() :])
        if (root := _root(rest)) not in _ROOTS:
            return None
    own = _entities(subset, url)
    whole, truncated = _whole(rest.lstrip())
    if truncated:
        warnings.append(Reason("feed-truncated"))
    return Repaired(_mend_entities(whole, own), tuple(warnings))


def _root(text: str) -> str:
    match = _ELEMENT.match(text)
    return match[2].lower() if match else ""


def _without_prolog(text: str) -> tuple[str, str]:
    """The DTD's internal subset, and the text without declarations, comments and DOCTYPE before the root."""
    at, subset = 0, ""
    while True:
        if (found := _PROLOG.match(text, at)) is None and (found := _DOCTYPE.match(text, at)) is not None:
            subset += found["subset"] or ""
        if found is None:
            return subset, text[at:]
        at = found.end()


def _entities(subset: str, url: str) -> dict[str, str]:
    """The feed's own short entities. One that refers to others, or is long, can only be meant to swell: the feed is refused.

    What lies outside the document is never fetched.
    """
    if len(subset) > _LONGEST_SUBSET:
        raise SourceError("feed-entity-bomb", url=url)
    own: dict[str, str] = {}
    for found in _ENTITY.finditer(subset):
        value = found["a"] if found["a"] is not None else found["b"]
        if value is None:
            continue
        plain = html.unescape(_CHARACTER.sub("x", value))
        if "&" in plain or ("%" in plain and found["kind"]) or len(plain) > _LONGEST_ENTITY:
            raise SourceError("feed-entity-bomb", url=url)
        if not found["kind"]:
            own[found["name"]] = html.unescape(value)
    return own


def _mend_entities(text: str, own: dict[str, str]) -> str:
    """Named entities of HTML become characters, bare ampersands are escaped; CDATA and comments are left alone."""

    def mended(found: re.Match[str]) -> str:
        if not found[0].startswith("&"):
            return found[0] if found[0].endswith(("]]>", "-->")) else ""
        name = found[1]
        if name is None:
            return "&amp;"
        if name in _XML_OWN:
            return found[0]
        if name.startswith("#"):
            return found[0] if _allowed(name) else ""
        if (value := own.get(name)) is not None or (value := html5.get(f"{name};")) is not None:
            return html.escape(value, quote=False)
        return f"&amp;{name};"

    return _MARKUP_OR_AMP.sub(mended, text)


def _allowed(reference: str) -> bool:
    """Whether XML lets the numbered character stand."""
    code = int(f"0{reference[1:]}", 0) if reference[1] in "xX" else int(reference[1:])
    return code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF


def _whole(text: str) -> tuple[str, bool]:
    """The root element, and whether it had broken off: then it is cut after its last whole entry, and closed."""
    bare = _CDATA.sub(lambda found: " " * len(found[0]), text)
    match = _ELEMENT.match(bare)
    name = f"{match[1] or ''}{match[2]}" if match else ""
    closed = [found.end() for found in re.finditer(rf"</{re.escape(name)}\s*>", bare)]
    if closed:
        return text[: closed[-1]], False
    ends = [found.end() for found in _ENTRY_END.finditer(bare)]
    start = _ENTRY_START.search(bare)
    cut = ends[-1] if ends else start.start() if start else len(text)
    open_tags: list[str] = []
    for found in _OPEN.finditer(bare[:cut]):
        if not found[1]:
            open_tags.append(found[2])
        elif open_tags:
            open_tags.pop()
    return text[:cut] + "".join(f"</{tag}>" for tag in reversed(open_tags)), True
