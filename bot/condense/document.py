"""A text split once: paragraphs, sentences, tokens. All later work stands on these: no span is ever searched for again."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from bot.condense.sentences import split_paragraphs, split_sentences
from bot.languages import Language
from bot.model.text import Span

_FORMAT = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
_INVISIBLE = re.compile(f"[{_FORMAT}]+")
_TOKEN = re.compile(rf"[^\W\d_]+(?:[\u0300-\u036f{_FORMAT}]+[^\W\d_]+|[\u0300-\u036f]+)*|\d+(?:[.,]\d+)*|[^\w\s{_FORMAT}]|_|\w")


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """Tokens are four parallel lists: `words[i]` as written but without invisible characters, `lowers[i]` case-folded,
    `starts[i]`, `ends[i]`.

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


def visible(text: str) -> str:
    """On one line, with single blanks, without invisible characters: soft hyphens, joiners, marks of direction."""
    return " ".join((_INVISIBLE.sub("", text) if not text.isascii() else text).split())


def tokens(text: str) -> list[str]:
    """The words of a short text, split as a document's are."""
    return _TOKEN.findall(text)


def read(text: str, language: Language) -> Document:
    paragraphs = split_paragraphs(text)
    sentences = tuple(s for paragraph in paragraphs for s in split_sentences(text, paragraph, language))
    hidden = _INVISIBLE.search(text) is not None
    spans: list[tuple[int, int]] = []
    sentence_of: list[int] = []
    for index, sentence in enumerate(sentences):
        spans += [match.span() for match in _TOKEN.finditer(text, sentence.start, sentence.end)]
        sentence_of += [index] * (len(spans) - len(sentence_of))
    words = [text[start:end] for start, end in spans]
    if hidden:
        words = [_INVISIBLE.sub("", word) for word in words]
    return Document(
        text=text,
        language=language,
        paragraphs=paragraphs,
        sentences=sentences,
        words=words,
        lowers=list(map(str.casefold, words)),
        starts=[start for start, _ in spans],
        ends=[end for _, end in spans],
        sentence_of=sentence_of,
    )
