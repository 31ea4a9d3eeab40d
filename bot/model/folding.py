"""Words as they are compared: without case and accents."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """`Culiacán` → `culiacan`, `Muñoz` → `munoz`, `STRASSE` and `Straße` → `strasse`; folding twice is folding once. Its length
    may differ from the text's."""
    if text.isascii():
        return text.lower()
    return _bare(_bare(text).casefold())


def _bare(text: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
