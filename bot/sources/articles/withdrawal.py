"""Pages that say that their article has been taken down."""

from __future__ import annotations

import re
from functools import cache

from lxml.html import HtmlElement

from bot.languages import available, load
from bot.model import folding

_MOST = 20_000
"""Characters of a page's text that are looked through: a notice stands at its head."""


def says_taken_down(root: HtmlElement) -> bool:
    """Whether the page's paragraphs or headings say so, in any language of the house. An article that tells of a withdrawal
    elsewhere may say the same: the caller looks at how much else there is."""
    parts = (str(one.text_content()) for one in root.iter("h1", "h2", "h3", "p", "div", "title") if not len(one))
    told = " ".join(folding.words(" . ".join(parts)[:_MOST]))
    return _pattern().search(told) is not None


@cache
def _pattern() -> re.Pattern[str]:
    phrases = (phrase for code in available() for phrase in load(code).changes.withdrawn)
    return re.compile(rf"\b(?:{'|'.join(' '.join(folding.words(phrase)) for phrase in phrases)})\b")
