"""Words and phrases of many lists, found in one pass over a document's tokens.

A term is a word or a phrase. Accents do not matter; punctuation between words does not either. A `*` at a word's end stands
for any ending. Lower-case terms meet any case; a word written with a capital wants one in the text too (`Marina`, not
`marina`), and a word all in capitals wants them all (`US`, not `us`), so that names are not taken for common words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from bot.condense.document import Document
from bot.model.folding import fold

_WORD = re.compile(r"(?:[^\W\d_]+|\d+(?:[.,]\d+)*)\*?")
_BARE_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_CACHED_WORDS = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A term of one list. `group` is the list's number, chosen by the caller. Compared by identity: terms are counted often."""

    group: int
    text: str
    weight: float


class Hit(NamedTuple):
    """A term met: tokens `[first, last]` of the document."""

    term: Term
    first: int
    last: int


class _Piece(NamedTuple):
    """One word of a term: folded, with what is asked of its ending and its case."""

    folded: str
    any_ending: bool
    case: str  # "any", "capital", "capitals"


class _Node:
    __slots__ = ("next", "terms")

    def __init__(self) -> None:
        self.next: dict[int, _Node] = {}
        self.terms: list[Term] = []


class _Read(NamedTuple):
    """A word of a text: the pieces of terms that it may be, the terms that it is alone, the nodes where longer ones go on, and
    the pieces that they go on with."""

    numbers: tuple[int, ...]
    singles: tuple[Term, ...]
    branches: tuple[_Node, ...]
    wanted: frozenset[int]


_NO_WORD = _Read((), (), (), frozenset())


class Terms:
    """Term lists compiled into one tree of words; time is linear in the text, whatever the number of terms."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._pieces: dict[_Piece, int] = {}
        self._root = _Node()
        for term in terms:
            self._add(term)
        self._exact: dict[str, list[tuple[int, str]]] = {}
        self._prefix: dict[str, list[tuple[int, str]]] = {}
        for piece, number in self._pieces.items():
            into = self._prefix if piece.any_ending else self._exact
            for spelling in {piece.folded, piece.folded.replace("ñ", "n")}:
                into.setdefault(spelling, []).append((number, piece.case))
        self._prefix_lengths = tuple(sorted({len(prefix) for prefix in self._prefix}))
        self._read = lru_cache(maxsize=_CACHED_WORDS)(self._read_word)

    def _add(self, term: Term) -> None:
        pieces = [_piece(word) for word in _WORD.findall(term.text)]
        if not pieces:
            return
        node = self._root
        for piece in pieces:
            node = node.next.setdefault(self._pieces.setdefault(piece, len(self._pieces)), _Node())
        node.terms.append(term)

    def _read_word(self, word: str) -> _Read:
        folded = _fold(word)
        found = list(self._exact.get(folded, ()))
        for length in self._prefix_lengths:
            if length > len(folded):
                break
            found += self._prefix.get(folded[:length], ())
        numbers = tuple(number for number, case in found if _case_fits(word, case))
        nodes = [node for number in numbers if (node := self._root.next.get(number))]
        singles: dict[int, Term] = {}
        for node in nodes:
            _keep_heavier(singles, node)
        branches = tuple(node for node in nodes if node.next)
        return _Read(numbers, tuple(singles.values()), branches, frozenset().union(*(node.next for node in branches)))

    def find(self, doc: Document) -> list[Hit]:
        """Every term met, by first token; of two of one group that overlap, the one that starts first, then the longer."""
        words = [i for i, word in enumerate(doc.words) if word[0].isalnum()]
        return self._find([doc.words[i] for i in words], words, doc.sentence_of)

    def find_in(self, text: str) -> list[Hit]:
        """The same in a line that is no document, such as a headline: token numbers count its words."""
        words = _BARE_WORD.findall(text)
        return self._find(words, list(range(len(words))), [0] * len(words))

    @staticmethod
    def words_of(text: str, hit: Hit) -> str:
        """The words of a hit of `find_in`, as the line has them."""
        words = list(_BARE_WORD.finditer(text))
        return text[words[hit.first].start() : words[hit.last].end()]

    def _find(self, words: Sequence[str], tokens: Sequence[int], sentence_of: Sequence[int]) -> list[Hit]:
        read = list(map(self._read, words))
        hits: list[Hit] = []
        taken: dict[int, int] = {}
        openings = [i for i, word in enumerate(read) if word.singles or word.branches]
        read.append(_NO_WORD)
        for at in openings:
            word = read[at]
            ends = dict.fromkeys(word.singles, at)
            if not word.wanted.isdisjoint(read[at + 1].numbers):
                ends = self._longer(read, at, tokens, sentence_of, ends)
            for term, end in ends.items():
                if taken.get(term.group, -1) < at:
                    taken[term.group] = end
                    hits.append(Hit(term, tokens[at], tokens[end]))
        return hits

    @staticmethod
    def _longer(
        read: Sequence[_Read], at: int, tokens: Sequence[int], sentence_of: Sequence[int], ends: dict[Term, int]
    ) -> dict[Term, int]:
        """The longest term of each group that starts at word `at`, with its last word, where `ends` holds those of one word."""
        nodes = read[at].branches
        sentence = sentence_of[tokens[at]]
        best = {term.group: (term, end) for term, end in ends.items()}
        last = at + 1
        while nodes and read[last].numbers and sentence_of[tokens[last]] == sentence:
            nodes = tuple(following for node in nodes for number in read[last].numbers if (following := node.next.get(number)))
            longer: dict[int, Term] = {}
            for node in nodes:
                _keep_heavier(longer, node)
            best.update((group, (term, last)) for group, term in longer.items())
            last += 1
        return dict(best.values())


def _keep_heavier(terms: dict[int, Term], node: _Node) -> None:
    """Of the node's terms, the heaviest of each group."""
    for term in node.terms:
        known = terms.get(term.group)
        if known is None or term.weight > known.weight:
            terms[term.group] = term


def _piece(word: str) -> _Piece:
    bare = word.removesuffix("*")
    capitals = len(bare) > 1 and bare.isupper()
    case = "capitals" if capitals else "capital" if bare[0].isupper() else "any"
    return _Piece(_fold(bare), word.endswith("*"), case)


def _fold(word: str) -> str:
    """Accents away, but for the tilde of ñ, which makes another word: *Peña* is no *pena*. A term with ñ meets both spellings,
    for foreign texts leave the tilde out."""
    return "ñ".join(map(fold, word.casefold().split("ñ")))


def _case_fits(word: str, case: str) -> bool:
    if case == "any":
        return True
    return word.isupper() if case == "capitals" else word[0].isupper()
