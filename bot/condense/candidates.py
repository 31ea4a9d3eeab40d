"""Which sentences could stand on a card as a key point: whole, plain, understood by themselves, and nobody's quotation."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from bot.condense.cutting import Stretches, cut_before_quotation, is_remainder
from bot.condense.denials import denial_behind, denying
from bot.condense.document import Document
from bot.condense.leaning import vague
from bot.condense.quotes.lexicon import FINITE, UTTERANCE, lexicon_of
from bot.languages import Language
from bot.model.cards import Quote
from bot.model.folding import fold
from bot.model.text import Span

LEAST_WORDS = 7
MOST_WORDS = 85
_STEM = 6
"""Words that share their first six letters count as one; enough to see a repetition, without a dictionary of endings."""

REPEATS_TITLE = 0.25
"""A sentence whose words stand in the headline but for this share tells nothing new."""

HEADLINE_WORDS = 26
PLAIN_HEADLINE = 18
SHORT_HEADLINE = 14
TITLE_CASE = 0.7
_LONG = 4
PARAGRAPHS_BELOW = 3
_BANNER = 20
"""A sentence whose first characters are capitals to this length is a banner, a caption, a heading that ran into the text."""

STANDFIRSTS = 4
STANDFIRST_WORDS = 12
"""Among the first lines, one of so many words tells something, with a stop or without."""

LEAST_CUT_WORDS = 10
"""What stands before a quotation has to be a whole statement."""

_NOTHING = frozenset({""})
_STOPS = (".", "!", "…")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_STOP_INSIDE = (".)", "!)")
_CLOSING = "\"”’»')]"
_DATELINE = re.compile(r"[A-ZÀ-Þ][^a-zà-ÿ—–\n]{2,40}?(?:\([^)\n]{2,25}\)|,[^—–\n]{2,40}?)?\s*\.?\s?(?:—|–|--?)\s?(?=\S)")
_AGENCY = re.compile(r"\([^)\n]{2,40}\)\s*\.?\s?(?:—|–|--?)\s?(?=\S)")
"""What is left of a dateline whose abbreviated state was taken for a sentence's end."""

_TURN = re.compile(r"[A-ZÀ-Þ](?:[A-ZÀ-Þ.\s'’-]{2,40})?:\s")
_ADDRESS = re.compile(r"https?://|www\.|@(?:(?<=\w@)|(?<!\S@))\w|#(?<!\S#)\w")
"""Every branch begins with a letter or mark of its own, so that the search skips what begins none."""


class Candidate(NamedTuple):
    """A sentence that may be a point. `sentence`: its index in the document; `first`, `last`: its tokens `[first, last)`.
    `stems`: its content words, cut to their stems; `numbers`: those with digits. `vague`: how many of its words lean on the
    sentence before. `reports`: it says by whom or when, as news does."""

    sentence: int
    span: Span
    first: int
    last: int
    words: int
    stems: frozenset[str]
    numbers: frozenset[str]
    vague: int
    reports: bool


def candidates(
    doc: Document, title: str | None, *, quotes: Sequence[Quote], named: Sequence[int], furniture: Collection[int]
) -> list[Candidate]:
    """In the order of the text. `named`: where people, bodies and places are named, sorted. `furniture`: sentences that belong
    to the page."""
    quoted = Stretches(span for quote in quotes for span in quote.spans)
    words_before = list(accumulate((word[0].isalnum() for word in doc.words), initial=0))
    said = {sentence for quote in quotes for sentence in _SENTENCE.split(quote.text)}
    numbers = [token for token, word in enumerate(doc.words) if word[0].isdecimal()]
    in_title = stems_of(title or "", doc.language)
    reporting, denials = _reporting(doc.language), denying(doc)
    found: list[Candidate] = []
    seen: set[frozenset[str]] = set()
    last = 0
    for index in range(len(doc.sentences)):
        first, last = last, bisect_left(doc.sentence_of, index + 1, last)
        words = words_before[last] - words_before[first]
        if index in furniture or not LEAST_WORDS <= words <= MOST_WORDS:
            continue
        span = _without_dateline(doc.text, doc.sentences[index])
        if span.start > doc.starts[first]:
            first = doc.token_at(span.start)
            words = words_before[last] - words_before[first]
        is_plain = _is_plain(span.of(doc.text)) or (index < STANDFIRSTS and words >= STANDFIRST_WORDS and _is_line(doc, index))
        if words < LEAST_WORDS or not is_plain or is_remainder(doc, quoted, first, last):
            continue
        told = _told(doc, quoted, denial_behind(denials, index), span, last)
        if told is None:
            continue
        span, end = told
        words = words_before[end] - words_before[first]
        stems = _stems(doc.words[first:end], doc.language)
        if stems in seen or span.of(doc.text) in said or (in_title and len(stems - in_title) <= REPEATS_TITLE * len(stems)):
            continue
        seen.add(stems)
        counted = numbers[bisect_left(numbers, first) : bisect_left(numbers, end)]
        found.append(
            Candidate(
                sentence=index,
                span=span,
                first=first,
                last=end,
                words=words,
                stems=stems,
                numbers=frozenset(doc.words[token] for token in counted if len(doc.words[token]) > 1),
                vague=vague(doc, first, end, named),
                reports=bool(counted) or not reporting.isdisjoint(doc.lowers[first:end]),
            )
        )
    return found


