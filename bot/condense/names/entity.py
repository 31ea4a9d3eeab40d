"""What `find_names` gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.model.desk import Gender
from bot.model.text import Span

Kind = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One bearer of names in a text. `name`: canonical (the desk's where known, else the fullest in the text). `mentions`: each
    span that names it, in order (names only: pronouns and descriptions are resolved with the speakers). `role`: as the article
    words it. `known`: the desk's id."""

    name: str
    kind: Kind
    mentions: tuple[Span, ...]
    gender: Gender | None = None
    role: str | None = None
    known: str | None = None
