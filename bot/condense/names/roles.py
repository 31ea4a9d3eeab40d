"""What a person is, as the article words it, and the gender that titles and given names tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.condense.document import visible
from bot.condense.names.lexicon import (
    ARTICLE,
    BODY,
    COORDINATOR,
    FIRM,
    FUNCTION,
    GIVEN,
    HONORIFIC,
    INNER,
    LOCATIVE,
    MODIFIER,
    ORG_HEAD,
    POSSESSIVE,
    PREPOSITION,
    RELATIVE,
    ROLE,
    STOP,
    TITLE,
)
from bot.condense.names.phrases import (
    LONGEST,
    STOPS,
    Words,
    end_of_phrase,
    is_abbreviation,
    is_listed,
    is_person_noun,
    is_verb,
    possessor_start,
    whole,
)
from bot.condense.names.pieces import Piece
from bot.condense.names.reading import Reading
from bot.model.desk import Gender

_OFFICE_WORDS = 8
_MENTIONS_READ = 6
_BRACKET_WORDS = 8
_LEAD_WORDS = 3
_HYPHENS = frozenset("-‐‑")
_BEHIND = ',.;:)—–”"'


def role_of(reading: Reading, pieces: list[Piece], gender: Gender | None, bodies: Mapping[int, int]) -> str | None:
    """The most telling of an apposition behind the name, a title before it, and an office before it with a comma; else the
    body that the person is said to be of. `bodies`: first word → end of each name of a body."""
    best: Words | None = None
    read = [piece for piece in pieces if reading.doc.sentence_of[piece.first] not in reading.loud][:_MENTIONS_READ]
    for piece in read:
        for first, last in _candidates(reading, piece):
            found = whole(reading, first, last, gender)
            if found is not None and (best is None or found[1] - found[0] > best[1] - best[0]):
                best = found
    if best is None:
        best = next((body for piece in read if (body := _body_of(reading, piece, bodies)) is not None), None)
    return _text(reading, *best) if best else None


def gender_of(reading: Reading, pieces: list[Piece]) -> Gender | None:
    """By title, else by given name; None where they tell nothing or differ."""
    doc, marks, genders = reading.doc, reading.marks, reading.lex.genders
    for piece in pieces:
        for k in range(piece.first - 1, max(piece.first - 4, -1), -1):
            if not marks[k] & (TITLE | MODIFIER) and doc.words[k] != ".":
                if k + 1 < piece.first and marks[k] & ARTICLE:
                    return genders.get(doc.lowers[k])
                break
            if marks[k] & TITLE and doc.lowers[k] in genders:
                return genders[doc.lowers[k]]
    alone = all(piece.last - piece.first == 1 for piece in pieces)
    for piece in sorted(pieces, key=lambda p: p.first - p.last):
        if marks[piece.first] & GIVEN and (alone or piece.last - piece.first > 1):
            return genders.get(doc.lowers[piece.first])
    return None


def _text(reading: Reading, first: int, last: int) -> str:
    doc = reading.doc
    return visible(doc.text[doc.starts[first] : doc.ends[last - 1]])


def _candidates(reading: Reading, piece: Piece) -> Iterator[Words]:
    for found in (
        _behind(reading, piece),
        office_before(reading, piece),
        _before(reading, piece),
        _office_of(reading, piece),
        _stacked(reading, piece),
    ):
        if found is not None:
            yield found


def _behind(reading: Reading, piece: Piece) -> Words | None:
    """John Kirby, a spokesman for the council, praised …"""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    comma = piece.last
    if comma + 1 >= len(words) or doc.sentence_of[comma + 1] != doc.sentence_of[piece.first]:
        return None
    dash = words[comma] in "—–" and doc.starts[comma] > doc.ends[comma - 1] and doc.starts[comma + 1] == doc.ends[comma]
    if words[comma] not in ",(" and not dash:
        return None
    first = comma + 1
    if marks[first] & POSSESSIVE:
        return None  # the next of a list: Olmos, his wife and his daughters left
    while first < len(words) and marks[first] & ARTICLE:
        first += 1
    last = end_of_phrase(reading, first)
    if last is None or (_opens_sentence(reading, piece) and not _goes_on(reading, last)):
        return None
    for k in range(first, last - 2):
        if is_person_noun(reading, k) or marks[k] & PREPOSITION:
            break
        if reading.owned(k) and possessor_start(reading, k) is None:
            return k + 2, last
    return first, last


def _opens_sentence(reading: Reading, piece: Piece) -> bool:
    """Only a preposition stands before the name in its sentence, so that behind its comma comes what is said: Según Luna, …"""
    doc, marks = reading.doc, reading.marks
    first = piece.first
    while first and doc.sentence_of[first - 1] == doc.sentence_of[piece.first] and piece.first - first <= _LEAD_WORDS:
        first -= 1
        if not marks[first] & (FUNCTION | PREPOSITION):
            return False
    return first < piece.first and piece.first - first <= _LEAD_WORDS


def _goes_on(reading: Reading, at: int) -> bool:
    """The sentence has words behind word `at`."""
    doc = reading.doc
    return at + 1 < len(doc.words) and doc.sentence_of[at + 1] == doc.sentence_of[at - 1]


def _before(reading: Reading, piece: Piece) -> Words | None:
    """Security analyst David Saucedo; el presidente municipal Juan Pérez; DEA Administrator Anne Milgram."""
    first = _beside(reading, piece)
    last = piece.first
    while last - first > 1 and reading.marks[last - 1] & HONORIFIC:
        last -= 1
    titled = any(is_person_noun(reading, k) and not reading.marks[k] & HONORIFIC for k in range(first, last))
    return (first, last) if titled else None


def _beside(reading: Reading, piece: Piece) -> int:
    """Where the titles right before the name begin, with their adjectives and the names that qualify them."""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    k = piece.first - 1
    title = False
    while k >= 0 and reading.same_line(k, k + 1):
        mark = marks[k]
        if words[k] == ".":
            if not k or not (is_abbreviation(reading, k - 1) or marks[k - 1] & FIRM):
                break
            k -= 1
            continue
        if title and (_prefixes(reading, k) or _inside_office(reading, k)):
            k -= 1
            continue
        if mark & TITLE or _noun_with_article(reading, k, piece):
            title = title or not mark & HONORIFIC
        elif not mark & MODIFIER and not (title and words[k][0].isupper() and not mark & FUNCTION):
            break
        k -= 1
    return k + 1


def _prefixes(reading: Reading, at: int) -> bool:
    """The hyphen of vice-president, co-chief executive."""
    doc = reading.doc
    touches = at > 0 and doc.words[at] in _HYPHENS and doc.ends[at - 1] == doc.starts[at] and doc.ends[at] == doc.starts[at + 1]
    return touches and bool(reading.marks[at - 1] & MODIFIER)


def _inside_office(reading: Reading, at: int) -> bool:
    """A small word inside the name of the body that the title is of: Fraternal Order of Police President; Finance and
    Petroleum Minister."""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    if not at or not marks[at] & INNER or not words[at][0].islower() or not words[at + 1][0].isupper():
        return False
    k = at - 1
    if marks[at] & COORDINATOR:
        return words[k][0].isupper() and bool(marks[k] & MODIFIER and marks[at + 2] & TITLE) and not marks[k] & (TITLE | GIVEN)
    while k >= 0 and words[k][0].isupper() and reading.same_line(k, k + 1):
        if marks[k] & ORG_HEAD:
            return True
        k -= 1
    return False


def _noun_with_article(reading: Reading, at: int, piece: Piece) -> bool:
    """A noun for a person that is no title, but stands between an article and the name: la religiosa Ángela Murrieta."""
    if not is_person_noun(reading, at):
        return False
    k = at
    while k and reading.same_line(k - 1, k) and (reading.marks[k - 1] & (MODIFIER | ROLE)):
        k -= 1
    return k > 0 and piece.last - piece.first > 1 and bool(reading.marks[k - 1] & ARTICLE)


def _office_of(reading: Reading, piece: Piece) -> Words | None:
    """Secretary of State Marco Rubio; el secretario de Seguridad Omar García."""
    doc, marks = reading.doc, reading.marks
    k = piece.first - 1
    while k >= 0 and piece.first - k <= _OFFICE_WORDS and reading.same_line(k, k + 1):
        if is_person_noun(reading, k) and marks[k + 1] & INNER:
            names = [j for j in range(k + 1, piece.first) if doc.words[j][0].isupper()]
            if not names or any(marks[j] & TITLE and not marks[j] & BODY for j in names):
                return None  # aide to President Obama: the aide is somebody else
            while k and marks[k - 1] & MODIFIER and reading.same_line(k - 1, k):
                k -= 1
            return k, piece.first
        if not doc.words[k][0].isupper() and not marks[k] & INNER:
            return None
        k -= 1
    return None


def office_before(reading: Reading, piece: Piece) -> Words | None:
    """An office, a comma, its holder: la secretaria de Gobernación, Rosa Icela Rodríguez, dijo …"""
    found = _office_up_to(reading, piece, piece.first - 1)
    return whole(reading, *found) if found else None


def _stacked(reading: Reading, piece: Piece) -> Words | None:
    """An office, a comma, a title and the name: la directora del albergue, la religiosa Ángela Murrieta."""
    first = _beside(reading, piece)
    if first == piece.first:
        return None
    while first and reading.marks[first - 1] & ARTICLE:
        first -= 1
    return _office_up_to(reading, piece, first - 1)


def _office_up_to(reading: Reading, piece: Piece, comma: int) -> Words | None:
    doc, marks = reading.doc, reading.marks
    words = doc.words
    if comma < 1 or words[comma] != "," or doc.sentence_of[comma] != doc.sentence_of[piece.first]:
        return None
    behind = _behind_bracket(reading, piece.last)
    goes_on = behind < len(words) and doc.sentence_of[behind] == doc.sentence_of[comma]
    if goes_on and words[behind] not in _BEHIND and not _relative_at(reading, behind):
        return None
    end = _before_bracket(reading, comma)
    k = end - 1
    while (
        k >= 0
        and end - k <= LONGEST
        and doc.sentence_of[k] == doc.sentence_of[comma]
        and words[k] not in STOPS
        and not marks[k] & STOP
        and not is_verb(reading, k)
    ):
        if k + 1 < end and _opens_office(reading, k, end):
            return k + 1, end
        if k and reading.owned(k - 1) and any(is_person_noun(reading, j) for j in range(k + 1, end)):
            owner = possessor_start(reading, k - 1)
            return (k + 1 if owner is None else owner), end
        k -= 1
    return (k + 1, end) if k + 1 < end and is_person_noun(reading, k + 1) else None


def _relative_at(reading: Reading, at: int) -> bool:
    """`who`, with or without a coordinator: Carlos Luna, y quien dirige …"""
    marks = reading.marks
    joined = marks[at] & COORDINATOR and at + 1 < len(marks)
    return bool(marks[at + 1 if joined else at] & RELATIVE)


def _opens_office(reading: Reading, at: int, end: int) -> bool:
    """Whether word `at` is the article, or another small word, right before the noun phrase of an office that ends at `end`."""
    mark = reading.marks[at]
    if not mark & (ARTICLE | FUNCTION | POSSESSIVE) or mark & LOCATIVE or (mark & INNER and not mark & ARTICLE):
        return False
    if at and not mark & POSSESSIVE and reading.marks[at - 1] & INNER and not reading.marks[at - 1] & COORDINATOR:
        return False
    k = at + 1
    while k < end and not reading.marks[k] & (PREPOSITION | ARTICLE):
        if is_listed(reading, k):
            return True
        k += 1
    return False


def _before_bracket(reading: Reading, comma: int) -> int:
    """The comma, or the bracket that opens before it: el presidente de la Corte (SCJN), Arturo …"""
    words = reading.doc.words
    if words[comma - 1] != ")":
        return comma
    return next((k for k in range(comma - 2, max(comma - _BRACKET_WORDS, 0), -1) if words[k] == "("), comma)


def _behind_bracket(reading: Reading, at: int) -> int:
    """Word `at`, or the one behind the short bracket that opens there: Omar Luna (PJ), …"""
    words = reading.doc.words
    if words[at : at + 1] != ["("]:
        return at
    return next((k + 1 for k in range(at + 2, min(at + _BRACKET_WORDS, len(words))) if words[k] == ")"), at)


def _body_of(reading: Reading, piece: Piece, bodies: Mapping[int, int]) -> Words | None:
    """The body whose the person is: Tony Payan of Rice University; Ilán Semo, de la Universidad Iberoamericana."""
    doc, marks = reading.doc, reading.marks
    words = doc.words
    at = piece.last
    if at < len(words) and words[at] == ",":
        at += 1
    if at + 1 >= len(words) or doc.sentence_of[at] != doc.sentence_of[piece.first]:
        return None
    if doc.lowers[at] not in doc.language.speech.genitives:
        return None
    at += 1
    while at < len(words) and marks[at] & ARTICLE and words[at][0].islower():
        at += 1
    last = bodies.get(at)
    return None if last is None else (at, last)
