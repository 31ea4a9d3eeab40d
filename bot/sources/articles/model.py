"""An article as taken from a page or a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.model.feeds import Extent


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """`text`: paragraphs parted by a blank line. `language`: what the page says of itself, a hint only (ISO code).

    `headline`: the page's own, whatever its feed says; `taken_down`: the page says that its article is no longer to be had.
    `canonical_url`: the address that the page gives as its own. `published`: with the time where the page gives one.
    """

    text: str
    title: str
    author: str | None = None
    published: datetime | None = None
    language: str | None = None
    canonical_url: str | None = None
    extent: Extent
    headline: str | None = None
    taken_down: bool = False
