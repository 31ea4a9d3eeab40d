"""The paragraphs of a page's article."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import deepcopy

import trafilatura
from lxml.html import HtmlElement

from bot.sources.furniture import Trimmed, trim
from bot.sources.plain import paragraphs, tidy

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it could not extract is told by our own error

_ENDS = tuple(".!?…:»”\"'")
_WORDS = re.compile(r"\w+")
_SHORTEST_PULL = 30
_LONGEST_PULL = 300
_MOST_COMPARED = 500
_ENOUGH = 400
"""Characters below which the page's own data and its bare paragraphs are tried as well."""


def article_paragraphs(root: HtmlElement, *, url: str, linked: str) -> Trimmed:
    """The fullest reading: trafilatura's, JSON-LD's own text (`linked`), or every paragraph under `article` or `main`.

    The page's text is preferred: readers see it, links lead into it. The others step in where it is short.
    """
    best = trim(_without_repeats(_extracted(root, url)))
    if linked:
        told = trim(paragraphs(linked).split("\n\n"))
        if _size(told) > 1.5 * _size(best) and (_size(best) < _ENOUGH or told.paragraphs[0][:60] in best.paragraphs[:3]):
            best = Trimmed(told.paragraphs, best.walled or told.walled)
    if _size(best) < _ENOUGH:
        bare = trim(_bare(root))
        if _size(bare) > 1.5 * _size(best):
            best = Trimmed(bare.paragraphs, best.walled or bare.walled)
    return best


def _without_repeats(lines: Sequence[str]) -> list[str]:
    """Without pull quotes: short lines whose words stand, word for word, in another paragraph. Their marks may differ."""
    if len(lines) > _MOST_COMPARED:
        return list(dict.fromkeys(lines))
    words = [_words_of(line) for line in lines]
    return [
        line
        for place, line in enumerate(lines)
        if not (_SHORTEST_PULL <= len(words[place]) <= _LONGEST_PULL and _said_elsewhere(place, words))
    ]


def _said_elsewhere(place: int, words: Sequence[str]) -> bool:
    """Whether a longer paragraph holds these words, or an earlier one is the same."""
    own = words[place]
    return any(own in other and (len(other) > len(own) or at < place) for at, other in enumerate(words) if at != place)


def _words_of(line: str) -> str:
    return f" {' '.join(_WORDS.findall(line.lower()))} "


def _size(trimmed: Trimmed) -> int:
    return sum(map(len, trimmed.paragraphs))


def _extracted(root: HtmlElement, url: str) -> list[str]:
    """trafilatura's reading. It works on a copy: it changes the tree it is given."""
    document = trafilatura.bare_extraction(deepcopy(root), url=url, include_comments=False, include_tables=False)
    body = getattr(document, "body", None)
    if body is None:
        return []
    found: list[str] = []
    for element in body.iter("p", "head", "item", "quote"):
        if element.tag in {"quote", "item"} and next(element.iter("p"), None) is not None:
            continue
        found += _lines(element)
    return found


def _lines(element: HtmlElement) -> list[str]:
    """The element's text, parted where a line break follows a finished sentence."""
    lines = [element.text or ""]
    for child in element.iterdescendants():
        if child.tag == "lb" and lines[-1].rstrip().endswith(_ENDS):
            lines.append("")
        elif child.tag == "lb":
            lines[-1] += " "
        lines[-1] += (child.text or "") + (child.tail or "")
    return [line for line in (tidy(line) for line in lines) if line]


def _bare(root: HtmlElement) -> Sequence[str]:
    for tag in ("article", "main", "body"):
        found = [tidy(str(one.text_content())) for part in root.iter(tag) for one in part.iter("p")]
        if any(found):
            return list(dict.fromkeys(line for line in found if line))
    return []
