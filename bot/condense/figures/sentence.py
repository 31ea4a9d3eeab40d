"""One sentence of a document, with the language's tables at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bot.condense.document import Document
from bot.condense.figures.lexicon import Lexicon

HYPHENS = frozenset("-‐‑")
DASHES = frozenset("-‐‑–—−")
MINUS = frozenset("-‐‑–−")


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """Tokens `[floor, stop)` of a text that came out on the day `published`, where that is known. Compared by identity: two
    figures stand in one sentence if theirs is the same object."""

    doc: Document
    lex: Lexicon
    floor: int
    stop: int
    published: date | None = None
    lowers: list[str] = field(init=False, repr=False)
    words: list[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lowers", self.doc.lowers)
        object.__setattr__(self, "words", self.doc.words)

    def before(self, at: int) -> str:
        """The word before token `at`, lower case; nothing at the start."""
        return self.lowers[at - 1] if at > self.floor else ""

    def at(self, token: int) -> str:
        """The word there, lower case; nothing outside the sentence."""
        return self.lowers[token] if self.floor <= token < self.stop else ""

    def tied(self, token: int) -> bool:
        """Whether nothing stands between this token and the next."""
        doc = self.doc
        return 0 <= token < len(doc.starts) - 1 and doc.ends[token] == doc.starts[token + 1]

    def opens_with_capital(self, token: int) -> bool:
        return self.words[token][0].isupper()

    @property
    def index(self) -> int:
        """Which sentence of the document it is."""
        return self.doc.sentence_of[self.floor]
