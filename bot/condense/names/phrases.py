"""What makes words beside a name one noun phrase that says who somebody is: whole, and nothing besides."""

from __future__ import annotations

from bot.condense.names.lexicon import (
    ABBREVIATION,
    ARTICLE,
    BODY,
    COORDINATOR,
    DEFINITE,
    FUNCTION,
    GIVEN,
    HONORIFIC,
    INNER,
    MODIFIER,
    NOT_NAME,
    POSSESSIVE,
    PREPOSITION,
    RELATIONAL,
    ROLE,
    STOP,
    SURNAME,
    TITLE,
    VERB,
)
from bot.condense.names.reading import APOSTROPHES, Reading
from bot.model.desk import Gender

LONGEST = 20
"""Words; whoever is said at such length to be something is told better by the sentence itself."""

STOPS = frozenset(',;:.()[]“”"«»—–?!…')
MARKS = frozenset("'\"“”‘’«»")
_HYPHENS = frozenset("-‐‑")
Words = tuple[int, int]
"""First word of a phrase and the one behind its last."""


def end_of_phrase(reading: Reading, first: int) -> int | None:
    """Where the noun phrase that begins at word `first` ends; None where it turns out to be a clause, or never ends."""
    doc, marks = reading.doc, reading.marks
    words, sentence_of = doc.words, doc.sentence_of
    at = first
    while at < len(words) and sentence_of[at] == sentence_of[first]:
        if at - first >= LONGEST or is_verb(reading, at):
            return None
        if (words[at] in STOPS and not _shortened(reading, at)) or marks[at] & STOP or _is_dash(reading, at):
            break
        if _another(reading, at) or (at > first and opens_another(reading, at)):
            break
        at += 1
    return at


def _is_dash(reading: Reading, at: int) -> bool:
    """A hyphen that does the work of a dash: - or --."""
    doc = reading.doc
    return doc.words[at] in _HYPHENS and at > 0 and doc.starts[at] > doc.ends[at - 1]


def is_verb(reading: Reading, at: int) -> bool:
    """A finite verb: it is listed or ends like one, has no capital, and no article or preposition stands before it."""
    word = reading.doc.words[at]
    if not word[0].islower() or (at and reading.marks[at - 1] & (ARTICLE | PREPOSITION) and reading.same_line(at - 1, at)):
        return False
    return bool(reading.marks[at] & VERB) or (not reading.marks[at] and word.endswith(reading.lex.finite_endings))


def opens_another(reading: Reading, at: int) -> bool:
    """A definite article with no small word before it: the next noun phrase, which is no part of this one."""
    marks = reading.marks
    return (
        bool(marks[at] & DEFINITE)
        and not marks[at] & PREPOSITION
        and not marks[at - 1] & (FUNCTION | ARTICLE | MODIFIER)
        and reading.doc.words[at][0].islower()
        and reading.doc.words[at - 1][0].isalpha()
    )


def _another(reading: Reading, at: int) -> bool:
    """`and` with another person behind it: and Ana Toro; y su esposa."""
    marks = reading.marks
    if not marks[at] & COORDINATOR or at + 1 >= len(marks):
        return False
    if marks[at + 1] & POSSESSIVE:
        return True
    return reading.doc.words[at + 1][0].isupper() and starts_person(reading, at + 1)


def starts_person(reading: Reading, at: int) -> bool:
    match = reading.matches.get(at)
    return match[1].bearers[0].kind == "person" if match is not None else bool(reading.marks[at] & GIVEN)


def _shortened(reading: Reading, at: int) -> bool:
    """The point belongs to the word before it, and the phrase goes on."""
    words = reading.doc.words
    if words[at] != "." or not at or reading.doc.starts[at] != reading.doc.ends[at - 1]:
        return False
    return is_abbreviation(reading, at - 1)


def is_abbreviation(reading: Reading, at: int) -> bool:
    word = reading.doc.words[at]
    return bool(reading.marks[at] & ABBREVIATION) or (len(word) == 1 and word.isupper())


def is_person_noun(reading: Reading, at: int) -> bool:
    """A noun for what somebody is: listed, or by its ending."""
    return is_listed(reading, at) or (not reading.marks[at] and reading.doc.lowers[at].endswith(reading.lex.person_endings))


def is_listed(reading: Reading, at: int) -> bool:
    """A listed noun for what somebody is, with or without a prefix: exsubsecretario."""
    mark = reading.marks[at]
    lex, lower = reading.lex, reading.doc.lowers[at]
    if mark & TITLE or (mark & ROLE and not mark & NOT_NAME and lower not in lex.role_prefixes):
        return True
    if not lower.startswith(lex.role_prefixes):
        return False
    bare = next(lower[len(p) :] for p in lex.role_prefixes if lower.startswith(p))
    return bool(lex.flags.get(bare, 0) & (TITLE | ROLE))


def whole(reading: Reading, first: int, last: int, gender: Gender | None = None) -> Words | None:
    """The words `[first, last)` without what hangs loose at their ends; None where they do not tell what somebody is, or tell
    it of somebody of the other gender."""
    words, marks = reading.doc.words, reading.marks
    while first < last and not marks[first] & TITLE and (marks[first] & ARTICLE or not words[first][0].isalnum()):
        first += 1
    last = _closed(reading, first, _unquoted(reading, first, last))
    head = _head(reading, first, last)
    if head is None or _says_nothing(reading, first, last) or _holds_clause(reading, first, last):
        return None
    told = reading.lex.genders.get(reading.doc.lowers[head])
    if reading.lex.gendered and gender and told and told != gender:
        return None
    return first, last


