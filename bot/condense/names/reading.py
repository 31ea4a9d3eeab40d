"""A text made ready for names: what each word can be, which known names stand where, and where capitals tell nothing."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import repeat

from bot.condense.document import Document, visible
from bot.condense.names.known import Alias, KnownNames, has_tilde
from bot.condense.names.lexicon import ACT, ARTICLE, FUNCTION, GIVEN, PARTICLE, SURNAME, TITLE, Lexicon, fold

OPENING = frozenset("“\"'‘«„‹‚")
CLOSING = frozenset("”\"'’»“›‘")
APOSTROPHES = frozenset("'’")
_WIDEST = 4
"""Characters of a gap inside a name, of which but one is seldom visible."""

_LOUD_WORDS = 4
_LOUD_LONG = 3
_LOUD_SHARE = 0.8
_LOUD_FEWEST = 4


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text made ready for names. `marks[i]`: the lexicon's flags of word i. `matches`: first word → (end, alias) of known
    names that do not overlap. `loud`: sentences in which capitals tell nothing (headlines, all capitals)."""

    doc: Document
    lex: Lexicon
    known: KnownNames
    marks: list[int]
    capitals: list[int]
    matches: dict[int, tuple[int, Alias]]
    loud: frozenset[int]
    written: frozenset[str]
    """Every word of the text as written, to ask whether a word also stands without its capital."""

    def same_line(self, left: int, right: int) -> bool:
        """Words `left` and `right` stand in one sentence with nothing but blanks between them."""
        doc = self.doc
        if doc.sentence_of[left] != doc.sentence_of[right]:
            return False
        gap = doc.starts[right] - doc.ends[left]
        return gap <= 1 or (
            gap <= _WIDEST and not visible(between := doc.text[doc.ends[left] : doc.starts[right]]) and "\n" not in between
        )

    def owned(self, at: int) -> bool:
        """Words `at` and the next are an apostrophe and the ending of a possessor: (Hart)’s."""
        words = self.doc.words
        return at + 1 < len(words) and words[at] in APOSTROPHES and words[at + 1] in self.lex.possessives

    def opens(self, index: int) -> bool:
        """Word `index` has its capital, or may have it, only because something begins here."""
        doc = self.doc
        if index == 0 or doc.sentence_of[index - 1] != doc.sentence_of[index]:
            return True
        return doc.words[index - 1] in _OPENERS


_OPENERS = frozenset("“\"'‘«„¿¡:—–-•*·([…")


def prepare(doc: Document, lex: Lexicon, known: KnownNames) -> Reading:
    words, lowers = doc.words, doc.lowers
    flags = lex.flags
    marks = list(map(flags.get, lowers, repeat(0)))
    capitals = [i for i, word in enumerate(words) if word[0].isupper()]
    matches = _match(doc, capitals, known)
    return Reading(
        doc=doc,
        lex=lex,
        known=known,
        marks=marks,
        capitals=capitals,
        matches=matches,
        loud=_loud(doc, capitals, marks, matches),
        written=frozenset(words),
    )


def _match(doc: Document, capitals: list[int], known: KnownNames) -> dict[int, tuple[int, Alias]]:
    matches: dict[int, tuple[int, Alias]] = {}
    words, lowers, sentence_of = doc.words, doc.lowers, doc.sentence_of
    by_first = known.by_first
    total = len(words)
    done = 0
    for i in capitals:
        if i < done:
            continue
        by_second = by_first.get(fold(lowers[i]))
        if by_second is None:
            continue
        second = fold(lowers[i + 1]) if i + 1 < total else ""
        tilde = has_tilde(words[i])
        for alias in by_second.get(second) or by_second[""]:
            wanted = alias.words
            end = i + len(wanted)
            if end > total or sentence_of[end - 1] != sentence_of[i] or (tilde and not alias.tildes[0]):
                continue
            if alias.exact is not None and words[i] != alias.exact:
                continue
            if all(
                fold(lowers[i + k]) == wanted[k]
                and (not alias.capitals[k] or words[i + k][0].isupper())
                and (alias.tildes[k] or not has_tilde(words[i + k]))
                for k in range(1, len(wanted))
            ):
                matches[i] = (end, alias)
                done = end
                break
    return matches


def _loud(doc: Document, capitals: list[int], marks: list[int], matches: dict[int, tuple[int, Alias]]) -> frozenset[int]:
    """Sentences written with a capital at (nearly) every word, or in capitals. One that ends in a point is a headline only
    where a small word or a verb wears a capital too, since a short sentence may well be all names."""
    sentence_of, words = doc.sentence_of, doc.words
    held: dict[int, list[int]] = {}
    for i in capitals:
        held.setdefault(sentence_of[i], []).append(i)
    loud = set()
    for sentence, raised in held.items():
        if len(raised) < _LOUD_WORDS:
            continue
        first = bisect_left(doc.starts, doc.sentences[sentence].start)
        last = bisect_left(doc.starts, doc.sentences[sentence].end)
        if len(raised) * _LOUD_FEWEST < last - first:
            continue
        long_words = [k for k in range(first, last) if len(words[k]) > 3 and words[k][0].isalpha()]
        high = [k for k in long_words if words[k][0].isupper()]
        if len(long_words) < _LOUD_LONG or len(high) < _LOUD_SHARE * len(long_words):
            continue
        ends = words[last - 1] in ".…"
        odd = any(marks[k] & (FUNCTION | ACT) and not marks[k] & (GIVEN | SURNAME | PARTICLE | ARTICLE) for k in raised[1:])
        shouted = sum(words[k].isupper() for k in long_words) >= _LOUD_SHARE * len(long_words)
        known = {k for first_of in raised if first_of in matches for k in range(first_of, matches[first_of][0])}
        plain = sum(k not in known and not marks[k] & (GIVEN | SURNAME | TITLE) for k in high) >= _LOUD_LONG
        if shouted or (plain and (odd or not ends)):
            loud.add(sentence)
    return frozenset(loud)
