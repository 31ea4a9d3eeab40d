"""`pages.toml`: what stands on a news page beside the article, in the words of that language.

Case and accents do not matter. `*` stands for any words. The engine in `bot/sources/furniture.py` knows where each may stand.
"""

from __future__ import annotations

from bot.languages.schema import Table


class Pages(Table):
    whole: tuple[str, ...]
    """Furniture only where the paragraph holds nothing else: `advertisement`, `share`, `read more`."""

    opening: tuple[str, ...]
    """A short paragraph that begins like this is furniture wherever it stands: `read also:`, `photo by`, `sign up for`."""

    closing: tuple[str, ...]
    """Headings after which the article is over, in its last part: `related articles`, `about the author`, `comments`."""

    ending: tuple[str, ...]
    """Ends of a paragraph of a feed that point to the page: `continue reading`, `read more`."""

    wall: tuple[str, ...]
    """What a paywall says: `subscribe to continue reading`."""