def _told(doc: Document, quoted: Stretches, denial: int | None, span: Span, last: int) -> tuple[Span, int] | None:
    """What of the sentence is told without its quotation, and up to which token; with the denial behind it, where one
    follows."""
    first = doc.token_at(span.start)
    if quoted.meet(*span):
        if denial is not None or doc.token_at(quoted.first(span)) < first + LEAST_CUT_WORDS:
            return None
        cut = cut_before_quotation(doc, quoted, first, last)
        return (Span(span.start, doc.ends[cut - 1]), cut) if cut >= first + LEAST_CUT_WORDS else None
    if denial is None:
        return span, last
    both = Span(span.start, doc.sentences[denial].end)
    return None if denial > doc.sentence_of[first] + 1 or quoted.meet(*both) else (both, last)


@cache
def _reporting(language: Language) -> frozenset[str]:
    """Words by which a sentence tells of news: verbs of saying, days, months."""
    flags = lexicon_of(language).flags
    says = (word for word, flag in flags.items() if flag & UTTERANCE and flag & FINITE)
    return frozenset((*says, *language.basics.weekdays, *language.basics.months))


def headline_of(doc: Document) -> str | None:
    """The headline that stands in the text itself: a first line of one short sentence, or one in Title Case, or without a stop,
    with paragraphs below it."""
    if len(doc.paragraphs) < PARAGRAPHS_BELOW + 1 or len(doc.sentences) < PARAGRAPHS_BELOW + 1:
        return None
    first = doc.paragraphs[0]
    line = first.of(doc.text)
    words = line.split()
    if doc.sentences[0].end != first.end or len(words) > HEADLINE_WORDS:
        return None
    content = [word for word in words if len(word) > _LONG]
    in_title_case = sum(word[0].isupper() for word in content) > TITLE_CASE * len(content)
    unstopped = len(words) <= PLAIN_HEADLINE and not line.rstrip(_CLOSING).endswith(_STOPS)
    is_headline = len(words) <= SHORT_HEADLINE or in_title_case or unstopped
    return line if is_headline else None


def stems_of(text: str, language: Language) -> frozenset[str]:
    return _stems(re.findall(r"[^\W_]+", text), language)


def _stems(words: Iterable[str], language: Language) -> frozenset[str]:
    return frozenset(map(_stemmer(language), words)) - _NOTHING


@cache
def _stemmer(language: Language) -> Callable[[str], str]:
    """A word's stem; empty for words that carry no content."""
    function_words = frozenset(fold(word) for word in language.basics.function_words)

    @lru_cache(maxsize=50_000)
    def stem(word: str) -> str:
        if len(word) <= 2 and not word.isdigit():
            return ""
        folded = fold(word)
        return "" if folded in function_words else folded[:_STEM]

    return stem


def _without_dateline(text: str, sentence: Span) -> Span:
    dateline = _DATELINE.match(text, sentence.start, sentence.end) or _AGENCY.match(text, sentence.start, sentence.end)
    return Span(dateline.end(), sentence.end) if dateline else sentence


def _is_line(doc: Document, index: int) -> bool:
    """A standfirst: a line of its own, which outlets leave without a stop."""
    sentence = doc.sentences[index]
    text = sentence.of(doc.text)
    return (
        sentence in doc.paragraphs
        and text[-1].isalpha()
        and text[0].isupper()
        and not text[:_BANNER].isupper()
        and not _TURN.match(text)
        and not _ADDRESS.search(text)
    )


def _is_plain(sentence: str) -> bool:
    """Prose that ends as a statement: no heading, question, aside in brackets, turn of a transcript, or address."""
    return (
        sentence[0] not in "([-•*–—<"
        and not sentence[:_BANNER].isupper()
        and sentence.rstrip(_CLOSING).endswith(_STOPS)
        and not (sentence.endswith(_STOP_INSIDE) and "(" in sentence)
        and not _TURN.match(sentence)
        and not _ADDRESS.search(sentence)
    )
