"""A run cut into names: titles off, openings off, each piece with the kind its own words tell."""

from __future__ import annotations

from dataclasses import dataclass

from bot.condense.names.entity import Kind
from bot.condense.names.known import Alias
from bot.condense.names.lexicon import (
    ARTICLE,
    BODY,
    DATE,
    EVENT,
    FUNCTION,
    GIVEN,
    INNER,
    MODIFIER,
    NOT_NAME,
    ORG_HEAD,
    ORG_TAIL,
    PARTICLE,
    PLACE_HEAD,
    PLACE_TAIL,
    SUFFIX,
    SURNAME,
    TITLE,
    VERB,
)
from bot.condense.names.nicknames import nickname_behind
from bot.condense.names.reading import CLOSING, OPENING, Reading

_FULL_NAME = 2
_NUMERAL = frozenset("ivx")


@dataclass(slots=True, eq=False)
class Piece:
    """Words `[first, last)` that may be one name. `titled`: a title stands before it. `nickname`: words inside quotation marks
    in the name."""

    first: int
    last: int
    kind: Kind | None = None
    alias: Alias | None = None
    titled: bool = False
    nickname: tuple[int, int] | None = None
    words: tuple[str, ...] | None = None
    """What `content` found, kept."""


def cut(reading: Reading, first: int, last: int) -> list[Piece]:  # noqa: PLR0911 a list of rules, the first that fits decides
    """The names in the run `[first, last)`, in order."""
    matches = reading.matches
    first = _without_opening(reading, first, last)
    if first >= last or (last - first == 1 and first not in matches and _no_name(reading, first)):
        return []
    if first in matches and matches[first][0] == last:
        return [_known(reading, first)]
    seam = next((k for k in range(first + 1, last - 1) if _is_seam(reading, k)), None)
    if seam is not None:
        return [*cut(reading, first, seam), *cut(reading, seam + 1, last)]
    person = _after_title(reading, first, last)
    if person is not None:
        title, start = person
        found = _known_inside(reading, first, title)
        found.append(_named(reading, start, last, titled=True))
        return found
    inner = _sub_match(reading, first, last)
    if inner is not None:
        return [piece for start, stop in inner for piece in cut(reading, start, stop)]
    split = _embedded_person(reading, first, last)
    if split is not None:
        return [*_known_inside(reading, first, split), _named(reading, split, last, titled=True)]
    kind = _by_own_words(reading, first, last) if last - first > 1 else None
    if kind is not None:
        return [Piece(first, last, kind)]
    if last - first > 1 and any(_is_event(reading, k) for k in range(first, last)):
        return _known_inside(reading, first, last)
    if _title_phrase(reading, first, last):
        return _known_inside(reading, first, last)
    return [_named(reading, first, last, titled=False)]


def _no_name(reading: Reading, at: int) -> bool:
    """A word that is nobody's name by itself; an adjective of office behind its noun: la secretaria Ejecutiva."""
    mark = reading.marks[at]
    adjective = mark & MODIFIER and not mark & TITLE and at and reading.marks[at - 1] & TITLE
    return bool(mark & NOT_NAME or (adjective and not mark & SURNAME)) and not mark & GIVEN


def _is_seam(reading: Reading, at: int) -> bool:
    """A small word with a capital inside a run, where a headline runs into a byline: … Verstappen Por Guillermo …"""
    mark = reading.marks[at]
    capital = reading.doc.words[at][0].isupper() and len(reading.doc.words[at]) > 1
    return capital and bool(mark & FUNCTION) and not mark & (INNER | ARTICLE | GIVEN | SURNAME | TITLE | BODY)


def _is_event(reading: Reading, at: int) -> bool:
    mark = reading.marks[at]
    return bool(mark & EVENT) and not mark & (GIVEN | SURNAME) and reading.doc.words[at][0].isupper()


def _by_own_words(reading: Reading, first: int, last: int) -> Kind | None:
    """A body or a place by its head or its last word."""
    marks = reading.marks
    possessive = any(reading.owned(k) for k in range(first, last - 1))
    if possessive and marks[last - 1] & PLACE_TAIL and not marks[last - 1] & BODY:
        return "place"
    tailed = _tailed(reading, first, last, ORG_TAIL) and not _is_office(reading, first, last)
    if marks[first] & ORG_HEAD or possessive or tailed:
        return "organisation"
    if _inner_head(reading, first, last) and not _title_phrase(reading, first, last):
        return "organisation"
    return "place" if marks[first] & PLACE_HEAD or _tailed(reading, first, last, PLACE_TAIL) else None


def _without_opening(reading: Reading, first: int, last: int) -> int:
    """Where the name begins once the words that only open the sentence, and adjectives of nation and creed, are off."""
    while first < last and first not in reading.matches and _opens_only(reading, first, last):
        first += 1
    return first