def _unquoted(reading: Reading, first: int, last: int) -> int:
    """Where a title in marks begins that is never closed, else the end."""
    doc = reading.doc
    opened = None
    for k in range(first, last):
        if doc.words[k] not in MARKS:
            continue
        if opened is None and k > first and doc.starts[k] > doc.ends[k - 1]:
            opened = k
        elif opened is not None and k > opened + 1:
            opened = None
    return last if opened is None else opened


def _closed(reading: Reading, first: int, last: int) -> int:
    """Where the phrase ends without a small word, a mark, or a shortened title (candidate Sen.) at its end."""
    words, marks = reading.doc.words, reading.marks
    while last > first:
        end = last - 1
        if words[end] == "." and end > first and is_abbreviation(reading, end - 1):
            plain = any(is_person_noun(reading, k) and not is_abbreviation(reading, k) for k in range(first, end - 1))
            if not (plain and marks[end - 1] & TITLE):
                return last
            last -= 2
        elif words[end] in MARKS and any(words[k] in MARKS for k in range(first, end - 1)):
            return last
        elif not words[end][0].isalnum() or _loose(reading, end):
            last -= 1
        else:
            return last
    return last


def _loose(reading: Reading, at: int) -> bool:
    mark = reading.marks[at]
    if not reading.doc.words[at][0].islower() or mark & (TITLE | MODIFIER):
        return False
    return bool(mark & (PREPOSITION | ARTICLE | INNER)) or (bool(mark & FUNCTION) and not reading.marks[at - 1] & PREPOSITION)


def _head(reading: Reading, first: int, last: int) -> int | None:
    """The noun for a person on which the phrase hangs: before any preposition, and nobody's surname."""
    words, marks = reading.doc.words, reading.marks
    if first >= last or marks[first] & (COORDINATOR | POSSESSIVE | PREPOSITION):
        return None
    zone = next((k for k in range(first, last) if marks[k] & PREPOSITION and words[k][0].islower()), last)
    owned = next((k + 2 for k in range(zone - 2, first, -1) if reading.owned(k)), first)
    head = None
    for k in range(owned, zone):
        if is_person_noun(reading, k):
            if _in_name(reading, k, first, last):
                return None
            head = k if head is None else head
        elif head is None and reading.doc.language.speech.head_first and not marks[k] & MODIFIER:
            return None
    return _last_title(reading, first, last) if head is None else head


def _last_title(reading: Reading, first: int, last: int) -> int | None:
    """Reserve Bank of Kansas City President: the head stands behind the whole name of the body."""
    words = reading.doc.words
    if reading.doc.language.speech.head_first or not words[first][0].isupper() or not words[last - 1][0].isupper():
        return None
    return last - 1 if reading.marks[last - 1] & TITLE else None


def _in_name(reading: Reading, at: int, first: int, last: int) -> bool:
    """Emma Coronel, el jefe Diego Luna: the word is a surname, or belongs to the name behind it, which is somebody else's."""
    words, marks = reading.doc.words, reading.marks
    if at == first + 1 == last - 1 and words[at][0].isupper() and marks[first] & GIVEN and words[first][0].isupper():
        return not marks[first] & (TITLE | MODIFIER)
    name = at + 2 if words[at + 1 : at + 2] == ["."] else at + 1
    if name >= last or not words[name][0].isupper() or marks[name] & (TITLE | MODIFIER | BODY):
        return False
    if words[at][0].isupper() and not marks[at] & MODIFIER:
        return not marks[name] & NOT_NAME
    return starts_person(reading, name) or (name == last - 1 and bool(marks[name] & SURNAME))


def _says_nothing(reading: Reading, first: int, last: int) -> bool:
    """Only nouns of relation (colleague, titular) or courtesy, with nothing that says of whom or what."""
    marks = reading.marks
    empty = RELATIONAL | HONORIFIC | ARTICLE | MODIFIER | PREPOSITION | INNER
    told = [k for k in range(first, last) if is_person_noun(reading, k)]
    return all(marks[k] & empty for k in range(first, last)) and all(marks[k] & (RELATIONAL | HONORIFIC) for k in told)


def _holds_clause(reading: Reading, first: int, last: int) -> bool:
    words, marks = reading.doc.words, reading.marks
    return any(
        is_verb(reading, k)
        or opens_another(reading, k)
        or (marks[k] & POSSESSIVE and not marks[k - 1] & PREPOSITION)
        or (words[k] in STOPS and words[k] not in MARKS and words[k] != ".")
        for k in range(first + 1, last)
    )


def possessor_start(reading: Reading, at: int) -> int | None:
    """Where the name of a possessor begins whose apostrophe is word `at`: (Haskett)'s lawyer; None for a common noun."""
    words = reading.doc.words
    k = at - 1
    if k < 0 or words[at] not in APOSTROPHES or not words[k][0].isupper() or reading.marks[k] & FUNCTION:
        return None
    while k and words[k - 1][0].isupper() and reading.same_line(k - 1, k) and not reading.marks[k - 1] & FUNCTION:
        k -= 1
    return k
