"""How an article changed after its card was made. The old words are kept: `before` stands in the old article exactly, `after`
in the new one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from bot.model.reasons import Reason
from bot.model.text import Span

Why = Literal[
    "figure", "quote", "speaker", "headline", "fate", "negation", "denial", "certainty", "offence", "standing", "name", "date",
    "direction", "people", "thing", "role", "number", "measure", "point", "note", "wording",
]  # fmt: skip
"""What of the article's claims a change touches; `wording`: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChanged:
    """`measure`: the words that say what is counted; `sentence`: in the new text."""

    before: str
    after: str
    measure: str | None
    sentence: Span
    why: Why = "figure"
    kind: Literal["figure-changed"] = "figure-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGone:
    """`passage`: the old sentence."""

    before: str
    passage: str
    measure: str | None
    why: Why = "figure"
    kind: Literal["figure-gone"] = "figure-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureNew:
    after: str
    measure: str | None
    sentence: Span
    why: Why = "figure"
    kind: Literal["figure-new"] = "figure-new"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteReworded:
    """`speaker`: as the new card names them; None where nobody is named."""

    before: str
    after: str
    speaker: str | None
    sentence: Span
    why: Why = "quote"
    kind: Literal["quote-reworded"] = "quote-reworded"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteGone:
    before: str
    speaker: str | None
    why: Why = "quote"
    kind: Literal["quote-gone"] = "quote-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteNew:
    after: str
    speaker: str | None
    sentence: Span
    why: Why = "quote"
    kind: Literal["quote-new"] = "quote-new"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerChanged:
    """The same words in another mouth. `before`, `after`: who said them, as each card names them; None: nobody named."""

    quote: str
    before: str | None
    after: str | None
    sentence: Span
    why: Why = "speaker"
    kind: Literal["speaker-changed"] = "speaker-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsChanged:
    """A few words inside a sentence. What was only put in, or only taken out, is told with the word beside it."""

    before: str
    after: str
    sentence: Span
    why: Why
    kind: Literal["words-changed"] = "words-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceGone:
    before: str
    why: Why
    kind: Literal["sentence-gone"] = "sentence-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceNew:
    after: str
    sentence: Span
    why: Why
    kind: Literal["sentence-new"] = "sentence-new"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineChanged:
    before: str
    after: str
    why: Why = "headline"
    kind: Literal["headline-changed"] = "headline-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateChanged:
    """The words that date what is told."""

    before: str
    after: str
    sentence: Span
    why: Why = "date"
    kind: Literal["date-changed"] = "date-changed"


Difference = (
    FigureChanged | FigureGone | FigureNew | QuoteReworded | QuoteGone | QuoteNew | SpeakerChanged | WordsChanged | SentenceGone
    | SentenceNew | HeadlineChanged | DateChanged
)  # fmt: skip


class RevisionKind(StrEnum):
    COSMETIC = "cosmetic"
    """No claim is touched: nobody is told."""

    SUBSTANTIAL = "substantial"
    """What was claimed is claimed otherwise, or no longer, or something is claimed that was not."""

    WITHDRAWN = "withdrawn"
    """The outlet shows the article no longer."""

    RETURNED = "returned"
    """It shows the article again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """`number`: counted from 1 for each card. `at`: when it was seen. `changes`: those that touch a claim come first; `reason`:
    what made it of this kind."""

    number: int
    at: datetime
    kind: RevisionKind
    changes: tuple[Difference, ...] = ()
    reason: Reason = field(default_factory=lambda: Reason("revision-wording"))

    @property
    def telling(self) -> tuple[Difference, ...]:
        """The changes that a reader is told of."""
        return tuple(change for change in self.changes if change.why != "wording")

    @property
    def only_more(self) -> bool:
        """Whether nothing that stood is taken back: something was only added."""
        return bool(self.telling) and all(isinstance(one, FigureNew | QuoteNew | SentenceNew) for one in self.telling)
