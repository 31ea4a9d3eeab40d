"""Speech, or a title, a name, a term in marks: judged by evidence for either side, each piece with its weight."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.condense.document import Document
from bot.condense.quotes import lexicon as lx
from bot.condense.quotes.clauses import Clauses
from bot.condense.quotes.cue import Cue
from bot.condense.quotes.lexicon import Lexicon
from bot.condense.quotes.marks import Region
from bot.condense.quotes.phrases import can_speak

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_LOOKED_AT = 400
"""Characters of a quote that are looked at: what is longer is speech by its length alone."""
_FEWEST_IN_MINOR_MARKS = 4
_SHORT = 6
"""Words; titles and terms are seldom longer."""
_TERM = 2
"""Words; so few between marks may be somebody's or the author's."""
_NAMES = lx.SAYING_NOUN | lx.WORK | lx.NAMED_THING
_PARTS = lx.PUNCTUATION | lx.QUOTE | lx.CUE | lx.FUNCTION
"""What no phrase runs on with."""
_CLAUSE = lx.AUXILIARY | lx.PRONOUN | lx.OTHER_VERB | lx.SUBORDINATOR | lx.CLITIC

WEIGHTS = {
    # the words between the marks
    "prior": 1.7,
    "0 words": -9.0,
    "1 word": -0.2,
    "2 words": 0.3,
    "3 words": 0.4,
    "4 or 5 words": 0.6,
    "6 to 9 words": 0.6,
    "10 words": 0.7,
    "code": -3.0,
    "title case": -2.4,
    "one capital": -1.2,
    "capital first": -0.7,
    "ends in ?!": 1.8,
    "ends in comma": 0.2,
    "ends in stop": 1.0,
    "clause words": 1.2,
    "repeated": -0.6,
    # what ties them to somebody
    "no cue": -2.0,
    "no subject": -2.2,
    "after cue": 0.4,
    "inverted cue": 0.5,
    "said right before": 1.2,
    "said near": 1.0,
    "said far": 0.3,
    "called right before": 1.1,
    "called near": 1.0,
    "called far": 0.5,
    "thought right before": 0.7,
    "thought near": 0.6,
    "thought far": 0.4,
    "noun right before": 0.8,
    "noun far": 0.2,
    # the words beside them
    "first": 1.8,
    "after a colon": 0.3,
    "after a quote": -0.5,
    "after a work": -1.6,
    "after a named thing": -1.5,
    "after a preposition": -0.2,
    "work near": -1.2,
    "named": -1.0,
    "before a work": -1.1,
    "before a name": 0.3,
    "title at the end": -0.7,
    "title after a preposition": -0.2,
    "within a phrase": -1.5,
    "deep in an object": -2.9,
    "long title after a preposition": -1.5,
}
"""Set by logistic regression on development articles of both languages and rounded; what is left out counted for nothing.
A tenth more or less changes little; signs and sizes are the classes of language that they name."""


def is_speech(clauses: Clauses, position: int, region: Region, cue: Cue | None, *, repeated: bool, minor: bool) -> bool:
    """Whether the evidence is for speech. `position`: of the quote in the passage. `repeated`: the same words stand in marks
    elsewhere. `minor`: in single marks, where the text quotes in double ones: titles, terms and the headline's echo."""
    if minor:
        words = len(_WORD.findall(region.span.of(clauses.doc.text)[:_LOOKED_AT]))
        if region.paragraph == 0 or cue is None or not cue.flags & lx.UTTERANCE or words < _FEWEST_IN_MINOR_MARKS:
            return False
    return sum(WEIGHTS.get(name, 0.0) for name in evidence(clauses, position, region, cue, repeated=repeated)) > 0


def evidence(clauses: Clauses, position: int, region: Region, cue: Cue | None, *, repeated: bool) -> Iterator[str]:
    """The names of the pieces of evidence that apply."""
    yield "prior"
    inside = region.span.of(clauses.doc.text)[:_LOOKED_AT]
    words = _WORD.findall(inside)
    yield from _by_words(clauses.lexicon, inside, words)
    yield from _by_cue(clauses, cue, capital=inside[:1].isupper())
    yield from _by_words_before(clauses, position)
    if len(words) >= _SHORT and all(word[0].isupper() for word in words if len(word) > 3):
        before = clauses.passage.flags[position - 1] if position else lx.STOP
        if before & lx.PREPOSITION:
            yield "long title after a preposition"
    if len(words) < _SHORT:
        titled = bool(words) and all(word[0].isupper() for word in words if len(word) > 3)
        yield from _by_words_around(clauses.passage.flags, position, titled=titled)
        if len(inside.split()) <= _TERM and inside[-1:].isalnum():
            yield from _by_phrase(clauses, position, cue)
        if repeated:
            yield "repeated"


def _by_words(lexicon: Lexicon, inside: str, words: list[str]) -> Iterator[str]:
    count = len(words)
    yield next(name for most, name in _LENGTHS if count <= most)
    if not count:
        return
    if all(word[0].isdigit() for word in words) or inside[0] in "@#" or "://" in inside:
        yield "code"
    content = [word for word in words if len(word) > 3 or word[0].isupper()]
    if content and all(word[0].isupper() or word[0].isdigit() for word in content):
        yield "title case" if count > 1 else "one capital"
    elif inside[:1].isupper() or inside[:1] in "¿¡":
        yield "capital first"
    last = inside.rstrip()[-1:]
    if last in "?!":
        yield "ends in ?!"
    elif last == ",":
        yield "ends in comma"
    elif last in ".…":
        yield "ends in stop"
    flags = lexicon.flags
    if any(flags.get(word.casefold().partition("’")[0].partition("'")[0], 0) & _CLAUSE for word in words[:30]):
        yield "clause words"