def _opens_only(reading: Reading, first: int, last: int) -> bool:
    """Whether word `first` of the run is no part of the name behind it."""
    marks, doc = reading.marks, reading.doc
    mark = marks[first]
    opens = reading.opens(first)
    alone = last - first == 1
    if mark & NOT_NAME and not mark & GIVEN:
        return not marks[last - 1] & BODY and (opens or alone or bool(mark & DATE) or _told(reading, first + 1))
    if mark & ARTICLE and not alone and marks[first + 1] & ORG_HEAD and doc.words[first + 1][0].isupper():
        return True
    if doc.words[first] == "." or (mark & INNER and not doc.words[first][0].isupper()):
        return True
    if not opens:
        return False
    if _verb_before_person(reading, first, last):
        return True
    small = mark & FUNCTION and (not mark & GIVEN or not alone)
    common = not mark & (GIVEN | TITLE | BODY | PARTICLE) and doc.lowers[first] in reading.written
    return bool(small or common) or (not mark & GIVEN and _desk_person_ends(reading, first + 1, last))


def _verb_before_person(reading: Reading, first: int, last: int) -> bool:
    """Cayó Pedro Luna: a finite verb opens the sentence, and a full name follows."""
    mark, words = reading.marks[first], reading.doc.words
    if last - first <= _FULL_NAME or mark & (GIVEN | SURNAME | TITLE | BODY):
        return False
    verb = mark & VERB or (not mark and reading.doc.lowers[first].endswith(reading.lex.finite_endings))
    if not verb or not words[first + 2][0].isupper():
        return False
    return bool(reading.marks[first + 1] & GIVEN) or nickname_behind(reading, first, last, strict=True) is not None


def _desk_person_ends(reading: Reading, at: int, last: int) -> bool:
    """Behind a verb that opens the headline stands a person of the desk: Exige Sheinbaum."""
    match = reading.matches.get(at)
    return match is not None and match[0] == last and match[1].bearers[0].kind == "person"


def _told(reading: Reading, at: int) -> bool:
    """Word `at` is of a kind that an adjective of nation stands before: a title, a given name, a known name."""
    return at in reading.matches or bool(reading.marks[at] & (TITLE | MODIFIER | GIVEN | NOT_NAME))


def _after_title(reading: Reading, first: int, last: int) -> tuple[int, int] | None:  # noqa: C901 a list of rules, the first that fits decides
    """The last title of the run and where the person behind it begins."""
    marks, matches, doc = reading.marks, reading.matches, reading.doc
    for title in range(last - 2, first - 1, -1):
        mark = marks[title]
        if not mark & TITLE or (title > first and marks[title - 1] & GIVEN):
            continue
        start = title + 1
        if doc.words[start] == ".":
            start += 1
        while start < last and marks[start] & MODIFIER and not marks[start] & (GIVEN | SURNAME) and start not in matches:
            start += 1
        if start >= last or (start + 1 == last and marks[start] & (NOT_NAME | EVENT) and not marks[start] & (GIVEN | SURNAME)):
            continue
        if start + 1 == last and mark & MODIFIER and title > first and not marks[title - 1] and not marks[start]:
            continue  # Associated General Contractors
        if marks[start] & INNER and not doc.words[start][0].isupper():
            joined = start
            start = next((k for k in range(start, last) if _person_starts(reading, k, last)), last)
            if start == last and last - joined > _FULL_NAME and _only_surname(reading, last - 1):
                start = last - 1
            if start < last:
                return title, start
            continue
        if not doc.words[start][0].isupper():
            continue
        if start in matches and matches[start][1].bearers[0].kind != "person" and matches[start][0] == last:
            continue
        if marks[last - 1] & (BODY | PLACE_TAIL) and (
            not marks[start] & GIVEN or any(reading.owned(k) for k in range(start, last))
        ):
            continue
        return title, start
    return None


def _sub_match(reading: Reading, first: int, last: int) -> list[tuple[int, int]] | None:
    """A run that begins with a known name and goes on with a title or another known name is cut there."""
    if first not in reading.matches:
        return None
    stop = reading.matches[first][0]
    if stop >= last or reading.marks[last - 1] & BODY or (stop - first == 1 and reading.marks[first] & GIVEN):
        return None
    if stop in reading.matches or (reading.marks[stop] & TITLE and not reading.marks[stop] & (GIVEN | SURNAME)):
        return [(first, stop), (stop, last)]
    return None


def _embedded_person(reading: Reading, first: int, last: int) -> int | None:
    """Where a person begins behind the words of an office: (secretario de) Seguridad Omar García."""
    marks, matches, doc = reading.marks, reading.matches, reading.doc
    for k in range(first + 1, last - 1):
        if k in matches and matches[k][0] == last and matches[k][1].bearers[0].kind == "person" and not marks[k - 1] & GIVEN:
            return k
    if first > 1 and marks[first - 1] & INNER and reading.same_line(first - 1, first):
        office = any(marks[k] & TITLE for k in range(max(0, first - 4), first))
        if office and doc.words[first][0].isupper() and not marks[first] & GIVEN:
            return next((k for k in range(first + 1, last) if _person_starts(reading, k, last)), None)
    return None


