"""Where names may stand: unbroken runs of words with capitals, with the small words inside them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from bot.condense.document import Document
from bot.condense.names.known import Alias, KnownNames
from bot.condense.names.lexicon import (
    ABBREVIATION,
    ACT,
    FUNCTION,
    ARTICLE,
    BODY,
    COORDINATOR,
    GIVEN,
    INNER,
    LANDMARK,
    MODIFIER,
    NOT_NAME,
    ORG_HEAD,
    PARTICLE,
    SUFFIX,
    SURNAME,
    TITLE,
    Lexicon,
    fold,
)

OPENING = frozenset("“\"'‘«„‹‚")
CLOSING = frozenset("”\"'’»“›‘")
_HYPHENS = frozenset("-‐‑–")  # noqa: RUF001 the hyphens that names are typed with
APOSTROPHES = frozenset("'’")
_NICKNAME_WORDS = 4
_INNER_WORDS = 3
_LOUD_WORDS = 4
_LOUD_LONG = 3
_LOUD_SHARE = 0.8


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
        """Words `left` and `right` stand in one sentence with nothing but a blank between them."""
        doc = self.doc
        return doc.sentence_of[left] == doc.sentence_of[right] and doc.starts[right] - doc.ends[left] <= 1

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
    marks = [flags.get(lower, 0) for lower in lowers]
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
        for alias in by_first.get(fold(lowers[i]), ()):
            end = i + len(alias.words)
            if end > total or sentence_of[end - 1] != sentence_of[i]:
                continue
            if alias.exact is not None and words[i] != alias.exact:
                continue
            if all(
                fold(lowers[i + k]) == alias.words[k] and (not alias.capitals[k] or words[i + k][0].isupper())
                for k in range(1, len(alias.words))
            ):
                matches[i] = (end, alias)
                done = end
                break
    return matches


def _loud(doc: Document, capitals: list[int], marks: list[int], matches: dict[int, tuple[int, Alias]]) -> frozenset[int]:
    """Sentences written with a capital at (nearly) every word, or in capitals. One that ends in a point is a headline only where
    a small word or a verb wears a capital too, since a short sentence may well be all names."""
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


def find_runs(reading: Reading) -> list[tuple[int, int]]:
    """Every run `[first, last)` of words, in order, outside loud sentences."""
    runs = []
    done = 0
    doc = reading.doc
    for i in reading.capitals:
        if i < done or doc.sentence_of[i] in reading.loud:
            continue
        done = _extend(reading, i)
        runs.append((i, done))
    return runs


def _extend(reading: Reading, first: int) -> int:
    doc, marks, matches = reading.doc, reading.marks, reading.matches
    words, starts, ends, sentence_of = doc.words, doc.starts, doc.ends, doc.sentence_of
    total = len(words)
    last = matches[first][0] if first in matches else first + 1
    sentence = sentence_of[first]
    while last < total and sentence_of[last] == sentence:
        word = words[last]
        gap = starts[last] - ends[last - 1]
        if word[0].isupper():
            if gap > 1:
                break
            last = matches[last][0] if last in matches else last + 1
        elif gap == 0:
            step = _glued(reading, first, last)
            if not step:
                break
            last += step
        elif marks[last] & INNER or word == "&":
            step = _across(reading, first, last)
            if not step:
                break
            last += step
        elif word in OPENING:
            step = _nickname(reading, first, last)
            if not step:
                break
            last += step
        else:
            break
    return last


def _glued(reading: Reading, first: int, at: int) -> int:
    """How many words to take from a mark that touches the run: the point of an initial, a hyphen, an apostrophe inside a name."""
    doc = reading.doc
    words, starts, ends = doc.words, doc.starts, doc.ends
    if at + 1 >= len(words) or doc.sentence_of[at + 1] != doc.sentence_of[at]:
        return 0
    word, before, after = words[at], words[at - 1], words[at + 1]
    gap = starts[at + 1] - ends[at]
    if word == "." and len(before) == 1 and before.isupper() and gap == 1:
        return 1
    if word == "." and gap <= 1 and after[0].isupper():
        short = len(before) == 1 or reading.marks[at - 1] & (TITLE | SUFFIX | ABBREVIATION)
        return 1 if short else 0
    if gap:
        return 0
    if word in _HYPHENS and after[0].isupper():
        return 2
    if word in _HYPHENS and reading.marks[at + 1] & PARTICLE and _hyphened(words, starts, ends, at):
        return 4
    if word in APOSTROPHES and reading.marks[at - 1] & (TITLE | MODIFIER) and _office_of(reading, at):
        return 3
    if word in APOSTROPHES and len(before) <= 2 and after[0].isupper() and len(after) > 1:
        return 2
    return 0


def _office_of(reading: Reading, at: int) -> bool:
    """Attorney General’s Office: the possessive of a title inside the name of a body."""
    words = reading.doc.words
    return at + 2 < len(words) and words[at + 1] == "s" and bool(reading.marks[at + 2] & BODY) and words[at + 2][0].isupper()


def _hyphened(words: list[str], starts: list[int], ends: list[int], at: int) -> bool:
    return (
        at + 3 < len(words)
        and words[at + 2] in _HYPHENS
        and words[at + 3][0].isupper()
        and starts[at + 3] == ends[at] + (ends[at + 2] - starts[at + 1])
    )


def _across(reading: Reading, first: int, at: int) -> int:
    """How many words to take over lower-case words at `at`: those and the capital behind them, if they join one name."""
    doc, marks = reading.doc, reading.marks
    words, sentence_of = doc.words, doc.sentence_of
    stop = at
    while stop < len(words) and stop - at < _INNER_WORDS and (marks[stop] & INNER or words[stop] == "&"):
        if not reading.same_line(stop - 1, stop):
            return 0
        stop += 1
    if stop + 1 < len(words) and stop - at == 1 and words[stop] in _HYPHENS and marks[at] & PARTICLE:
        return 3 if words[stop + 1][0].isupper() and doc.starts[stop + 1] - doc.ends[at] == 1 else 0
    if stop >= len(words) or sentence_of[stop] != sentence_of[at] or not words[stop][0].isupper():
        return 0
    if not reading.same_line(stop - 1, stop) or (_starts_person(reading, stop) and not marks[first] & GIVEN):
        return 0
    inner = [marks[k] for k in range(at, stop)]
    headed = any(marks[k] & BODY for k in range(first, at))
    following = marks[stop]
    taken = (reading.matches[stop][0] if stop in reading.matches else stop + 1) - at
    if words[at] == "&":
        return taken
    if inner[0] & COORDINATOR and not inner[0] & PARTICLE:
        return taken if headed and _continues(reading, first, at, stop) else 0
    if words[at] in doc.language.names.coordinators:
        if marks[first] & GIVEN and any(marks[k] & PARTICLE for k in range(first, at)):
            return taken if not following & (GIVEN | TITLE) and stop not in reading.matches else 0
        return taken if headed and _continues(reading, first, at, stop) else 0
    if following & NOT_NAME and not following & GIVEN:
        return 0
    if headed or marks[at - 1] & TITLE:
        return taken
    if (marks[at - 1] | marks[first]) & LANDMARK and (inner[0] & PARTICLE or words[at] == doc.language.names.joiners[0]):
        return taken
    if marks[first] & GIVEN and all(mark & PARTICLE for mark in inner) and not following & TITLE:
        place = stop in reading.matches and reading.matches[stop][1].bearers[0].kind != "person"
        return 0 if place and stop - at == 1 else taken
    return 0


def _starts_person(reading: Reading, at: int) -> bool:
    """A person's own name begins: the government of Claudia Sheinbaum is no body of that name."""
    if at in reading.matches:
        return reading.matches[at][1].bearers[0].kind == "person"
    following = at + 1
    return (
        bool(reading.marks[at] & GIVEN)
        and following < len(reading.marks)
        and reading.same_line(at, following)
        and reading.doc.words[following][0].isupper()
    )


