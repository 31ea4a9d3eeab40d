"""Which sentences could stand on a card as a key point: whole, plain, understood by themselves, and nobody's quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.condense.document import Document
from bot.condense.names import Entity
from bot.condense.terms import Term, Terms, fold
from bot.languages import Language
from bot.model.cards import Quote
from bot.model.text import Span

LEAST_WORDS = 7
MOST_WORDS = 85
_STEM = 6
"""Words that share their first six letters count as one; enough to see a repetition, without a dictionary of endings."""

_PRONOUN_REACH = 8
_ENDS_WHOLE = re.compile(r"[.!…][\"”’»')\]]*$")
_DATELINE = re.compile(r"[A-ZÀ-Þ][^a-zà-ÿ—–\n]{2,40}?(?:\([^)\n]{2,25}\)|,[^—–\n]{2,40}?)?\s*\.?\s?(?:—|–|--?)\s?(?=\S)")
_TURN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ.\s'’-]{2,40}:\s")
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\S+|(?:^|\s)[@#]\w+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be a point. `index`: into the document's sentences. `stems`: its content words, cut to their stems.
    `leans`: it opens with a word that leans on the sentence before."""

    index: int
    span: Span
    words: int
    stems: frozenset[str]
    leans: bool


def candidates(doc: Document, title: str | None, quotes: Sequence[Quote], entities: Sequence[Entity]) -> list[Candidate]:
    """In the order of the text."""
    quoted = sorted(span for quote in quotes for span in quote.spans)
    named = sorted(span.start for entity in entities for span in entity.mentions)
    furniture = {doc.sentence_of[hit.first] for hit in _furniture(doc.language).find(doc)}
    in_title = stems_of(title or "", doc.language)
    found: list[Candidate] = []
    seen: set[frozenset[str]] = set()
    for index, (first, last) in enumerate(_token_ranges(doc)):
        span = _without_dateline(doc.text, doc.sentences[index])
        sentence = span.of(doc.text)
        words = sum(word[0].isalnum() for word in doc.words[first:last])
        if index in furniture or not LEAST_WORDS <= words <= MOST_WORDS or not _is_plain(sentence) or _meets(quoted, span):
            continue
        stems = _stems(doc.words[first:last], doc.language)
        if stems in seen or (in_title and len(stems - in_title) <= 0.2 * len(stems)):
            continue
        seen.add(stems)
        leans = _leans(doc, first, last, named)
        found.append(Candidate(index=index, span=span, words=words, stems=stems, leans=leans))
    return found


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
    """Prose that ends as a statement: no heading, question, turn of a transcript, or address."""
    return bool(_ENDS_WHOLE.search(sentence)) and not _TURN.match(sentence) and not _ADDRESS.search(sentence)


def _meets(spans: Sequence[Span], span: Span) -> bool:
    return any(span.overlaps(other) for other in spans)


def _leans(doc: Document, first: int, last: int, named: Sequence[int]) -> bool:
    """It opens with a connective, or a pronoun near its start stands for nobody whom the sentence has named."""
    opening = [word for word in doc.lowers[first : first + 12] if word[0].isalnum()]
    folded = " ".join(opening) + " "
    if any(folded.startswith(connective) for connective in _connectives(doc.language)):
        return True
    pronouns = _pronouns(doc.language)
    reach = [i for i in range(first, min(last, first + _PRONOUN_REACH)) if doc.lowers[i] in pronouns]
    return bool(reach) and not any(doc.starts[first] <= start < doc.starts[reach[0]] for start in named)


@cache
def _function_words(language: Language) -> frozenset[str]:
    return frozenset(fold(word) for word in language.basics.function_words)


@cache
def _connectives(language: Language) -> tuple[str, ...]:
    return tuple(f"{word.casefold()} " for word in language.basics.connectives)


@cache
def _pronouns(language: Language) -> frozenset[str]:
    return frozenset(word.casefold() for word in language.basics.pronouns)


@cache
def _furniture(language: Language) -> Terms:
    return Terms(Term(0, phrase, 1.0) for phrase in language.basics.furniture)
