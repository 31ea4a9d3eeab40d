"""Which sentences could stand on a card as a key point: whole, plain, understood by themselves, and nobody's quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from bot.condense.document import Document
from bot.condense.leaning import leans, vague
from bot.condense.names import Entity
from bot.condense.terms import Term, Terms, fold
from bot.languages import Language
from bot.model.cards import Quote
from bot.model.text import Span

LEAST_WORDS = 7
MOST_WORDS = 85
_STEM = 6
"""Words that share their first six letters count as one; enough to see a repetition, without a dictionary of endings."""

REPEATS_TITLE = 0.2
"""A sentence whose words stand in the headline but for this share tells nothing new."""

HEADLINE_WORDS = 18
PARAGRAPHS_BELOW = 3
_ENDS_WHOLE = re.compile(r"[.!…][\"”’»')\]]*$")
_DATELINE = re.compile(r"[A-ZÀ-Þ][^a-zà-ÿ—–\n]{2,40}?(?:\([^)\n]{2,25}\)|,[^—–\n]{2,40}?)?\s*\.?\s?(?:—|–|--?)\s?(?=\S)")
_TURN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.\s'’-]{2,40}:\s")
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\S+|(?:^|\s)[@#]\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be a point. `index`: into the document's sentences. `stems`: its content words, cut to their stems.
    `leans`: it opens with a word that leans on the sentence before. `vague`: words in it that do so a little."""

    index: int
    span: Span
    words: int
    stems: frozenset[str]
    leans: bool
    vague: int


def candidates(doc: Document, title: str | None, quotes: Sequence[Quote], entities: Sequence[Entity]) -> list[Candidate]:
    """In the order of the text."""
    quoted = Stretches(span for quote in quotes for span in quote.spans)
    named = sorted(span.start for entity in entities for span in entity.mentions)
    furniture = {doc.sentence_of[hit.first] for hit in _furniture(doc.language).find(doc)}
    in_title = stems_of(title or "", doc.language)
    found: list[Candidate] = []
    seen: set[frozenset[str]] = set()
    for index, (first, last) in enumerate(_token_ranges(doc)):
        span = _without_dateline(doc.text, doc.sentences[index])
        first = max(first, doc.token_at(span.start))  # noqa: PLW2901 - the dateline is no part of what is judged
        words = sum(word[0].isalnum() for word in doc.words[first:last])
        if (
            index in furniture
            or not LEAST_WORDS <= words <= MOST_WORDS
            or quoted.meet(span)
            or not _is_plain(span.of(doc.text))
        ):
            continue
        stems = _stems(doc.words[first:last], doc.language)
        if stems in seen or (in_title and len(stems - in_title) <= REPEATS_TITLE * len(stems)):
            continue
        seen.add(stems)
        found.append(
            Candidate(
                index=index,
                span=span,
                words=words,
                stems=stems,
                leans=leans(doc, first, last, named),
                vague=vague(doc, first, last, named),
            )
        )
    return found


def headline_of(doc: Document) -> str | None:
    """The headline that stands in the text itself: a first line of one short sentence, with paragraphs below it."""
    if len(doc.paragraphs) < PARAGRAPHS_BELOW + 1 or len(doc.sentences) < PARAGRAPHS_BELOW + 1:
        return None
    line = doc.paragraphs[0]
    if doc.sentences[0].end != line.end or len(line.of(doc.text).split()) > HEADLINE_WORDS:
        return None
    return line.of(doc.text)


class Stretches:
    """Disjoint stretches of a text, asked many times whether they meet another."""

    __slots__ = ("_spans",)

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def meet(self, span: Span) -> bool:
        at = bisect_left(self._spans, (span.end, span.end)) - 1
        return at >= 0 and self._spans[at].overlaps(span)


def stems_of(text: str, language: Language) -> frozenset[str]:
    return _stems(re.findall(r"[^\W_]+", text), language)


def _stems(words: Sequence[str], language: Language) -> frozenset[str]:
    function_words = _function_words(language)
    folded = (fold(word) for word in words if len(word) > 2 or word.isdigit())
    return frozenset(word[:_STEM] for word in folded if word not in function_words)


def _token_ranges(doc: Document) -> list[tuple[int, int]]:
    """Of each sentence: its first token, and the one after its last."""
    ranges = [(0, 0)] * len(doc.sentences)
    start = 0
    for token in range(1, len(doc.words) + 1):
        if token == len(doc.words) or doc.sentence_of[token] != doc.sentence_of[start]:
            ranges[doc.sentence_of[start]] = (start, token)
            start = token
    return ranges


def _without_dateline(text: str, sentence: Span) -> Span:
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    return Span(dateline.end(), sentence.end) if dateline else sentence


def _is_plain(sentence: str) -> bool:
    """Prose that ends as a statement: no heading, question, aside in brackets, turn of a transcript, or address."""
    return (
        sentence[0] not in "(["
        and bool(_ENDS_WHOLE.search(sentence))
        and not _TURN.match(sentence)
        and not _ADDRESS.search(sentence)
    )


@cache
def _function_words(language: Language) -> frozenset[str]:
    return frozenset(fold(word) for word in language.basics.function_words)


@cache
def _furniture(language: Language) -> Terms:
    return Terms(Term(0, phrase, 1.0) for phrase in language.basics.furniture)