def _continues(reading: Reading, first: int, at: int, stop: int) -> bool:
    """Whether “A and B” is one body: B is no name of its own, and A has a part that asks for more."""
    marks = reading.marks
    if stop in reading.matches or marks[stop] & (GIVEN | TITLE | ORG_HEAD) or reading.doc.words[stop].isupper():
        return False
    following = stop + 1
    inside = any(marks[k] & INNER for k in range(first, at))
    tail = following < len(marks) and marks[following] & BODY and reading.doc.words[following][0].isupper()
    return bool(inside or tail)


def _nickname(reading: Reading, first: int, at: int) -> int:
    """A nickname in quotation marks inside a name: Joaquín ‘El Chapo’ Guzmán."""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    if not marks[first] & GIVEN and at - first < 2:
        return 0
    for close in range(at + 2, min(at + 2 + _NICKNAME_WORDS, len(words) - 1)):
        if words[close] in CLOSING:
            inside = range(at + 1, close)
            named = all(words[k][0].isupper() or marks[k] & (INNER | ARTICLE) for k in inside) and words[close - 1][0].isupper()
            follows = words[close + 1][0].isupper() and doc.starts[close + 1] - doc.ends[close] == 1
            return close + 2 - at if named and follows and reading.same_line(close, close + 1) else 0
    return 0
