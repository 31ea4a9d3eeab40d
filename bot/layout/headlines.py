"""A headline, linked to its page."""

from __future__ import annotations

from bot.layout.neutral import clean_url
from bot.model.chat import Inline, Link, Strong

LONGEST_URL = 400
"""Four links of the tightest fit and their addresses have to stay within what a platform takes."""


def headline(title: str, url: str | None) -> Inline:
    """`title` as it is to be shown; without an address for a reader it stands by itself."""
    address = clean_url(url)
    return Link(title, address) if address and len(address) <= LONGEST_URL else Strong(title)