def _by_cue(clauses: Clauses, cue: Cue | None, *, capital: bool) -> Iterator[str]:
    if cue is None:
        yield "no cue"
        return
    able = cue.subject is not None and can_speak(clauses.passage, cue.subject)
    kind = (
        "said"
        if cue.flags & lx.UTTERANCE
        else "called"
        if cue.flags & lx.NAMING
        else "thought"
        if cue.flags & lx.STANCE
        else "noun"
    )
    if cue.kind in {"after", "inverted"}:
        yield f"{cue.kind} cue"
    elif cue.kind in {"source", "label"}:
        return
    else:
        yield f"{kind} right before" if cue.reach <= 1 else f"{kind} near" if cue.reach <= 5 else f"{kind} far"
    if not cue.flags & lx.UTTERANCE and (cue.subject is None or (cue.flags & lx.NAMING and capital and not able)):
        yield "no subject"


def _by_words_before(clauses: Clauses, position: int) -> Iterator[str]:
    flags, items = clauses.passage.flags, clauses.passage.items
    before = flags[position - 1] if position else lx.STOP
    for flag, name in _BEFORE:
        if before & flag:
            yield name
            break
    if _named_by(clauses, position):
        yield "named"
    if any(flags[i] & lx.WORK for i in range(max(position - 4, 0), position)):
        yield "work near"
    if any(item < 0 for item in items[max(position - 3, 0) : position]):
        yield "after a quote"


def _by_words_around(flags: list[int], position: int, *, titled: bool) -> Iterator[str]:
    """For short quotes: the words that make them titles or terms."""
    before = flags[position - 1] if position else lx.STOP
    after = flags[position + 1] if position + 1 < len(flags) else lx.STOP
    if titled and after & lx.STOP:
        yield "title at the end"
    if titled and before & lx.PREPOSITION:
        yield "title after a preposition"
    if after & lx.WORK or (position + 2 < len(flags) and flags[position + 2] & lx.WORK):
        yield "before a work"
    if after & lx.CAPITAL:
        yield "before a name"


def _by_phrase(clauses: Clauses, position: int, cue: Cue | None) -> Iterator[str]:
    """For one word or two: whether they are part of a phrase that no verb of saying or calling has for its object."""
    flags = clauses.passage.flags
    after = flags[position + 1] if position + 1 < len(flags) else lx.STOP
    if cue is None:
        if not position and not after & _PARTS:
            yield "within a phrase"  # *“Quiet” voters may decide*
        return
    if cue.kind != "before" or cue.flags & (lx.NAMING | lx.UTTERANCE) or cue.reach <= 1:
        return
    between = flags[cue.position + 1 : position]
    if any(flag & (lx.SUBORDINATOR | lx.AUXILIARY | lx.OTHER_VERB | lx.COLON) for flag in between):
        return
    before = flags[position - 1]
    if before & lx.PREPOSITION and not before & lx.INFINITIVE_MARK and after & lx.UNKNOWN:
        yield "deep in an object"  # *proposes taxes like “carbon fee” schemes*
    elif not before & _NAMES and _named_by(clauses, position) and any(flag & lx.PREPOSITION for flag in between):
        yield "deep in an object"  # *rejected the complaints about the alleged “purge”*


_BEFORE = (
    (lx.WORK, "after a work"),
    (lx.NAMED_THING, "after a named thing"),
    (lx.OWNER, "after an owner"),
    (lx.PREPOSITION, "after a preposition"),
    (lx.STOP, "first"),
    (lx.COLON, "after a colon"),
)
"""The first that the word before the quote may be."""
_LENGTHS = (
    (0, "0 words"),
    (1, "1 word"),
    (2, "2 words"),
    (3, "3 words"),
    (5, "4 or 5 words"),
    (9, "6 to 9 words"),
    (10**9, "10 words"),
)


def _named_by(clauses: Clauses, position: int) -> bool:
    """Whether the words before the quote say that a name or a term follows."""
    doc, lexicon, passage = clauses.doc, clauses.lexicon, clauses.passage
    index = position - 1
    if index < 0 or passage.items[index] < 0:
        return False
    for rest in lexicon.naming_cues.get(doc.lowers[passage.items[index]], ()):
        if index - len(rest) >= 0 and all(
            passage.items[index - 1 - k] >= 0 and doc.lowers[passage.items[index - 1 - k]] == word
            for k, word in enumerate(rest)
        ):
            return True
    return False


def is_partial(doc: Document, lexicon: Lexicon, region: Region, *, opens: bool) -> bool:
    """A fragment: no clause of its own. `opens`: the quote begins its sentence, or answers in a dialogue."""
    inside = region.span.of(doc.text)[: 2 * _LOOKED_AT]
    words = _WORD.findall(inside)
    if len(words) <= 3:
        return not ((inside[:1].isupper() or inside[:1] in "¿¡") and (opens or inside.rstrip()[-1:] in "!?.,"))
    if inside[:1].isupper() or inside[:1] in "¿¡…":
        return False
    verbs = lx.AUXILIARY | lx.OTHER_VERB | lx.PRONOUN
    return not any(lexicon.flags.get(word.casefold(), 0) & verbs for word in words[:12])
