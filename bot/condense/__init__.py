"""An article's text in, a briefing card out. Pure: no file is read but the languages' own, once; the same article and desk
give the same card, to the byte."""

from __future__ import annotations

from bot.condense.card import ENGINE, condense

__all__ = ["ENGINE", "condense"]
