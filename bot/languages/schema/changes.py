"""`changes.toml`: words by which a change of an article touches what it claims, and how outlets speak of such changes."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from bot.languages.schema import Table

Kinds = Mapping[str, tuple[str, ...]]


class Changes(Table):
    """All words in lower case; they are folded when they are compared, and `*` at a word's end stands for any ending. Words of
    one kind may stand for each other; a word of another kind makes another claim."""

    negations: tuple[str, ...] = ()
    """Words that deny: `not`, `nobody`, `sin`."""

    negated_endings: tuple[str, ...] = ()
    """Endings that do: `n't`."""

    idle: tuple[str, ...] = ()
    """Phrases that hold a word of these lists and mean nothing of the kind: `sin embargo`, `no later than`."""

    certainty: Kinds = Field(default_factory=dict)
    """How sure it is: `alleged` → `alleged*`, `suspected`; `confirmed`; `possible`."""

    offences: Kinds = Field(default_factory=dict)
    """What somebody is accused of, as the law tells it apart: `murder`, `manslaughter`."""

    standing: Kinds = Field(default_factory=dict)
    """Words that make another office of one: `former`, `acting`."""

    people: Kinds = Field(default_factory=dict)
    """Who somebody is, where no name is told: `gunmen`, `police`, `children`."""

    things: Kinds = Field(default_factory=dict)
    """What is seized, used or traded: `cocaine`, `rifle`."""

    directions: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Words that turn a sentence round when one stands for another: `more`, `less`. Each entry: the sides."""

    days: Mapping[str, int] = Field(default_factory=dict)
    """Words for a day told from today: `yesterday = -1`."""

    withdrawn: tuple[str, ...] = ()
    """Phrases by which a page says that its article has been taken down: `this article has been removed`."""

    notes: tuple[str, ...] = ()
    """Openings of the outlet's own note on a correction: `correction:`, `an earlier version of this article`."""
