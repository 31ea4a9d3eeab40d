"""`common.toml`: how common the words of the news are."""

from __future__ import annotations

from collections.abc import Mapping

from bot.languages.schema import Table
from bot.languages.schema.names import Words


class Common(Table):
    """A language without it learns all from what it reads."""

    shares: Mapping[float, Words] = {}
    """The share of articles that have a word → the words that so many have; lower case, without accents."""
