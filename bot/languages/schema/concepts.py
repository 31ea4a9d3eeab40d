"""`concepts.toml`: common words of the news, by ids that all languages share."""

from __future__ import annotations

from collections.abc import Mapping

from bot.languages.schema import Table


class Concepts(Table):
    """All words in lower case; they are folded when they are compared, and `*` at a word's end stands for any ending. What
    befalls people stands in `fates.toml`."""

    concepts: Mapping[str, tuple[str, ...]] = {}
    """Id → its words. The ids are named alike in every language: that is how an event told in one is known in another."""

    returning: tuple[str, ...] = ()
    """Phrases by which a headline marks the return of a day: `anniversary`, `one year after`, `a un año`."""
