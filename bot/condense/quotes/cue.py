"""What ties a quote to its speaker within one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.condense.quotes.phrases import Phrase

Kind = Literal["after", "inverted", "before", "source", "noun", "passive", "label"]


@dataclass(frozen=True, slots=True)
class Cue:
    """`position`: of the verb or noun in the passage. `subject`: None where the clause has none of its own (left out, or the
    gerund of an unknown subject). `reach`: words between the cue and the quote."""

    kind: Kind
    position: int
    subject: Phrase | None
    reach: int
    flags: int
    relative: int | None = None
    """The position of the relative pronoun through which the subject speaks (*Smith, who said*)."""
