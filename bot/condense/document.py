"""A text split once: paragraphs, sentences, tokens. All later work stands on these: no span is ever searched for again."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from bot.condense.sentences import split_paragraphs, split_sentences
from bot.languages import Language
from bot.model.text import Span

_TOKEN = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|\d+(?:[.,]\d+)*|[^\w\s]|_|\w")


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """Tokens are four parallel lists: `words[i]` as written, `lowers[i]` case-folded, `starts[i]`, `ends[i]`.

    A token is a run of letters, a number with its marks, or one punctuation character. `sentence_of[i]` is the index into
    `sentences`; sentences do not overlap, are in order, and cover every token.
    """

    text: str
    language: Language
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    sentence_of: list[int]

    def token_at(self, position: int) -> int:
        """The index of the last token that starts at or before `position`; -1 before the first."""
        return bisect_right(self.starts, position) - 1

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds `position` (the one before, in the gap between two)."""
        index = bisect_right(self.sentences, (position, len(self.text) + 1)) - 1
        return self.sentences[max(index, 0)]


def tokens(text: str) -> list[str]:
    """The words of a short text, split as a document's are."""
    return _TOKEN.findall(text)


def read(text: str, language: Language) -> Document:
    paragraphs = split_paragraphs(text)
    sentences = tuple(s for paragraph in paragraphs for s in split_sentences(text, paragraph, language))
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentence_of: list[int] = []
    for index, sentence in enumerate(sentences):
        spans = [match.span() for match in _TOKEN.finditer(text, sentence.start, sentence.end)]
        words += [text[start:end] for start, end in spans]
        starts += [start for start, _ in spans]
        ends += [end for _, end in spans]
        sentence_of += [index] * len(spans)
    return Document(
        text=text,
        language=language,
        paragraphs=paragraphs,
        sentences=sentences,
        words=words,
        lowers=[word.casefold() for word in words],
        starts=starts,
        ends=ends,
        sentence_of=sentence_of,
    )
