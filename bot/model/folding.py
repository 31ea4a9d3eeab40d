"""Words as they are compared: without case and accents, parted at whatever is neither letter nor digit.

Both databases index these words and are asked for these words, so that they answer alike whatever their own tokenisers do.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 64
"""Longer words are cut, in the index as in the question. PostgreSQL refuses words of more than 2,046 bytes."""

_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`Culiacán` → `culiacan`, `Muñoz` → `munoz`, `STRASSE` and `Straße` → `strasse`; folding twice is folding once. Its length
    may differ from the text's."""
    if text.isascii():
        return text.lower()
    return _bare(_bare(text).casefold())


def _bare(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))


def words(text: str) -> list[str]:
    """The folded words of a text, in order: `US–México: 12-14` → `us mexico 12 14`."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def key(name: str) -> str:
    """What two ways of writing one name share: `animal-politico` and `Animal Político` are both `animal politico`."""
    return " ".join(words(name))