def _only_surname(reading: Reading, at: int) -> bool:
    """Secretary of State Clinton: the last word of the office is its holder."""
    mark = reading.marks[at]
    return bool(mark & SURNAME) and not mark & (GIVEN | BODY | PLACE_TAIL | NOT_NAME) and at not in reading.matches


def _person_starts(reading: Reading, at: int, last: int) -> bool:
    if at in reading.matches:
        return reading.matches[at][1].bearers[0].kind == "person"
    return bool(reading.marks[at] & GIVEN) and at + 1 < last and reading.doc.words[at][0].isupper()


def _title_phrase(reading: Reading, first: int, last: int) -> bool:
    """A title with what it is of, and nobody's name: Secretary of State, Presidente de México."""
    marks = reading.marks
    lead = first
    while lead < last and marks[lead] & MODIFIER and not marks[lead] & TITLE:
        lead += 1
    if lead >= last:
        return last - first == 1 and not marks[first] & (GIVEN | SURNAME) and reading.opens(first)
    if marks[lead] & TITLE and not marks[lead] & (GIVEN | SURNAME):
        return lead + 1 == last or bool(marks[lead + 1] & (INNER | MODIFIER))
    tail = marks[last - 1]
    return bool(tail & TITLE and not tail & (GIVEN | SURNAME) and not marks[first] & GIVEN)


def _is_office(reading: Reading, first: int, last: int) -> bool:
    """Titles, a joiner and what they are of: Inspector General of Police."""
    marks = reading.marks
    joiner = next((k for k in range(first, last) if marks[k] & INNER and not reading.doc.words[k][0].isupper()), first)
    return bool(joiner > first and marks[first] & TITLE) and all(marks[k] & (TITLE | MODIFIER) for k in range(first, joiner))


def _tailed(reading: Reading, first: int, last: int, flag: int) -> bool:
    mark = reading.marks[last - 1]
    return bool(mark & flag) and not (mark & (GIVEN | SURNAME) and reading.marks[first] & GIVEN and last - first == 2)


def _inner_head(reading: Reading, first: int, last: int) -> bool:
    """A head word before a joiner: Federal Bureau of Investigation."""
    marks, words = reading.marks, reading.doc.words
    return any(marks[k] & ORG_HEAD and marks[k + 1] & INNER and not words[k + 1][0].isupper() for k in range(first, last - 1))


def _known(reading: Reading, first: int) -> Piece:
    last, alias = reading.matches[first]
    return Piece(first, last, alias.bearers[0].kind, alias)


def _known_inside(reading: Reading, first: int, last: int) -> list[Piece]:
    return [_known(reading, k) for k in range(first, last) if k in reading.matches and reading.matches[k][0] <= last]


def _named(reading: Reading, first: int, last: int, *, titled: bool) -> Piece:
    """One piece: known, a firm by its ampersand, a person by given name, or still open."""
    marks, matches, doc = reading.marks, reading.matches, reading.doc
    if any(doc.words[k] == "&" for k in range(first + 1, last - 1)):
        return Piece(first, last, "organisation")
    while last > first + 1 and (
        (doc.words[last - 1] == "." and len(doc.words[last - 2]) > 1) or (marks[last - 1] & ARTICLE and last - first > 1)
    ):
        last -= 1
    if first in matches and matches[first][0] == last:
        piece = _known(reading, first)
        piece.titled = titled
        return piece
    kind: Kind | None = None
    if titled or (last - first > 1 and marks[first] & GIVEN and not marks[last - 1] & (BODY | PLACE_TAIL | NOT_NAME)):
        kind = "person"
    elif last - first > 1 and len(doc.words[first]) == 1 and doc.words[first + 1] == ".":
        kind = "person" if marks[last - 1] & SURNAME else None
    elif last - first > 1 and marks[last - 1] & SUFFIX and (marks[first] & GIVEN or not _is_numeral(doc.lowers[last - 1])):
        kind = "person"
    return Piece(first, last, kind, None, titled, _nickname(reading, first, last))


def _is_numeral(lower: str) -> bool:
    """II, III, IV: of kings and popes, but also of machines and wars."""
    return set(lower) <= _NUMERAL


def _nickname(reading: Reading, first: int, last: int) -> tuple[int, int] | None:
    words = reading.doc.words
    opening = next((k for k in range(first + 1, last - 2) if words[k] in OPENING), None)
    if opening is None:
        return None
    closing = next((k for k in range(opening + 1, last) if words[k] in CLOSING), None)
    return (opening + 1, closing) if closing else None
